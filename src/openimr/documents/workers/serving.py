"""What every worker does: bound itself, say that it is ready, answer line by line."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable
from typing import TextIO

from .wire import READY

_GRACE_SECONDS = 10
"""Seconds of the processor beyond its time after which a worker whose program has
gone ends by itself; before, its program ends it."""

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]


def serve(answer_to: Callable[[str], str], lines: Iterable[str] | None = None) -> None:
    """Answer one line of standard input after the other until there are no more."""
    with contextlib.suppress(BrokenPipeError), _output() as output:
        _say(output, READY)
        for line in sys.stdin if lines is None else lines:
            _say(output, answer_to(line))


def limit_memory(megabytes: int) -> None:
    """Bound the addresses of this process, where the system can; write no core."""
    if resource is None:
        return
    _limit(resource.RLIMIT_AS, megabytes * 1_000_000)
    _limit(resource.RLIMIT_CORE, 0)


def limit_writing() -> None:
    """Let this process write no file, where the system can."""
    if resource is not None:
        _limit(resource.RLIMIT_FSIZE, 0)


def limit_time(seconds: float) -> None:
    """Bound the processor time of the job that begins, where the system can."""
    if resource is None:
        return
    most = int(time.process_time() + seconds + _GRACE_SECONDS)
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _limit(what: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some of them
        _, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(what, (most, most))


def _output() -> TextIO:
    """Return where answers go; libraries in C may print, and must not print there."""
    output = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return output


def _say(output: TextIO, line: str) -> None:
    output.write(line + "\n")
    output.flush()
