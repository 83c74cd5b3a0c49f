"""Acts that decide where a case goes: screening, asking for records, holding."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from pydantic import TypeAdapter

from openimr.domain.eligibility import Screening
from workbench.audit.chain import record
from workbench.errors import CaseError
from workbench.files.store import put
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

from .actions import locked, move
from .course import Standing, reckon, standing
from .keeping import keep_decision
from .models import Case, RecordsRequest
from .overview import overview_in
from .requesting import letter_for, missing_records
from .states import State
from .telling import tell_event

SCREENABLE = frozenset({State.READ, State.AWAITING_RECORDS})
_TO = frozenset({State.READY, State.INELIGIBLE, State.AWAITING_RECORDS})
_SCREENING = TypeAdapter(Screening)


def standing_of(case: Case) -> Standing:
    """Return how a case stands today.

    Raises:
        CaseError: it was not read, or by an older version that kept less.
        InputError: something that was told does not fit the programme.
        StorageError: what the reading left cannot be given back.
    """
    read = overview_in(case.last_read)
    if read is None:
        raise CaseError(
            f"Case {case.number}: nothing was read that could be screened.  "
            "Read its records again."
        )
    return standing(case, read.course)


@dataclass(frozen=True, slots=True)
class ScreenCase:
    """Accept what the screening proposes, or decide otherwise and say why."""

    case: Case
    to: State
    by: User
    reason: str = ""
    seen: str = ""
    """Digest of the screening that the decision rests on; empty: as it is now."""

    def check(self, case: Case, now: Standing) -> None:
        """Raise unless this may be decided.

        Raises:
            CaseError: the case is past its screening, what is known has changed since
                the page was opened, or a reason is missing.
        """
        if State(case.state) not in SCREENABLE or self.to not in _TO:
            raise CaseError(
                f"Case {case.number}: it is {State(case.state).label.lower()}; "
                "its screening is not open."
            )
        if self.seen and self.seen != now.digest:
            raise CaseError(
                f"Case {case.number}: what is known of it has changed since the page "
                "was opened.  Look again."
            )
        if self.to is not now.proposed and not self.reason.strip():
            raise CaseError(
                f"Case {case.number}: the screening does not propose "
                f"'{self.to.label.lower()}'.  Say why, in a sentence."
            )

    @transaction.atomic
    def execute(self) -> Case:
        """Check, keep the decision with what it rests on, move and record.

        Raises:
            PermissionDenied: no coordinator.
            CaseError: see :meth:`check`; or the step does not follow.
        """
        demand(self.by, Right.COORDINATE)
        case = locked(self.case)
        now = standing_of(case)
        self.check(case, now)
        move(case, self.to)
        agreed = self.to is now.proposed
        basis = put("screening.json", [_SCREENING.dump_json(now.eligibility.screening)])
        kept = keep_decision(
            case, "screen", self.by, self.reason, self.to, agreed=agreed, basis=basis
        )
        record(
            "screen-case",
            by=self.by,
            on=kept,
            case=case.pk,
            to=self.to.value,
            agreed=agreed,
            outcome=now.eligibility.screening.outcome.value,
        )
        return case


@dataclass(frozen=True, slots=True)
class RequestRecords:
    """Ask for records; the case waits for them.

    Without ``records`` those are asked for that the file lacks.
    """

    case: Case
    by: User
    records: Sequence[str] = ()

    @transaction.atomic
    def execute(self) -> RecordsRequest:
        """Check, write the request, tell the clock, move and record.

        Raises:
            PermissionDenied: no coordinator.
            CaseError: nothing is missing, a record is unknown, or the case is in no
                state to wait for records.
        """
        demand(self.by, Right.COORDINATE)
        case = locked(self.case)
        now = standing_of(case)
        wanted = self._wanted(case, now)
        first = not case.requests.exists() and not _told(now, "noarfi_sent")
        tell_event(case, "noarfi_sent" if first else "more_requested")
        if case.state != State.AWAITING_RECORDS:
            move(case, State.AWAITING_RECORDS)
        reckon(case)
        then = standing_of(case)
        due = _due_on(then, "records" if first else "more_records")
        made = RecordsRequest.objects.create(
            case=case,
            records=wanted,
            letter=put("request.txt", [letter_for(case, then, wanted, due).encode()]),
            due=due,
            made=timezone.now(),
            made_by=self.by,
        )
        record("request-records", by=self.by, on=made, case=case.pk, records=wanted)
        return made

    def _wanted(self, case: Case, now: Standing) -> list[str]:
        known = {one.id for one in now.eligibility.packet.answers}
        wanted = list(dict.fromkeys(self.records or missing_records(now)))
        if not wanted:
            raise CaseError(f"Case {case.number}: no record is missing from its file.")
        if not known.issuperset(wanted):
            raise CaseError(f"Case {case.number}: a record was named that nobody owes.")
        return wanted


def _due_on(now: Standing, deadline: str) -> dt.date | None:
    days = (d.day for d in now.clock.reading.due if d.deadline == deadline)
    return next(days, None)


def _told(now: Standing, event: str) -> bool:
    return any(one.id == event for one in now.told.events)


@dataclass(frozen=True, slots=True)
class PutOnHold:
    """Keep everything of a case from being destroyed, for a legal matter."""

    case: Case
    reason: str
    by: User

    def execute(self) -> Case:
        """Check, hold and record.

        Raises:
            PermissionDenied: no coordinator.
            CaseError: it is held already, or no reason is given.
        """
        return _hold(self.case, self.reason, self.by, hold=True)


@dataclass(frozen=True, slots=True)
class LiftHold:
    """Let a case's time of keeping run again."""

    case: Case
    reason: str
    by: User

    def execute(self) -> Case:
        """Check, lift and record.

        Raises:
            PermissionDenied: no coordinator.
            CaseError: it is not held, or no reason is given.
        """
        return _hold(self.case, self.reason, self.by, hold=False)


@transaction.atomic
def _hold(case: Case, reason: str, by: User, *, hold: bool) -> Case:
    demand(by, Right.COORDINATE)
    found = locked(case)
    if found.legal_hold is hold:
        said = "on hold already" if hold else "not on hold"
        raise CaseError(f"Case {found.number}: it is {said}.")
    if not reason.strip():
        raise CaseError("Say why, in a sentence.")
    found.legal_hold = hold
    found.save(update_fields=["legal_hold"])
    act = "put-on-hold" if hold else "lift-hold"
    kept = keep_decision(found, act, by, reason)
    record(act, by=by, on=kept, case=found.pk)
    return found
