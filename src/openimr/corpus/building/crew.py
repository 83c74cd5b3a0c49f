"""Children of this process at work: parts in, told as they are done.

A child that dies at a file, or comes to no end with one, is replaced, and its part is
read again without that file.
"""

import contextlib
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openimr.errors import OutputError

from .cutting import Part
from .tools import Prepare
from .wire import NOTE, Answer, Order, carried, understood

MOST_SECONDS = 60.0
"""That one file may take."""

_LOOK = 0.1
"""Seconds between two looks at how far the children are."""

_STARTS = 3
"""Times that a child may die without a file to blame."""

_CHUNK = 1 << 16
Far = Callable[[int], None]
"""Told how many files have been read so far."""


@dataclass(slots=True)
class _Member:
    """A child, and what it is at."""

    process: subprocess.Popen[bytes]
    note: Path
    part: Part | None = None
    heard: bytes = b""
    ready: bool = False
    number: int = -1
    since: float = 0.0


@dataclass(slots=True)
class _Trouble:
    """What went wrong with a part so far."""

    ended: dict[int, str] = field(default_factory=dict)
    suspect: int = -1
    deaths: int = 0


class Crew:
    """As many children as wished; they end with the block that it is used in."""

    def __init__(
        self, out: Path, prepare: Prepare, workers: int, seconds: float = MOST_SECONDS
    ) -> None:
        self._out, self._prepare = out, prepare
        self._workers, self._seconds = workers, seconds
        self._members: list[_Member] = []
        self._troubles: dict[str, _Trouble] = {}
        self._notes = tempfile.TemporaryDirectory(prefix="openimr-")

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for member in self._members:
            _end(member)
        self._notes.cleanup()

    def read(self, parts: Iterable[Part], far: Far) -> Iterator[Part]:
        """Yield each part once it is on the disk.

        Raises:
            OutputError: it cannot be written, or children die without a file to blame.
        """
        waiting = iter(parts)
        done = 0
        self._hire(next(waiting, None) for _ in range(self._workers))
        while busy := [member for member in self._members if member.part is not None]:
            for member in self._heard(busy):
                part = self._answered(member)
                if part is not None:
                    done += part.many
                    yield part
                    self._give(member, next(waiting, None))
            far(done + sum(max(0, member.number) for member in self._members))

    def _hire(self, parts: Iterable[Part | None]) -> None:
        idle = [member for member in self._members if member.part is None]
        for part in parts:
            if part is not None:
                if not idle:
                    idle.append(self._started())
                    self._members.append(idle[0])
                self._give(idle.pop(), part)

    def _started(self) -> _Member:
        handle, name = tempfile.mkstemp(dir=self._notes.name)
        os.write(handle, NOTE.pack(-1))
        os.close(handle)
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", f"{__package__}.child", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        return _Member(process, Path(name))

    def _give(self, member: _Member, part: Part | None) -> None:
        member.part, member.number, member.since = part, -1, time.monotonic()
        if part is None:
            return
        ended = dict(self._trouble(part).ended)
        order = Order(part.name, part.packed, str(self._out), self._prepare, ended)
        member.note.write_bytes(NOTE.pack(-1))
        assert member.process.stdin is not None  # noqa: S101 - a pipe was asked for
        with contextlib.suppress(OSError):  # should it have died, listening tells
            member.process.stdin.write(f"{carried(order)}\n".encode("ascii"))
            member.process.stdin.flush()

    def _heard(self, busy: list[_Member]) -> Iterator[_Member]:
        """Yield the children that have said something, died or stand still."""
        pipes: dict[Any, _Member] = {each.process.stdout: each for each in busy}
        heard, _, _ = select.select(list(pipes), [], [], _LOOK)
        for pipe in heard:
            yield pipes[pipe]
        now = time.monotonic()
        for pipe, member in pipes.items():
            if pipe not in heard and self._stands_still(member, now):
                self._blame(member, f"reading it took over {self._seconds:g} seconds")

    def _stands_still(self, member: _Member, now: float) -> bool:
        number = NOTE.unpack(member.note.read_bytes())[0]
        if number != member.number:
            member.number, member.since = number, now
        reading = member.part is not None and 0 <= number < member.part.many
        return reading and now - member.since > self._seconds

    def _answered(self, member: _Member) -> Part | None:
        """Return the part that a child says is done, if that is what it says."""
        assert member.process.stdout is not None  # noqa: S101 - a pipe was asked for
        chunk = os.read(member.process.stdout.fileno(), _CHUNK)
        member.heard += chunk
        while b"\n" in member.heard:
            line, _, member.heard = member.heard.partition(b"\n")
            if not member.ready:
                member.ready = True
                continue
            answer = understood(line)
            if isinstance(answer, Answer) and answer.error is not None:
                raise answer.error
            return member.part
        if not chunk:
            self._died(member)
        return None

    def _died(self, member: _Member) -> None:
        """Find out who ended a child; who does so twice is not opened again."""
        part = member.part
        assert part is not None  # noqa: S101 - only children with a part are heard
        code = member.process.wait()
        number = NOTE.unpack(member.note.read_bytes())[0]
        trouble = self._trouble(part)
        if 0 <= number < part.many and trouble.suspect == number:
            self._blame(member, f"reading it ended the process (code {code})")
            return
        trouble.deaths += number < 0 or number >= part.many
        trouble.suspect = number
        if trouble.deaths > _STARTS:
            problem = f"the processes that read letters end (code {code})"
            raise OutputError(self._out, problem)
        self._replace(member)

    def _blame(self, member: _Member, how: str) -> None:
        part = member.part
        assert part is not None  # noqa: S101 - only children with a part are blamed
        number = NOTE.unpack(member.note.read_bytes())[0]
        name = part.entries[number].name
        problem = f"{name}: cannot be read, {how}.  Ask the sender for a new copy."
        self._trouble(part).ended[number] = problem
        self._replace(member)

    def _replace(self, member: _Member) -> None:
        _end(member)
        fresh = self._started()
        self._members[self._members.index(member)] = fresh
        self._give(fresh, member.part)

    def _trouble(self, part: Part) -> _Trouble:
        return self._troubles.setdefault(part.name, _Trouble())


def _end(member: _Member) -> None:
    member.process.kill()
    member.process.wait()
    for pipe in (member.process.stdin, member.process.stdout):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()


def _environment() -> dict[str, str]:
    """Return our environment, with the same packages and one thread for libraries."""
    path = os.pathsep.join(place for place in sys.path if place)
    return {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"}
