"""Pages in, words out: from the cache where they were read before, else by workers."""

import hashlib
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from openimr.documents.workers.crew import Breakdown, Crew

from .availability import language_data, why_not
from .cache import Cache
from .codec import decoded, job_line
from .values import OcrFailure, OcrJob, OcrPage

Answer = OcrPage | OcrFailure
Progress = Callable[[int, int], None]

_AHEAD = 16
"""Pages a worker that are read before the caller has taken those before."""


def recognise(  # noqa: PLR0913 - the bounds of a run belong together
    jobs: Iterable[OcrJob],
    *,
    workers: int = 2,
    cache: Path | None = None,
    progress: Progress | None = None,
    seconds_per_page: float = 60,
    memory_mb: int = 1500,
) -> Iterator[tuple[OcrJob, Answer]]:
    """Yield every job with its page, or with why it could not be read, in order.

    Pages are read in ``workers`` processes (at least one), each held to
    ``seconds_per_page`` a page and to ``memory_mb``; a page that needs more, or breaks
    the reader, is a failure and costs no other page.  ``cache`` is a folder in which
    results are kept for the next run; it then holds words of the record.
    ``progress`` is called with the number of pages done and of all.

    Where recognition is not installed, every job fails and says so.

    Raises:
        OutputError: the cache folder cannot be used.
    """
    wanted = list(jobs)
    if why_not() is not None:
        for job in wanted:
            yield job, OcrFailure(reason="character recognition is not installed")
        return
    kept = _Kept(Cache.at(cache)) if cache else None
    known = {n: page for n, job in enumerate(wanted) if (page := _known(kept, job))}
    left = [job for number, job in enumerate(wanted) if number not in known]
    count = _Count(len(wanted), progress)
    count.add(len(known))
    command = (
        *(sys.executable, "-P", "-m", "openimr.documents.ocr.worker"),
        *(str(memory_mb), f"{seconds_per_page:g}"),
        str(cache.absolute()) if cache else "",
    )
    read = run(command, left, max(1, workers), seconds_per_page, count.add)
    with closing(read):
        for number, job in enumerate(wanted):
            if number in known:
                yield job, known[number]
                continue
            answer = next(read)
            if kept and isinstance(answer, OcrPage):
                kept.keep(job, answer)
            yield job, answer
    if kept:
        kept.cache.prune()


def run(
    command: Sequence[str],
    jobs: Sequence[OcrJob],
    workers: int,
    seconds: float,
    done: Callable[[int], None],
) -> Generator[Answer, None, None]:
    """Yield the answers of worker processes in the order of the jobs."""
    crew = Crew(command, workers)
    for job in jobs:
        crew.add(job_line(job), seconds)
    try:
        for number in range(len(jobs)):
            while number not in crew.answers:
                done(crew.work(number + _AHEAD * workers))
            yield _answer(crew.answers.pop(number))
    finally:
        crew.stop()


def _answer(said: bytes | Breakdown) -> Answer:
    if isinstance(said, Breakdown):
        return OcrFailure(reason=said.reason)
    return decoded(said) or OcrFailure(reason="the reader gave no proper answer")


class _Count:
    """Pages done so far, told to whoever wants to know."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def add(self, pages: int) -> None:
        self._done += pages
        if pages and self._progress:
            self._progress(self._done, self._total)


@dataclass(frozen=True, slots=True)
class _State:
    """A file as it was when it was looked at."""

    digest: str
    size: int
    changed: int


class _Kept:
    """Pages kept by the bytes of their file."""

    def __init__(self, cache: Cache) -> None:
        from .engine import identity

        folder = language_data()
        self.cache = cache
        self._name = identity(folder) if folder else ""
        self._states: dict[Path, _State | None] = {}

    def page(self, job: OcrJob) -> OcrPage | None:
        state = self._state(job.path)
        return self.cache.get(*self._key(state, job)) if state else None

    def keep(self, job: OcrJob, page: OcrPage) -> None:
        """Keep the page, unless the file was changed while it was read."""
        state = self._state(job.path)
        if state and _stat(job.path) == (state.size, state.changed):
            self.cache.put(page, *self._key(state, job))

    def _key(self, state: _State, job: OcrJob) -> tuple[str, ...]:
        return "file", self._name, state.digest, str(job.page)

    def _state(self, path: Path) -> _State | None:
        if path not in self._states:
            self._states[path] = _state(path)
        return self._states[path]


def _known(kept: _Kept | None, job: OcrJob) -> OcrPage | None:
    return kept.page(job) if kept else None


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        facts = path.stat()
    except (OSError, ValueError):  # a NUL in the path is a ValueError
        return None
    return facts.st_size, facts.st_mtime_ns


def _state(path: Path) -> _State | None:
    """Return the file as it is now; None if it is none."""
    before = _stat(path)
    if before is None or not path.is_file():
        return None
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
    return _State(digest, *before)
