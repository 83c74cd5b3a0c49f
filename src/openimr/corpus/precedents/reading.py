"""The words of items that came near, read from their letters' rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_QUERY = """
    SELECT item, letter, source, case_number, items.decision_date, letters.ur_date,
           items.year, items.specialty, requested,
           coalesce(rationale_text, ''), coalesce(summary_text, '')
    FROM items JOIN letters USING (letter)
    WHERE item IN (SELECT unnest($items)) AND letter IN (SELECT unnest($letters))
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What an item's letter says, and where it comes from."""

    item: str
    letter: str
    source: str
    case_number: str | None
    decision_date: date | None
    ur_date: date | None
    year: int | None
    specialty: str | None
    requested: str
    rationale: str
    summary: str


def read_words(
    database: "duckdb.DuckDBPyConnection", items: Sequence[str], letters: Sequence[str]
) -> dict[str, Words]:
    """Return the words of each item by its id."""
    values = {"items": list(items), "letters": sorted(set(letters))}
    rows = database.execute(_QUERY, values).fetchall()
    return {row[0]: Words(*row) for row in rows}
