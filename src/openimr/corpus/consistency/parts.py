"""Work on a corpus part by part, each result kept as one file; resumable.

A file is whole or not there; it carries what it was made from, so that a part that was
built anew, or is read by another edition, is worked on again.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from openimr.corpus.building.lock import locked
from openimr.corpus.building.placing import put
from openimr.corpus.building.state import LOCK
from openimr.corpus.store import Corpus
from openimr.errors import InputError, OutputError, UnreadableFileError

from .stamping import stamp, stamped

Work = Callable[[dict[str, bytes]], bytes]
"""Files of a part by table in, a Parquet file out; it travels to other processes."""

Report = Callable[[int, int], None]
"""Told how many parts are done, and of how many."""

_AHEAD = 2
"""Parts a worker that are under way; more only fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One kind of work."""

    table: str
    """Folder of the corpus that takes the results."""

    reads: tuple[str, ...]
    edition: str
    """What the results rest on beside the part."""

    work: Work


def worked(
    corpus: Corpus, job: Job, workers: int = 1, report: Report = lambda *_: None
) -> tuple[Path, ...]:
    """Return the results of every part, made now where they are not there already.

    With no workers this process does it all; with more the files are the same.

    Raises:
        UnreadableFileError: a part cannot be read.
        InputError: a part is damaged, or a process ended before its time.
        OutputError: the folder cannot be written.
    """
    lock = corpus.folder / LOCK
    _make(lock.parent)
    with locked(lock):
        return _worked(corpus, job, workers, report)


def _worked(corpus: Corpus, job: Job, workers: int, report: Report) -> tuple[Path, ...]:
    names = [path.stem for path in corpus.parts("letters")]
    folder = corpus.folder / job.table
    _sweep(folder, names)
    done = 0
    waiting = []
    for name in names:
        digest = _digest(corpus, job, name)
        if stamped(folder / f"{name}.parquet") == digest:
            done += 1
        else:
            waiting.append((name, digest))
    report(done, len(names))
    for name, digest, data in _results(corpus, job, waiting, workers):
        put(folder / f"{name}.parquet", stamp(data, digest))
        done += 1
        report(done, len(names))
    return tuple(folder / f"{name}.parquet" for name in names)


def _sweep(folder: Path, names: Sequence[str]) -> None:
    """Make the folder; remove what belongs to no part of the corpus."""
    _make(folder)
    try:
        for path in sorted(folder.glob("*.parquet")):
            if path.stem not in names:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(folder, (error.strerror or "refused").lower()) from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, (error.strerror or "refused").lower()) from error


def _files(corpus: Corpus, job: Job, name: str) -> dict[str, bytes]:
    found = {}
    for table in job.reads:
        path = corpus.folder / table / f"{name}.parquet"
        try:
            found[table] = path.read_bytes()
        except OSError as problem:
            raise UnreadableFileError(path, "this part cannot be read") from problem
    return found


def _digest(corpus: Corpus, job: Job, name: str) -> str:
    made = blake2b(job.edition.encode(), digest_size=16)
    for data in _files(corpus, job, name).values():
        made.update(blake2b(data, digest_size=16).digest())
    return made.hexdigest()


def _results(
    corpus: Corpus, job: Job, waiting: Sequence[tuple[str, str]], workers: int
) -> Iterator[tuple[str, str, bytes]]:
    if workers < 2 or len(waiting) < 2:
        for name, digest in waiting:
            yield name, digest, _one(job.work, _files(corpus, job, name), name)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        orders = ((*each, _files(corpus, job, each[0])) for each in waiting)
        try:
            yield from _shared(pool, job.work, orders, workers * _AHEAD)
        except BrokenProcessPool as problem:
            raise InputError(
                f"{job.table}: a process has ended before its time.  "
                "Run it again with fewer --workers; what is done stays done."
            ) from problem


Order = tuple[str, str, dict[str, bytes]]


def _shared(
    pool: ProcessPoolExecutor, work: Work, orders: Iterable[Order], most: int
) -> Iterator[tuple[str, str, bytes]]:
    sent: dict[Future[bytes], tuple[str, str]] = {}
    left = iter(orders)
    while True:
        while len(sent) < most and (order := next(left, None)) is not None:
            name, digest, files = order
            sent[pool.submit(_one, work, files, name)] = (name, digest)
        if not sent:
            return
        ready, _ = wait(sent, return_when=FIRST_COMPLETED)
        for future in sorted(ready, key=lambda each: sent[each]):
            name, digest = sent.pop(future)
            yield name, digest, future.result()


def _one(work: Work, files: dict[str, bytes], name: str) -> bytes:
    try:
        return work(files)
    except (pa.ArrowException, OSError, KeyError) as problem:
        raise InputError(
            f"{name}: this part of the corpus is damaged.  Build the corpus anew."
        ) from problem


def rows_of(
    paths: Sequence[Path], columns: Sequence[str], schema: pa.Schema
) -> pa.Table:
    """Return columns of the results of all parts, in the order of the parts."""
    wanted = list(columns)
    kept = pa.schema([schema.field(name) for name in wanted])
    found = [parquet.read_table(path, columns=wanted).cast(kept) for path in paths]
    return pa.concat_tables([kept.empty_table(), *found])
