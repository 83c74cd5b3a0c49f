"""Every due date of a dispute on a day: status, working, what would move it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from openimr.domain.calendars import Calendar, Cited
from openimr.domain.clock import Change, ClockReading, DueDate, Event, Status, Told
from openimr.domain.deadlines import Deadline
from openimr.domain.guideline import Mark
from openimr.domain.programme import Programme

from .conditions import test, tolled
from .movers import movers
from .reckoning import Reckoning, reckon
from .situation import Situation, check_told
from .stages import position

_RUNNING = (Status.OVERDUE, Status.OPEN)


def read_clock(programme: Programme, told: Told, today: dt.date) -> ClockReading:
    """Return all due dates of a dispute as they stand on a day.

    A pure function of what was told and of the day.  Late is late and never invalid:
    each date says what follows from missing it (*Margaris*, 8 CCR 9792.10.6(g)).

    Raises:
        InputError: something told is unknown to the programme, or lies beyond the
            calendar.
    """
    check_told(programme, told)
    situation = Situation(programme, told)
    due = [
        due_date(situation, one, today)
        for one in programme.deadlines
        if one.asked_if is None or test(situation, one.asked_if).holds is not False
    ]
    return ClockReading(
        programme=programme.id,
        today=today,
        position=position(situation, today),
        due=tuple(sorted(due, key=_running_first)),
    )


def _running_first(due: DueDate) -> tuple[bool, dt.date]:
    running = due.status in _RUNNING
    return not running, due.day if running and due.day else dt.date.max


def due_date(situation: Situation, deadline: Deadline, today: dt.date) -> DueDate:
    """Return one deadline as it stands on a day, with its working.

    Raises:
        InputError: it lies beyond the calendar.
    """
    found = reckon(situation, deadline)
    if found is None:
        return _not_running(situation, deadline)
    met = situation.first_since(deadline.met_by, found.start.told.day)
    if met is not None and met.day > today:
        met = None
    status = _status(situation, deadline, found, met, today)
    late = ((met.day if met else today) - found.day).days
    return DueDate(
        deadline=deadline.id,
        title=deadline.title,
        owes=deadline.owes,
        status=status,
        rules=tuple(found.count.rules),
        citation=found.term.citation,
        mark=_worst(found.count.rests_on),
        day=found.day,
        time=found.count.time,
        number=found.term.number,
        unit=found.term.unit,
        trigger=found.start.event,
        steps=tuple(found.count.steps),
        assumed=(*found.assumed, *_unchecked(situation, found), *_doubt(found, status)),
        movers=movers(situation, deadline, found),
        met=met,
        days_late=max(0, late) if status in {Status.OVERDUE, Status.MET_LATE} else 0,
        when_late=deadline.when_late,
    )


def _not_running(situation: Situation, deadline: Deadline) -> DueDate:
    term = next(
        (one for one in deadline.terms if situation.holds(one.when)), deadline.terms[-1]
    )
    awaited = [one.event for one in term.triggers if not situation.event(one.event)]
    return DueDate(
        deadline=deadline.id,
        title=deadline.title,
        owes=deadline.owes,
        status=Status.TOLLED if tolled(situation, deadline) else Status.NOT_RUNNING,
        rules=(term.rule or deadline.rule,),
        citation=term.citation,
        mark=term.mark,
        awaits=tuple(situation.kind(one).title for one in awaited),
        when_late=deadline.when_late,
    )


def _status(
    situation: Situation,
    deadline: Deadline,
    found: Reckoning,
    met: Event | None,
    today: dt.date,
) -> Status:
    if met is not None:
        return Status.MET_LATE if _is_late(found, met) else Status.MET
    if tolled(situation, deadline):
        return Status.TOLLED
    if position(situation, today).final:
        return Status.STOPPED
    if today <= found.day:
        return Status.OPEN
    return Status.LAPSED if deadline.optional else Status.OVERDUE


def _is_late(found: Reckoning, met: Event) -> bool:
    limit = found.count.time
    if met.day == found.day and limit is not None and met.time is not None:
        return met.time > limit
    return met.day > found.day


def _worst(rests_on: Iterable[Cited]) -> Mark:
    marks = {one.mark for one in rests_on}
    return Mark.UNVERIFIED if Mark.UNVERIFIED in marks else Mark.VERIFIED


def _doubt(found: Reckoning, status: Status) -> Iterator[str]:
    """Say what makes lateness less than certain."""
    if status in {Status.OVERDUE, Status.LAPSED}:
        yield "Nobody has told that it was done."
    if found.stands_in and status in {Status.OVERDUE, Status.MET_LATE, Status.LAPSED}:
        yield "Whether it is late rests on that; a later event would move the last day."


def _unchecked(situation: Situation, found: Reckoning) -> Iterator[str]:
    calendar: Calendar = situation.days(found.term.calendar).calendar
    if not calendar.checked.holds_on(found.day):
        yield (
            f"The holidays of {calendar.title} were checked from "
            f"{calendar.checked.first} to {calendar.checked.last} only."
        )


def changes(before: ClockReading, after: ClockReading) -> tuple[Change, ...]:
    """Return the due dates that are not what they were, and what made it so."""
    earlier = {one.deadline: one for one in before.due}
    made = [
        _change(earlier.get(one.deadline), one)
        for one in after.due
        if _differs(earlier.get(one.deadline), one)
    ]
    return tuple(made)


def _differs(old: DueDate | None, new: DueDate) -> bool:
    return old is None or (old.day, old.time, old.status) != (
        new.day,
        new.time,
        new.status,
    )


def _change(old: DueDate | None, new: DueDate) -> Change:
    return Change(
        deadline=new.deadline,
        title=new.title,
        before=old.day if old else None,
        after=new.day,
        status_before=old.status if old else Status.NOT_RUNNING,
        status_after=new.status,
        because=_because(old, new),
    )


def _because(old: DueDate | None, new: DueDate) -> tuple[str, ...]:
    before = _said(old)
    made = [one for one in _said(new) if one not in before]
    made += [f"no longer: {one}" for one in before if one not in _said(new)]
    return tuple(made)


def _said(due: DueDate | None) -> Sequence[str]:
    """Return what a date rests on: trigger, steps and skipped days, met or not."""
    if due is None:
        return ()
    trigger = due.trigger
    by = f", by {trigger.method}" if trigger and trigger.method else ""
    return [
        *([f"runs from {trigger.id} of {trigger.day}{by}"] if trigger else []),
        *(f"{step.says}: {step.day}" for step in due.steps),
        *(f"{one.day} is skipped, {one.why}" for one in due.skipped),
        *([f"met by {due.met.id} of {due.met.day}"] if due.met else []),
        *([f"stands as '{due.status.value}'"]),
    ]
