"""The coordinator's desk: telling, asking for records, holding."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema
from pydantic import StringConstraints

from workbench.api.scopes import Scope
from workbench.audit.chain import record
from workbench.cases.deciding import (
    LiftHold,
    PutOnHold,
    RequestRecords,
)
from workbench.cases.keeping import words_of
from workbench.cases.models import RecordsRequest, Telling, What
from workbench.cases.telling import TakeBack, Tell

from .asking import ApiRequest, scoped
from .screening import DecidedTold, coordinated, decided
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
    return decided(PutOnHold(found, asked.reason, request.user).execute())


@router.post("/cases/{uuid:case}/hold/lift", response=DecidedTold, auth=_WRITE)
def lift_hold(request: ApiRequest, case: UUID, asked: HoldAsked) -> object:
    """Let a case's time of keeping run again."""
    found = coordinated(request, case)
    return decided(LiftHold(found, asked.reason, request.user).execute())
