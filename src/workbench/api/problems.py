"""What goes wrong, told as RFC 9457 asks for; as an OperationOutcome under FHIR."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from openimr.errors import OpenImrError
from workbench.errors import (
    AssignmentError,
    CaseError,
    DiskFullError,
    QualityError,
    StorageError,
    UploadError,
    WaitError,
)

PROBLEM = "application/problem+json"
FHIR = "application/fhir+json"
_FHIR_PATH = "/api/fhir/"
_PLACE = "/api/v1/reference/#problem-"
SLUGS = {
    400: "malformed",
    401: "no-token",
    403: "not-allowed",
    404: "not-found",
    405: "method",
    409: "conflict",
    413: "too-much",
    415: "media-type",
    422: "invalid",
    429: "too-often",
    500: "defect",
    503: "not-there",
}
"""Kinds of problems that no error of the program stands for."""

SENTENCES = {
    400: "The request cannot be read.  Send JSON in UTF-8.",
    401: "There is no token, or it has ended.  Send Authorization: Bearer oimr_…",
    403: "The token or its owner's roles do not allow this.",
    404: "There is nothing here that this token may see.",
    405: "This address does not know the method.  Allow tells which it knows.",
    409: "This does not fit where things stand.",
    413: "The request is too large.  Send files in pieces of 8 MiB at most.",
    415: "The content is of a kind that is not read here.",
    422: "A value cannot be used.",
    429: "There were too many requests.  Retry-After says when to go on.",
    500: "The program failed.  Tell those who run the site.",
    503: "This part of the site is not set up or not ready.",
}
_ISSUES = {
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    409: "conflict",
    413: "too-long",
    415: "not-supported",
    429: "throttled",
    500: "exception",
    503: "transient",
}
"""Codes of http://hl7.org/fhir/issue-type."""


def problem(
    request: HttpRequest, status: int, detail: str = "", slug: str = "", **more: Any
) -> HttpResponse:
    """Return the answer that tells of a problem."""
    detail = detail or SENTENCES.get(status, HTTPStatus(status).phrase)
    slug = slug or SLUGS.get(status, "other")
    fhir = request.path.startswith(_FHIR_PATH)
    told = (
        outcome(status, detail, slug)
        if fhir
        else {
            "type": _PLACE + slug,
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "slug": slug,
            **more,
        }
    )
    kind = FHIR if fhir else PROBLEM
    answer = HttpResponse(json.dumps(told), status=status, content_type=kind)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="OpenIMR"'
    return answer


def outcome(status: int, detail: str, slug: str) -> dict[str, object]:
    """Return an OperationOutcome."""
    issue = {
        "severity": "fatal" if status >= 500 else "error",
        "code": _ISSUES.get(status, "invalid"),
        "details": {"text": detail},
        "diagnostics": slug,
    }
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def status_of(error: OpenImrError) -> int:
    """Return the status that an error of the program is answered with."""
    if isinstance(error, WaitError):
        return error.status
    if isinstance(error, CaseError | AssignmentError | QualityError):
        return 409
    if isinstance(error, DiskFullError):
        return 507
    if isinstance(error, StorageError) and not isinstance(error, UploadError):
        return 500
    return 422


def told(request: HttpRequest, error: OpenImrError) -> HttpResponse:
    """Return the answer to an error of the program, in its own sentence."""
    return problem(request, status_of(error), str(error), error.slug)
