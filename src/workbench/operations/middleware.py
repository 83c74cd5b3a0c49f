"""Each answer is counted, timed and logged, by the name of its view."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .measures import REQUESTS, SECONDS

_LOG = logging.getLogger("workbench.requests")
_OURS = re.compile(r"[0-9a-zA-Z-]{8,64}")


class Measured:
    """The outermost layer; paths are logged as routes, without what they carry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, count and log."""
        asked = request.headers.get("X-Request-ID", "")
        name = asked if _OURS.fullmatch(asked) else uuid.uuid4().hex
        start = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - start
        match = request.resolver_match
        view = match.view_name or match.route if match else "none"
        REQUESTS.labels(view, request.method or "", response.status_code).inc()
        SECONDS.labels(view).observe(seconds)
        response["X-Request-ID"] = name
        fields = {
            "method": request.method,
            "path": match.route if match else "",
            "status": response.status_code,
            "milliseconds": round(1e3 * seconds, 1),
            "request": name,
        }
        _LOG.info("answered", extra=fields)
        return response
