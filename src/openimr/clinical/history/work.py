"""The work status, from its own section or told in passing."""

import datetime as dt
import re
from dataclasses import replace

from openimr.clinical.records import Records
from openimr.clinical.sections import SectionKind
from openimr.domain import Point, Topic

from .reports import Line, latest_reports, lines, words
from .wording import abbreviations

_BOX = re.compile(r"\[\s*\]|_{3,}")
_MOST = 2
_NOT_HERE = frozenset(
    {
        SectionKind.FAMILY,
        SectionKind.RECORDS,
        SectionKind.FURNITURE,
        SectionKind.REQUEST,
        SectionKind.REVIEW,
        SectionKind.DECLARATION,
    }
)
_SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
_OF_WORK = re.compile(
    r"\b(?:duty|work|job|disab|perman|station|restrict|modif|retire|ttd|tpd|mmi)", re.I
)


def work_status(records: Records, as_of: dt.date) -> list[Point]:
    """Return the work status of the latest report that states one.

    Its own section speaks first, then a sentence anywhere in the report.
    """
    for document in latest_reports(records, as_of):
        found = [
            line
            for line in lines(records, document, SectionKind.WORK_STATUS)
            if _states(line)
        ]
        found = found or [
            line for line in lines(records, document) if _in_passing(line)
        ]
        if found:
            return [_spelt_out(line.point(Topic.WORK_STATUS)) for line in found[:_MOST]]
    return []


def _states(line: Line) -> bool:
    span = line.page.clean.raw_span(line.sentence.start, line.sentence.end)
    boxed = _BOX.search(span.of(line.page.clean.raw))
    return not boxed and len(line.text) > 2 and not _signed(line.text)


def _in_passing(line: Line) -> bool:
    return line.section not in _NOT_HERE and tells_work(line) and _states(line)


def tells_work(line: Line) -> bool:
    """Tell whether a sentence states a work status."""
    stated = words("work").search(line.low) is not None
    return stated and words("work_not").search(line.low) is None


def _signed(text: str) -> bool:
    """Tell whether a line is a name and a place, as below a report, and no status."""
    return not (text.isupper() or _SMALL_WORD.search(text) or _OF_WORK.search(text))


def _spelt_out(point: Point) -> Point:
    """Write out what work status is abbreviated to, the abbreviation behind it."""
    text = point.text
    for short, long in abbreviations().items():
        shown = f"{long} ({short})"
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", shown, text)
    return replace(point, text=text)
