"""Cases: taken in, found, read again, moved on."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Field, FilterSchema, Query, Router, Schema

from workbench.api.scopes import Scope
from workbench.audit.chain import record
from workbench.cases.actions import AddRecord, MoveCase, OpenCase, ReadAgain
from workbench.cases.models import Case, CaseRecord, Reading
from workbench.cases.states import State
from workbench.files.actions import FinishUpload
from workbench.files.models import StoredFile, Upload
from workbench.people.models import User
from workbench.people.roles import Right

from .asking import ApiRequest, scoped
from .values import Cursor, Line, PageSize, Prose, cursor_of, place_of

router = Router()
Priority = Literal["regular", "expedited"]


class RecordTold(Schema):
    """A file of a case."""

    id: int
    name: str
    sha256: str
    added: datetime


class ReadingTold(Schema):
    """One run over all records of a case."""

    id: UUID
    number: int
    progress: Literal["waiting", "running", "done", "failed"]
    stage: str
    done: int
    total: int
    queued: datetime
    finished: datetime | None
    fault: str = Field(description="Why there is no proposal; no words of the record.")
    pages: dict[str, int] = Field(description="Count of pages by status.")


class CaseTold(Schema):
    """Where a case stands."""

    id: UUID
    number: str
    programme: str
    state: State
    priority: str
    worker: str
    claims_administrator: str
    request_date: date | None
    received: date
    opened: datetime
    changed: datetime


class CaseWhole(CaseTold):
    """A case with its records; both lists are for coordinators only."""

    records: list[RecordTold] | None
    reading: ReadingTold | None


class CasePage(Schema):
    """Some cases, in the order of their numbers."""

    cases: list[CaseTold]
    next: str | None


class CaseAsked(Schema):
    """What is told of a new case."""

    received: date
    priority: Priority = "regular"
    uploads: list[UUID] = Field(min_length=1, max_length=200)


class RecordAsked(Schema):
    """Which upload becomes a record."""

    upload: UUID


class StepAsked(Schema):
    """Where a case goes next; some steps need a reason."""

    to: State
    reason: Prose = ""


class CaseFilter(FilterSchema):
    """Which cases are wanted."""

    state: State | None = None
    priority: Priority | None = None
    words: Line | None = Field(
        None, description="Part of the number or of the worker's name."
    )
    received_from: date | None = None
    received_to: date | None = None
    changed_since: datetime | None = None


@router.post("/cases", response={201: CaseWhole}, auth=scoped(Scope.CASES_WRITE))
def open_case(request: ApiRequest, asked: CaseAsked, response: HttpResponse) -> object:
    """Take in a case with its first records, and put its reading in the queue."""
    files = [_finished(request.user, upload) for upload in asked.uploads]
    case = OpenCase(asked.received, files, request.user, asked.priority).execute()
    response["Location"] = reverse("api:get_case", args=[case.pk])
    return _whole(case, request.user)


@router.get("/cases", response=CasePage, auth=scoped(Scope.CASES_READ))
def list_cases(
    request: ApiRequest,
    asked: Query[CaseFilter],
    cursor: Cursor = "",
    limit: PageSize = 50,
) -> object:
    """List the cases that the token's owner sees."""
    found = _narrowed(Case.objects.visible_to(request.user), asked).order_by("number")
    if cursor:
        found = found.filter(number__gt=place_of(cursor))
    rows = list(found[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    return {"cases": rows, "next": cursor_of(rows[-1].number) if more else None}


def _narrowed(found: "QuerySet[Case]", asked: CaseFilter) -> "QuerySet[Case]":
    wanted = Q()
    for name, column in _COLUMNS.items():
        value = getattr(asked, name)
        if value is not None:
            wanted &= Q(**{column: value})
    if asked.words:
        wanted &= Q(number__icontains=asked.words) | Q(worker__icontains=asked.words)
    return found.filter(wanted)


_COLUMNS = {
    "state": "state",
    "priority": "priority",
    "received_from": "received__gte",
    "received_to": "received__lte",
    "changed_since": "changed__gte",
}


@router.get("/cases/{uuid:case}", response=CaseWhole, auth=scoped(Scope.CASES_READ))
def get_case(request: ApiRequest, case: UUID) -> object:
    """Show one case."""
    found = seen_case(request.user, case)
    record("read-case", by=request.user, on=found, case=found.pk, token=_name(request))
    return _whole(found, request.user)


@router.get(
    "/cases/{uuid:case}/progress", response=ReadingTold, auth=scoped(Scope.CASES_READ)
)
def case_progress(request: ApiRequest, case: UUID) -> object:
    """Show how far the latest reading has come; for coordinators."""
    found = seen_case(request.user, case)
    return get_object_or_404(_readings(found, request.user).order_by("-number")[:1])


@router.post(
    "/cases/{uuid:case}/records",
    response={201: RecordTold},
    auth=scoped(Scope.RECORDS_WRITE),
)
def add_record(request: ApiRequest, case: UUID, asked: RecordAsked) -> object:
    """Add an upload to a case; the case is then read again as a whole."""
    found = seen_case(request.user, case)
    return AddRecord(
        found, _finished(request.user, asked.upload), request.user
    ).execute()


@router.post(
    "/cases/{uuid:case}/readings",
    response={202: ReadingTold},
    auth=scoped(Scope.CASES_WRITE),
)
def read_case_again(request: ApiRequest, case: UUID) -> object:
    """Put the reading of a case in the queue once more."""
    return ReadAgain(seen_case(request.user, case), request.user).execute()


@router.post(
    "/cases/{uuid:case}/moves", response=CaseWhole, auth=scoped(Scope.CASES_WRITE)
)
def move_case(request: ApiRequest, case: UUID, asked: StepAsked) -> object:
    """Move a case on by a coordinator's own decision."""
    found = seen_case(request.user, case)
    moved = MoveCase(found, asked.to, asked.reason, request.user).execute()
    return _whole(moved, request.user)


def seen_case(user: User, case: UUID) -> Case:
    """Return a case that somebody may see.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Case.objects.visible_to(user), pk=case)


def _finished(user: User, upload: UUID) -> StoredFile:
    found = get_object_or_404(Upload.objects.filter(by=user), pk=upload)
    return FinishUpload(found, user).execute()


def _whole(case: Case, user: User) -> dict[str, object]:
    told: dict[str, object] = {
        name: getattr(case, name) for name in CaseTold.model_fields
    }
    if Right.COORDINATE not in user.rights:
        return {**told, "records": None, "reading": None}
    records = CaseRecord.objects.filter(case=case).order_by("pk")
    return {**told, "records": list(records), "reading": case.reading}


def _readings(case: Case, user: User) -> "QuerySet[Reading]":
    if Right.COORDINATE not in user.rights:
        return Reading.objects.none()
    return case.readings.all()


def _name(request: ApiRequest) -> str:
    return request.auth.prefix
