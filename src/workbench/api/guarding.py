"""What stands around every operation: limits, tokens, keys, problems, headers."""

import logging
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from openimr.errors import OpenImrError
from workbench.audit.chain import through
from workbench.people.access import needs
from workbench.people.roles import Right

from . import idempotency
from .limits import address_of, limited
from .problems import FHIR, PROBLEM, problem, told
from .tokens import token_of

_LOG = logging.getLogger("workbench.api")
View = Callable[..., HttpResponseBase]


def guarded(view: View) -> View:
    """Return a view for programs: open to the right PUBLIC, its token is its key.

    Cookies count for nothing here, so that no page of another site can make a browser
    send a request in somebody's name.
    """

    @csrf_exempt
    @needs(Right.PUBLIC)
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        request.user = AnonymousUser()
        given = _answered(request, lambda: view(request, **kwargs))
        return _finished(request, given)

    return answer


def _answered(
    request: HttpRequest, view: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    try:
        return _limit(request) or _named(request, view)
    except RequestDataTooBig:
        return problem(request, 413)
    except (UnreadablePostError, SuspiciousOperation):
        return problem(request, 400)
    except OpenImrError as error:
        return told(request, error)
    except Exception as error:  # noqa: BLE001 - the outermost surface of the API
        got_request_exception.send(sender=guarded, request=request)
        _LOG.error("operation failed", exc_info=error)
        return problem(request, 500)


def _limit(request: HttpRequest) -> HttpResponse | None:
    """Count the request for its address, then for its token."""
    refused = limited(request, "address")
    if refused is not None:
        return refused
    token = token_of(request)
    if token is not None:
        group = "read" if request.method in {"GET", "HEAD", "OPTIONS"} else "write"
        return limited(request, group, f"token {token.pk}")
    if "Authorization" in request.headers:
        return limited(request, "unknown", address_of(request))
    return None


def _named(
    request: HttpRequest, view: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Answer, so that whatever is recorded names the token."""
    token = token_of(request)
    with through(token.prefix if token else ""):
        return _once(request, view)


def _once(
    request: HttpRequest, view: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    token = token_of(request)
    if token is None or not idempotency.asked(request):
        return view()

    def whole() -> HttpResponse:
        given = view()
        assert isinstance(given, HttpResponse)  # noqa: S101 - no POST streams
        return given

    return idempotency.once(request, token, whole)


def _finished(request: HttpRequest, given: HttpResponseBase) -> HttpResponseBase:
    kind = given.get("Content-Type", "").partition(";")[0]
    if given.status_code >= 400 and kind not in {PROBLEM, FHIR}:
        kept = {"Allow": given["Allow"]} if "Allow" in given else {}
        given = problem(request, given.status_code)
        for name, value in kept.items():
            given[name] = value
    taken = getattr(request, "taken", None)
    for name, value in taken.headers().items() if taken else ():
        given[name] = value
    if request.method == "GET" and isinstance(given, HttpResponse):
        given = _tagged(request, given)
    given.headers.setdefault("Cache-Control", "no-store")
    return given


def _tagged(request: HttpRequest, given: HttpResponse) -> HttpResponse:
    """Answer 304 to who has these very bytes already."""
    if given.status_code != 200 or len(given.content) > settings.API_MOST_TAGGED:
        return given
    tag = f'"{sha256(given.content).hexdigest()[:32]}"'
    asked = request.headers.get("If-None-Match", "")
    if tag in [each.strip().removeprefix("W/") for each in asked.split(",")]:
        unchanged = HttpResponse(status=304)
        del unchanged["Content-Type"]
        for name in ("RateLimit", "RateLimit-Policy"):
            if name in given:
                unchanged[name] = given[name]
        given = unchanged
    given["ETag"], given["Cache-Control"] = tag, "private, no-cache"
    return given
