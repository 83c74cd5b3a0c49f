"""Parts at work: in this process, in processes of this machine, on a Dask cluster.

The same function gives the same bytes everywhere.  The files come back here and are
written by this process alone, so that a cluster needs no folder that it shares.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from openimr.corpus.extra import needed
from openimr.errors import InputError

from .part import replay_part
from .replayed import Prepare

_AHEAD = 2
"""Parts a worker that are under way; more only fill the memory."""

_SECONDS = 20
"""To find a scheduler."""


@dataclass(frozen=True, slots=True)
class Task:
    """A part on its way to a worker."""

    name: str
    files: dict[str, bytes]
    digest: str
    letters: int


Done = tuple[Task, dict[str, bytes]]
Work = Callable[[Iterable[Task]], Iterator[Done]]
"""Takes parts, gives their files, in any order."""


@contextmanager
def here(prepare: Prepare) -> Iterator[Work]:
    """Give work done in this process."""

    def work(tasks: Iterable[Task]) -> Iterator[Done]:
        for task in tasks:
            yield task, replay_part(task.files, prepare)

    yield work


@contextmanager
def processes(prepare: Prepare, workers: int) -> Iterator[Work]:
    """Give work shared among processes of this machine; they end with the block.

    Raises:
        InputError: a process ended before its time, for lack of memory as a rule.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:

        def submit(task: Task) -> "Future[dict[str, bytes]]":
            return pool.submit(replay_part, task.files, prepare)

        try:
            yield lambda tasks: _shared(tasks, submit, workers * _AHEAD)
        except BrokenProcessPool as problem:
            raise InputError(
                "corpus replay: a process that replays letters has ended.  "
                "Run it again with fewer --workers; what is done stays done."
            ) from problem
        finally:
            _stop(pool)


def _stop(pool: Executor) -> None:
    pool.shutdown(wait=True, cancel_futures=True)


def _shared(
    tasks: Iterable[Task],
    submit: "Callable[[Task], Future[dict[str, bytes]]]",
    most: int,
) -> Iterator[Done]:
    waiting = iter(tasks)
    sent: dict[Future[dict[str, bytes]], Task] = {}
    while True:
        while len(sent) < most and (task := next(waiting, None)) is not None:
            sent[submit(task)] = task
        if not sent:
            return
        ready, _ = wait_for(sent, return_when=FIRST_COMPLETED)
        for future in sorted(ready, key=lambda each: sent[each].name):
            yield sent.pop(future), future.result()


@contextmanager
def cluster(prepare: Prepare, address: str) -> Iterator[Work]:
    """Give work shared among the workers of a Dask cluster.

    Raises:
        InputError: dask is not installed, or no scheduler answers there.
    """
    dask = needed("distributed", "cluster")
    try:
        client: Any = dask.Client(address, timeout=_SECONDS)
    except (OSError, ValueError) as problem:
        raise InputError(
            f"{address}: no Dask scheduler answers there.  Check the address."
        ) from problem
    with client:
        workers = len(client.scheduler_info(n_workers=-1)["workers"]) or 1
        yield lambda tasks: _sent(client, dask, tasks, prepare, workers * _AHEAD)


def _sent(
    client: Any, dask: Any, tasks: Iterable[Task], prepare: Prepare, most: int
) -> Iterator[Done]:
    waiting = iter(tasks)
    sent: dict[Any, Task] = {}
    soon = dask.as_completed(with_results=True)
    while True:
        while len(sent) < most and (task := next(waiting, None)) is not None:
            future = client.submit(replay_part, task.files, prepare, pure=False)
            sent[future] = task
            soon.add(future)
        if not sent:
            return
        future, files = next(soon)
        yield sent.pop(future), files


def workers_of(
    prepare: Prepare, workers: int, address: str | None
) -> AbstractContextManager[Work]:
    """Return where the work is done: a cluster, processes, or here for no workers."""
    if address is not None:
        return cluster(prepare, address)
    return processes(prepare, workers) if workers else here(prepare)
