"""How much costly work one address may ask for, and how much is done at one time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.http import HttpRequest

from workbench.api.limits import address_of, take
from workbench.errors import WaitError

GROUP = "library-work"
"""Name of the limit in ``settings.API_LIMITS``."""

_PATIENCE = 10
_one = BoundedSemaphore(1)


@contextmanager
def computing(request: HttpRequest) -> Iterator[None]:
    """Do work that is not in the cache, one piece at a time in a process.

    matplotlib draws for one thread only, and searches should not wait for figures.

    Raises:
        WaitError: the address has asked for too much, or others are still waiting.
    """
    spend(request)
    if not _one.acquire(timeout=_PATIENCE):
        raise WaitError("others are being served", _PATIENCE, 503)
    try:
        yield
    finally:
        _one.release()


def spend(request: HttpRequest) -> None:
    """Count a piece of costly work.

    Raises:
        WaitError: the address has asked for too much.
    """
    taken = take(GROUP, address_of(request))
    if taken.over:
        raise WaitError("this address has asked for much at once", taken.wait, 429)
