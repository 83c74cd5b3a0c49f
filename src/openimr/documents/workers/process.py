"""One worker process, at one job at a time.

It is started by hand and not by ``multiprocessing``: that would run the caller's main
program once more in the child, and refuses to work inside the daemonic processes in
which task queues run.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import IO

from .limits import MOST_MESSAGE, START_SECONDS
from .wire import READY

_LAST_SECONDS = 0.5
"""Seconds that a worker whose answers have ended has to end by itself."""

_CHUNK = 1 << 16

_HANDED_ON = (
    *("LANG", "LC_ALL", "LC_CTYPE", "PYTHONUTF8"),  # how names of files are coded
    *("TZ", "TMPDIR", "TEMP", "TMP", "TESSDATA_PREFIX", "PYTHONHOME"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),  # where Python itself is found
    *("SYSTEMROOT", "PATH"),  # without them Windows starts nothing
)
"""What a worker gets of our environment, in which there may be secrets."""


class Worker:
    """A worker process.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._heard = bytearray()
        self.job: int | None = None
        """Number of the job it is at."""

        self.left = START_SECONDS
        """Seconds it still has for what it is doing."""

        self.ready = False
        self.ended = False
        self.jobs = 0
        """Jobs it was given so far."""

    @property
    def output(self) -> IO[bytes]:
        """Where its answers come from, to wait for."""
        assert self._process.stdout is not None  # noqa: S101 - a pipe was asked for
        return self._process.stdout

    def give(self, number: int, line: str, seconds: float) -> None:
        """Set it to work; should it have died, listening will tell."""
        self.job, self.left = number, seconds
        self.jobs += 1
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        with contextlib.suppress(OSError):
            self._process.stdin.write(f"{line}\n".encode("ascii"))
            self._process.stdin.flush()

    def rest(self) -> None:
        """Let it wait for its next job."""
        self.job, self.left = None, float("inf")

    def greet(self, line: bytes) -> None:
        """Take its first line, by which it says that it has started."""
        self.ready = line == READY.encode()
        self.rest()

    def listen(self) -> bytes | None:
        """Return the line it has written, or None if it has not come to its end."""
        chunk = os.read(self.output.fileno(), _CHUNK)
        self._heard += chunk
        self.ended = not chunk or len(self._heard) > MOST_MESSAGE
        # Only the new piece is searched: an answer comes in hundreds of them.
        end = chunk.find(b"\n")
        if end < 0:
            return None
        end += len(self._heard) - len(chunk)
        line = bytes(self._heard[:end])
        # Who says more than was asked for is not believed any further.
        self.ended = self.ended or len(self._heard) > end + 1
        del self._heard[: end + 1]
        return line

    def stop(self) -> str:
        """End the process; return how it ended, such as ``signal SIGKILL``."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self.ended:  # its own end says more than ours
                self._process.wait(_LAST_SECONDS)
        self._process.kill()
        code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # words it will never read
                if pipe is not None:
                    pipe.close()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"


def _environment() -> dict[str, str]:
    """Return the little that a worker needs, in which it finds the same packages.

    More threads than one a worker only get in each other's way.
    """
    kept = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    path = os.pathsep.join(place for place in sys.path if place)
    return {**kept, "PYTHONPATH": path, "OMP_THREAD_LIMIT": "1"}
