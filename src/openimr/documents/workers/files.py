"""Files in, sheets out: every file of a case read by workers, its bad pages told."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openimr.documents.files import FoundFile
from openimr.documents.limits import (
    MOST_CASE_CHARACTERS,
    MOST_CASE_PAGES,
    MOST_FILE_PAGES,
)
from openimr.documents.sources import Sheet, Source
from openimr.errors import InputError, TooLargeError, UnreadableFileError

from .crew import Breakdown, Crew, Why
from .limits import (
    BYTES_A_WORKER,
    CHUNK_PAGES,
    CHUNK_SECONDS,
    FILES_A_WORKER,
    FIRST_PAGES,
    HURRIED_SECONDS,
    MEMORY_MB,
    MOST_BREAKDOWNS,
    MOST_CASE_WAITS,
    MOST_WAITS,
    PAGE_SECONDS,
)
from .reader import job_line
from .sheets import FilePart, read_answer

COMMAND = (
    *(sys.executable, "-P", "-m", "openimr.documents.workers.reader"),
    str(MEMORY_MB),
)

Read = Source | InputError
_Answer = FilePart | InputError | Breakdown
Progress = Callable[[int, int], None]

_NONSENSE = Breakdown(Why.CRASH, "the reader gave no proper answer")


def read_files(  # noqa: PLR0913 - what a caller may watch and choose
    case: Path,
    files: Sequence[FoundFile],
    *,
    workers: int = 2,
    progress: Progress | None = None,
    look: Callable[[Sheet], None] = lambda _: None,
    command: Sequence[str] = COMMAND,
) -> list[Read]:
    """Return each file as sheets, or why it cannot be read, in the order given.

    The files are parsed in ``workers`` processes (at least one), held to time and
    memory.  A page that breaks the parser is a sheet without text that says so; it
    costs no other page, as long as there are not many of them.  ``progress`` is
    called with the number of files done and of all, ``look`` with every sheet that
    was read, while the others are still on their way.

    Raises:
        TooLargeError: more pages or text than a case may have.
    """
    crew = Crew(command, _useful(files, workers), FILES_A_WORKER)
    reading = _Reading(
        case, crew, [_File(file, error=file.refused) for file in files], look
    )
    try:
        done = 0
        while reading.pending:
            crew.work()
            reading.take()
            if progress and reading.done > done:
                done = reading.done
                progress(done, len(files))
    finally:
        crew.stop()
    return [file.result() for file in reading.files]


def _useful(files: Sequence[FoundFile], workers: int) -> int:
    """Return for how many workers there is enough to do."""
    held = 0
    for file in files:
        try:
            held += file.path.stat().st_size
        except OSError:  # its reader will say so
            continue
    return min(workers, 1 + held // BYTES_A_WORKER)


@dataclass(slots=True, eq=False)
class _File:
    """A file on its way."""

    file: FoundFile
    sheets: dict[int, Sheet] = field(default_factory=dict)
    """Sheets by their 0-based page."""

    starts: frozenset[int] = frozenset()
    total: int | None = None
    error: InputError | None = None
    open_jobs: int = 0
    breakdowns: int = 0
    waits: int = 0
    first_broken: bool = False
    """True where the first chunk broke the reader before its pages were counted."""

    @property
    def given_up(self) -> bool:
        return self.breakdowns > MOST_BREAKDOWNS or self.waits > MOST_WAITS

    def result(self) -> Read:
        if self.error is not None:
            return self.error
        sheets = tuple(self.sheets[number] for number in range(self.total or 0))
        return Source(name=self.file.name, sheets=sheets, starts=self.starts)

    def lose(self, pages: range, reason: str) -> None:
        """Enter pages that cannot be read."""
        for number in pages:
            self.sheets[number] = Sheet(text="", problem=reason)


class _Reading:
    """The jobs of a case, and what came of them."""

    def __init__(
        self,
        case: Path,
        crew: Crew,
        files: Sequence[_File],
        look: Callable[[Sheet], None],
    ) -> None:
        self.files = files
        self.done = sum(file.error is not None for file in files)
        self._case = case
        self._crew = crew
        self._look = look
        self._jobs: dict[int, tuple[_File, range]] = {}
        self._pages = 0
        self._characters = 0
        self._waits = 0
        for file in files:
            if file.error is not None:
                continue
            in_parts = file.file.format == "pdf"
            self._ask(file, range(FIRST_PAGES if in_parts else MOST_FILE_PAGES + 1))

    @property
    def pending(self) -> bool:
        return bool(self._jobs)

    def take(self) -> None:
        """Take the answers that are there."""
        for number in sorted(self._crew.answers):
            answer = self._crew.answers.pop(number)
            file, pages = self._jobs.pop(number)
            file.open_jobs -= 1
            self._enter(file, pages, _read(answer, file.file.name))
            self.done += not file.open_jobs

    def _enter(self, file: _File, pages: range, read: _Answer) -> None:
        if isinstance(read, FilePart):
            self._part(file, pages, read)
        elif isinstance(read, Breakdown):
            self._broken(file, pages, read)
        elif file.total is None:
            file.error = read
        else:  # some of its pages could be read before
            broken = Breakdown(Why.CRASH, reason_of(read, file.file))
            self._broken(file, pages, broken)

    def _ask(self, file: _File, pages: range) -> None:
        seconds = PAGE_SECONDS if len(pages) == 1 else CHUNK_SECONDS
        number = self._crew.add(job_line(file.file, pages), seconds)
        self._jobs[number] = (file, pages)
        file.open_jobs += 1

    def _part(self, file: _File, pages: range, part: FilePart) -> None:
        total = part.total if file.total is None else file.total
        wanted = range(pages.start, min(pages.stop, total or 0))
        if total is None or len(part.sheets) != len(wanted):
            self._broken(file, pages, _NONSENSE)
            return
        file.sheets.update(zip(wanted, part.sheets, strict=True))
        self._count(sum(len(sheet.text) for sheet in part.sheets))
        if file.total is None:
            file.starts = part.starts
            self._sized(file, total)
            self._ask_rest(file, total)
            self._crew.begin()
        for sheet in part.sheets:
            self._look(sheet)

    def _sized(self, file: _File, total: int) -> None:
        file.total = total
        self._pages += total
        if self._pages > MOST_CASE_PAGES:
            limit = f"{MOST_CASE_PAGES:,} pages"
            raise TooLargeError(self._case, "too many pages", limit)

    def _count(self, characters: int) -> None:
        self._characters += characters
        if self._characters > MOST_CASE_CHARACTERS:
            limit = f"{MOST_CASE_CHARACTERS:,} characters"
            raise TooLargeError(self._case, "too much text", limit)

    def _ask_rest(self, file: _File, total: int) -> None:
        if file.first_broken:
            self._ask_each(file, range(min(FIRST_PAGES, total)))
        if file.file.format == "pdf":
            for first in range(FIRST_PAGES, total, CHUNK_PAGES):
                self._ask(file, range(first, min(first + CHUNK_PAGES, total)))

    def _broken(self, file: _File, pages: range, what: Breakdown) -> None:
        """Try the pages of a broken chunk one by one, as long as that has a point."""
        self._count_breakdown(file, what)
        if what.why is Why.NO_START or file.file.format != "pdf":
            file.error = UnreadableFileError(file.file.name, what.reason)
        elif file.total is None and pages:
            file.first_broken = True
            self._ask(file, range(0))
        elif file.total is None:
            file.error = UnreadableFileError(file.file.name, what.reason)
        elif len(pages) > 1 and not file.given_up:
            self._ask_each(file, pages)
        else:
            file.lose(pages, what.reason)
        if file.given_up:
            self._give_up(file, what.reason)

    def _count_breakdown(self, file: _File, what: Breakdown) -> None:
        waited = what.why is Why.TIME
        file.waits += waited
        file.breakdowns += not waited
        self._waits += waited
        if self._waits > MOST_CASE_WAITS:
            self._crew.most_seconds = HURRIED_SECONDS

    def _ask_each(self, file: _File, pages: range) -> None:
        for page in pages:
            self._ask(file, range(page, page + 1))

    def _give_up(self, file: _File, reason: str) -> None:
        own = [number for number, (of, _) in self._jobs.items() if of is file]
        for number in self._crew.drop(own):
            _, pages = self._jobs.pop(number)
            file.open_jobs -= 1
            file.lose(pages, reason)


def _read(answer: bytes | Breakdown, name: str) -> _Answer:
    if isinstance(answer, Breakdown):
        return answer
    return read_answer(answer, name) or _NONSENSE


def reason_of(error: InputError, file: FoundFile) -> str:
    """Return what is wrong as the ledger says it, without the place and the cure."""
    return str(error).removeprefix(f"{file.name}: ").split(".  ")[0]
