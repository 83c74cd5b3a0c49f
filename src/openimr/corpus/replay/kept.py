"""Which parts of a corpus have been replayed, by records written last."""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

from openimr.corpus.building.placing import UNDER_WAY, put
from openimr.corpus.remaking import TABLES
from openimr.corpus.store import Corpus
from openimr.corpus.tables import REPLAYED
from openimr.errors import OutputError, UnreadableFileError

FOLDER = "replay"
"""Holds a record a part: while it is there, the part's files are whole."""


def names(corpus: Corpus) -> tuple[str, ...]:
    """Return the names of the parts that hold letters, in order."""
    return tuple(path.stem for path in corpus.parts("letters"))


def inputs(corpus: Corpus, name: str) -> dict[str, bytes]:
    """Return the files of a part that a replay reads, by table.

    Raises:
        UnreadableFileError: one of them is missing or cannot be read.
    """
    return {
        table: _bytes(corpus.folder / table / f"{name}.parquet") for table in TABLES
    }


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UnreadableFileError(path, "this part cannot be read") from problem


def digest(files: Mapping[str, bytes], engine: str) -> str:
    """Return a number for what a part's replay rests on: its letters, the engine."""
    made = blake2b(engine.encode("utf-8"), digest_size=16)
    for table in TABLES:
        made.update(blake2b(files[table], digest_size=16).digest())
    return made.hexdigest()


def is_done(folder: Path, name: str, of: str) -> bool:
    """Tell whether a part was replayed, whole, by this engine."""
    try:
        record = json.loads(_record(folder, name).read_text("utf-8"))
        done = record["digest"] == of
    except (OSError, ValueError, KeyError, TypeError):
        return False  # without a record that reads, the part is replayed again
    return done and all(_file(folder, table, name).is_file() for table in REPLAYED)


def keep(folder: Path, name: str, of: str, files: Mapping[str, bytes]) -> None:
    """Write the files of a part, and then the record that they are whole.

    Raises:
        OutputError: the system refuses it.
    """
    try:
        _record(folder, name).unlink(missing_ok=True)
    except OSError as error:
        problem = (error.strerror or "the system refuses").lower()
        raise OutputError(_record(folder, name), problem) from error
    for table, data in files.items():
        put(_file(folder, table, name), data)
    put(_record(folder, name), f"{json.dumps({'digest': of})}\n".encode())


def sweep(folder: Path, parts: Iterable[str]) -> None:
    """Remove half-written files, and those of parts that the corpus has no more."""
    kept = set(parts)
    for table in (*REPLAYED, FOLDER):
        for path in sorted((folder / table).glob("*")):
            if path.name.startswith(UNDER_WAY) or path.stem not in kept:
                path.unlink(missing_ok=True)


def make_folders(folder: Path) -> None:
    """Make the folders that a replay writes to.

    Raises:
        OutputError: the system refuses it.
    """
    try:
        for table in (*REPLAYED, FOLDER):
            (folder / table).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = (error.strerror or "the system refuses").lower()
        raise OutputError(folder, problem) from error


def _file(folder: Path, table: str, name: str) -> Path:
    return folder / table / f"{name}.parquet"


def _record(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{name}.json"
