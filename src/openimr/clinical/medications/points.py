"""The days on which records speak of a drug, each with what they say then."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from openimr.domain import Assertion, DocumentKind, DrugPoint, DrugRole, Quantity

from .doses import daily_dose
from .mentions import Mention

_GIVEN_ONCE = frozenset(
    {
        DocumentKind.PROCEDURE_REPORT,
        DocumentKind.OPERATIVE_REPORT,
        DocumentKind.LABORATORY_REPORT,
    }
)
"""What an operation or a screen names is not what the worker takes at home."""

_RESULT = re.compile(
    r"\s*[:=]?\s*(?:\(?\+\)?(?:\W|\Z)|\(-\)|pos(?:itive)?\b|neg(?:ative)?\b"
    r"|(?:not )?detected\b|nd\b|\d+ ng\b)"
)
"""The result of a drug screen behind a name."""

_MOST_QUOTES = 3
_SETTLED = (DrugRole.PRESCRIBED, DrugRole.DISPENSED, DrugRole.TAKES)
"""Whose directions count where one day has several: the latest will first."""


@dataclass(frozen=True, slots=True)
class DosedDay:
    """A day with the points that make its dose."""

    on: dt.date
    points: tuple[DrugPoint, ...]

    def total(self) -> Quantity | None:
        """Return the dose of the day; None where units differ."""
        doses = [point.daily_dose for point in self.points if point.daily_dose]
        if not doses or len({dose.unit for dose in doses}) != 1:
            return None
        return Quantity(sum(dose.value for dose in doses), doses[0].unit)

    def how(self) -> str:
        """Return the arithmetic of the day."""
        return " + ".join(point.how for point in self.points if point.how)


def role_of(mention: Mention, *, clinical: bool) -> DrugRole | None:
    """Return what a mention adds to the drug's course; None where it adds nothing.

    A denial of use ("no longer on") says that it is stopped; what is supposed, planned
    or told of somebody else says nothing.
    """
    role, kind = mention.role, mention.page.document.kind
    if mention.hit.of_class or role is DrugRole.MENTIONED or kind in _GIVEN_ONCE:
        return None
    if _RESULT.match(mention.page.low, mention.hit.end):
        return None
    if role is DrugRole.REQUESTED:
        asked = clinical or kind is DocumentKind.RFA
        return role if asked and mention.assertion is Assertion.AFFIRMED else None
    if not clinical:
        return None
    if mention.assertion is Assertion.HISTORICAL:
        return DrugRole.STOPPED
    return role if mention.assertion is Assertion.AFFIRMED else None


def drug_points(
    mentions: Iterable[tuple[Mention, DrugRole]], as_of: dt.date
) -> list[DrugPoint]:
    """Return the points of one drug up to a day, in order of time.

    Each day has one for each role, and one for each strength told with directions.
    """
    dated = [
        (mention.on, role, mention)
        for mention, role in mentions
        if mention.on is not None and mention.on <= as_of
    ]
    dated.sort(key=lambda each: (each[0], each[1], each[2].page.order, each[2].start))
    points: list[DrugPoint] = []
    for (on, role), group in groupby(dated, key=lambda each: (each[0], each[1])):
        points += _points(on, role, [mention for _, _, mention in group])
    return points


def _points(on: dt.date, role: DrugRole, same: list[Mention]) -> Iterator[DrugPoint]:
    best: dict[str | None, Mention] = {}
    for mention in sorted(same, key=_fullness, reverse=True):
        dosed = daily_dose(mention.directions) is not None
        strength = mention.directions.strength if dosed else None
        if strength is not None or not best:
            best.setdefault(strength, mention)
    for place, mention in enumerate(best.values()):
        yield _point(on, role, mention, same if place == 0 else [mention])


def _point(
    on: dt.date, role: DrugRole, best: Mention, same: list[Mention]
) -> DrugPoint:
    known = best.directions
    dose = daily_dose(known)
    quotes = dict.fromkeys(each.evidence() for each in [best, *same])
    return DrugPoint(
        on=on,
        role=role,
        evidence=tuple(quotes)[:_MOST_QUOTES],
        strength=known.strength,
        directions=known.frequency,
        units_per_day=known.units_per_day,
        daily_dose=dose.quantity() if dose else None,
        how=dose.how() if dose else None,
        quantity=known.quantity,
        refills=known.refills,
        days_supply=known.days,
        approximate=all(each.vague for each in same),
    )


def _fullness(mention: Mention) -> int:
    known = mention.directions
    told = (known.strength, known.units_per_day, known.quantity, known.refills)
    return sum(each is not None for each in told)


def dosed_days(points: Iterable[DrugPoint]) -> Iterator[DosedDay]:
    """Yield the dose of each day on which it is known, in order of time.

    Strengths of one list add up; what is newly prescribed replaces the strength that it
    repeats, and the whole list where that has no more than one.
    """
    used = [point for point in points if point.in_use and point.daily_dose is not None]
    for on, group in groupby(used, key=lambda point: point.on):
        by_role: dict[DrugRole, dict[str | None, DrugPoint]] = {}
        for point in group:
            listed = by_role.setdefault(point.role, {})
            # "2400 mg a day" beside "800 mg tid" is one dose told twice
            if all(point.daily_dose != each.daily_dose for each in listed.values()):
                listed[point.strength] = point
        roles = [role for role in _SETTLED if role in by_role]
        chosen = by_role[roles[0]]
        for role in roles[1:]:
            if len(by_role[role]) > 1 and set(chosen) < set(by_role[role]):
                chosen = by_role[role] | chosen
        yield DosedDay(on, tuple(chosen.values()))
