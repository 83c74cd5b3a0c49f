"""A corpus on the disk: a folder of Parquet parts a table, and what is known of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openimr.errors import InputError, MissingInputError, UnreadableFileError

from .database import in_memory
from .extra import needed
from .tables import REPLAYED, SCHEMAS

if TYPE_CHECKING:
    import duckdb

MARK = "corpus.json"
LAYOUT = 1
"""Number of the layout of folders and columns; a corpus of another is rebuilt."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a build has published: readers see these parts and no others."""

    parts: tuple[str, ...]
    """Names; the content of a name never changes."""

    notes: str | None
    """Name of a further part of ``warnings``."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder that ``openimr corpus build`` has written."""

    folder: Path

    @property
    def index(self) -> Path:
        """Folder of the search index."""
        return self.folder / "index"

    def parts(self, table: str) -> tuple[Path, ...]:
        """Return the files of a table in the order of their names; may be none.

        A build that is under way, or was killed, changes nothing here before its end.

        Raises:
            UnreadableFileError: the mark of the corpus is damaged.
        """
        listed = self.listed() if table in SCHEMAS else None
        if listed is None:
            return tuple(sorted((self.folder / table).glob("*.parquet")))
        names = list(listed.parts)
        if table == "warnings" and listed.notes:
            names.append(listed.notes)
        return tuple(self.folder / table / f"{name}.parquet" for name in names)

    def listed(self) -> Listed | None:
        """Return what was published; None where every file in the folders counts.

        Raises:
            UnreadableFileError: the mark of the corpus is damaged.
        """
        mark = self.folder / MARK
        try:
            known = json.loads(mark.read_text("utf-8"))
            if "parts" not in known:
                return None
            notes = known.get("notes")
            return Listed(tuple(map(str, known["parts"])), notes and str(notes))
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise UnreadableFileError(mark, "it is damaged") from problem

    def connect(self) -> "duckdb.DuckDBPyConnection":
        """Return a database in memory with one view a table of this corpus.

        A table without files is there and empty.

        Raises:
            InputError: duckdb, an optional part of this package, is not installed.
            UnreadableFileError: a part is missing or damaged.
        """
        duckdb = needed("duckdb")
        database = in_memory()
        try:
            self._show(database)
        except duckdb.Error as problem:
            database.close()
            raise UnreadableFileError(
                self.folder, "a part of this corpus is missing or damaged"
            ) from problem
        return database

    def _show(self, database: Any) -> None:
        for table, schema in {**SCHEMAS, **REPLAYED}.items():
            if files := [str(path) for path in self.parts(table)]:
                database.read_parquet(files).create_view(table)
            else:
                database.register(table, schema.empty_table())


def open_corpus(folder: Path) -> Corpus:
    """Return the corpus in a folder.

    Raises:
        MissingInputError: there is no such folder.
        InputError: the folder holds no corpus, or one of another layout.
        UnreadableFileError: its mark is damaged.
    """
    if not folder.exists():
        raise MissingInputError(folder)
    mark = folder / MARK
    if not mark.is_file():
        raise InputError(
            f"{folder}: no corpus in this folder.  "
            "Make one with openimr corpus build SOURCE --out FOLDER."
        )
    try:
        layout = json.loads(mark.read_text("utf-8"))["layout"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise UnreadableFileError(mark, "it is damaged") from problem
    if layout != LAYOUT:
        raise InputError(
            f"{folder}: this corpus was built by another version.  "
            "Build it anew in an empty folder."
        )
    return Corpus(folder)
