"""Questions put to the tables of a corpus, and what happens when they are damaged."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openimr.corpus.extra import needed
from openimr.corpus.store import Corpus
from openimr.corpus.tables import REPLAYED, SCHEMAS
from openimr.errors import UnreadableFileError

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a corpus holds, for the line below a table or chart."""

    letters: int
    programmes: tuple[str, ...]
    first: date | None
    last: date | None
    """Day of the first and of the last decision."""

    def __str__(self) -> str:
        """Return it in words."""
        letters = "letter" if self.letters == 1 else "letters"
        days = f", decided {self.first} to {self.last}" if self.first else ""
        programmes = f" ({', '.join(self.programmes)})" if self.programmes else ""
        return f"{self.letters:,} {letters}{days}{programmes}"


@dataclass(frozen=True, slots=True)
class Asking:
    """A database over the tables of one corpus."""

    database: Any

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Return the rows that a statement gives."""
        found: list[Row] = self.database.execute(sql, list(parameters)).fetchall()
        return found

    def source(self) -> Source:
        """Return what the corpus holds."""
        [(letters, first, last)] = self.rows(
            "SELECT count(*), min(decision_date), max(decision_date) FROM letters"
        )
        programmes = self.rows(
            "SELECT DISTINCT programme FROM letters WHERE programme IS NOT NULL"
        )
        return Source(
            letters=letters,
            programmes=tuple(sorted(name for (name,) in programmes)),
            first=first,
            last=last,
        )


@contextmanager
def asking(corpus: Corpus) -> Iterator[Asking]:
    """Give a database over the tables of a corpus.

    Raises:
        InputError: duckdb, an optional part of this package, is not installed.
        UnreadableFileError: a part of a table is damaged.
    """
    duckdb = needed("duckdb")
    try:
        database = corpus.connect()
        try:
            yield Asking(database)
        finally:
            database.close()
    except (duckdb.Error, OSError) as problem:
        place = _damaged(corpus)
        raise UnreadableFileError(
            place, "it is damaged or not a part of a corpus"
        ) from problem


def _damaged(corpus: Corpus) -> Path:
    """Return the first part that cannot be read, else the folder."""
    parquet = needed("pyarrow.parquet")
    arrow = needed("pyarrow")
    for table in {**SCHEMAS, **REPLAYED}:
        for part in corpus.parts(table):
            try:
                schema = parquet.read_schema(part)
                whole = set(({**SCHEMAS, **REPLAYED})[table].names) <= set(schema.names)
            except (arrow.ArrowException, OSError, ValueError):
                return part
            if not whole:
                return part
    return corpus.folder
