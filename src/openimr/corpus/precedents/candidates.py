"""Decided items that may be near, as columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openimr.domain import Decision

from .asking import Asked, Names
from .weighing import weights

if TYPE_CHECKING:
    import duckdb

UPHELD, OVERTURNED = Decision.UPHELD.value, Decision.OVERTURNED.value
SIDES = tuple(sorted((UPHELD, OVERTURNED)))
"""The two sides, always looked up and told in this order of their names."""

_COLUMNS = (
    "item, letter, treatment, drug, strength, coalesce(quantity, visits) AS quantity, "
    "body_part, side, level, decision"
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Items in the order of their ids, one list a column."""

    columns: dict[str, list[Any]]

    def __len__(self) -> int:
        return len(self.columns["item"])

    def __getitem__(self, column: str) -> list[Any]:
        return self.columns[column]

    def sides(self) -> dict[str, int]:
        """Return how many items stand on each side."""
        return {side: self["decision"].count(side) for side in SIDES}

    def take(self, rows: Sequence[int]) -> "Candidates":
        """Return some of the items, in the order given."""
        return Candidates(
            {name: [values[at] for at in rows] for name, values in self.columns.items()}
        )


def candidates(
    database: "duckdb.DuckDBPyConnection", asked: Asked, names: Names, wanted: int
) -> Candidates:
    """Return the decided items of the family; wider circles while a side lacks some.

    The circles are: the same family, families in one line with it, families of one
    class; without a recognised treatment, items whose request shares a word.
    """
    if asked.treatment is None:
        return _by_words(database, asked)
    for treatments in _circles(asked.treatment, names):
        found = _of_treatments(database, asked, treatments)
        if min(found.sides().values()) >= wanted:
            break
    return found


def _circles(treatment: str, names: Names) -> Iterator[list[str]]:
    circle = [treatment]
    yield circle
    kin = names.kin.get(treatment, {})
    for how in ("line", "class"):
        more = sorted(name for name, degree in kin.items() if degree == how)
        if more:
            circle = [*circle, *more]
            yield circle


def _of_treatments(
    database: "duckdb.DuckDBPyConnection", asked: Asked, treatments: list[str]
) -> Candidates:
    return _asked_of(
        database,
        "list_contains($treatments, treatment)",
        {"treatments": treatments, "letter": asked.letter or ""},
    )


def _by_words(database: "duckdb.DuckDBPyConnection", asked: Asked) -> Candidates:
    words = sorted({word for word in _words(asked.requested) if len(word) > 2})
    shared = (
        "len(list_intersect(regexp_extract_all(lower(requested), '[a-z]+'), $words))"
    )
    return _asked_of(
        database, f"{shared} > 0", {"words": words, "letter": asked.letter or ""}
    )


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalpha() else " " for sign in text.lower()).split()


def _asked_of(
    database: "duckdb.DuckDBPyConnection", where: str, values: dict[str, Any]
) -> Candidates:
    # Only the clause is ours; every value travels as a parameter.
    query = (
        f"SELECT {_COLUMNS} FROM items WHERE {where} AND letter <> $letter "  # noqa: S608
        f"AND decision IN ('{UPHELD}', '{OVERTURNED}') ORDER BY item"
    )
    table = database.sql(query, params=values).to_arrow_table()
    return Candidates(
        {name: table.column(name).to_pylist() for name in table.column_names}
    )


def kinship(names: Names, asked: str, treatment: str) -> float:
    """Return how near a treatment is to the one asked for, 0 to 1."""
    if treatment == asked:
        return weights().kin["same"]
    degree = names.kin.get(asked, {}).get(treatment)
    return weights().kin[degree] if degree else 0.0
