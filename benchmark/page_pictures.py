"""Pages of a case file on the reviewer's desk: drawn, opened, looked at.

python -m benchmark.page_pictures             300 scanned pages and 300 pages of text
python -m benchmark.page_pictures --pages 30

The whole site answers, without the network, on a database of its own: middleware,
right, the record of acts, unsealing.  Each page is opened once, in an order that nobody
leafs in, so that next to nothing is at hand in memory; then its picture is asked for.
Beside the time by the clock stands that of a core, for machines that are shared.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from openimr.documents import ReadingOptions, read_case, show_pages
from openimr.domain import CaseFile, Document, DocumentKind

from .figures import Figure
from .reading_case import packet
from .scans import clean, sheets
from .workbench_site import set_up

if TYPE_CHECKING:
    from django.test import Client

    from workbench.cases.models import Reading

NAME = "page pictures"
_DRAWN = 40
"""Pages of each kind by which drawing is measured."""


def figures(pages: int = 300) -> Iterator[Figure]:
    """Yield the figures; to be called once in a process."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        set_up(folder / "site")
        for kind, make in (("scan", _scan), ("text", _text)):
            path = folder / f"{kind}.pdf"
            case = make(path, pages)
            yield from _drawing(kind, path, case)
            yield from _looking(kind, path, case)


def _text(path: Path, pages: int) -> CaseFile:
    path.write_bytes(packet(pages))
    return read_case(path, ReadingOptions(recognise=False))


def _scan(path: Path, pages: int) -> CaseFile:
    """Write a scan of a few sheets again and again; read each of them once."""
    pictures: list[Image.Image] = [clean(sheet) for sheet in sheets()]
    count = len(pictures)
    few = path.with_name("few.pdf")
    _write(few, pictures)
    read = read_case(few).pages
    _write(path, [pictures[number % count] for number in range(pages)])
    return CaseFile(
        name=path.name,
        documents=(
            Document(
                id="D1",
                file=path.name,
                first_page=1,
                pages=pages,
                kind=DocumentKind.OTHER,
            ),
        ),
        pages=tuple(
            replace(read[n % count], file=path.name, number=n + 1, document="D1")
            for n in range(pages)
        ),
    )


def _write(path: Path, pictures: list[Image.Image]) -> None:
    pictures[0].save(
        path, "PDF", save_all=True, append_images=pictures[1:], resolution=200
    )


def _drawing(kind: str, path: Path, case: CaseFile) -> Iterator[Figure]:
    chosen = case.pages[:_DRAWN]
    began = time.perf_counter()
    faces = list(show_pages(path, chosen))
    seconds = time.perf_counter() - began
    held = sum(len(face.picture or b"") for face in faces)
    yield _figure(f"{kind}: draw a page, one worker", 1000 * seconds / len(faces), "ms")
    yield _figure(f"{kind}: a picture", held / len(faces) / 1024, "KiB")


def _looking(kind: str, path: Path, case: CaseFile) -> Iterator[Figure]:
    from workbench.review.viewer.tasks import draw_pages

    assignment, reading, browser = _desk(path, case)
    order = list(range(1, len(case.pages) + 1))
    random.Random(1).shuffle(order)  # noqa: S311 - repeatable, and no secret
    there = f"/desk/{assignment}/pages"
    early = [_times(partial(browser.get, f"{there}/{n}/")) for n in order[:5]]
    yield from _spread(f"{kind}: open a page that was not drawn", early)
    began = time.perf_counter()
    draw_pages.func(str(reading.pk))
    yield _figure(f"{kind}: draw and seal all", time.perf_counter() - began, "s")
    sealed = sum(sheaf.file.size for sheaf in reading.sheaves.select_related("file"))
    yield _figure(f"{kind}: sealed pictures", sealed / (1 << 20), "MiB")
    opened = [_times(partial(browser.get, f"{there}/{n}/")) for n in order]
    yield from _spread(f"{kind}: open a page", opened)
    web = {"Accept": "image/webp"}
    order.reverse()
    seen = [
        _times(partial(browser.get, f"{there}/{n}/picture/", headers=web))
        for n in order
    ]
    yield from _spread(f"{kind}: its picture", seen)
    found = [
        _times(lambda: browser.get(f"/desk/{assignment}/search/?q=pain"))
        for _ in range(20)
    ]
    yield from _spread(f"{kind}: search the case", found)


def _desk(path: Path, case: CaseFile) -> "tuple[int, Reading, Client]":
    from django.test import Client
    from django.utils import timezone
    from pydantic import TypeAdapter

    from workbench.assignment.models import Assignment
    from workbench.cases.actions import OpenCase
    from workbench.cases.models import Progress
    from workbench.files.store import put
    from workbench.people.roles import Role

    from .workbench_site import _person, _session

    now, name = timezone.now(), path.stem
    chief, reviewer = (
        _person(Role.COORDINATOR, f"chief-{name}"),
        _person(Role.REVIEWER, f"reviewer-{name}"),
    )
    stored = put(path.name, [path.read_bytes()])
    opened = OpenCase(now.date(), [stored], chief).execute()
    reading = opened.readings.get()
    reading.case_file = put("case", [TypeAdapter(CaseFile).dump_json(case)])
    reading.progress = Progress.DONE
    reading.save()
    assignment = Assignment.objects.create(
        case=opened, reviewer=reviewer, assigned=now, assigned_by=chief, attested=now
    )
    browser = Client(headers={"Host": "localhost"})
    browser.cookies["sessionid"] = _session(reviewer)
    return assignment.pk, reading, browser


def _times(ask: Callable[[], object]) -> tuple[float, float]:
    clock, core = time.perf_counter(), time.process_time()
    answer = ask()
    times = time.perf_counter() - clock, time.process_time() - core
    if getattr(answer, "status_code", 0) != 200:
        raise RuntimeError(f"the site answered {answer}")
    return times


def _spread(name: str, times: list[tuple[float, float]]) -> Iterator[Figure]:
    for what, column in (("", 0), (", time of a core", 1)):
        sorted_ = sorted(1000 * each[column] for each in times)
        for share, called in ((0.5, "median"), (0.95, "95 of 100")):
            value = sorted_[min(int(share * len(sorted_)), len(sorted_) - 1)]
            yield _figure(f"{name}, {called}{what}", value, "ms")


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(benchmark=NAME, name=name, value=value, unit=unit)


def main() -> int:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--pages", type=int, default=300)
    for figure in figures(options.parse_args().pages):
        print(f"{figure.name:60} {figure.value:10.4g} {figure.unit}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
