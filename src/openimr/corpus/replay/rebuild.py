"""Letters made again from the rows of a part, with all that a replay looks at.

The tables keep every field that a replay needs.  What a request asks for is read anew
from its words, so that an older corpus is judged by what is known of requests today.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from openimr.domain import (
    Decision,
    Letter,
    LetterCase,
    LetterCitation,
    LetterItem,
    RequestDetails,
)
from openimr.errors import InputError

TABLES = ("letters", "items", "citations")
"""What a letter is made from."""

_COLUMNS = {
    "letters": (
        *("letter", "source", "programme", "year", "specialty"),
        *("ur_date", "decision_date", "summary_text"),
    ),
    "items": (
        *("item", "letter", "number", "requested", "retrospective"),
        *("decision", "conclusion", "rationale_text"),
    ),
    "citations": ("item", "cited_by", "guideline", "name", "topic", "pages"),
}
Row = Mapping[str, Any]
Recognise = Callable[[str], RequestDetails]


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
    items = _by(rows["items"], "letter")
    citations = _by(rows["citations"], "item")
    for row in rows["letters"]:
        own = sorted(items.get(row["letter"], []), key=lambda item: item["number"])
        letter = Letter(
            source=row["source"],
            format=None,
            case=LetterCase(ur_date=row["ur_date"], decision_date=row["decision_date"]),
            reviewer=None,
            summary_text=row["summary_text"],
            items=tuple(
                _item(item, citations.get(item["item"], []), recognise) for item in own
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


def _rows(table: str, data: bytes) -> list[dict[str, Any]]:
    columns = list(_COLUMNS[table])
    try:
        found = parquet.read_table(io.BytesIO(data), columns=columns)
        rows: list[dict[str, Any]] = found.select(columns).to_pylist()
    except (OSError, KeyError, pa.ArrowException) as problem:
        raise InputError(
            f"{table}: a part of the corpus is damaged.  Build the corpus anew."
        ) from problem
    return rows


def _by(rows: list[dict[str, Any]], column: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _item(
    row: Row, citations: list[dict[str, Any]], recognise: Recognise
) -> LetterItem:
    words = row["requested"] or ""
    details = replace(
        recognise(words), requested=words, retrospective=bool(row["retrospective"])
    )
    return LetterItem(
        details=details,
        decision=Decision(row["decision"]) if row["decision"] else None,
        guidelines=tuple(
            _citation(each) for each in citations if each["cited_by"] == "reviewer"
        ),
        rationale_text=row["rationale_text"],
        conclusion=row["conclusion"],
    )


def _citation(row: Row) -> LetterCitation:
    return LetterCitation(
        guideline=row["guideline"],
        name=row["name"] or "",
        topic=row["topic"],
        pages=row["pages"],
        verbatim="",
    )
