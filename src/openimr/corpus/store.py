"""A corpus on the disk: a folder of Parquet parts a table, and what is known of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from openimr.errors import InputError, MissingInputError, UnreadableFileError

from .extra import needed
from .tables import REPLAYED, SCHEMAS

if TYPE_CHECKING:
    import duckdb

MARK = "corpus.json"
LAYOUT = 1
"""Number of the layout of folders and columns; a corpus of another is rebuilt."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder that ``openimr corpus build`` has written."""

    folder: Path

    @property
    def index(self) -> Path:
        """Folder of the search index."""
        return self.folder / "index"

    def parts(self, table: str) -> tuple[Path, ...]:
        """Return the files of a table in the order of their names; may be none."""
        return tuple(sorted((self.folder / table).glob("*.parquet")))

    def connect(self) -> "duckdb.DuckDBPyConnection":
        """Return a database in memory with one view a table of this corpus.

        A table without files is there and empty.

        Raises:
            InputError: duckdb, an optional part of this package, is not installed.
        """
        database = needed("duckdb").connect(":memory:")
        for table, schema in {**SCHEMAS, **REPLAYED}.items():
            if self.parts(table):
                files = str(self.folder / table / "*.parquet")
                database.read_parquet(files).create_view(table)
            else:
                database.register(table, schema.empty_table())
        return database  # type: ignore[no-any-return]


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
