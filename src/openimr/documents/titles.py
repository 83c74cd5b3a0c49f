"""What a document is called: its own title, never the name of its sender."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from openimr.domain import DocumentKind
from openimr.errors import KnowledgeError
from openimr.text import find_dates

from .bare_dates import is_date_line, may_hold_date
from .kind_knowledge import kind_book
from .kinds import Clue
from .knowledge import entry, load, phrases
from .phrases import Hit, PhraseBook, places_of_words
from .places import Place, Told, place_in
from .signs import find_signed_name, has_box, is_addressed, is_list_item, is_prose
from .title_people import closed_up, without_people
from .views import PageView

_TOP = frozenset(
    (
        "forms untitled nouns firms subjects firm_nouns ends regions acronyms "
        "small_words"
    ).split()
)
_STRONG = 6.0
_LONGEST = 110
_MOST_WORDS = 14
_NOUN_WORTH = 4.0
_DEPTH_COST = 0.15
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")
_LONG_LINE = 4
_PLACE = re.compile(
    r"\b[A-Z]{2}\s+\d{5}\b|\(?\d{3}\)?[-. ]\s?\d{3}[-. ]\d{4}\b|\b\d{3}-\d{4}\b"
)
_PERSON = re.compile(
    r"^\s+(?:[A-Z][\w'-]+,\s+[A-Z][\w'.-]*(?:\s+[A-Z]\.?)?(?:\s+[\w-]*\d[\w-]*)?$"
    r"|[A-Z]*\d*-?\d+-\d{3,}|[A-Z]{1,5}-?\d{3,})"
)
"""``Orr, Ines`` or a claim's number right behind a title."""

_UNTITLED_DEPTH = 4
_PAGES = re.compile(r"\s*\([^)]*\bpages?\b[^)]*\)$")
_NUMBERED = re.compile(r":\s*[\w-]*\d{3}")
_SPACED = 4
_SHOUTING = 0.6
_EDGES = " ,;:|-\u2013/("


@dataclass(frozen=True, slots=True)
class _Rules:
    forms: dict[str, str]
    untitled: dict[str, str]
    nouns: frozenset[str]
    firms: frozenset[str]
    subjects: frozenset[str]
    firm_nouns: frozenset[str]
    ends: PhraseBook[bool]
    regions: frozenset[str]
    acronyms: frozenset[str]
    small: frozenset[str]


@cache
def _rules() -> _Rules:
    data = entry(load("titles.yaml"), _TOP, "titles.yaml")

    def texts(key: str) -> tuple[str, ...]:
        return phrases(data[key], f"titles.yaml, {key}")

    named = {key: {str(k): str(v) for k, v in data[key].items()} for key in _NAMED}
    for kind in (kind for names in named.values() for kind in names):
        if kind not in set(DocumentKind):
            raise KnowledgeError("titles.yaml", f"no kind '{kind}'", "Name a kind.")
    return _Rules(
        forms=named["forms"],
        untitled=named["untitled"],
        nouns=frozenset(texts("nouns")),
        firms=frozenset(texts("firms")),
        subjects=frozenset(texts("subjects")),
        firm_nouns=frozenset(texts("firm_nouns")),
        ends=PhraseBook((text, True) for text in texts("ends")),
        regions=frozenset(texts("regions")),
        acronyms=frozenset(text.upper() for text in texts("acronyms")),
        small=frozenset(texts("small_words")),
    )


_NAMED = ("forms", "untitled")


def tell_title(
    page: PageView, titles: Sequence[Clue], kind: DocumentKind
) -> Told[str] | None:
    """Return the title of a document of a kind, or None where it bears none.

    ``titles`` are the title clues of its first page.
    """
    rules = _rules()
    if kind.value in rules.forms:
        return Told(rules.forms[kind.value], _named(page, titles, kind))
    ranked = sorted(_candidates(page, titles, kind), key=lambda one: -one[0])
    if ranked:
        _, line, text = ranked[0]
        place = place_in(page.lines[line], text, page=0, at=line)
        return Told(in_title_case(kind_book().title_words.restored(text)), place)
    untitled = rules.untitled.get(kind.value)
    return Told(untitled) if untitled else None


def _named(page: PageView, titles: Sequence[Clue], kind: DocumentKind) -> Place | None:
    """Return the line on which a form has its name."""
    own = [clue for clue in titles if clue.kind is kind and clue.line is not None]
    if not own:
        return None
    line = max(own, key=lambda clue: clue.points).line or 0
    return Place(0, line, 0, len(page.lines[line]))


def _candidates(
    page: PageView, titles: Sequence[Clue], kind: DocumentKind
) -> Iterator[tuple[float, int, str]]:
    """Yield lines of the head that may be the title, with what speaks for each."""
    for depth, line in enumerate(page.head):
        own = [c.points for c in titles if c.line == line and c.kind is kind]
        points = max(own, default=0.0)
        known = kind_book().title_words.mended(page.words[line])
        if not points and _rules().nouns.isdisjoint(known):
            continue  # nearly always, and cheap
        text = _cut(page.lines[line])
        if not _may_be_title(page, line, text):
            continue
        restored = kind_book().title_words.restored(text)
        words = {word for _, _, word in places_of_words(restored)}
        nouns = words & _rules().nouns
        whole = any(c.line == line and c.words == " ".join(known) for c in titles)
        if words & _rules().firms or (depth == 0 and not whole):
            nouns -= _rules().firm_nouns
        is_firm = bool(words & _rules().firms) and not nouns
        if points and not is_firm and (nouns or points >= _STRONG):
            worth = points + (_NOUN_WORTH if nouns else 0.0) - _DEPTH_COST * depth
            yield worth, line, text
        elif nouns and depth < _UNTITLED_DEPTH and _is_headed(restored):
            yield 1.0 - _DEPTH_COST * depth, line, text


