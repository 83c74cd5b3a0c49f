"""The operations, gathered: one description for all of them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from openimr import __version__
from openimr.errors import OpenImrError

from .operations import (
    assignments,
    audit,
    cases,
    desk,
    determinations,
    fhir,
    library,
    quality,
    screening,
    token,
    uploads,
    webhooks,
)
from .problems import problem, told

ABOUT = (
    "The workbench for programs.  Every operation carries out the same act as the page "
    "for people, under the rights of the token's owner, and is recorded as it."
)
ROOMS = (
    ("/v1", cases.router, "Cases"),
    ("/v1", uploads.router, "Uploads"),
    ("/v1", screening.router, "Coordinator's desk"),
    ("/v1", desk.router, "Coordinator's desk"),
    ("/v1", determinations.router, "Determinations"),
    ("/v1", quality.router, "Quality"),
    ("/v1", assignments.router, "Assignments"),
    ("/v1", library.router, "Library"),
    ("/v1", audit.router, "Record of acts"),
    ("/v1", webhooks.router, "Webhooks"),
    ("/v1", token.router, "Token"),
    ("/fhir", fhir.router, "FHIR R4"),
)


class Service(NinjaAPI):
    """An API whose operations have the short names of their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the function's name; a test sees that no two are the same."""
        return operation.view_func.__name__


def _made() -> NinjaAPI:
    api = Service(
        title="OpenIMR",
        version=__version__,
        description=ABOUT,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
    )
    for prefix, router, tag in ROOMS:
        api.add_router(prefix, router, tags=[tag])
    for kind in (
        PermissionDenied,
        Http404,
        HttpError,
        OpenImrError,
        ValidationError,
    ):
        api.add_exception_handler(kind, _refused)
    return api


def _refused(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    match error:
        case PermissionDenied():
            return problem(request, 403, str(error))
        case OpenImrError():
            return told(request, error)
        case ValidationError():
            return _invalid(request, error)
        case HttpError():  # AuthenticationError among them
            return problem(request, error.status_code)
    return problem(request, 404)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the places and what is wrong there, never the value that was sent."""
    found: list[dict[str, Any]] = error.errors
    errors = [
        {"place": ".".join(str(step) for step in each["loc"]), "wrong": each["msg"]}
        for each in found
    ]
    return problem(request, 422, errors=errors)


api = _made()
