"""Whose papers these are, and which documents name somebody else.

Only the header of a document counts, never its prose: relatives, physicians and other
patients are mentioned in proper reports.  A document is misfiled when identifiers
contradict the case; a missing identifier contradicts nothing.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from .headers import HeadIdentity, given_name_sets
from .names import PersonName, alike_family, is_slip, same_person
from .phrases import words_of
from .views import PageView

T = TypeVar("T")


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

    The rest decides only what the frame leaves open, and only if two agree.
    """
    frame, others = tuple(frame), tuple(others)
    name = _most((h.names or h.mentioned for h in frame), 1) or _most(
        (h.names or h.mentioned for h in others), 2
    )
    frame = tuple(h for h in frame if _may_be_of(h, name))
    ours = (*frame, *(h for h in others if name and _names_person(h, name)))
    birth = _most((h.births for h in frame), 1) or _most((h.births for h in ours), 2)
    claims = frozenset(claim for h in frame for claim in h.claims)
    usual = _most((h.claims for h in ours), 2)
    return CaseIdentity(name, birth, claims or frozenset({usual} if usual else ()))


def _may_be_of(head: HeadIdentity, name: PersonName | None) -> bool:
    """Tell whether a form names the person, or nobody."""
    named = bool(head.names or head.mentioned)
    return name is None or not named or _names_person(head, name)


def _most(groups: Iterable[tuple[T, ...]], least: int) -> T | None:
    """Return the commonest first value, the earliest of equals."""
    counted = Counter(group[0] for group in groups if group)
    if not counted:
        return None
    value, times = counted.most_common(1)[0]
    return value if times >= least else None


def _names_person(head: HeadIdentity, name: PersonName) -> bool:
    return any(is_person(name, found) for found in (*head.names, *head.mentioned))


def is_person(one: PersonName, other: PersonName) -> bool:
    """Tell whether two names may be one person, short forms of given names included."""
    if same_person(one, other):
        return True
    sets = given_name_sets()
    first, second = sets.get(one.given[0]), sets.get(other.given[0])
    return (
        first is not None and first == second and alike_family(one.family, other.family)
    )


def contradicts(case: CaseIdentity, head: HeadIdentity, page: PageView) -> str | None:
    """Say which identifiers show that a document is another person's, or None.

    A name alone is enough only where it can be nobody's but the patient's, nothing
    else is stated, and the case's family name stands nowhere on the page; a date of
    birth alone only where no name is.
    """
    if case.name is None or _names_person(head, case.name):
        return None
    birth, claim = _birth_agrees(case, head), _claim_agrees(case, head)
    if birth or claim:
        return None
    named = bool(head.names or head.mentioned)
    against = [
        what
        for what, agrees in (("date of birth", birth), ("claim number", claim))
        if agrees is False
    ]
    if named and against:
        return f"{' and '.join(['name', *against])} differ"
    alone = bool(head.names) or (birth is False and not named)
    if alone and not _family_on_page(case.name, page):
        return f"{'name' if head.names else 'date of birth'} differs"
    return None


def _birth_agrees(case: CaseIdentity, head: HeadIdentity) -> bool | None:
    if case.birth is None or not head.births:
        return None
    answers = [_same_day(case.birth, birth) for birth in head.births]
    return True if True in answers else (None if None in answers else False)


def _same_day(one: date, other: date) -> bool | None:
    """Tell whether two dates of birth agree; a slip in one part cannot tell."""
    if one == other:
        return True
    parts = (one.year == other.year, one.month == other.month, one.day == other.day)
    swapped = parts[0] and (one.month, one.day) == (other.day, other.month)
    return None if sum(parts) >= 2 or swapped else False


def _claim_agrees(case: CaseIdentity, head: HeadIdentity) -> bool | None:
    if not case.claims or not head.claims:
        return None
    return any(
        one in other or other in one or is_slip(one, other)
        for one in case.claims
        for other in head.claims
    )


def _family_on_page(name: PersonName, page: PageView) -> bool:
    pieces = "-".join(name.family).split("-")
    wanted = {word for piece in pieces for word in words_of(piece) if len(word) > 2}
    return any(
        word in wanted or not wanted.isdisjoint(word.split("-"))
        for word in page.own_words
    )