def _is_headed(text: str) -> bool:
    """Tell whether words could be a title by their look: ``Dispensing History``."""
    words = places_of_words(text)
    return len(words) > 1 and words[-1][2] in _rules().nouns and ":" not in text


def _may_be_title(page: PageView, line: int, text: str) -> bool:
    written = page.lines[line]
    if not 3 <= len(text) <= _LONGEST or is_prose(written) or has_box(written):
        return False
    if is_list_item(written) or is_addressed(written, page.words[line]):
        return False
    if _PLACE.search(text) or _NUMBERED.search(text):
        return False
    if any(h.start == 0 for h in _ends(text)):
        return False
    words = text.split()
    letters = [word for word in words if word[0].isalpha()]
    if not letters or len(words) > _MOST_WORDS or text.endswith((",", ".")):
        return False
    return letters[0][0].isupper()


def _cut(line: str) -> str:
    """Leave out a firm before the title, and dates, names and numbers after it."""
    text = closed_up(line, _title_words())
    places = places_of_words(text)
    words = [word for _, _, word in places]
    stops = [places[hit.start][0] for hit in _ends(text) if hit.start]
    if may_hold_date(text):
        stops += [day.start for day in find_dates(text) if day.start]
    name = find_signed_name(text, tuple(words), anywhere=True)
    if name and text.index(name):
        stops.append(text.index(name))
    text = (text[: min(stops)] if stops else _PAGES.sub("", text)).strip(_EDGES)
    named = without_people(_without_firm(text), _title_words())
    return _without_person(named).strip(_EDGES)


@cache
def _title_words() -> frozenset[str]:
    """Return the words that titles are made of."""
    rules = _rules()
    known = (*rules.nouns, *rules.firms, *rules.subjects, *rules.small)
    return rules.regions.union(known, kind_book().title_words.known)


def _ends(text: str) -> list[Hit[bool]]:
    return _rules().ends.find([word for _, _, word in places_of_words(text)])


def _without_person(text: str) -> str:
    """Leave out the patient's name or number behind the title's last noun."""
    nouns = [p for p in places_of_words(text) if p[2] in _rules().nouns]
    end = nouns[-1][1] if nouns else len(text)
    return text[:end] if _PERSON.match(text[end:]) else text


def _without_firm(text: str) -> str:
    """Leave out the name of a firm that stands in one line with the title."""
    places = places_of_words(text)
    firms = [n for n, (_, _, word) in enumerate(places) if word in _rules().firms]
    nouns = [n for n, (_, _, word) in enumerate(places) if word in _rules().nouns]
    if not firms or not nouns or firms[0] > nouns[-1] or len(places) < _LONG_LINE:
        return text
    before = [
        n
        for n in firms
        if n < nouns[-1] - 1 and (n > 1 or places[n][2] not in _rules().subjects)
    ]
    if not before or nouns[0] < before[-1] or places[before[-1]][0] == 0:
        return text
    if places[before[-1] + 1][2] in _rules().small:
        return text
    rest = text[places[before[-1]][1] :]
    return rest.lstrip(" ,:;|-\u2013#0123456789")


def firm_in(line: str) -> str | None:
    """Return the firm that a letterhead names, or None for a title or a date.

    >>> firm_in("CALLOWAY BAY IMAGING RADIOLOGY REPORT"), firm_in("JOB ANALYSIS")
    ('CALLOWAY BAY IMAGING', None)
    """
    stops = [places_of_words(line)[hit.start][0] for hit in _ends(line) if hit.start]
    text = line[: min(stops)] if stops else line
    rest = _without_firm(text)
    if rest != text:
        return text[: -len(rest)].strip(" ,:;|-#0123456789") or None
    words = {word for _, _, word in places_of_words(text)}
    titled = words & (_rules().nouns - _rules().firm_nouns)
    if is_date_line(line) or (titled and not words & _rules().firms):
        return None
    return text.strip(_EDGES) or None


def in_title_case(text: str) -> str:
    """Write a title in capitals as other titles are written.

    >>> in_title_case("PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)")
    "Primary Treating Physician's Progress Report (PR-2)"
    >>> in_title_case("MRI OF THE LUMBAR SPINE"), in_title_case("Progress note")
    ('MRI of the Lumbar Spine', 'Progress note')
    """
    words = text.split()
    long = [word for word in words if len(word) > 1 and any(c.isalpha() for c in word)]
    shouting = sum(word.isupper() for word in long) >= _SHOUTING * len(words)
    if len(words) - len(long) >= _SPACED or not long or not shouting:
        return " ".join(words)
    return " ".join(
        _cased(word, first=n == 0) if word.isupper() else word
        for n, word in enumerate(words)
    )


def _cased(word: str, *, first: bool) -> str:
    bare = word.strip("().,;:")
    rules = _rules()
    if bare in rules.acronyms or any(c.isdigit() for c in bare):
        return word
    if not first and bare.lower() in rules.small:
        return word.lower()
    return _WORD.sub(
        lambda m: m[0] if m[0] in rules.acronyms else m[0].capitalize(), word
    )
