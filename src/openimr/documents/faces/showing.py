"""Faces of pages, drawn by workers from the files of a case."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from openimr.documents.files import FoundFile
from openimr.documents.formats import DRAWN
from openimr.documents.opening import opened
from openimr.documents.workers.crew import Breakdown, Crew
from openimr.documents.workers.limits import MEMORY_MB, PAGE_SECONDS
from openimr.domain import Page, PageFace

from .answers import face_of, without_picture
from .worker import job_line

COMMAND = (
    *(sys.executable, "-P", "-m", "openimr.documents.faces.worker"),
    str(MEMORY_MB),
)
_AHEAD = 4
"""Pages asked for of each worker before they are taken; pictures are large."""


def show_pages(
    case: Path,
    pages: Sequence[Page],
    *,
    workers: int = 1,
    command: Sequence[str] = COMMAND,
) -> Iterator[PageFace]:
    """Yield the face of each page, in the order given.

    Args:
        case: the folder, archive or file that ``read_case`` read.
        pages: pages as ``read_case`` gave them.
        workers: processes that draw at the same time, held to time and memory.
        command: what starts a worker.

    A page that cannot be drawn has a face without a picture that says why; it costs no
    other page.

    Raises:
        InputError: the case cannot be opened.
    """
    with opened(case) as (found, _):
        files = {file.name: file for file in found if file.refused is None}
        crew = Crew(command, workers)
        try:
            yield from _shown(pages, files, crew)
        finally:
            crew.stop()


def _shown(
    pages: Sequence[Page], files: Mapping[str, FoundFile], crew: Crew
) -> Iterator[PageFace]:
    rest = iter(pages)
    asked: list[tuple[Page, int | str]] = []
    while True:
        for page in islice(rest, crew.size * _AHEAD - len(asked)):
            asked.append((page, _job(page, files, crew)))
        if not asked:
            return
        page, job = asked.pop(0)
        yield without_picture(job) if isinstance(job, str) else _face(crew, job, page)


def _job(page: Page, files: Mapping[str, FoundFile], crew: Crew) -> int | str:
    """Return the number of the job, or why there is none."""
    file = files.get(page.file)
    if file is None:
        return "the file cannot be opened"
    if file.format not in DRAWN:
        return "files of this kind hold text and no pictures of pages"
    return crew.add(job_line(file, page.number, page.rotation), PAGE_SECONDS)


def _face(crew: Crew, job: int, page: Page) -> PageFace:
    while job not in crew.answers:
        crew.work()
    answer = crew.answers.pop(job)
    if isinstance(answer, Breakdown):
        return without_picture(answer.reason)
    return face_of(answer, page)
