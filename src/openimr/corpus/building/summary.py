"""A corpus in a few numbers."""

from dataclasses import dataclass
from typing import Any

from openimr.corpus.extra import needed
from openimr.corpus.store import Corpus
from openimr.errors import UnreadableFileError

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How much a corpus holds."""

    letters: int
    items: int
    citations: int
    decisions: Counts
    """Items by decision; ``undecided`` where a letter does not give one."""

    formats: Counts
    """Letters by layout; ``unknown`` where it is none that is known."""

    programmes: Counts
    lost: Counts
    """Files that gave no letter, by code."""

    warnings: Counts
    """Other warnings, by code."""


def summary_of(corpus: Corpus) -> Summary:
    """Return a corpus in numbers, each list by name.

    Raises:
        InputError: duckdb is not installed.
        UnreadableFileError: a part is missing or damaged.
    """
    with corpus.connect() as database:
        try:
            return _summary(database)
        except needed("duckdb").Error as problem:
            raise UnreadableFileError(
                corpus.folder, "a part of it is missing or damaged"
            ) from problem


def _summary(database: Any) -> Summary:
    letters, items, citations = (
        sum(many for _, many in _counted(database, table, "'all'"))
        for table in ("letters", "items", "citations")
    )
    return Summary(
        letters=letters,
        items=items,
        citations=citations,
        decisions=_counted(database, "items", "coalesce(decision, 'undecided')"),
        formats=_counted(database, "letters", "coalesce(format, 'unknown')"),
        programmes=_counted(database, "letters", "programme"),
        lost=_counted(database, "warnings", "code", "WHERE lost"),
        warnings=_counted(database, "warnings", "code", "WHERE NOT lost"),
    )


def _counted(database: Any, table: str, name: str, where: str = "") -> Counts:
    question = (
        f"SELECT {name} AS name, count(*) FROM {table} {where} "  # noqa: S608 - our names
        "GROUP BY name ORDER BY name"
    )
    rows = database.execute(question).fetchall()
    return tuple((str(name), int(many)) for name, many in rows)
