"""What the public pages have in common: no log-in, marks for caches, plain refusals."""

import logging
from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from openimr.errors import OpenImrError, QueryError
from workbench.errors import WaitError
from workbench.people.access import needs
from workbench.people.roles import Right

from .edition import Edition, current

_LOG = logging.getLogger("workbench.library")
_SECONDS = 300
"""For how long anybody may keep a page without asking again."""

Answer = Callable[..., HttpResponseBase]
Page = Callable[..., HttpResponseBase]


def public(answer: Answer) -> Page:
    """Make a view for everybody of one that is given the request and the edition.

    Without a corpus it says so.  To those who are not logged in, an answer may be kept
    and shared; it is not made again while the corpus and the question are the same.
    """

    @needs(Right.PUBLIC)
    @require_safe
    @wraps(answer)
    def page(request: HttpRequest, **named: object) -> HttpResponseBase:
        try:
            edition = current()
            if edition is None:
                return render(request, "library/none.html")
            return _answered(answer, request, edition, named)
        except WaitError as error:
            return _waiting(request, error)
        except QueryError as error:
            return render(request, "library/refused.html", {"error": error}, status=422)
        except OpenImrError:
            # Its words name folders of the machine; they are for the log alone.
            _LOG.exception("the library cannot be read")
            return render(request, "library/closed.html", status=503)

    return page


def _answered(
    answer: Answer, request: HttpRequest, edition: Edition, named: dict[str, object]
) -> HttpResponseBase:
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return answer(request, edition, **named)
    tag, changed = _tag(request, edition), int(edition.changed.timestamp())
    kept = get_conditional_response(request, etag=tag, last_modified=changed)
    response: HttpResponseBase = kept or answer(request, edition, **named)
    if response.status_code in {200, 304}:
        response["ETag"] = tag
        response["Last-Modified"] = f"{edition.changed:%a, %d %b %Y %H:%M:%S} GMT"
        response["Cache-Control"] = f"public, max-age={_SECONDS}"
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    return response


def _tag(request: HttpRequest, edition: Edition) -> str:
    """Return what is the same for the same page, to the byte or nearly."""
    asked = (
        edition.digest,
        request.build_absolute_uri(),
        request.headers.get("HX-Request", ""),
        get_language() or "",
    )
    return f'W/"{sha256(repr(asked).encode()).hexdigest()[:32]}"'


def _waiting(request: HttpRequest, error: WaitError) -> HttpResponse:
    page = "library/refused.html"
    answer = render(request, page, {"error": error}, status=error.status)
    answer["Retry-After"] = str(error.seconds)
    return answer
