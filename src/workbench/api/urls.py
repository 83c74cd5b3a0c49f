"""Addresses of the API; each view is guarded, and what is none answers as one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_GET

from workbench.people.access import needs
from workbench.people.roles import Right

from .guarding import guarded
from .problems import problem
from .service import api
from .views import reference


@require_GET
def openapi(request: HttpRequest) -> JsonResponse:
    """Give the OpenAPI document."""
    del request
    from .description import document

    return JsonResponse(document())


def nothing(request: HttpRequest, **_: Any) -> HttpResponse:
    """Tell that there is nothing at an address."""
    return problem(request, 404)


def _operations() -> list[URLPattern]:
    patterns = [each for each in api.urls[0] if isinstance(each, URLPattern)]
    return [
        URLPattern(each.pattern, guarded(each.callback), each.default_args, each.name)
        for each in patterns
        if each.name != "api-root"
    ]


app_name = "api"
urlpatterns = [
    path("v1/openapi.json", guarded(openapi), name="openapi"),
    path("v1/reference/", needs(Right.PUBLIC)(reference), name="reference"),
    *_operations(),
    re_path(r"^[\s\S]*$", guarded(nothing), name="nothing"),
]
