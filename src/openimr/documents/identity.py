"""Whose papers these are, and which documents name somebody else.

Only the header of a document counts, never its prose: relatives, physicians and other
patients are mentioned in proper reports.  A document is misfiled when identifiers
contradict the case; a missing identifier contradicts nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import TypeVar

from .headers import HeadIdentity, given_name_sets
from .misreading import shape
from .names import PersonName, alike_family, is_slip, same_person
from .phrases import words_of
from .views import PageView

T = TypeVar("T")

_FRAME_WEIGHT = 5
"""Reports that must agree on another name to outweigh one form of the dispute."""

_MOST_NAMES = 60
_LIKENESS = 0.75
_MISREAD_FIGURES = 2
_EDGE = 4
_ALL_BUT_NAME = "date of birth and claim number differ"


@dataclass(frozen=True, slots=True)
class CaseIdentity:
    """The identifiers of the case; None where nothing states them."""

    name: PersonName | None = None
    birth: date | None = None
    claims: frozenset[str] = frozenset()


def settle(
    frame: Iterable[HeadIdentity], others: Iterable[HeadIdentity]
) -> CaseIdentity:
    """Return the identity of a case: application, UR and RFA first, then the rest.

    The rest decides only what the frame leaves open, and only if two agree; unless so
    many agree on another name that the frame itself must be wrong.
    """
    frame, others = tuple(frame), tuple(others)
    name = _usual_person(frame, others)
    frame = tuple(h for h in frame if _may_be_of(h, name))
    ours = (*frame, *(h for h in others if name and names_person(h, name)))
    birth = _most((h.births for h in frame), 1) or _most((h.births for h in ours), 2)
    claims = frozenset(claim for h in frame for claim in h.claims)
    usual = _most((h.claims for h in ours), 2)
    return CaseIdentity(name, birth, claims or frozenset({usual} if usual else ()))


def _usual_person(
    frame: Sequence[HeadIdentity], others: Sequence[HeadIdentity]
) -> PersonName | None:
    """Return the name that most documents bear, however they write it."""
    counted: Counter[PersonName] = Counter()
    for heads, weight in ((frame, _FRAME_WEIGHT), (others, 1)):
        for head in heads:
            for name in (head.names or head.mentioned)[:1]:
                counted[name] += weight
    known = counted.most_common(_MOST_NAMES)
    sums = [
        (sum(times for other, times in known if is_person(name, other)), times, name)
        for name, times in known
        if len(name.given[0]) > 1
    ]
    if not sums:
        return None
    total, _, usual = max(sums, key=lambda one: one[:2])
    return usual if total >= 2 else None


def _may_be_of(head: HeadIdentity, name: PersonName | None) -> bool:
    """Tell whether a form names the person, or nobody."""
    named = bool(head.names or head.mentioned)
    return name is None or not named or names_person(head, name)


def _most(groups: Iterable[tuple[T, ...]], least: int) -> T | None:
    """Return the commonest first value, the earliest of equals."""
    counted = Counter(group[0] for group in groups if group)
    if not counted:
        return None
    value, times = counted.most_common(1)[0]
    return value if times >= least else None


def names_person(head: HeadIdentity, name: PersonName | None) -> bool:
    """Tell whether a head names the person, short forms and slips allowed for."""
    return name is not None and any(
        is_person(name, found) for found in (*head.names, *head.mentioned)
    )


def is_person(one: PersonName, other: PersonName) -> bool:
    """Tell whether two names may be one person, short forms of given names included."""
    if same_person(one, other):
        return True
    sets = given_name_sets()
    first, second = sets.get(one.given[0]), sets.get(other.given[0])
    return (
        first is not None and first == second and alike_family(one.family, other.family)
    )


def contradicts(
    case: CaseIdentity, head: HeadIdentity, page: PageView, *, read: bool = False
) -> str | None:
    """Say which identifiers show that a document is another person's, or None.

    A name alone is enough only where it can be nobody's but the patient's, nothing
    else is stated, and the case's family name stands nowhere on the page; a date of
    birth alone only where no name is.  On a page that was ``read`` from its picture an
    identifier that looks like the case's is nobody's.
    """
    if case.name is None or names_person(head, case.name):
        return None
    birth, claim = _birth_agrees(case, head, read), _claim_agrees(case, head, read)
    if birth or claim:
        return None
    named = bool(head.names or head.mentioned)
    if read and named and _looks_like(case.name, head):
        return None if birth is not False or claim is not False else _ALL_BUT_NAME
    against = [
        what
        for what, agrees in (("date of birth", birth), ("claim number", claim))
        if agrees is False
    ]
    if named and against:
        return f"{' and '.join(['name', *against])} differ"
    alone = bool(head.names) or (birth is False and not named)
    if alone and not _family_on_page(case.name, page, read=read):
        return f"{'name' if head.names else 'date of birth'} differs"
    return None


def _looks_like(name: PersonName, head: HeadIdentity) -> bool:
    """Tell whether a name in the head may be the case's, misread."""
    family = "".join(name.family)
    return any(
        _resembles(family, part)
        for found in (*head.names, *head.mentioned)
        for part in ("".join(found.family), *found.given)
        if len(part) > 2
    )


