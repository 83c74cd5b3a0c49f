"""Is the site alive, ready, and how is it doing?"""

import hmac
import os
import sys

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from workbench.people.access import needs
from workbench.people.roles import Right

from .measures import REGISTRY, WAITING


@needs(Right.PUBLIC)
@require_GET
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Answer; nothing else is asked of anything."""
    del request
    return HttpResponse("alive\n", content_type="text/plain")


@needs(Right.PUBLIC)
@require_GET
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Tell whether the database answers and has every migration."""
    del request
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "database"}, status=503)
    if missing:
        return JsonResponse({"ready": False, "why": "migrations"}, status=503)
    return JsonResponse({"ready": True})


@needs(Right.PUBLIC)
@require_GET
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the measures to who knows the token of the environment.

    Raises:
        PermissionDenied: no token is set, or another was given.
    """
    wanted = os.environ.get("OPENIMR_METRICS_TOKEN", "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not wanted or not hmac.compare_digest(wanted.encode(), given.encode()):
        raise PermissionDenied
    _count_tasks()
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


@needs(Right.PUBLIC)
def failed(request: HttpRequest) -> HttpResponse:
    """Answer for a view that failed, in a page that asks the database for nothing.

    An act is one transaction: where this is its answer, nothing of it was saved.
    """
    del request
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        answer = HttpResponse(render_to_string("503.html"), status=503)
        answer["Retry-After"] = "5"
        return answer
    return HttpResponse(render_to_string("500.html"), status=500)


def _count_tasks() -> None:
    from django_tasks_db.models import DBTaskResult

    counted = DBTaskResult.objects.values("status").annotate(count=Count("pk"))
    for row in counted.order_by():
        WAITING.labels(str(row["status"]).lower()).set(row["count"])
