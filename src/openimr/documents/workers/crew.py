"""Several workers that share a list of jobs.

A job that takes too long is ended with its worker, and so is one over which the
worker breaks down; both cost that job, and another worker takes the place.
"""

import math
import selectors
import time
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from .limits import JOBS_A_WORKER
from .process import Worker


class Why(Enum):
    """Why a job has no answer."""

    TIME = auto()
    CRASH = auto()
    NO_START = auto()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A job without an answer."""

    why: Why
    reason: str
    """Half a sentence for the ledger."""


@dataclass(frozen=True, slots=True)
class _Job:
    line: str
    seconds: float


class Crew:
    """Workers at their jobs; the answers wait until somebody takes them.

    A worker is a program that writes ``ready`` and then a line for every line it
    gets.  None is started before there is a job for it.
    """

    def __init__(
        self, command: Sequence[str], size: int, jobs_each: int = JOBS_A_WORKER
    ) -> None:
        self.size = max(1, size)
        """Workers at the same time, at most; it may be raised at any time."""

        self.most_seconds = math.inf
        """Seconds that no job may exceed; it may be lowered at any time."""

        self.answers: dict[int, bytes | Breakdown] = {}
        """Answers by the number of the job, until they are taken."""

        self._command = command
        self._jobs_each = jobs_each
        self._jobs: list[_Job] = []
        self._waiting: deque[int] = deque()
        self._workers: list[Worker] = []
        self._broken = False
        """True once a worker could not be started; no further one is tried."""

    def add(self, line: str, seconds: float) -> int:
        """Put a job, a line of ASCII, at the end of the list; return its number."""
        self._jobs.append(_Job(line, seconds))
        self._waiting.append(len(self._jobs) - 1)
        return len(self._jobs) - 1

    def drop(self, numbers: Collection[int]) -> list[int]:
        """Take jobs off the list; return those that were not begun, and will not."""
        unwanted = set(numbers)
        dropped = [number for number in self._waiting if number in unwanted]
        self._waiting = deque(n for n in self._waiting if n not in unwanted)
        return dropped

    def work(self, until: int | None = None) -> int:
        """Wait for something to happen; return how many jobs that finished.

        Jobs from number ``until`` on are not begun.
        """
        before = len(self.answers)
        last = len(self._jobs) if until is None else until
        self._assign(last)
        if not self._workers:
            self._give_up()
            return len(self.answers) - before
        # Only time spent waiting here counts: a caller may pause as long as it likes.
        began = time.monotonic()
        heard = self._wait()
        waited = time.monotonic() - began
        for worker in list(self._workers):
            worker.left -= waited
            if worker in heard:
                self._hear(worker)
            elif worker.left <= 0:
                self._overdue(worker)
        # A worker that has answered goes on while the caller looks at the answer.
        self._assign(last)
        return len(self.answers) - before

    def begin(self) -> None:
        """Hand out what can be begun, without waiting for anything."""
        self._assign(len(self._jobs))

    def stop(self) -> None:
        """End all workers."""
        while self._workers:
            self._workers.pop().stop()

    def _wait(self) -> list[Worker]:
        with selectors.DefaultSelector() as selector:
            for worker in self._workers:
                selector.register(worker.output, selectors.EVENT_READ, worker)
            least = min(worker.left for worker in self._workers)
            timeout = None if math.isinf(least) else max(0.0, least)
            return [key.data for key, _ in selector.select(timeout)]

    def _assign(self, until: int) -> None:
        busy = sum(worker.job is not None for worker in self._workers)
        startable = len(self._waiting)
        if startable and self._waiting[-1] >= until:
            startable = sum(number < until for number in self._waiting)
        wanted = min(self.size, busy + startable)
        while len(self._workers) < wanted and not self._broken:
            try:
                self._workers.append(Worker(self._command))
            except (OSError, ValueError):
                self._broken = True
        for worker in self._workers:
            if not self._waiting or self._waiting[0] >= until:
                break
            if worker.ready and worker.job is None:
                number = self._waiting.popleft()
                worker.give(number, self._jobs[number].line, self._seconds(number))

    def _hear(self, worker: Worker) -> None:
        line = worker.listen()
        if line is not None and not worker.ready:
            worker.greet(line)
            if not worker.ready:
                self._end(worker)
        elif line is not None and worker.job is not None:
            self.answers[worker.job] = line
            worker.rest()
            if worker.ended or worker.jobs >= self._jobs_each:
                self._end(worker)
        elif worker.ended:
            self._end(worker)

    def _overdue(self, worker: Worker) -> None:
        if worker.job is not None:
            seconds = self._seconds(worker.job)
            reason = f"it took longer than {seconds:g} s to read"
            self.answers[worker.job] = Breakdown(Why.TIME, reason)
            worker.job = None
        self._end(worker)

    def _end(self, worker: Worker) -> None:
        self._workers.remove(worker)
        how = worker.stop()
        if worker.job is not None:
            reason = f"the reader broke down on it ({how})"
            self.answers[worker.job] = Breakdown(Why.CRASH, reason)
        elif not worker.ready:
            self._broken = True

    def _give_up(self) -> None:
        """Answer for the jobs that nobody is left to do."""
        reason = "the reader cannot be started"
        while self._waiting:
            number = self._waiting.popleft()
            self.answers[number] = Breakdown(Why.NO_START, reason)

    def _seconds(self, number: int) -> float:
        return min(self._jobs[number].seconds, self.most_seconds)
