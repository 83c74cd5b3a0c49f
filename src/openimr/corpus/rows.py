"""One letter as rows of the tables, values in the order of their schemas."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa

from openimr.domain import Decision, Letter, LetterCitation, LetterItem
from openimr.domain.page_list import page_spans

from .labels import Labels
from .tables import SCHEMAS

Row = tuple[object, ...]
Rows = dict[str, list[Row]]
_OF_OTHER_PROGRAMMES = (None,) * 5
"""Columns that determination letters do not fill."""

_REMEMBERED = 4096
"""Letters of an archive cite the same few thousand page lists."""

_LONGEST_REMEMBERED = 200
_MOST_PAGES = 200
"""A longer range is a misprint: kept as written, not counted page by page."""


def rows_of(letter: Letter, name: str, source: str, labels: Labels) -> Rows:
    """Return a letter's rows by table.

    Args:
        letter: what was read.
        name: the letter's id, the hash of its bytes.
        source: address of its file.
        labels: how programmes, specialties and treatments are grouped.
    """
    head = _Head.of(letter, name, labels)
    rows: Rows = {table: [] for table in SCHEMAS}
    rows["letters"].append(_letter(letter, head, source))
    for number, item in enumerate(letter.items, start=1):
        rows["items"].append(_item(item, head, number, labels))
        rows["citations"].extend(_citations(item, head, number))
    for warning in letter.warnings:
        rows["warnings"].append((name, source, warning.code, warning.message, False))
    return rows


class _Head(NamedTuple):
    """What a letter's items share."""

    name: str
    programme: str
    format: str | None
    year: int | None
    decided: date | None
    priority: str | None
    age: int | None
    sex: str | None
    specialty: str | None

    @classmethod
    def of(cls, letter: Letter, name: str, labels: Labels) -> "_Head":
        case = letter.case
        boards = letter.reviewer.board_certifications if letter.reviewer else ()
        return cls(
            name,
            labels.programme,
            letter.format.value if letter.format else None,
            _year(letter),
            case.decision_date,
            case.priority,
            case.age,
            case.sex,
            labels.specialty(boards),
        )


def _year(letter: Letter) -> int | None:
    case = letter.case
    if case.decision_date:
        return case.decision_date.year
    days = (case.date_assigned, case.application_received, case.ur_date)
    return max((day.year for day in days if day), default=None)


def _letter(letter: Letter, head: _Head, source: str) -> Row:
    case, reviewer = letter.case, letter.reviewer
    decisions = [item.decision for item in letter.items]
    upheld = decisions.count(Decision.UPHELD)
    overturned = decisions.count(Decision.OVERTURNED)
    return (
        head.name,
        source,
        head.programme,
        head.format,
        case.number,
        case.priority,
        case.date_of_injury,
        case.ur_date,
        case.application_received,
        case.date_assigned,
        case.decision_date,
        head.year,
        _days(case.date_assigned, case.decision_date),
        case.age,
        case.sex,
        list(reviewer.licensed_in) if reviewer else [],
        list(reviewer.board_certifications) if reviewer else [],
        list(reviewer.subspecialties) if reviewer else [],
        head.specialty,
        len(letter.documents_reviewed) or None,
        len(decisions),
        upheld,
        overturned,
        _together(upheld, overturned),
        letter.summary_text,
        None,
        None,
    )


def _days(start: date | None, end: date | None) -> int | None:
    days = (end - start).days if start and end else None
    return days if days is not None and 0 <= days <= 3660 else None


def _together(upheld: int, overturned: int) -> str | None:
    if upheld and overturned:
        return "partial"
    if upheld or overturned:
        return "upheld" if upheld else "overturned"
    return None


def _item(item: LetterItem, head: _Head, number: int, labels: Labels) -> Row:
    details = item.details
    kind = details.kind.value
    group = labels.group(details.treatment, kind, details.drug)
    return (
        f"{head.name}-{number}",
        head.name,
        number,
        head.programme,
        head.format,
        head.year,
        head.decided,
        head.priority,
        head.age,
        head.sex,
        head.specialty,
        details.requested,
        details.treatment,
        kind,
        group.category,
        details.drug,
        group.drug_class,
        details.strength,
        details.quantity,
        _small(details.refills),
        _small(details.visits),
        details.body_part,
        details.side,
        details.level,
        details.retrospective,
        item.decision.value if item.decision else None,
        item.conclusion,
        _names(item.guidelines),
        _pages(item.guidelines),
        _names(item.claims_administrator_guidelines),
        list(item.other_evidence),
        item.rationale_text,
        *_OF_OTHER_PROGRAMMES,
    )


def _small(count: int | None) -> int | None:
    return count if count is not None and count < 2**15 else None


def _names(citations: Iterable[LetterCitation]) -> list[str]:
    # A list costs half of what a generator does where there are few of anything.
    return list(dict.fromkeys([cited.guideline or cited.name for cited in citations]))


def _pages(citations: Iterable[LetterCitation]) -> list[str]:
    pages = [
        f"{cited.guideline or cited.name} {page}"
        for cited in citations
        if cited.pages
        for page in _page_numbers(cited.pages)
    ]
    return list(dict.fromkeys(pages))


def page_numbers(pages: str | None) -> list[int]:
    """Return each page of a list.

    >>> page_numbers("16-17, 19")
    [16, 17, 19]
    """
    return [*_page_numbers(pages)] if pages else []


def _page_numbers(pages: str) -> tuple[int, ...]:
    read = _read_pages if len(pages) <= _LONGEST_REMEMBERED else _read_pages.__wrapped__
    return read(pages)


@lru_cache(maxsize=_REMEMBERED)
def _read_pages(pages: str) -> tuple[int, ...]:
    found: list[int] = []
    for first, last in page_spans(pages):
        stop = last if last - first < _MOST_PAGES else first
        found.extend(range(first, stop + 1))
    return tuple(found)


def _citations(item: LetterItem, head: _Head, number: int) -> Iterator[Row]:
    name = f"{head.name}-{number}"
    decision = item.decision.value if item.decision else None
    for by, citations in (
        ("reviewer", item.guidelines),
        ("claims_administrator", item.claims_administrator_guidelines),
    ):
        for cited in citations:
            yield (
                head.name,
                name,
                head.programme,
                head.year,
                item.details.treatment,
                decision,
                by,
                cited.guideline,
                cited.name,
                cited.topic,
                cited.pages,
                page_numbers(cited.pages),
                cited.verbatim,
            )


@dataclass(slots=True)
class Gathered:
    """Rows of many letters, on their way into one part of each table."""

    rows: Rows = field(default_factory=lambda: {table: [] for table in SCHEMAS})

    def add(self, rows: Rows) -> None:
        """Take in the rows of one more letter."""
        for table, more in rows.items():
            self.rows[table].extend(more)

    def tables(self) -> dict[str, pa.Table]:
        """Return the rows as one table each."""
        return {
            table: as_table(rows, SCHEMAS[table]) for table, rows in self.rows.items()
        }


def as_table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    """Return rows as a table of a schema."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [
        pa.array(column, type=kind.type)
        for column, kind in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
