"""A build from its sources to a sealed corpus."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from openimr.corpus.search.indexing import index_parts
from openimr.corpus.store import MARK, Corpus
from openimr.errors import InputError

from . import state as states
from .cluster import Cluster
from .crew import MOST_SECONDS, Crew, Far
from .cutting import Part, cut
from .entries import Spool
from .here import Here
from .lock import locked
from .placing import make_folders
from .records import FOLDER, key_of, keys_in
from .seal import seal
from .sources import entries_of
from .state import State
from .stores import lives_here
from .tools import Prepare

Report = Callable[[str, int, int], None]
"""Told what is under way, how many are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How the work is done; the corpus is the same for all of them."""

    workers: int = 1
    """Processes that read; none: this one does."""

    cluster: str | None = None
    """Address of a Dask scheduler, to read there instead."""

    seconds: float = MOST_SECONDS
    """That one file may take."""

    index: bool = True
    """Whether the search index follows."""


class _Readers(Protocol):
    def read(self, parts: Iterable[Part], far: Far) -> Iterator[Part]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build has done."""

    corpus: Corpus
    read: int
    """Files read by this build; others were known already."""

    known: int
    """Files at the sources that needed no reading."""


def build(
    sources: Sequence[str],
    out: Path,
    prepare: Prepare,
    options: BuildOptions = BuildOptions(),
    report: Report = lambda *_: None,
) -> Built:
    """Read all letters at the sources into the corpus in a folder.

    May be killed at any moment and begun again: what is done stays done, and the corpus
    comes out as if nothing had happened.  What was read before is not read again.

    Args:
        sources: files, folders, globs, archives, addresses of stores.
        out: the folder of the corpus, made if need be.
        prepare: makes what letters are read with, in each process that reads.
        options: workers, or a cluster.
        report: told how far it is.

    Raises:
        InputError: a source cannot be used, or the folder is in use or holds something
            else.
        OutputError: the folder cannot be written.
    """
    _check(out)
    make_folders(out)
    with locked(out / states.LOCK):
        state = states.load(out)
        work = _Work.of(sources, out, state, report)
        crew = _crew(sources, out, prepare, options)
        done = work.carry_out(crew, report)
        sealed = _sealed(out, State(state.sealed, state.notes, done), report)
        states.sweep(out, sealed)
        if options.index:
            _indexed(out, report)
    return Built(corpus=states.corpus(out), read=work.entries.many, known=work.known)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is left to be read, cut into parts."""

    entries: Spool
    generation: int
    done: tuple[str, ...]
    known: int

    @classmethod
    def of(
        cls, sources: Sequence[str], out: Path, state: State, report: Report
    ) -> "_Work":
        """Return the work: that of a build which was killed, if it is the same."""
        generation, begun = states.read_plan(out)
        older = tuple(n for n in state.done if states.generation_of(n) < generation)
        entries, known = _fresh(sources, out, (*state.sealed, *older), report)
        if state.done and entries.digest != begun:
            # The sources are others than when it was killed: keep what was done.
            older = state.done
            entries, known = _fresh(sources, out, (*state.sealed, *older), report)
        last = max(map(states.generation_of, (*state.sealed, *older)), default=0)
        listed = entries.digest
        if entries.many and (last + 1, listed) != (generation, begun):
            states.write_plan(out, last + 1, listed)
        return cls(entries, last + 1, state.done, known)

    def carry_out(
        self, crew: Callable[[], AbstractContextManager[_Readers]], report: Report
    ) -> tuple[str, ...]:
        """Read what is left; return the names of all parts that are done."""
        names = set(self.done)
        left = [p for p in cut(self.entries, self.generation) if p.name not in names]
        before = self.entries.many - sum(part.many for part in left)
        if left:
            report("reading", before, self.entries.many)
            with crew() as readers:
                total = self.entries.many
                far = lambda n: report("reading", before + n, total)  # noqa: E731
                names.update(part.name for part in readers.read(left, far))
        return tuple(sorted(names))


def _fresh(
    sources: Sequence[str], out: Path, parts: Iterable[str], report: Report
) -> tuple[Spool, int]:
    """Return the files that have to be read, and how many have not."""
    seen = set(keys_in(out / FOLDER / f"{name}.parquet" for name in parts))
    spool, known = Spool(), 0
    for number, entry in enumerate(entries_of(sources)):
        key = key_of(entry.address, entry.stamp)
        if key in seen:
            known += 1
            continue
        seen.add(key)
        spool.add(entry, key)
        if number % 1000 == 0:
            report("looking", number, 0)
    return spool, known


def _crew(
    sources: Sequence[str], out: Path, prepare: Prepare, options: BuildOptions
) -> Callable[[], AbstractContextManager[_Readers]]:
    if any(map(lives_here, sources)) or options.workers == 0:
        return lambda: Here(out, prepare)
    address = options.cluster
    if address is not None:
        return lambda: Cluster(out, prepare, address)
    return lambda: Crew(out, prepare, options.workers, options.seconds)


def _sealed(out: Path, state: State, report: Report) -> State:
    if not state.done and state.sealed:
        return state
    report("sealing", 0, 0)
    return seal(out, state)


def _indexed(out: Path, report: Report) -> None:
    report("indexing", 0, 0)
    index_parts(states.corpus(out), lambda done, total: report("indexing", done, total))


def _check(out: Path) -> None:
    """See that a folder is empty, new, or one of ours."""
    if not out.is_dir():
        return
    if (out / MARK).exists() or (out / states.LOCK).parent.is_dir():
        return
    if any(out.iterdir()):
        raise InputError(
            f"{out}: this folder holds something else.  "
            "Build into an empty or a new folder."
        )
