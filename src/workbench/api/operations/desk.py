"""The coordinator's desk: screening, telling, asking for records, holding."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema
from pydantic import StringConstraints

from openimr.domain.clock import DueDate
from openimr.domain.eligibility import GroundAnswer, RecordAnswer
from workbench.api.scopes import Scope
from workbench.audit.chain import record
from workbench.cases.deciding import (
    SCREENABLE,
    LiftHold,
    PutOnHold,
    RequestRecords,
    ScreenCase,
    standing_of,
)
from workbench.cases.keeping import words_of
from workbench.cases.models import Case, RecordsRequest, Telling, What
from workbench.cases.states import State
from workbench.cases.telling import TakeBack, Tell
from workbench.people.roles import Right

from .asking import ApiRequest, scoped
from .seeing import seen_case
from .values import Prose

router = Router()
_READ = scoped(Scope.CASES_READ)
_WRITE = scoped(Scope.CASES_WRITE)
_MOST = (1 << 63) - 1
"""The largest number that a database takes for a key."""

Id = Annotated[
    str, StringConstraints(max_length=60, pattern=r"^[^\u0000-\u001f\u007f]*$")
]
"""A word of the case's programme: an event, a question, a record, an answer."""

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


class RequestAsked(Schema):
    """Which records to ask for; none: those that are missing."""

    records: list[Id] = Field([], max_length=50)


class RequestTold(Schema):
    """Records that were asked for, and the letter that asks."""

    id: int
    records: list[str]
    due: dt.date | None
    made: dt.datetime
    letter: str


class TellingAsked(Schema):
    """Something that the papers do not tell."""

    what: What
    subject: Id = Field(description="Id of the event, question or record.")
    value: Id = Field("", description="Answer of a question, or way of an event.")
    day: dt.date | None = None
    time: dt.time | None = None


class TellingTold(Schema):
    """Something that was told."""

    id: int
    what: What
    subject: str
    value: str
    day: dt.date | None
    time: dt.time | None
    told: dt.datetime
    withdrawn: dt.datetime | None


class HoldAsked(Schema):
    """Why."""

    reason: Prose


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
    return _decided(act.execute())


@router.get("/cases/{uuid:case}/requests", response=list[RequestTold], auth=_READ)
def list_requests(request: ApiRequest, case: UUID) -> object:
    """List the requests for records with their letters; for coordinators."""
    found = coordinated(request, case)
    told = [_request(one) for one in found.requests.select_related("letter")]
    record("read-requests", by=request.user, on=found, case=found.pk)
    return told


@router.post("/cases/{uuid:case}/requests", response={201: RequestTold}, auth=_WRITE)
def request_records(request: ApiRequest, case: UUID, asked: RequestAsked) -> object:
    """Ask for records; the case waits for them, and the letter comes back."""
    found = coordinated(request, case)
    return _request(RequestRecords(found, request.user, asked.records).execute())


def _request(row: RecordsRequest) -> dict[str, object]:
    kept = {name: getattr(row, name) for name in ("id", "records", "due", "made")}
    return {**kept, "letter": words_of(row.letter)}


@router.get("/cases/{uuid:case}/tellings", response=list[TellingTold], auth=_READ)
def list_tellings(request: ApiRequest, case: UUID) -> object:
    """List what was told, taken back or not; for coordinators."""
    return list(coordinated(request, case).tellings.all())


@router.post("/cases/{uuid:case}/tellings", response={201: TellingTold}, auth=_WRITE)
def tell(request: ApiRequest, case: UUID, asked: TellingAsked) -> object:
    """Tell an event, an answer, or what became of a record."""
    act = Tell(
        case=coordinated(request, case),
        what=asked.what,
        subject=asked.subject,
        by=request.user,
        value=asked.value,
        day=asked.day,
        time=asked.time,
    )
    return act.execute()


@router.post(
    "/cases/{uuid:case}/tellings/{int:telling}/take-back",
    response=TellingTold,
    auth=_WRITE,
)
def take_back(request: ApiRequest, case: UUID, telling: int) -> object:
    """Take back what was told; that it was told stays in the record."""
    found = coordinated(request, case)
    row = get_object_or_404(Telling, case=found, pk=min(telling, _MOST))
    TakeBack(row, request.user).execute()
    row.refresh_from_db()
    return row


@router.post("/cases/{uuid:case}/hold", response=DecidedTold, auth=_WRITE)
def put_on_hold(request: ApiRequest, case: UUID, asked: HoldAsked) -> object:
    """Keep everything of a case from being destroyed, for a legal matter."""
    found = coordinated(request, case)
    return _decided(PutOnHold(found, asked.reason, request.user).execute())


@router.post("/cases/{uuid:case}/hold/lift", response=DecidedTold, auth=_WRITE)
def lift_hold(request: ApiRequest, case: UUID, asked: HoldAsked) -> object:
    """Let a case's time of keeping run again."""
    found = coordinated(request, case)
    return _decided(LiftHold(found, asked.reason, request.user).execute())


def _decided(case: Case) -> dict[str, object]:
    return {"case": case.pk, "state": case.state, "legal_hold": case.legal_hold}


def coordinated(request: ApiRequest, case: UUID) -> Case:
    """Return a case for a coordinator.

    Raises:
        Http404: there is none, or somebody else asks.
    """
    if Right.COORDINATE not in request.user.rights:
        raise Http404
    return seen_case(request.user, case)
