"""Disputed items made again from the rows of a part."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from openimr.domain import Decision, LetterCitation, LetterItem, RequestDetails

TABLES = ("letters", "items", "citations")
"""What a letter is made from."""

Row = dict[str, Any]
Recognise = Callable[[str], RequestDetails]


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Return rows by the value of a column."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def item_of(row: Row, citations: list[Row], recognise: Recognise) -> LetterItem:
    """Return a disputed item made again; its request is read anew from its words."""
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
