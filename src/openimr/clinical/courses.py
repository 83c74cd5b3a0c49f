"""Courses of treatment: visits authorised, attended, missed and asked for, by note.

A course is what one document tells of one treatment given over several visits:
therapy, acupuncture, chiropractic, massage, psychotherapy, work hardening, care at
home.  Numbers are those of sentences that say what they count; a flow sheet with one
row a visit is counted row by row.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from openimr.domain import DocumentKind, Evidence

from .ask import is_clinical
from .body_parts import find_parts, find_sides
from .pages import ReadPage
from .records import Records
from .treatments import load_treatments
from .visit_numbers import visit_numbers
from .visit_words import Told

_GIVEN = frozenset({"therapy", "program"})
_SERVICES = frozenset({"home_health"})
_OPENING = 14
"""Sentences at the top of a note that name the treatment and the part treated."""

_ROW = re.compile(
    r"^[ \t]*(?:(?:visit|tx|#)?\s*#?\d{1,2}[.):]?\s+)?"
    r"(?P<day>\d{1,2}[/-]\d{1,2}(?:[/-](?:\d{4}|\d{2}))?)(?![/\d-])"
    r"[ \t:|,-]*(?P<told>.*)$",
    re.M,
)
_MISSED = re.compile(
    r"\b(?:no[- ]?shows?|n/?s\b|cancel\w*|cx\b|cxl\w*|missed"
    r"|did not (?:come|attend|show)|dna\b|rescheduled|holiday|not seen"
    r"|absent|late cancel\w*)",
    re.I,
)
_NO_VISIT = re.compile(r"\b(?:phone|call|fax|rfa|auth\w*|report sent|mail\w*)\b", re.I)
_LEAST_ROWS = 3
_SHOWN = (Told.AUTHORISED, Told.ATTENDED, Told.MISSED, Told.REQUESTED)
_OUTCOME = re.compile(
    r"plateau|no (?:clinically )?(?:meaningful |significant |further )?(?:change|gain"
    r"|improvement|benefit)|little change|goals?\b.{0,20}\bmet|discharged?\b|improved"
    r"|(?:good|excellent|poor|fair) (?:response|progress)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course of one treatment as one document tells it; None is 'not told'."""

    treatment: str
    """Family id, such as ``physical_therapy``."""

    document: str
    body_parts: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    authorised: int | None = None
    attended: int | None = None
    missed: int | None = None
    requested: int | None = None
    first: dt.date | None = None
    """Day of the first visit, where rows or a span of days give it."""

    last: dt.date | None = None
    outcome: str | None = None
    """The words that tell how it went."""

    evidence: tuple[Evidence, ...] = ()
    """Passages that the fields were read from, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row of a flow sheet."""

    day: str
    """As written; rows may leave out the year."""

    missed: bool
    start: int
    end: int


@cache
def course_families() -> frozenset[str]:
    """Return the families of treatment that are given over visits.

    Raises:
        KnowledgeError: the lexicon of treatments breaks its schema.
    """
    kinds = load_treatments().kinds
    return (
        frozenset(family for family, kind in kinds.items() if kind in _GIVEN)
        | _SERVICES
    )


def visit_rows(page: ReadPage) -> tuple[Row, ...]:
    """Return the rows of a flow sheet, one a visit; none where a page is no such sheet.

    Offsets are those of the raw page.  Rows that only tell of a call or a fax are no
    visits; two rows of one day are one visit.
    """
    found: dict[str, Row] = {}
    for match in _ROW.finditer(page.clean.raw):
        told = match["told"]
        if _NO_VISIT.search(told) and not _MISSED.search(told):
            continue
        row = Row(match["day"], _MISSED.search(told) is not None, *match.span())
        found.setdefault(match["day"], row)
    rows = tuple(found.values())
    return rows if len(rows) >= _LEAST_ROWS else ()


def attended_rows(page: ReadPage) -> tuple[Row, ...]:
    """Return the rows of visits that took place."""
    return tuple(row for row in visit_rows(page) if not row.missed)


def read_courses(records: Records) -> tuple[Course, ...]:
    """Return the courses that notes of treatment tell of, in the order of the pages."""
    return tuple(
        course
        for page in records.pages
        if page.document.kind is DocumentKind.THERAPY_NOTE
        and is_clinical(page.document)
        and (course := _course(records, page)) is not None
    )


def _course(records: Records, page: ReadPage) -> Course | None:
    treatment = _treatment(records, page)
    if treatment is None:
        return None
    told = {number.told: number for number in visit_numbers(page.low)}
    rows = visit_rows(page)
    kept = attended_rows(page)
    numbers = {name: number.value for name, number in told.items()}
    if kept and Told.ATTENDED not in numbers:
        numbers[Told.ATTENDED] = len(kept)
        numbers.setdefault(Told.MISSED, len(rows) - len(kept))
    outcome = _OUTCOME.search(page.low)
    places = [(told[name].first, told[name].last) for name in _SHOWN if name in told]
    if outcome:
        places.append((outcome.start(), outcome.end()))
    opening = page.sentences[:_OPENING]
    end = opening[-1].end if opening else 0
    days = _days(page, kept)
    return Course(
        treatment=treatment,
        document=page.document.id,
        body_parts=tuple(dict.fromkeys(p.part for p in find_parts(page.low, 0, end))),
        sides=tuple(dict.fromkeys(s.side.value for s in find_sides(page.low, 0, end))),
        authorised=numbers.get(Told.AUTHORISED),
        attended=numbers.get(Told.ATTENDED),
        missed=numbers.get(Told.MISSED),
        requested=numbers.get(Told.REQUESTED),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        outcome=_sentences(page, *outcome.span()).quote if outcome else None,
        evidence=tuple(
            dict.fromkeys(_sentences(page, *place) for place in sorted(places))
        ),
    )


def _treatment(records: Records, page: ReadPage) -> str | None:
    """Return the treatment that a note opens with."""
    for scanned in (records.scanned.treatments, records.scanned.quiet):
        for name in scanned.get(page.order, ()):
            if name.sentence < _OPENING and name.treatment in course_families():
                return name.treatment
    return None


def _days(page: ReadPage, rows: tuple[Row, ...]) -> list[dt.date]:
    """Return the days of the rows, in order; those without a year are the note's."""
    return sorted(
        mention.value
        for mention in page.dates
        if mention.value is not None
        and any(
            row.start <= page.clean.raw_offset(mention.start) < row.end for row in rows
        )
    )


def _sentences(page: ReadPage, first: int, last: int) -> Evidence:
    start = page.sentences[page.sentence_at(first)].start
    end = page.sentences[page.sentence_at(max(first, last - 1))].end
    return page.quote(start, end)


__all__: tuple[str, ...] = (
    "Course",
    "Row",
    "attended_rows",
    "course_families",
    "read_courses",
    "visit_rows",
)
