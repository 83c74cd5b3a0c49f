"""Acts that tell what the papers do not: events, answers, records; and taking back."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from openimr.domain.deadlines import FactKind
from openimr.process import load_programme
from openimr.process.situation import check_told
from workbench.audit.chain import record
from workbench.errors import CaseError
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

from .actions import locked
from .course import reckon, told_in_rows
from .models import Case, Telling, What
from .signals import moved
from .states import State

_CLOSED = frozenset({State.WITHDRAWN})
_TELLS = {
    State.INELIGIBLE: "found_ineligible",
    State.READY: "found_eligible",
    State.ASSIGNED: "reviewer_assigned",
    State.SIGNED: "determined",
    State.RELEASED: "fdl_mailed",
    State.WITHDRAWN: "withdrawn",
}
"""What a case's coming into a state tells the clock, in the words of programmes."""

_UNDOES = {
    (State.INELIGIBLE, State.READ): "found_ineligible",
    (State.ASSIGNED, State.READY): "reviewer_assigned",
    (State.IN_REVIEW, State.READY): "reviewer_assigned",
    (State.SIGNED, State.IN_REVIEW): "determined",
}
"""What a step back takes back."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell one thing of a case: an event, an answer, or what became of a record.

    A second answer to a question replaces the first; a record is told of once.
    """

    case: Case
    what: What
    subject: str
    by: User
    value: str = ""
    day: dt.date | None = None
    time: dt.time | None = None

    def check(self) -> None:
        """Raise unless this can be told.

        Raises:
            PermissionDenied: no coordinator.
            CaseError: the case is withdrawn, or the day is missing or to come.
            InputError: the programme knows nothing of the kind.
        """
        demand(self.by, Right.COORDINATE)
        if State(self.case.state) in _CLOSED:
            raise CaseError(f"Case {self.case.number}: it was withdrawn.")
        if self.what is What.EVENT:
            if self.day is None:
                raise CaseError("Say on which day it happened.")
            if self.day > timezone.localdate():
                raise CaseError("A day to come cannot be told of.  Tell it then.")
        self._fits()

    def _fits(self) -> None:
        held = load_programme(self.case.programme)
        free = {one.id for one in held.facts if one.kind is FactKind.TEXT}
        if self.what is What.FACT and self.subject in free:
            raise CaseError("This question takes free words: use a reason for them.")
        check_told(held, told_in_rows(self._row()))

    def _row(self) -> Telling:
        return Telling(
            case=self.case,
            what=self.what,
            subject=self.subject,
            value=self.value,
            day=self.day,
            time=self.time,
            told=timezone.now(),
            told_by=self.by,
        )

    @transaction.atomic
    def execute(self) -> Telling:
        """Check, keep, reckon the clock and record."""
        case = locked(self.case)
        act = Tell(
            case, self.what, self.subject, self.by, self.value, self.day, self.time
        )
        act.check()
        row = act._row()
        if self.what is not What.EVENT:
            _take_back(case, self.what, self.subject)
        row.save()
        reckon(case)
        record(
            f"tell-{self.what.value}",
            by=self.by,
            on=row,
            case=case.pk,
            subject=self.subject,
            value=self.value,
            day=self.day,
        )
        return row


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back something that was told; that it was told stays in the record."""

    telling: Telling
    by: User

    @transaction.atomic
    def execute(self) -> None:
        """Check, take back, reckon the clock and record.

        Raises:
            PermissionDenied: no coordinator.
            CaseError: it was taken back already.
        """
        demand(self.by, Right.COORDINATE)
        case = locked(self.telling.case)
        open_ = Telling.objects.filter(pk=self.telling.pk, withdrawn=None)
        if not open_.update(withdrawn=timezone.now()):
            raise CaseError("This was taken back already.")
        reckon(case)
        record("take-back", by=self.by, on=self.telling, case=case.pk)


def _take_back(case: Case, what: What, subject: str) -> None:
    told = case.tellings.filter(what=what, subject=subject, withdrawn=None)
    told.update(withdrawn=timezone.now())


def tell_event(case: Case, subject: str) -> None:
    """Note that the workbench itself did something today, where the programme asks.

    In the transaction of the act, on a locked case.
    """
    kinds = {one.id for one in load_programme(case.programme).events}
    told = case.tellings.filter(what=What.EVENT, subject=subject, withdrawn=None)
    if subject in kinds and not told.filter(day=timezone.localdate()).exists():
        Telling.objects.create(
            case=case,
            what=What.EVENT,
            subject=subject,
            day=timezone.localdate(),
            told=timezone.now(),
        )


@receiver(moved, dispatch_uid="cases tell the clock")
def _step(case: Case, before: State, to: State, **_: object) -> None:
    """Let the clock know of a step, and reckon it anew."""
    undone = _UNDOES.get((before, to))
    if undone is not None:
        _take_back(case, What.EVENT, undone)
    if to in _TELLS:
        tell_event(case, _TELLS[to])
    reckon(case)
