"""Many reviewers at once on one site: how long pages and pictures take.

.ci/postgres python -m benchmark.workbench_load                     as the docs tell it
.ci/postgres python -m benchmark.workbench_load --cases 500 --seconds 10

The site runs as ``openimr serve`` runs it (gunicorn, two processes of four threads), on
the database of ``DATABASE_URL``, which must be empty.  Each reviewer is a thread with a
connection and a session: opens a desk, leafs through pages with their pictures,
searches, looks at the list of documents, and stops to read for one to five seconds
between two requests.  A coordinator looks at the queue meanwhile.  At the end nobody
stops to read, which shows how much the machine can answer at all.
"""

import argparse
import http.client
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .figures import Figure
from .workbench_site import Desk, fill, session_of_coordinator, set_up

NAME = "workbench load"
_LEAST, _MOST = 1.0, 5.0
"""Seconds for which somebody reads."""

_WORDS = ("spasm", "functional improvement", "naproxen", "lumbar")


@dataclass(slots=True)
class Times:
    """Seconds of answers by what was asked for, from all threads."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, seconds: float, status: int) -> None:
        """Take one answer."""
        with self.lock:
            if status != http.client.OK:
                self.wrong[f"{name} ({status})"] += 1
            self.seconds[name].append(seconds)


@dataclass(slots=True)
class Somebody:
    """One person at a browser."""

    port: int
    session: str
    times: Times
    ends: float
    stops: bool
    dice: random.Random
    _line: http.client.HTTPConnection | None = None

    def ask(self, name: str, address: str, *, part: bool = False) -> None:
        """Ask for an address; ``part`` as htmx asks for a piece of a page."""
        headers = {"Cookie": f"sessionid={self.session}", "Host": "localhost"}
        if part:
            headers["HX-Request"] = "true"
        began = time.perf_counter()
        status = self._answered(address, headers)
        self.times.add(name, time.perf_counter() - began, status)

    def read(self) -> bool:
        """Stop to read; tell whether there is time left."""
        if self.stops:
            time.sleep(self.dice.uniform(_LEAST, _MOST))
        return time.monotonic() < self.ends

    def _answered(self, address: str, headers: dict[str, str]) -> int:
        for again in (True, False):
            if self._line is None:
                self._line = http.client.HTTPConnection("127.0.0.1", self.port, 60)
            try:
                self._line.request("GET", address, headers=headers)
                answer = self._line.getresponse()
                answer.read()
            except (http.client.HTTPException, OSError):
                # The server ends a connection that was silent for two seconds.
                self._line.close()
                self._line = None
                if not again:
                    raise
            else:
                return answer.status
        raise AssertionError


def review(person: Somebody, desk: Desk) -> None:
    """Work on one's cases until the time is over."""
    if person.stops:
        time.sleep(person.dice.uniform(0, _MOST))
    while True:
        case = person.dice.choice(desk.assignments)
        person.ask("list of cases", "/desk/")
        if not person.read():
            return
        person.ask("desk", f"/desk/{case}/")
        for _ in range(8):
            if not person.read():
                return
            number = person.dice.randint(1, desk.pages)
            person.ask("page", f"/desk/{case}/pages/{number}/", part=True)
            person.ask("picture", f"/desk/{case}/pages/{number}/picture/")
        words = person.dice.choice(_WORDS).replace(" ", "+")
        person.ask("search in the case", f"/desk/{case}/search/?q={words}")
        if not person.read():
            return
        person.ask("documents", f"/desk/{case}/documents/")
        if not person.read():
            return


def coordinate(person: Somebody) -> None:
    """Look at the queue, again and again."""
    while person.read():
        person.ask("queue", "/cases/")
        person.ask("queue, one state", "/cases/?state=ready&page=3")


@contextmanager
def served(processes: int = 2, threads: int = 4) -> Iterator[int]:
    """Serve the site on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "workbench.project.wsgi"]
    options = f"--bind 127.0.0.1:{port} --workers {processes} --threads {threads}"
    with subprocess.Popen(
        [*command, *options.split(), "--log-level", "error"], stderr=subprocess.DEVNULL
    ) as site:
        _wait_for(port)
        yield port
        site.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, 5)
            line.request("GET", "/health/ready")
            if line.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the site does not start")


def worked(port: int, desks: list[Desk], seconds: float, *, stops: bool) -> Times:
    """Let everybody work for some seconds; return what it took."""
    times, ends = Times(), time.monotonic() + seconds
    work: list[Callable[[], None]] = []
    for number, desk in enumerate(desks):
        dice = random.Random(number)  # noqa: S311 - the same each time
        person = Somebody(port, desk.session, times, ends, stops, dice)
        work.append(lambda person=person, desk=desk: review(person, desk))  # type: ignore[misc]
    own = random.Random(-1)  # noqa: S311
    queue = Somebody(port, session_of_coordinator(), times, ends, stops, own)
    work.append(lambda: coordinate(queue))
    threads = [threading.Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def figures(options: argparse.Namespace) -> Iterator[Figure]:
    """Yield what pages and pictures take, and what the machine can answer."""
    folder = Path(tempfile.mkdtemp(prefix="openimr-"))
    try:
        set_up(folder / "data")
        began = time.perf_counter()
        desks = fill(options.cases, options.reviewers, options.pages)
        yield _figure("filling the site", time.perf_counter() - began, "s")
        yield _figure("load of the machine", os.getloadavg()[0], "")
        with served() as port:
            worked(port, desks, 5, stops=True)  # each process loads what it needs
            times = worked(port, desks, options.seconds, stops=True)
            yield from _told(times, options.seconds)
            full = worked(port, desks, options.seconds / 3, stops=False)
        many = sum(map(len, full.seconds.values()))
        yield _figure("nobody reads", many / (options.seconds / 3), "answers/s")
    finally:
        shutil.rmtree(folder)


def _told(times: Times, seconds: float) -> Iterator[Figure]:
    every = [
        one for name, some in times.seconds.items() if name != "picture" for one in some
    ]
    yield _figure("answers", sum(map(len, times.seconds.values())) / seconds, "/s")
    for name, some in [*sorted(times.seconds.items()), ("all pages", every)]:
        yield _figure(f"{name}, p50", 1e3 * statistics.median(some), "ms")
        p95 = statistics.quantiles(some, n=20, method="inclusive")[-1]
        yield _figure(f"{name}, p95", 1e3 * p95, "ms")
    for name, many in sorted(times.wrong.items()):
        yield _figure(f"not answered as it should: {name}", many, "")


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(benchmark=NAME, name=name, value=value, unit=unit)


def main() -> None:
    """Print the figures as they come."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--reviewers", type=int, default=50)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=60)
    for figure in figures(parser.parse_args()):
        print(f"{figure.name:44} {figure.value:12,.4g} {figure.unit}", flush=True)


if __name__ == "__main__":
    main()
