"""Several workers that share a list of pages.

A page that takes too long is ended with its worker, and so is one over which the
worker breaks down; both cost that page, and another worker takes the place.
"""

import math
import selectors
import time
from collections.abc import Sequence

from .codec import decoded
from .process import Worker
from .values import OcrFailure, OcrJob, OcrPage
from .wire import READY

_PAGES_A_WORKER = 64
"""Pages after which a worker is replaced, so that nothing it leaks adds up."""


class Crew:
    """Workers at their pages; the answers wait until somebody takes them."""

    def __init__(
        self, command: Sequence[str], size: int, jobs: Sequence[OcrJob], seconds: float
    ) -> None:
        self._command = command
        self._size = size
        self._jobs = jobs
        self._seconds = seconds
        self._next = 0
        self._workers: list[Worker] = []
        self._broken = False
        """True once a worker could not be started; no further one is tried."""

        self.answers: dict[int, OcrPage | OcrFailure] = {}
        """Answers by the number of the page, until they are taken."""

    def work(self, until: int) -> int:
        """Wait for something to happen; return how many pages that finished.

        Pages from number ``until`` on are not begun.
        """
        before = len(self.answers)
        self._assign(min(until, len(self._jobs)))
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
                self._end(worker, f"it took longer than {self._seconds:g} s to read")
        return len(self.answers) - before

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
        wanted = min(self._size, busy + until - self._next)
        while len(self._workers) < wanted and not self._broken:
            try:
                self._workers.append(Worker(self._command))
            except (OSError, ValueError):
                self._broken = True
        for worker in self._workers:
            if worker.ready and worker.job is None and self._next < until:
                worker.give(self._next, self._jobs[self._next], self._seconds)
                self._next += 1

    def _hear(self, worker: Worker) -> None:
        line = worker.listen()
        if line is not None and not worker.ready:
            worker.ready = line == READY.encode()
            worker.rest()
            if not worker.ready:
                self._end(worker, None)
        elif line is not None and worker.job is not None:
            answer = decoded(line)
            self.answers[worker.job] = answer or OcrFailure(
                reason="the reader gave no proper answer"
            )
            worker.rest()
            if worker.pages >= _PAGES_A_WORKER:
                self._end(worker, None)
        elif worker.ended:
            self._end(worker, None)

    def _end(self, worker: Worker, reason: str | None) -> None:
        self._workers.remove(worker)
        how = worker.stop()
        if worker.job is not None:
            reason = reason or f"the reader broke down on it ({how})"
            self.answers[worker.job] = OcrFailure(reason=reason)
        elif not worker.ready:
            self._broken = True

    def _give_up(self) -> None:
        """Answer for the pages that nobody is left to read."""
        for number in range(self._next, len(self._jobs)):
            self.answers[number] = OcrFailure(reason="the reader cannot be started")
        self._next = len(self._jobs)
