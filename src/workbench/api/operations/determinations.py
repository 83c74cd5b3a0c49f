"""What is proposed, signed and released on a case."""

from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Router

from workbench.api.scopes import Scope
from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.files.models import StoredFile
from workbench.files.store import get
from workbench.people.models import User
from workbench.people.roles import Right
from workbench.quality.models import Release
from workbench.review.models import Signature

from .asking import ApiRequest, scoped
from .seeing import seen_case

router = Router()
_AUTH = scoped(Scope.DETERMINATIONS_READ)
_INSIDE = frozenset({Right.COORDINATE, Right.ASSURE})
"""Whoever has one of these sees what is not released yet."""


def _answers(kind: str, schema: dict[str, object]) -> dict[str, object]:
    told = {"description": "OK", "content": {kind: {"schema": schema}}}
    return {"responses": {200: told}}


_CONTRACT = _answers("application/json", {"$ref": "#/components/schemas/Determination"})
_PDF = _answers("application/pdf", {"type": "string", "format": "binary"})


@router.get("/cases/{uuid:case}/proposal", auth=_AUTH, openapi_extra=_CONTRACT)
def get_proposal(request: ApiRequest, case: UUID) -> HttpResponse:
    """Return what the latest reading proposes; for coordinators and quality leads."""
    found = seen_case(request.user, case)
    reading = found.reading if _INSIDE & request.user.rights else None
    file = reading.determination if reading else None
    return _handed_out(request, found, file, "read-proposal")


@router.get("/cases/{uuid:case}/determination", auth=_AUTH, openapi_extra=_CONTRACT)
def get_determination(request: ApiRequest, case: UUID) -> HttpResponse:
    """Return the released determination; before that, inside, the signed one."""
    found = seen_case(request.user, case)
    file = _determination(found, request.user)
    return _handed_out(request, found, file, "read-determination")


@router.get("/cases/{uuid:case}/letter", auth=_AUTH, openapi_extra=_PDF)
def get_letter(request: ApiRequest, case: UUID) -> HttpResponse:
    """Return the released letter, as PDF."""
    found = seen_case(request.user, case)
    release = released(found, request.user)
    file = release.letter if release else None
    return _handed_out(request, found, file, "read-letter", "application/pdf")


def released(case: Case, user: User) -> Release | None:
    """Return the release that a person may see; a reviewer's desk has its own."""
    if not (_INSIDE | {Right.TAKE_PART}) & user.rights:
        return None
    kept = Release.objects.select_related("letter", "determination")
    return kept.filter(case=case).first()


def _determination(case: Case, user: User) -> StoredFile | None:
    release = released(case, user)
    if release is not None:
        return release.determination
    if not _INSIDE & user.rights:
        return None
    signed = Signature.objects.filter(case=case, returned=None)
    last = signed.select_related("determination").order_by("-signed").first()
    return last.determination if last else None


def _handed_out(
    request: ApiRequest,
    case: Case,
    file: StoredFile | None,
    act: str,
    kind: str = "application/json",
) -> HttpResponse:
    if file is None:
        raise Http404
    answer = HttpResponse(b"".join(get(file)), content_type=kind)
    record(act, by=request.user, on=file, case=case.pk)
    return answer
