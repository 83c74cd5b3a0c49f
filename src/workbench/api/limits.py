"""How often somebody may ask: a window that slides, counted in the cache.

Two neighbouring spans are counted; the earlier one weighs as much as the window still
covers of it.  The cache is ``limits`` of the settings.  By default each process counts
for itself in its memory, so that asking costs no write to the database: a limit keeps
a site from being swamped, it guards nothing.
"""

import math
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.base import BaseCache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from .problems import problem


@dataclass(frozen=True, slots=True)
class Taken:
    """Where somebody stands after this request."""

    group: str
    most: int
    seconds: int
    used: float
    wait: int
    """Seconds until the window has moved on enough for one more."""

    @property
    def over(self) -> bool:
        """Tell whether this request is one too many."""
        return self.used > self.most

    def headers(self) -> dict[str, str]:
        """Return the fields of draft-ietf-httpapi-ratelimit-headers."""
        left = max(0, math.floor(self.most - self.used))
        return {
            "RateLimit-Policy": f'"{self.group}";q={self.most};w={self.seconds}',
            "RateLimit": f'"{self.group}";r={left};t={self.wait}',
        }


def limited(request: HttpRequest, group: str, who: str = "") -> HttpResponse | None:
    """Count a request; return the answer 429 where it is one too many, else nothing.

    Args:
        request: it keeps the counts in ``request.taken`` for the answer's headers.
        group: a name of ``settings.API_LIMITS``.
        who: whose requests are counted together; by default those of one address.
    """
    taken = take(group, who or address_of(request))
    request.taken = taken  # type: ignore[attr-defined]
    if not taken.over:
        return None
    refused = problem(
        request,
        429,
        f"More than {taken.most} requests in {taken.seconds} seconds.  "
        f"Try again in {taken.wait} seconds.",
    )
    for name, value in {"Retry-After": str(taken.wait), **taken.headers()}.items():
        refused[name] = value
    return refused


def take(group: str, who: str) -> Taken:
    """Count one more request of somebody and say where that leads."""
    most, seconds = settings.API_LIMITS[group]
    now = time.time()
    span, into = int(now // seconds), now % seconds
    name = salted_hmac("workbench.api.limits", who).hexdigest()[:32]
    key = f"limit:{group}:{name}:"
    cache = caches["limits" if "limits" in settings.CACHES else DEFAULT_CACHE_ALIAS]
    this = _counted(cache, f"{key}{span}", 2 * seconds)
    before = cache.get(f"{key}{span - 1}", 0)
    used = this + before * (1 - into / seconds)
    return Taken(group, most, seconds, used, max(1, math.ceil(seconds - into)))


def _counted(cache: BaseCache, key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it was pushed out of the cache in between
        cache.set(key, 1, seconds)
        return 1


def address_of(request: HttpRequest) -> str:
    """Return the address that a request came from, as the site's own proxy saw it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        passed = request.headers.get("X-Forwarded-For", "")
        last = passed.rpartition(",")[2].strip()
        if last:
            return last
    return str(request.META.get("REMOTE_ADDR", ""))
