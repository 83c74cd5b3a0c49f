"""Cases: taken in, found, read again, moved on."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Field, FilterSchema, Query, Router, Schema

from workbench.api.scopes import Scope
from workbench.audit.chain import record
from workbench.cases.actions import AddRecord, MoveCase, OpenCase, ReadAgain
from workbench.cases.models import Case, Reading
from workbench.cases.states import State
from workbench.errors import RequestError
from workbench.files.actions import FinishUpload
from workbench.files.models import StoredFile, Upload
from workbench.files.store import get, put
from workbench.parties.models import Party
from workbench.parties.sending import SendRecords
from workbench.people.models import User
from workbench.people.roles import Right

from .asking import ApiRequest, scoped
from .seeing import (
    inside,
    record_told,
    records_of,
    seen_case,
    sent_by,
    sent_told,
    shown_state,
    states_shown_as,
)
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
    """Where a case stands; parties are told fewer states, and not when it changed."""

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
    changed: datetime | None


class CaseWhole(CaseTold):
    """A case with its papers."""

    records: list[RecordTold] | None = Field(
        description="All for a coordinator; for a party those that it sent."
    )
    reading: ReadingTold | None = Field(description="For a coordinator only.")


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
    files = [finished(request.user, upload) for upload in asked.uploads]
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
    found = _narrowed(asked, request.user).order_by("number")
    if cursor:
        found = found.filter(number__gt=place_of(cursor))
    rows = list(found[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    return {
        "cases": [_told(each, request.user) for each in rows],
        "next": cursor_of(rows[-1].number) if more else None,
    }


def _narrowed(asked: CaseFilter, user: User) -> "QuerySet[Case]":
    wanted = Q()
    if asked.state is not None:
        wanted &= Q(state__in=states_shown_as(asked.state, user))
    if asked.changed_since is not None:
        if not inside(user):
            raise RequestError("changed_since: parties are not told.  Leave it out.")
        wanted &= Q(changed__gte=asked.changed_since)
    for name, column in _COLUMNS.items():
        value = getattr(asked, name)
        if value is not None:
            wanted &= Q(**{column: value})
    if asked.words:
        wanted &= Q(number__icontains=asked.words) | Q(worker__icontains=asked.words)
    return Case.objects.visible_to(user).filter(wanted)


_COLUMNS = {
    "priority": "priority",
    "received_from": "received__gte",
    "received_to": "received__lte",
}


@router.get("/cases/{uuid:case}", response=CaseWhole, auth=scoped(Scope.CASES_READ))
def get_case(request: ApiRequest, case: UUID) -> object:
    """Show one case."""
    found = seen_case(request.user, case)
    record("read-case", by=request.user, on=found, case=found.pk)
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
    found, user = seen_case(request.user, case), request.user
    file = finished(user, asked.upload)
    with transaction.atomic():
        if Right.COORDINATE in user.rights:
            return record_told(AddRecord(found, file, user).execute())
        party = get_object_or_404(
            Party.objects.filter(case=found, ended=None), user=user
        )
        # A copy: the act destroys what it does not take.
        SendRecords(party, [put(file.name, get(file))], user).execute()
    return sent_told(sent_by(found, user).get(record__sha256=file.sha256))


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


def finished(user: User, upload: UUID) -> StoredFile:
    """Return the file of one's own upload, put together.

    Joining a large one takes long: do it before a transaction.

    Raises:
        Http404: there is no such upload, or its file was destroyed.
        UploadError: it is not whole.
    """
    found = get_object_or_404(Upload.objects.filter(by=user), pk=upload)
    file = FinishUpload(found, user).execute()
    if file.wrapped_key is None:
        raise Http404
    return file


def _told(case: Case, user: User) -> dict[str, object]:
    told: dict[str, object] = {
        name: getattr(case, name) for name in CaseTold.model_fields
    }
    told["state"] = shown_state(case, user)
    return told if inside(user) else {**told, "changed": None}


def _whole(case: Case, user: User) -> dict[str, object]:
    reading = case.reading if Right.COORDINATE in user.rights else None
    papers = {"records": records_of(case, user), "reading": reading}
    return {**_told(case, user), **papers}


def _readings(case: Case, user: User) -> "QuerySet[Reading]":
    if Right.COORDINATE not in user.rights:
        return Reading.objects.none()
    return case.readings.all()
