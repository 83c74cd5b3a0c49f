"""FHIR R4: submit a case, ask for its state, fetch what was released."""

import json
import re
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router

from openimr.casework.fhir_submission import (
    Paper,
    determination_bundle,
    submission_of,
)
from workbench.api.fhir.resources import capability, task
from workbench.api.problems import FHIR
from workbench.api.scopes import Scope
from workbench.audit.chain import record
from workbench.cases.actions import OpenCase
from workbench.cases.models import Case
from workbench.files.models import StoredFile
from workbench.files.store import get, put
from workbench.people.models import User

from .asking import ApiRequest, scoped
from .cases import finished
from .determinations import released
from .seeing import inside, seen_case, shown_state

router = Router()
_UPLOAD = re.compile(r"(?:.*/)?api/v1/uploads/([0-9a-f-]{36})")


def _answers(status: int, kind: str, about: str) -> dict[str, object]:
    schema = {
        "type": "object",
        "required": ["resourceType"],
        "properties": {"resourceType": {"const": kind}},
    }
    told = {"description": about, "content": {FHIR: {"schema": schema}}}
    return {"responses": {status: told}}


_BODY = {
    "requestBody": {
        "required": True,
        "description": "A Bundle with one Claim and its DocumentReferences.",
        "content": {
            FHIR: {
                "schema": {
                    "type": "object",
                    "required": ["resourceType", "type", "entry"],
                    "properties": {
                        "resourceType": {"const": "Bundle"},
                        "type": {"const": "collection"},
                        "entry": {"type": "array", "minItems": 2},
                    },
                }
            }
        },
    }
}


@router.get(
    "/metadata",
    auth=None,
    openapi_extra=_answers(200, "CapabilityStatement", "What can be done here"),
)
def fhir_metadata(request: HttpRequest) -> HttpResponse:
    """Tell what this site can do over FHIR; open to everybody."""
    del request
    return _resource(capability())


@router.post(
    "/Claim/$submit",
    response={201: None},
    auth=scoped(Scope.CASES_WRITE),
    openapi_extra={**_BODY, **_answers(201, "Task", "Taken in")},
)
def fhir_submit(request: ApiRequest) -> HttpResponse:
    """Take in a case; the answer is the Task to ask for.

    A document's attachment holds its bytes in base64, or the address of an upload that
    was sent before: `…/api/v1/uploads/{id}`.
    """
    asked = submission_of(request.body)
    with transaction.atomic():
        files = [_stored(paper, request.user) for paper in asked.papers]
        received = asked.received or timezone.localdate()
        case = OpenCase(received, files, request.user, asked.priority).execute()
    answer = _resource(_task(case, request.user), 201)
    answer["Location"] = reverse("api:fhir_task", args=[case.pk])
    return answer


@router.get(
    "/Task/{uuid:case}",
    auth=scoped(Scope.CASES_READ),
    openapi_extra=_answers(200, "Task", "Where the case stands"),
)
def fhir_task(request: ApiRequest, case: UUID) -> HttpResponse:
    """Tell where a case stands."""
    return _resource(_task(seen_case(request.user, case), request.user))


@router.get(
    "/Bundle/{uuid:case}",
    auth=scoped(Scope.DETERMINATIONS_READ),
    openapi_extra=_answers(200, "Bundle", "What was released"),
)
def fhir_bundle(request: ApiRequest, case: UUID) -> HttpResponse:
    """Return the released determination as `docs/fhir.md` describes, without names."""
    found = seen_case(request.user, case)
    release = released(found, request.user)
    if release is None:
        raise Http404
    signature = release.signature
    made = determination_bundle(
        b"".join(get(release.determination)),
        digest=signature.digest,
        signed=signature.signed,
    )
    record(
        "read-determination",
        by=request.user,
        on=release,
        case=found.pk,
    )
    return HttpResponse(made, content_type=FHIR)


def _task(case: Case, user: User) -> dict[str, object]:
    return task(case, shown_state(case, user), inside=inside(user))


def _stored(paper: Paper, user: User) -> StoredFile:
    if paper.data:
        return put(paper.name, [paper.data])
    named = _UPLOAD.fullmatch(paper.url)
    if named is None:
        raise Http404
    try:
        return finished(user, UUID(named[1]))
    except ValueError:
        raise Http404 from None


def _resource(told: dict[str, object], status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(told), status=status, content_type=FHIR)