def _resembles(one: str, other: str) -> bool:
    """Tell whether most characters agree, those taken for each other made one."""
    first, second = shape(one.lower()), shape(other.lower())
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() >= _LIKENESS


def _birth_agrees(case: CaseIdentity, head: HeadIdentity, read: bool) -> bool | None:
    if case.birth is None or not head.births:
        return None
    answers = [_same_day(case.birth, birth, read) for birth in head.births]
    return True if True in answers else (None if None in answers else False)


def _same_day(one: date, other: date, read: bool) -> bool | None:
    """Tell whether two dates of birth agree; a slip in one part cannot tell."""
    if one == other:
        return True
    parts = (one.year == other.year, one.month == other.month, one.day == other.day)
    swapped = parts[0] and (one.month, one.day) == (other.day, other.month)
    if sum(parts) >= 2 or swapped:
        return None
    pairs = zip(one.isoformat(), other.isoformat(), strict=True)
    alike = sum(a == b for a, b in pairs) >= len("YYYY-MM-DD") - _MISREAD_FIGURES
    return None if read and alike else False


def _claim_agrees(case: CaseIdentity, head: HeadIdentity, read: bool) -> bool | None:
    if not case.claims or not head.claims:
        return None
    pairs = [(one, other) for one in case.claims for other in head.claims]
    if any(a in b or b in a or is_slip(a, b) for a, b in pairs):
        return True
    return None if read and any(_resembles(a, b) for a, b in pairs) else False


def bears_our_name(case: CaseIdentity, stranger: HeadIdentity, page: PageView) -> bool:
    """Tell whether the edge of a page bears the case's family name, and not theirs.

    A stray page ends where the next one is the patient's again; a relative's page
    cannot be told by the family name.
    """
    if case.name is None or any(
        alike_family(case.name.family, found.family)
        for found in (*stranger.names, *stranger.mentioned)
    ):
        return False
    edges = sorted({*page.head[:_EDGE], *page.foot[-_EDGE:]})
    words = {word for line in edges for word in page.words[line]}
    return not words.isdisjoint(_pieces(case.name))


def _pieces(name: PersonName) -> frozenset[str]:
    pieces = "-".join(name.family).split("-")
    return frozenset(w for piece in pieces for w in words_of(piece) if len(w) > 2)


def _family_on_page(name: PersonName, page: PageView, *, read: bool) -> bool:
    wanted = _pieces(name)
    if any(
        word in wanted or not wanted.isdisjoint(re.split(r"-|'s$", word))
        for word in page.own_words
    ):
        return True
    return read and any(
        abs(len(word) - len(one)) <= 1 and _resembles(one, word)
        for word in sorted(set(page.own_words))
        for one in sorted(wanted)
    )
