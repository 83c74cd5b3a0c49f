"""Whether something came too late, where nothing untold could change the answer."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.domain.deadlines import Deadline

from .reckoning import Range, consulted, possible, reckon
from .situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """An answer with what it rests on."""

    late: bool | None
    met_by: tuple[str, ...]
    triggers: tuple[str, ...]
    limits: tuple[tuple[str, str], ...]
    """Each deadline that runs, in words, and its last day or days."""

    missing: tuple[str, ...]


def lateness(situation: Situation, deadlines: Sequence[Deadline]) -> Lateness:
    """Tell whether the last of some deadlines had run out when they were met."""
    ranges = [(one, possible(situation, one)) for one in deadlines]
    running = [(one, found) for one, found in ranges if found.days]
    met_by = tuple(dict.fromkeys(name for one in deadlines for name in one.met_by))
    late = _held(situation, met_by, [found for _, found in running])
    missing = _missing(situation, met_by, [one for one, _ in running] or deadlines)
    return Lateness(
        late=late,
        met_by=met_by,
        triggers=tuple(dict.fromkeys(_known_triggers(situation, deadlines))),
        limits=tuple(
            (f"Last day: {one.title}", _days(found)) for one, found in running
        ),
        missing=tuple(dict.fromkeys(missing)) if late is None else (),
    )


def _held(
    situation: Situation, met_by: Sequence[str], ranges: Sequence[Range]
) -> bool | None:
    if not ranges:
        return None
    least = max(min(one.days) for one in ranges)
    most = max(max(one.days) for one in ranges)
    day = min((e.day for e in map(situation.event, met_by) if e), default=None)
    if day is not None and day <= least:
        return False
    if any(one.open_ended for one in ranges):
        return None
    return True if (day or _earliest(situation, met_by)) > most else None


def _earliest(situation: Situation, met_by: Sequence[str]) -> dt.date:
    """Return the day before which none of some events can have come."""
    bounds = [
        max(
            (e.day for e in map(situation.event, situation.kind(name).not_before) if e),
            default=dt.date.min,
        )
        for name in met_by
    ]
    return min(bounds, default=dt.date.min)


def _missing(
    situation: Situation, met_by: Sequence[str], deadlines: Sequence[Deadline]
) -> Iterator[str]:
    if not any(map(situation.event, met_by)):
        yield situation.kind(met_by[0]).title
    for deadline in deadlines:
        found = reckon(situation, deadline)
        if found is None or found.stands_in:
            yield from (
                situation.kind(trigger.event).title
                for term in deadline.terms
                for trigger in term.triggers
                if situation.event(trigger.event) is None
            )
        elif found.term.service and found.start.event.method is None:
            title = situation.kind(found.start.event.id).title
            yield f"{title}: the method of service"
        for fact in consulted(deadline):
            if situation.fact(fact) is None:
                yield situation.asked(fact).title


def _known_triggers(
    situation: Situation, deadlines: Sequence[Deadline]
) -> Iterator[str]:
    for deadline in deadlines:
        found = reckon(situation, deadline)
        if found is not None:
            yield found.start.told.id


def _days(found: Range) -> str:
    first, *rest = sorted(map(str, found.days))
    words = f"{first} to {rest[-1]}" if rest else first
    return f"{words}, or later" if found.open_ended else words
