"""A replay of a whole corpus, part by part."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from openimr.corpus.building.lock import locked
from openimr.corpus.building.state import LOCK
from openimr.corpus.store import Corpus
from openimr.errors import OutputError

from . import kept
from .part import letters_in
from .replayed import Prepare
from .workers import Task, workers_of

Report = Callable[[int, int], None]
"""Told how many letters are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayOptions:
    """How the work is done; the tables are the same for all of them."""

    workers: int = 1
    """Processes; none: this one does it."""

    cluster: str | None = None
    """Address of a Dask scheduler, to replay there instead."""

    anew: bool = False
    """Replay what was replayed before, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run has done."""

    letters: int
    """Replayed by this run."""

    known: int
    """Letters whose replay by this engine was there already."""


def replay_corpus(
    corpus: Corpus,
    prepare: Prepare,
    engine: str,
    options: ReplayOptions = ReplayOptions(),
    report: Report = lambda *_: None,
) -> Ran:
    """Put every letter of a corpus before the engine; write what comes out.

    May be killed at any moment and begun again: a part that is done stays done, and the
    tables come out as if nothing had happened.

    Args:
        corpus: what was built.
        prepare: makes what letters are replayed with, in each process.
        engine: what the outcome rests on beside the letters: version, library, choices.
        options: workers, or a cluster.
        report: told how far it is.

    Raises:
        InputError: the corpus is in use or damaged, or the cluster cannot be used.
        OutputError: the folder cannot be written.
    """
    _lockable(corpus)
    with locked(corpus.folder / LOCK):
        kept.make_folders(corpus.folder)
        parts = kept.names(corpus)
        kept.sweep(corpus.folder, parts)
        run = _Run(corpus, engine, parts, report, anew=options.anew)
        with workers_of(prepare, options.workers, options.cluster) as work:
            for task, files in work(run.tasks()):
                kept.keep(corpus.folder, task.name, task.digest, files)
                run.done(task)
        return Ran(letters=run.replayed, known=run.known)


def _lockable(corpus: Corpus) -> None:
    folder = (corpus.folder / LOCK).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, (error.strerror or "refused").lower()) from error


class _Run:
    """The count of what is done, and the parts that are left."""

    def __init__(
        self,
        corpus: Corpus,
        engine: str,
        parts: Sequence[str],
        report: Report,
        *,
        anew: bool,
    ) -> None:
        self._corpus, self._engine, self._parts = corpus, engine, parts
        self._report, self._anew = report, anew
        self._many = sum(map(letters_in, corpus.parts("letters")))
        self.replayed = self.known = 0

    def tasks(self) -> Iterator[Task]:
        """Yield the parts that this engine has not replayed."""
        for name in self._parts:
            files = kept.inputs(self._corpus, name)
            of = kept.digest(files, self._engine)
            letters = letters_in(self._corpus.folder / "letters" / f"{name}.parquet")
            if not self._anew and kept.is_done(self._corpus.folder, name, of):
                self.known += letters
                self._told()
            else:
                yield Task(name, files, of, letters)

    def done(self, task: Task) -> None:
        self.replayed += task.letters
        self._told()

    def _told(self) -> None:
        self._report(self.replayed + self.known, self._many)
