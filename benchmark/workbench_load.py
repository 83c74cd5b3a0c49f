"""Many reviewers at once on one site: how long pages and pictures take.

.ci/postgres python -m benchmark.workbench_load                     as the docs tell it
.ci/postgres python -m benchmark.workbench_load --cases 500 --seconds 10

The site runs as ``openimr serve`` runs it (gunicorn, two processes of four threads), on
the database of ``DATABASE_URL``, which must be empty.  Each reviewer is a thread with a
connection and a session: opens a desk, leafs through pages with their pictures,
searches, looks at the list of documents, and stops to read for one to five seconds
between two requests.  Meanwhile a coordinator looks at the queue and at who may take a
case, the quality lead at what was signed, a party at the own case.  Then nobody stops
to read, which shows how much the machine can answer at all.  At the end each page is
asked for by one person alone, for the processor time that the site's processes spend on
it: what others do on the machine changes that little.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from .figures import Figure
from .workbench_cost import alone, processor_seconds
from .workbench_person import MOST, Somebody, Times
from .workbench_site import Desk, Site, fill, set_up

NAME = "workbench load"
_WORDS = ("spasm", "functional improvement", "naproxen", "lumbar")


def review(person: Somebody, desk: Desk) -> None:
    """Work on one's cases until the time is over, from anywhere in a day's work."""
    case = person.dice.choice(desk.assignments)
    steps = list(_steps(person, desk, case))
    del steps[: person.dice.randrange(len(steps))]
    if person.stops:
        time.sleep(person.dice.uniform(0, MOST))
    while True:
        for step in steps:
            step()
            if not person.read():
                return
        steps = list(_steps(person, desk, person.dice.choice(desk.assignments)))


def _steps(person: Somebody, desk: Desk, case: int) -> Iterator[Callable[[], None]]:
    """Yield what somebody does with one case, who reads after each step."""
    yield partial(person.ask, "list of cases", "/desk/")
    yield partial(person.ask, "desk", f"/desk/{case}/")
    for _ in range(8):
        yield partial(_leaf, person, case, person.dice.randint(1, desk.pages))
    words = person.dice.choice(_WORDS).replace(" ", "+")
    yield partial(person.ask, "search in the case", f"/desk/{case}/search/?q={words}")
    yield partial(person.ask, "documents", f"/desk/{case}/documents/")


def _leaf(person: Somebody, case: int, number: int) -> None:
    page = f"/desk/{case}/pages/{number}/"
    person.ask("page", page, part=True)
    person.ask("picture", f"{page}picture/")


def coordinate(person: Somebody, site: Site) -> None:
    """Look at the queue and at who may take a case, again and again."""
    while person.read():
        person.ask("first page, coordinator", "/")
        person.ask("queue", "/cases/")
        person.ask("queue, one state", "/cases/?state=ready&page=3")
        person.ask("cases to assign", "/assignment/")
        case = person.dice.choice(site.ready)
        person.ask("proposal of reviewers", f"/assignment/{case}/")


def assure(person: Somebody, site: Site) -> None:
    """Look at what was signed, and at figures."""
    del site
    while person.read():
        person.ask("quality queue", "/quality/")
        person.ask("quality queue, to be checked", "/quality/?shown=check")
        person.ask("quality figures", "/quality/figures/")


def take_part(person: Somebody, site: Site) -> None:
    """Look at one's own case."""
    while person.read():
        person.ask("cases of a party", "/parties/")
        case = person.dice.choice(site.own)
        person.ask("case of a party", f"/parties/mine/{case}/")


@contextmanager
def served(processes: int = 2, threads: int = 4) -> Iterator[tuple[int, int]]:
    """Serve the site on a free port; give it, and the process that leads the others."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "workbench.project.wsgi"]
    options = f"--bind 127.0.0.1:{port} --workers {processes} --threads {threads}"
    with subprocess.Popen(
        [*command, *options.split(), "--log-level", "error"], stderr=subprocess.DEVNULL
    ) as site:
        try:
            _wait_for(port)
            yield port, site.pid
        finally:
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


def worked(port: int, site: Site, seconds: float, *, stops: bool) -> Times:
    """Let everybody work for some seconds; return what it took."""
    times, ends = Times(), time.monotonic() + seconds

    def somebody(session: str, number: int) -> Somebody:
        dice = random.Random(number)  # noqa: S311 - the same each time
        return Somebody(port, session, times, ends, stops, dice)

    work: list[Callable[[], None]] = [
        partial(review, somebody(desk.session, number), desk)
        for number, desk in enumerate(site.desks)
    ]
    work += [
        partial(coordinate, somebody(site.coordinator, -1), site),
        partial(assure, somebody(site.quality, -2), site),
        partial(take_part, somebody(site.party, -3), site),
    ]
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
        site = fill(options.cases, options.reviewers, options.pages)
        yield _figure("filling the site", time.perf_counter() - began, "s")
        yield _figure("load of the machine", os.getloadavg()[0], "")
        with served() as (port, leader):
            worked(port, site, 5, stops=True)  # each process loads what it needs
            before = processor_seconds(leader)
            times = worked(port, site, options.seconds, stops=True)
            spent = processor_seconds(leader) - before
            many = sum(map(len, times.seconds.values()))
            yield from _told(times, options.seconds)
            yield _figure("processor", 1e3 * spent / many, "ms an answer")
            full = worked(port, site, options.seconds / 3, stops=False)
            many = sum(map(len, full.seconds.values()))
            yield _figure("nobody reads", many / (options.seconds / 3), "answers/s")
            yield from alone(NAME, port, leader, site)
    finally:
        shutil.rmtree(folder)


def _told(times: Times, seconds: float) -> Iterator[Figure]:
    every = [
        one for name, some in times.seconds.items() if name != "picture" for one in some
    ]
    yield _figure("answers", sum(map(len, times.seconds.values())) / seconds, "/s")
    for name, some in [*sorted(times.seconds.items()), ("all pages", every)]:
        yield _figure(f"{name}, p50", 1e3 * statistics.median(some), "ms")
        p95 = sorted(some)[-(-19 * len(some) // 20) - 1]
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
