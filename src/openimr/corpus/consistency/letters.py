"""Letters made again from the rows of a part, with what the checks look at.

The tables hold no list of documents, no words of the claims administrator, no years in
practice and no broken dates of the header; what ``openimr lint`` finds in those it
finds in the letter itself only.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pyarrow import parquet

from openimr.domain import (
    Credentials,
    Decision,
    Letter,
    LetterCase,
    LetterCitation,
    LetterItem,
    RequestDetails,
)

TABLES = ("letters", "items", "citations")
Recognise = Callable[[str], RequestDetails]
Row = dict[str, Any]


def letters_of(
    files: dict[str, bytes], recognise: Recognise
) -> Iterator[tuple[Row, tuple[Row, ...], Letter]]:
    """Yield each letter of a part with its row and those of its items."""
    items, citations = _by(files["items"], "letter"), _by(files["citations"], "item")
    for row in _rows(files["letters"]):
        own = sorted(items.get(row["letter"], []), key=lambda item: item["number"])
        letter = Letter(
            source=row["source"],
            format=None,
            case=_case(row),
            reviewer=_reviewer(row),
            summary_text=row["summary_text"],
            items=tuple(
                _item(item, citations.get(item["item"], []), recognise) for item in own
            ),
        )
        yield row, tuple(own), letter


def _rows(data: bytes) -> list[Row]:
    table = parquet.read_table(io.BytesIO(data))
    return table.to_pylist()  # type: ignore[no-any-return]


def _by(data: bytes, column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(data):
        found.setdefault(row[column], []).append(row)
    return found


def _case(row: Row) -> LetterCase:
    return LetterCase(
        number=row["case_number"],
        priority=row["priority"],
        date_of_injury=row["date_of_injury"],
        ur_date=row["ur_date"],
        application_received=row["application_received"],
        date_assigned=row["date_assigned"],
        decision_date=row["decision_date"],
        age=row["age"],
        sex=row["sex"],
    )


def _reviewer(row: Row) -> Credentials | None:
    lists = (row["licensed_in"], row["board_certifications"], row["subspecialties"])
    if not any(lists):
        return None
    licensed, boards, subs = (tuple(each or ()) for each in lists)
    return Credentials(
        licensed_in=licensed, board_certifications=boards, subspecialties=subs
    )


def _item(row: Row, citations: list[Row], recognise: Recognise) -> LetterItem:
    words = row["requested"] or ""
    details = replace(
        recognise(words), requested=words, retrospective=bool(row["retrospective"])
    )
    return LetterItem(
        details=details,
        decision=Decision(row["decision"]) if row["decision"] else None,
        claims_administrator_guidelines=_cited(citations, "claims_administrator"),
        guidelines=_cited(citations, "reviewer"),
        other_evidence=tuple(row["other_evidence"] or ()),
        rationale_text=row["rationale_text"],
        conclusion=row["conclusion"],
    )


def _cited(citations: list[Row], by: str) -> tuple[LetterCitation, ...]:
    return tuple(
        LetterCitation(
            guideline=each["guideline"],
            name=each["name"] or "",
            topic=each["topic"],
            pages=each["pages"],
            verbatim=each["verbatim"] or "",
        )
        for each in citations
        if each["cited_by"] == by
    )
