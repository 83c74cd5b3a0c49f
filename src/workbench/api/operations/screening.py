"""The screening of a case: looked at, and decided."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.http import Http404
from ninja import Field, Router, Schema
from pydantic import StringConstraints

from openimr.domain.clock import DueDate
from openimr.domain.eligibility import GroundAnswer, RecordAnswer
from workbench.api.scopes import Scope
from workbench.audit.chain import record
from workbench.cases.deciding import SCREENABLE, ScreenCase, standing_of
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.roles import Right

from .asking import ApiRequest, scoped
from .seeing import seen_case
from .values import Prose

router = Router()
_READ = scoped(Scope.CASES_READ)
_WRITE = scoped(Scope.CASES_WRITE)
Shown = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class DatumTold(Schema):
    """One thing that an answer rests on, and where it stands."""

    name: str
    value: str
    where: str


class GroundTold(Schema):
    """One ground of the screening."""

    id: str
    title: str
    answer: str
    effect: str
    sentence: str
    citation: str
    sources: list[str]
    mark: str
    data: list[DatumTold]
    missing: list[str] = Field(description="Questions whose answers would settle it.")


class RecordOwedTold(Schema):
    """One record that somebody owes."""

    id: str
    title: str
    presence: str
    needed: bool
    owed_by: str
    due: dt.date | None
    documents: list[str]
    sentence: str
    citation: str
    mark: str


class ClockTold(Schema):
    """One due date."""

    deadline: str
    title: str
    owes: str
    status: str
    day: dt.date | None
    time: dt.time | None
    rules: list[str]
    citation: str
    mark: str
    assumed: list[str]
    days_late: int


class ScreeningTold(Schema):
    """How a case stands today."""

    seen: str = Field(description="Digest of all answers; a decision names it.")
    today: dt.date
    open: bool = Field(description="Whether the screening can be decided now.")
    outcome: str
    proposed: State | None = Field(description="None where it cannot be told.")
    grounds: list[GroundTold]
    records: list[RecordOwedTold]
    complete: bool | None
    may_proceed: bool
    clocks: list[ClockTold]


class ScreenAsked(Schema):
    """What is decided on a screening; other than proposed it needs a reason."""

    to: State
    seen: Shown = Field(description="`seen` of the screening that was looked at.")
    reason: Prose = ""


class DecidedTold(Schema):
    """Where a case stands after an act of the desk."""

    case: UUID
    state: State
    legal_hold: bool


@router.get("/cases/{uuid:case}/screening", response=ScreeningTold, auth=_READ)
def get_screening(request: ApiRequest, case: UUID) -> object:
    """Show grounds, records and clocks with their reasons; for coordinators."""
    found = coordinated(request, case)
    now = standing_of(found)
    packet = now.eligibility.packet
    record("read-screening", by=request.user, on=found, case=found.pk)
    return {
        "seen": now.digest,
        "today": now.today,
        "open": State(found.state) in SCREENABLE,
        "outcome": now.eligibility.screening.outcome.value,
        "proposed": now.proposed,
        "grounds": [_ground(one) for one in now.eligibility.screening.answers],
        "records": [_record(one) for one in packet.answers],
        "complete": packet.complete,
        "may_proceed": packet.may_proceed,
        "clocks": [_clock(one) for one in now.clock.reading.due],
    }


def _ground(one: GroundAnswer) -> dict[str, object]:
    told = {name: getattr(one, name) for name in GroundTold.model_fields}
    return {**told, "data": [{n: getattr(d, n) for n in _DATUM} for d in one.data]}


_DATUM = tuple(DatumTold.model_fields)


def _record(one: RecordAnswer) -> dict[str, object]:
    return {name: getattr(one, name) for name in RecordOwedTold.model_fields}


def _clock(one: DueDate) -> dict[str, object]:
    return {name: getattr(one, name) for name in ClockTold.model_fields}


@router.post("/cases/{uuid:case}/screening", response=DecidedTold, auth=_WRITE)
def screen_case(request: ApiRequest, case: UUID, asked: ScreenAsked) -> object:
    """Accept what the screening proposes, or decide otherwise and say why."""
    found = coordinated(request, case)
    act = ScreenCase(found, asked.to, request.user, asked.reason, asked.seen)
    return decided(act.execute())


def decided(case: Case) -> dict[str, object]:
    """Return where a case stands after an act of the desk."""
    return {"case": case.pk, "state": case.state, "legal_hold": case.legal_hold}


def coordinated(request: ApiRequest, case: UUID) -> Case:
    """Return a case for a coordinator.

    Raises:
        Http404: there is none, or somebody else asks.
    """
    if Right.COORDINATE not in request.user.rights:
        raise Http404
    return seen_case(request.user, case)
