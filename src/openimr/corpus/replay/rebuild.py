"""Letters made again from the rows of a part, with all that a replay looks at.

The tables keep every field that a replay needs.  What a request asks for is read anew
from its words, so that an older corpus is judged by what is known of requests today.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
from pyarrow import parquet

from openimr.corpus.remaking import TABLES, Recognise, Row, grouped, item_of
from openimr.domain import Letter, LetterCase
from openimr.errors import InputError

_COLUMNS = {
    "letters": (
        *("letter", "source", "programme", "year", "specialty"),
        *("ur_date", "decision_date", "summary_text"),
    ),
    "items": (
        *("item", "letter", "number", "requested", "retrospective"),
        *("decision", "conclusion", "other_evidence", "rationale_text"),
    ),
    "citations": (
        *("item", "cited_by", "guideline", "name"),
        *("topic", "pages", "verbatim"),
    ),
}


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A letter made from rows, and what its rows are called."""

    name: str
    programme: str
    year: int | None
    specialty: str | None
    items: tuple[str, ...]
    letter: Letter


def letters_of(files: Mapping[str, bytes], recognise: Recognise) -> Iterator[Rebuilt]:
    """Yield the letters of a part in the order of its rows.

    Args:
        files: the part's Parquet files by table.
        recognise: reads a request's words.

    Raises:
        InputError: a file is damaged or lacks a column.
    """
    rows = {table: _rows(table, files[table]) for table in TABLES}
    items = grouped(rows["items"], "letter")
    citations = grouped(rows["citations"], "item")
    for row in rows["letters"]:
        own = sorted(items.get(row["letter"], []), key=lambda item: item["number"])
        letter = Letter(
            source=row["source"],
            format=None,
            case=LetterCase(ur_date=row["ur_date"], decision_date=row["decision_date"]),
            reviewer=None,
            summary_text=row["summary_text"],
            items=tuple(
                item_of(item, citations.get(item["item"], []), recognise)
                for item in own
            ),
        )
        names = tuple(item["item"] for item in own)
        yield Rebuilt(
            row["letter"],
            row["programme"],
            row["year"],
            row["specialty"],
            names,
            letter,
        )


def _rows(table: str, data: bytes) -> list[Row]:
    columns = list(_COLUMNS[table])
    try:
        found = parquet.read_table(io.BytesIO(data), columns=columns)
        rows: list[Row] = found.select(columns).to_pylist()
    except (OSError, KeyError, pa.ArrowException) as problem:
        raise InputError(
            f"{table}: a part of the corpus is damaged.  Build the corpus anew."
        ) from problem
    return rows
