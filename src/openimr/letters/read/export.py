"""Letters as JSON objects and as table rows.

The objects have the names of the determination contract where they apply; an item's
amounts and places of the body are added.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from openimr.domain import (
    Credentials,
    Letter,
    LetterCase,
    LetterCitation,
    LetterItem,
)
from openimr.errors import InputError, OutputError

from .objects import Value, of_our_own, plain, reviewer_object

COLUMNS = (
    "source",
    "format",
    "case_number",
    "priority",
    "date_of_injury",
    "ur_date",
    "application_received",
    "date_assigned",
    "decision_date",
    "age",
    "sex",
    "licensed_in",
    "board_certifications",
    "subspecialties",
    "item",
    "requested",
    "treatment",
    "kind",
    "drug",
    "strength",
    "quantity",
    "refills",
    "visits",
    "body_part",
    "side",
    "level",
    "retrospective",
    "decision",
    "conclusion",
    "claims_administrator_guidelines",
    "guidelines",
    "other_evidence",
    "rationale_text",
    "warnings",
)
"""Columns of a table, one row an item."""

_NUMBERS = frozenset({"age", "item", "quantity", "refills", "visits"})
_FLAGS = frozenset({"retrospective"})
_FORMULA = ("=", "+", "-", "@")
_CASE = (
    "number",
    "priority",
    "date_of_injury",
    "ur_date",
    "application_received",
    "date_assigned",
    "decision_date",
    "age",
    "sex",
)
_DETAILS = (
    "treatment",
    "kind",
    "drug",
    "brand",
    "strength",
    "form",
    "quantity",
    "refills",
    "frequency",
    "visits",
    "body_part",
    "side",
    "level",
    "duration",
    "purchase",
    "retrospective",
)


def to_object(letter: Letter) -> dict[str, object]:
    """Return a letter as a JSON-ready object; what it does not give is null."""
    return {
        "source": letter.source,
        "format": plain(letter.format),
        "case": _case(letter.case),
        "reviewer": reviewer_object(letter.reviewer),
        "summary_text": letter.summary_text,
        "documents_reviewed": list(letter.documents_reviewed),
        "items": [_item(item) for item in letter.items],
        "warnings": [
            {
                "code": warning.code,
                "message": warning.message,
                "verbatim": warning.verbatim or None,
                "span": [warning.span.start, warning.span.end]
                if warning.span
                else None,
            }
            for warning in letter.warnings
        ],
        "spans": {name: [span.start, span.end] for name, span in letter.spans},
        **of_our_own(letter),
    }


def _case(case: LetterCase) -> dict[str, Value]:
    return {name: plain(getattr(case, name)) for name in _CASE}


def _item(item: LetterItem) -> dict[str, object]:
    details = {name: plain(getattr(item.details, name)) for name in _DETAILS}
    return {
        "requested": item.details.requested,
        **details,
        "decision": plain(item.decision),
        "claims_administrator_guidelines": _citations(
            item.claims_administrator_guidelines
        ),
        "guidelines": _citations(item.guidelines),
        "other_evidence": list(item.other_evidence),
        "rationale_text": item.rationale_text,
        "conclusion": item.conclusion,
        "spans": {name: [span.start, span.end] for name, span in item.spans},
    }


def _citations(citations: Iterable[LetterCitation]) -> list[dict[str, object]]:
    return [
        {
            "guideline": citation.guideline,
            "name": citation.name,
            "topic": citation.topic,
            "pages": citation.pages,
            "verbatim": citation.verbatim,
        }
        for citation in citations
    ]


def to_rows(letters: Iterable[Letter]) -> list[dict[str, Value]]:
    """Return one row an item with the columns of :data:`COLUMNS`.

    Lists are joined by " | "; a letter without items gives one row.
    """
    return [row for letter in letters for row in _rows(letter)]


def _rows(letter: Letter) -> Iterator[dict[str, Value]]:
    head = _head(letter)
    for number, item in enumerate(letter.items or (None,), start=1):
        row: dict[str, Value] = dict.fromkeys(COLUMNS)
        row.update(head)
        if item is not None:
            row.update(_columns(item))
            row["item"] = number
        yield row


def _head(letter: Letter) -> dict[str, Value]:
    case = _case(letter.case)
    case["case_number"] = case.pop("number")
    reviewer = letter.reviewer or Credentials()
    return {
        **case,
        "source": letter.source,
        "format": plain(letter.format),
        "licensed_in": _joined(reviewer.licensed_in),
        "board_certifications": _joined(reviewer.board_certifications),
        "subspecialties": _joined(reviewer.subspecialties),
        "warnings": _joined(sorted({warning.code for warning in letter.warnings})),
    }


def _columns(item: LetterItem) -> dict[str, Value]:
    known = {name: getattr(item.details, name) for name in _DETAILS if name in COLUMNS}
    return {
        **{name: plain(value) for name, value in known.items()},
        "requested": item.details.requested,
        "decision": plain(item.decision),
        "conclusion": item.conclusion,
        "claims_administrator_guidelines": _cited(item.claims_administrator_guidelines),
        "guidelines": _cited(item.guidelines),
        "other_evidence": _joined(item.other_evidence),
        "rationale_text": item.rationale_text,
    }


def _cited(citations: Iterable[LetterCitation]) -> str | None:
    return _joined(
        ": ".join(
            part
            for part in (
                citation.guideline or citation.name,
                " ".join(filter(None, (citation.topic, citation.pages))),
            )
            if part
        )
        for citation in citations
    )


def _joined(words: Iterable[str]) -> str | None:
    return " | ".join(words) or None


def write_csv(rows: Sequence[Mapping[str, Value]], stream: TextIO) -> None:
    """Write rows as CSV with a heading line.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front, as
    letters come from strangers.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in COLUMNS])


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = value.replace("\r", " ")
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def write_parquet(rows: Sequence[Mapping[str, Value]], path: Path) -> None:
    """Write rows as a Parquet file with the same columns, dates as ISO texts.

    Raises:
        InputError: pyarrow, an optional part of this package, is not installed.
        OutputError: the file cannot be written.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as problem:
        raise InputError(
            "Parquet needs pyarrow, which is not installed.  "
            'Install it with pip install "openimr[corpus]".'
        ) from problem
    types = {
        **dict.fromkeys(COLUMNS, pyarrow.string()),
        **dict.fromkeys(_NUMBERS, pyarrow.int32()),
        **dict.fromkeys(_FLAGS, pyarrow.bool_()),
    }
    schema = pyarrow.schema([(name, types[name]) for name in COLUMNS])
    table = pyarrow.Table.from_pylist([dict(row) for row in rows], schema=schema)
    try:
        parquet.write_table(table, path)
    except (OSError, pyarrow.ArrowException) as problem:
        raise OutputError(path, "the file system refused") from problem
