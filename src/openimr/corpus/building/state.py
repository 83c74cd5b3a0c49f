"""What stands in a folder: the parts that are sealed, and those done since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from openimr.corpus.store import LAYOUT, MARK, Corpus, open_corpus
from openimr.corpus.tables import SCHEMAS
from openimr.errors import InputError

from .placing import UNDER_WAY, put
from .records import FOLDER

REWRITTEN = "~"
"""Stands in the name of a part that was written anew, without letters that went."""

PLAN = "build/plan.json"
LOCK = "build/lock"


@dataclass(frozen=True, slots=True)
class State:
    """A folder's parts, by name."""

    sealed: tuple[str, ...] = ()
    """What readers of the corpus see."""

    notes: str | None = None
    """Part of ``warnings`` that was written when it was sealed."""

    done: tuple[str, ...] = ()
    """Read since then, and waiting to be sealed."""


def generation_of(part: str) -> int:
    """Return the number of the build that a part comes from."""
    return int(part.split("-", 1)[0])


def first_name(part: str) -> str:
    """Return the name of a part when it was first written."""
    return part.split(REWRITTEN, 1)[0]


def load(folder: Path) -> State:
    """Return the state of a folder, after sweeping what a killed build left.

    Raises:
        InputError: the folder holds something else, or a corpus of another layout.
        UnreadableFileError: the mark of the corpus is damaged.
    """
    if (folder / MARK).exists():
        listed = open_corpus(folder).listed()
        if listed is None:
            raise InputError(
                f"{folder}: this corpus was not written by openimr corpus build.  "
                "Build into another folder."
            )
        state = State(listed.parts, listed.notes)
    else:
        state = State()
    done = _done(folder, state)
    state = State(state.sealed, state.notes, done)
    _sweep(folder, state)
    return state


def _done(folder: Path, state: State) -> tuple[str, ...]:
    last = max(map(generation_of, state.sealed), default=0)
    names = (path.stem for path in (folder / FOLDER).glob("*.parquet"))
    return tuple(
        sorted(
            name
            for name in names
            if REWRITTEN not in name
            and not name.startswith(UNDER_WAY)
            and generation_of(name) > last
        )
    )


def _sweep(folder: Path, state: State) -> None:
    """Remove half-written files and parts that nobody knows."""
    kept = {*state.sealed, *state.done}
    for table in (*SCHEMAS, FOLDER):
        notes = {state.notes} if table == "warnings" else set()
        for path in sorted((folder / table).glob("*")):
            if path.name.startswith(UNDER_WAY) or path.stem not in kept | notes:
                path.unlink(missing_ok=True)


def sweep(folder: Path, state: State) -> None:
    """Remove what a seal has replaced."""
    _sweep(folder, state)


def publish(folder: Path, parts: Iterable[str], notes: str | None) -> None:
    """Let readers see these parts from now on; the moment at which a build counts.

    Raises:
        OutputError: the system refuses it.
    """
    mark = {"layout": LAYOUT, "parts": list(parts), "notes": notes}
    put(folder / MARK, f"{json.dumps(mark, indent=1)}\n".encode())


def read_plan(folder: Path) -> tuple[int, str]:
    """Return generation and digest of the work last begun; zero and nothing if none."""
    try:
        plan = json.loads((folder / PLAN).read_text("utf-8"))
        return int(plan["generation"]), str(plan["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""  # without a plan what is done is kept as it is


def write_plan(folder: Path, generation: int, digest: str) -> None:
    """Keep the generation and digest of the work that begins."""
    plan = {"generation": generation, "digest": digest}
    put(folder / PLAN, f"{json.dumps(plan)}\n".encode())


def corpus(folder: Path) -> Corpus:
    """Return the corpus that has been sealed in a folder."""
    return open_corpus(folder)
