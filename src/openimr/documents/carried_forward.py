"""Find notes that repeat most of an earlier one, and say where they differ.

A physician copies the note of the last visit and changes what changed; what was left
standing is not observed anew.  Such notes are no copies of each other: both count,
but the second is no independent witness, and what it changes is what matters.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from openimr.domain import CarriedForward, Difference, Document, DocumentKind

from .drafts import Draft
from .judging import Judged
from .likely_pairs import Sample, pairs_of, samples, share_in_order
from .misreading import copy_knowledge, has_figure, may_be_misread, shape
from .names import parse_name
from .notes import Note, differing, note_of

_NOTES = frozenset(
    {
        DocumentKind.PROGRESS_REPORT,
        DocumentKind.INITIAL_REPORT,
        DocumentKind.CONSULTATION,
        DocumentKind.OPERATIVE_REPORT,
        DocumentKind.PROCEDURE_REPORT,
        DocumentKind.THERAPY_NOTE,
        DocumentKind.PSYCHOLOGICAL_REPORT,
        DocumentKind.MEDICAL_LEGAL_REPORT,
    }
)
"""Documents in which a person tells of a visit; forms repeat their print anyway."""

_FEWEST_WORDS = 60
_SHARED = 0.7
"""Share of the words of a note that must stand in the earlier one, in order."""

_ALIKE = 0.3
"""The same of sampled word sequences, for a note to be looked at at all."""

_IN_ORDER = 0.08
"""The same, before notes are compared word by word: each change breaks a few."""

_MOST_DIFFERENCES = 40
_LONGEST = 200
_APART = 4
"""Differences with fewer words between them are one."""

_FEW_WORDS = 3
_DOUBT = 0.7
"""How sure a word of a picture is taken to be."""

_MOVED = 4
"""Words that only stand elsewhere are no difference, from this many on."""

_DAY = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}|(?:19|20)\d\d"
)
_MONTHS = frozenset(
    (
        "january february march april may june july august september october november "
        "december jan feb mar apr jun jul aug sep sept oct nov dec"
    ).split()
)

_Run = tuple[int, int, int, int]
"""From and to in the words of the earlier note, and in those of the later one."""


def find_carried_forward(
    drafts: Sequence[Draft], judged: Sequence[Judged]
) -> tuple[CarriedForward, ...]:
    """Return the notes carried forward, in the order of the index.

    Each is paired with the most similar note of an earlier day, of the same kind and
    by the same author or practice; without a date, the order of the file counts.
    """
    by_kind: dict[DocumentKind, list[int]] = defaultdict(list)
    for number, one in enumerate(judged):
        document = one.document
        if document.kind in _NOTES and not (document.duplicate_of or document.misfiled):
            by_kind[document.kind].append(number)
    found: dict[int, CarriedForward] = {}
    for kind in sorted(by_kind):
        group = by_kind[kind]
        if len(group) > 1:
            found.update(_of_kind(group, drafts, judged))
    return tuple(found[number] for number in sorted(found))


def _of_kind(
    group: Sequence[int], drafts: Sequence[Draft], judged: Sequence[Judged]
) -> Iterator[tuple[int, CarriedForward]]:
    words = {n: _words(drafts[n], judged[n]) for n in group}
    long = [n for n in group if len(words[n]) >= _FEWEST_WORDS]
    counts = {n: Counter(words[n]) for n in long}
    sampled = dict(zip(long, samples([words[n] for n in long]), strict=True))
    notes: dict[int, Note] = {}
    for number, earlier in sorted(_candidates(long, sampled, judged).items()):
        likely = [
            (_share(counts[number], counts[one]), _day(judged[one]), one)
            for one in sorted(earlier)
            if _same_hand(drafts[number], drafts[one])
            and share_in_order(sampled[number], sampled[one]) >= _IN_ORDER
        ]
        share, _, source = max(likely, default=(0.0, 0, 0))
        if share < _SHARED:
            continue
        for one in {source, number} - notes.keys():
            notes[one] = _note(drafts[one], judged[one])
        result = _compared(judged[source], notes[source], judged[number], notes[number])
        if result.share >= _SHARED:
            yield number, result


def _share(later: Counter[str], earlier: Counter[str]) -> float:
    """Return the share of words that stand in both, in whatever order: the most."""
    return (later & earlier).total() / later.total()


def _words(draft: Draft, judged: Judged) -> tuple[str, ...]:
    return tuple(
        word
        for number, page in enumerate(draft.pages, start=draft.first_page)
        if page.view and judged.fate(number) is None
        for word in page.view.own_words
    )


def _note(draft: Draft, judged: Judged) -> Note:
    numbered = enumerate(draft.pages, start=draft.first_page)
    return note_of([one for one in numbered if judged.fate(one[0]) is None])


def _candidates(
    long: Sequence[int], sampled: Mapping[int, Sample], judged: Sequence[Judged]
) -> dict[int, set[int]]:
    """Return for each note the earlier ones that may be its source."""
    found: dict[int, set[int]] = defaultdict(set)
    pairs = pairs_of([sampled[n] for n in long], _ALIKE)
    in_time = sorted(long, key=lambda number: (_day(judged[number]), number))
    for one, other in (*((long[a], long[b]) for a, b in pairs), *pairwise(in_time)):
        if _earlier(judged[one].document, judged[other].document):
            found[other].add(one)
        elif _earlier(judged[other].document, judged[one].document):
            found[one].add(other)
    return found


def _day(judged: Judged) -> int:
    return judged.document.date.toordinal() if judged.document.date else 0


def _earlier(one: Document, other: Document) -> bool:
    """Tell whether one note is of an earlier visit; two of one day are one visit."""
    if one.date and other.date:
        return one.date < other.date
    return (one.file, one.first_page) < (other.file, other.first_page)


def _same_hand(one: Draft, other: Draft) -> bool:
    """Tell whether two notes are by one author, or come from one practice."""
    families = [_family(draft.author) for draft in (one, other)]
    if families[0] and families[0] == families[1]:
        return True
    heads = [_first_line(draft) for draft in (one, other)]
    return heads[0] == heads[1] != ""


def _family(author: str | None) -> str:
    name = parse_name(author) if author else None
    return shape("".join(name.family)) if name else ""


def _first_line(draft: Draft) -> str:
    view = draft.views[0] if draft.views else None
    words = view.words[view.head[0]] if view and view.head else ()
    return shape("".join(word for word in words if word.isalpha()))


def _compared(
    earlier: Judged, before: Note, later: Judged, after: Note
) -> CarriedForward:
    runs = list(differing(before, after))
    new = sum(d - c for _, _, c, d in runs)
    differences = {
        _difference(run, before, after): _is_day(run, before, after)
        for run in _joined(_still_new(runs, before, after))
    }
    ordered = sorted(differences, key=lambda one: differences[one])
    return CarriedForward(
        document=later.document.id,
        earlier=earlier.document.id,
        share=round(1 - new / len(after.words), 4),
        differences=tuple(ordered[:_MOST_DIFFERENCES]),
    )


def _still_new(runs: Sequence[_Run], before: Note, after: Note) -> Iterator[_Run]:
    """Yield the differences that are no moved words, marks of transit or misprints."""
    gone = Counter(before.words[a:b] for a, b, _, _ in runs if b - a >= _MOVED)
    come = Counter(after.words[c:d] for _, _, c, d in runs if d - c >= _MOVED)
    moved = gone & come
    handling = copy_knowledge().handling
    for a, b, c, d in runs:
        one, other = before.words[a:b], after.words[c:d]
        if moved[one] and moved[other]:
            continue
        if _is_misprint(one, other, read=before.read or after.read):
            continue
        if handling.issuperset((*one, *other)):
            continue
        yield (a, b if not moved[one] else a, c, d if not moved[other] else c)


def _is_misprint(one: Sequence[str], other: Sequence[str], *, read: bool) -> bool:
    """Tell whether words differ as by a slip of the recognition, figures apart."""
    if "".join(one) == "".join(other):
        return True
    return (
        read
        and len(one) == len(other)
        and not any(map(has_figure, (*one, *other)))
        and all(
            may_be_misread(word, twin, _DOUBT, noisy=False)
            for word, twin in zip(one, other, strict=True)
        )
    )


def _joined(runs: Iterator[_Run]) -> list[_Run]:
    """Return the differences, those that nearly touch as one."""
    joined: list[_Run] = []
    for a, b, c, d in runs:
        if a == b and c == d:
            continue
        if joined and a - joined[-1][1] < _APART and c - joined[-1][3] < _APART:
            joined[-1] = (joined[-1][0], b, joined[-1][2], d)
        else:
            joined.append((a, b, c, d))
    return joined


def _difference(run: _Run, before: Note, after: Note) -> Difference:
    a, b, c, d = run
    if max(b - a, d - c) < _FEW_WORDS or (b > a and d > c):
        ahead = min(before.before(a, b), after.before(c, d))
        behind = min(before.behind(a, b), after.behind(c, d))
        ahead = _equal(before.words[a - ahead : a], after.words[c - ahead : c])
        behind = _equal(
            before.words[b : b + behind][::-1], after.words[d : d + behind][::-1]
        )
        a, b, c, d = a - ahead, b + behind, c - ahead, d + behind
    page = after.places[c].page if d > c else before.places[a].page
    return Difference(
        page=page, before=_short(before.quote(a, b)), after=_short(after.quote(c, d))
    )


def _equal(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the words at the end that are the same."""
    count = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        count += 1
    return count


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    half = (_LONGEST - 5) // 2
    return f"{text[:half].rstrip()} ... {text[-half:].lstrip()}"


def _is_day(run: _Run, before: Note, after: Note) -> bool:
    """Tell whether nothing but a date has changed, which is no news."""
    a, b, c, d = run
    words = (*before.words[a:b], *after.words[c:d])
    dated = any("/" in w or "-" in w or w in _MONTHS or len(w) == 4 for w in words)
    return dated and all(w in _MONTHS or _DAY.fullmatch(w) for w in words)
