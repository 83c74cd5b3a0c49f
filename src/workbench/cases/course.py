"""How a case stands on a day: clocks, grounds and records, with what people told."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone

from openimr.casework.course import (
    CaseCourse,
    CourseClock,
    CourseEligibility,
    clock_on,
    eligibility_on,
)
from openimr.domain.clock import DueDate, Event, Status, Told, ToldFact
from openimr.domain.eligibility import Outcome
from openimr.domain.programme import Programme
from openimr.errors import InputError
from openimr.process import load_programme

from .models import Case, Telling, What
from .overview import overview_in
from .states import State

_RUNNING = frozenset({Status.OPEN, Status.OVERDUE})
AT_REST = frozenset({State.INELIGIBLE, State.RELEASED, State.WITHDRAWN})
"""States in which the organisation waits for nothing."""

_PROPOSED = {
    Outcome.ELIGIBLE: State.READY,
    Outcome.INELIGIBLE: State.INELIGIBLE,
    Outcome.TERMINATED: State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A case on a day."""

    programme: Programme
    today: dt.date
    told: Told
    """What papers and people tell."""

    clock: CourseClock
    eligibility: CourseEligibility

    @property
    def proposed(self) -> State | None:
        """Where the screening would put the case; None where it cannot tell."""
        to = _PROPOSED.get(self.eligibility.screening.outcome)
        packet = self.eligibility.packet
        if to is State.READY and packet.complete is False and not packet.may_proceed:
            return State.AWAITING_RECORDS
        return to

    @property
    def digest(self) -> str:
        """Hash of every answer; a decision names the one that was looked at."""
        found = self.eligibility
        words = [self.programme.id, found.screening.outcome.value]
        words += [f"{one.id} {one.answer.value}" for one in found.screening.answers]
        words += [f"{one.id} {one.presence.value}" for one in found.packet.answers]
        return sha256("\n".join(words).encode()).hexdigest()

    @property
    def next_due(self) -> DueDate | None:
        """The first running due date that somebody owes."""
        optional = {one.id for one in self.programme.deadlines if one.optional}
        running = [
            (one.day, one.deadline, one)
            for one in self.clock.reading.due
            if one.status in _RUNNING and one.day and one.deadline not in optional
        ]
        return min(running)[2] if running else None


def standing(case: Case, course: CaseCourse, today: dt.date | None = None) -> Standing:
    """Return how a case stands, today by default.

    Raises:
        InputError: something that was told does not fit the programme.
    """
    day = today or timezone.localdate()
    people = told_by_people(case, course)
    clock, found = clock_on(course, people, day), eligibility_on(course, people, day)
    return Standing(
        programme=load_programme(course.programme),
        today=day,
        told=found.told,
        clock=clock,
        eligibility=found,
    )


def told_by_people(case: Case, course: CaseCourse) -> Told:
    """Return what people and the workbench itself tell of a case.

    The day of the intake stands in where no paper tells when the application came.
    That the same dispute was filed before is told where another case of this site has
    its key; that none has is no answer, for others may have taken it in.
    """
    rows = list(case.tellings.filter(withdrawn=None))
    return _with_intake(case, course, told_in_rows(*rows))


def told_in_rows(*rows: Telling) -> Told:
    """Return what rows tell."""
    return Told(
        events=tuple(_event(one) for one in rows if one.what == What.EVENT),
        facts=tuple(_fact(one) for one in rows if one.what == What.FACT),
        certified=_ids(rows, What.CERTIFIED),
        supplied=_ids(rows, What.SUPPLIED),
    )


def _event(row: Telling) -> Event:
    return Event(
        id=row.subject,
        day=row.day or row.told.date(),
        time=row.time,
        method=row.value or None,
        where=_where(row),
    )


def _fact(row: Telling) -> ToldFact:
    return ToldFact(id=row.subject, value=row.value, where=_where(row))


def _where(row: Telling) -> str:
    return "coordinator" if row.told_by_id else "workbench"


def _ids(rows: Sequence[Telling], what: What) -> tuple[str, ...]:
    return tuple(sorted({one.subject for one in rows if one.what == what}))


def _with_intake(case: Case, course: CaseCourse, told: Told) -> Told:
    held = load_programme(course.programme)
    known = {one.id for one in (*course.papers.events, *told.events)}
    events, facts = told.events, told.facts
    received = "application_received"
    if received not in known and received in {one.id for one in held.events}:
        events = (*events, Event(id=received, day=case.received, where="intake"))
    earlier = earlier_case(case)
    before = "previous_application"
    told_already = {one.id for one in facts}
    asked = before in {one.id for one in held.facts}
    if earlier is not None and asked and before not in told_already:
        where = f"case {earlier.number}"
        facts = (*facts, ToldFact(id=before, value="yes", where=where))
    return Told(
        events=events, facts=facts, certified=told.certified, supplied=told.supplied
    )


def earlier_case(case: Case) -> Case | None:
    """Return the case in which the same dispute was filed before, if there is one."""
    if not case.dispute_key:
        return None
    same = Case.objects.filter(dispute_key=case.dispute_key, opened__lt=case.opened)
    return same.exclude(pk=case.pk).order_by("opened").first()


def reckon(case: Case, today: dt.date | None = None) -> None:
    """Put the next due date of a case in its row.

    There is none where the clock cannot be read, such as for a day beyond the
    calendar; the page of the case says why.

    Raises:
        StorageError: what the reading left cannot be given back.
    """
    due = None
    waits = State(case.state) not in AT_REST
    read = overview_in(case.last_read) if waits else None
    if read is not None:
        with suppress(InputError):
            due = standing(case, read.course, today).next_due
    case.next_due = due.day if due else None
    case.next_due_of = due.deadline if due else ""
    Case.objects.filter(pk=case.pk).update(
        next_due=case.next_due, next_due_of=case.next_due_of
    )
