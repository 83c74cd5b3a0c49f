"""Answers that come late: finds tests of pages that go on before an answer is there.

`OPENIMR_TEST_LAG=400` holds every answer back by up to that many milliseconds, at
random, so that whatever leans on a quick machine fails.
"""

import os
import random
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

LONGEST = int(os.environ.get("OPENIMR_TEST_LAG", "0")) / 1000
Answer = Callable[[HttpRequest], HttpResponse]


class Lagging:
    """Answer as the site does, but late."""

    def __init__(self, get_response: Answer) -> None:
        """Stand before the rest of the site."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer after a while."""
        time.sleep(random.uniform(LONGEST / 2, LONGEST))  # noqa: S311 - no secret
        return self.get_response(request)
