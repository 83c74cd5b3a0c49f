"""The course of every drug up to the request: doses, changes, stops, gaps, standing."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise

from openimr.domain import (
    Drug,
    DrugCourse,
    DrugEvent,
    DrugEventKind,
    DrugPoint,
    DrugRole,
    MedicationTimeline,
)

from .ask import is_clinical
from .drugs import load_drugs
from .medications.mentions import Mention
from .medications.points import dosed_days, drug_points, role_of
from .records import Records
from .sections import SectionKind

_CURRENT_DAYS = 120
"""A drug last recorded so long before the request is still in use; what was handed out
may last longer."""

_GAP_DAYS = 120
"""Days without any record, beyond what was handed out, that make a gap."""

_LIST = 3
"""Drugs that make a list of medications."""

_WEEK = 7
_SAME = 0.01
"""Share by which doses may differ and be the same."""


def medication_timeline(records: Records, as_of: dt.date) -> MedicationTimeline:
    """Return the course of every drug that the records tell of, up to a day.

    Only clinicians' and pharmacies' papers count, and forms for what is asked for.
    Mentions without a day, of whole classes, of operations and of drug screens are no
    points.
    """
    told: dict[str, list[tuple[Mention, DrugRole]]] = {}
    for mention in records.mentions:
        role = role_of(mention, clinical=is_clinical(mention.page.document))
        if role is not None:
            told.setdefault(mention.drug, []).append((mention, role))
    lists = list(_lists(records, as_of))
    known = {drug.name: drug for drug in load_drugs()}
    courses = [
        _course(known[name], points, lists, as_of)
        for name, mentions in told.items()
        if (points := drug_points(mentions, as_of))
    ]
    courses.sort(key=lambda course: (course.first or as_of, course.drug))
    return MedicationTimeline(as_of=as_of, drugs=tuple(courses))


def _lists(records: Records, as_of: dt.date) -> Iterator[tuple[dt.date, set[str]]]:
    """Yield the day and the drugs of every list of medications."""
    listed: dict[str, set[str]] = {}
    for mention in records.mentions:
        if mention.section is SectionKind.MEDICATIONS and not mention.hit.of_class:
            listed.setdefault(mention.page.document.id, set()).add(mention.drug)
    for document in records.documents:
        drugs = listed.get(document.id, set())
        if document.date and document.date <= as_of and len(drugs) >= _LIST:
            yield document.date, drugs


def _course(
    drug: Drug,
    points: list[DrugPoint],
    lists: list[tuple[dt.date, set[str]]],
    as_of: dt.date,
) -> DrugCourse:
    used = [point for point in points if point.in_use]
    events = sorted(
        [*_stops(points), *_changes(used), *_gaps(used, points)],
        key=lambda event: (event.on, event.kind),
    )
    if not used:
        return DrugCourse(
            drug=drug.name,
            classes=drug.classes,
            points=tuple(points),
            events=tuple(events),
            how="no record shows it in use",
        )
    used = _sharpened(used)
    since = _since(used, events)
    current, why = _standing(drug.name, points, lists, as_of)
    doses = [day.total() for day in dosed_days(used) if day.on >= since]
    days = (as_of - since).days
    return DrugCourse(
        drug=drug.name,
        classes=drug.classes,
        points=tuple(points),
        events=tuple(events),
        first=used[0].on,
        last=used[-1].on,
        since=since,
        weeks=days // _WEEK if current else None,
        current=current,
        daily_dose=doses[-1] if doses else None,
        how="; ".join([*_lasting(since, as_of, current=current), why]),
    )


def _lasting(since: dt.date, as_of: dt.date, *, current: bool) -> list[str]:
    if not current:
        return []
    days = (as_of - since).days
    return [
        f"first recorded {since:%m/%d/%Y} to {as_of:%m/%d/%Y} = {days} days"
        f" = {days // _WEEK} weeks"
    ]


def _sharpened(used: list[DrugPoint]) -> list[DrugPoint]:
    """Drop "in 2013" where a later day of that year, or month, is named as well."""

    def named(point: DrugPoint) -> bool:
        month = point.on.month if point.on.month > 1 else None
        return any(
            not other.approximate
            and other.on >= point.on
            and other.on.year == point.on.year
            and month in {None, other.on.month}
            for other in used
        )

    return [point for point in used if not (point.approximate and named(point))]


def _since(used: list[DrugPoint], events: Iterable[DrugEvent]) -> dt.date:
    """Return the first day of the last course: after the last restart, if any."""
    restarts = [each.on for each in events if each.kind is DrugEventKind.RESTARTED]
    return max(restarts, default=used[0].on)


def _standing(
    name: str,
    points: list[DrugPoint],
    lists: list[tuple[dt.date, set[str]]],
    as_of: dt.date,
) -> tuple[bool, str]:
    """Tell whether a drug is in use at the request, and why."""
    last = [point for point in points if point.in_use][-1]
    stops = [
        point
        for point in points
        if point.role is DrugRole.STOPPED
        and (point.on > last.on or (point.on == last.on and _ends(point, points)))
    ]
    if stops:
        return False, f"told as stopped on {stops[-1].on:%m/%d/%Y}"
    until = last.on + dt.timedelta(days=max(_CURRENT_DAYS, _covered(last)))
    if until < as_of:
        return False, f"last recorded {last.on:%m/%d/%Y}"
    without = [day for day, drugs in lists if day > last.on and name not in drugs]
    if without and last.on + dt.timedelta(days=_covered(last)) < max(without):
        return False, f"left out of the list of {max(without):%m/%d/%Y}"
    return True, f"last recorded {last.on:%m/%d/%Y}"


def _ends(stop: DrugPoint, points: list[DrugPoint]) -> bool:
    """Tell whether what a day's list still names is stopped by the same day's plan."""
    that_day = [point for point in points if point.on == stop.on and point.in_use]
    return all(point.role is DrugRole.TAKES for point in that_day)


def _covered(point: DrugPoint) -> int:
    """Return the days that a fill and its refills last."""
    return int((point.days_supply or 0.0) * (1 + (point.refills or 0)))


def _stops(points: list[DrugPoint]) -> Iterator[DrugEvent]:
    """Yield stops, each told once, and uses after them."""
    stopped: DrugPoint | None = None
    began = False
    for point in points:
        if point.role is DrugRole.STOPPED:
            if began and stopped is None:
                yield _event(DrugEventKind.STOPPED, point, f"stopped {_day(point)}")
            stopped = stopped or point
        elif point.in_use:
            if began and stopped is not None and point.on > stopped.on:
                how = f"stopped {_day(stopped)}, in use again {_day(point)}"
                yield _event(DrugEventKind.RESTARTED, point, how, stopped)
            if stopped is None or point.on > stopped.on:
                stopped = None
            began = True


def _changes(used: list[DrugPoint]) -> Iterator[DrugEvent]:
    for before, after in pairwise(dosed_days(used)):
        old, new = before.total(), after.total()
        if old is None or new is None or not old.comparable(new):
            continue
        if abs(new.value - old.value) <= _SAME * old.value:
            continue
        more = new.value > old.value
        kind = DrugEventKind.INCREASED if more else DrugEventKind.DECREASED
        how = f"{before.how()} ({before.on:%m/%d/%Y}), then {after.how()}"
        yield _event(kind, after.points[0], how, before.points[0])


def _gaps(used: list[DrugPoint], points: list[DrugPoint]) -> Iterator[DrugEvent]:
    """Yield gaps in the record; where a stop is told, there is none to explain."""
    stops = [point.on for point in points if point.role is DrugRole.STOPPED]
    for before, after in pairwise(used):
        if any(before.on <= day <= after.on for day in stops):
            continue
        covered = _covered(before)
        days = (after.on - before.on).days
        if days - covered > _GAP_DAYS:
            how = f"no record from {_day(before)} to {_day(after)} = {days} days"
            if covered:
                how += f", of which {covered} days were supplied"
            yield _event(DrugEventKind.GAP, after, how, before)


def _day(point: DrugPoint) -> str:
    return f"{point.on:%m/%d/%Y}"


def _event(
    kind: DrugEventKind, point: DrugPoint, how: str, before: DrugPoint | None = None
) -> DrugEvent:
    quotes = [*(before.evidence[:1] if before else ()), *point.evidence[:1]]
    return DrugEvent(kind=kind, on=point.on, how=how, evidence=tuple(quotes))
