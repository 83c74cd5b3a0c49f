r"""The header block: case number, dates and priority.

Extraction puts labels and values in the order of the page, of the columns, or all
labels before all values, and breaks a label over lines (``Application \nReceived:``).
So labels and values are taken as two kinds of marks and matched by kind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openimr.domain import Span
from openimr.text import parse_date

_DATE = (
    r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?![\d/])"
    r"|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}"
)
_MARK = re.compile(
    rf"""
    (?P<number>(?:(?:MAXIMUS|IMR)\s+)?Case\s*(?:Number|No\.?)\s*\#?\s*:)
  | (?P<date_of_injury>Date\s+of\s+Injury\s*:)
  | (?P<ur_date>(?:UR|Utilization\s+Review)\s+(?:Denial|Decision|Determination)
        \s+Date\s*:
        |Date\s+of\s+(?:UR|Utilization\s+Review)\s+(?:Decision|Denial|Determination)\s*:)
  | (?P<priority>Priority\s*:)
  | (?P<date_assigned>(?:Date\s+Assigned|Assignment\s+Date)\s*:)
  | (?P<application_received>(?:IMR\s+)?Application\s+Received(?:\s+Date)?\s*:)
  | (?P<decision_date>(?:Decision\s+Date|Date\s+of\s+(?:Decision|Determination)
        |Dated)\s*:)
  | (?P<other>(?:Employee|Provider|Claims?|Claims?\s+Administrator|Employer)
        (?:\s+(?:Name|Number|No\.?))?\s*:
        |Treatment\(?s?\)?\s+in\s+Dispute[^:\n]{{0,60}}:|DEAR\b)
  | (?P<a_number>\b[A-Z]{{2}}\s?\d\d\s?[-\u2013]\s?\d{{5,8}}\b)
  | (?P<a_date>(?<![\d/]){_DATE})
  | (?P<a_priority>\b(?:standard|regular|expedited)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WANTED = {"number": "a_number", "priority": "a_priority"}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One field of the header block, its value and where that stands."""

    name: str
    value: str | date
    span: Span


def read_header(raw: str, region: Span) -> Iterator[HeaderField]:
    """Yield the fields of the header block, each once."""
    seen: set[str] = set()
    for label, mark in _pairs(list(_MARK.finditer(raw, region.start, region.end))):
        field = _field(label, mark)
        if field is not None and label not in seen:
            seen.add(label)
            yield field


def _pairs(marks: list[re.Match[str]]) -> Iterator[tuple[str, re.Match[str]]]:
    """Match each run of labels with the values behind it."""
    labels: list[str] = []
    values: list[re.Match[str]] = []
    for mark in marks:
        name = str(mark.lastgroup)
        if name.startswith("a_"):
            values.append(mark)
            continue
        if values:
            yield from _matched(labels, values)
            labels, values = [], []
        labels.append(name)
    yield from _matched(labels, values)


def _matched(
    labels: list[str], values: list[re.Match[str]]
) -> Iterator[tuple[str, re.Match[str]]]:
    if not labels or not values:
        return
    kinds = [str(value.lastgroup) for value in values]
    wanted = [_WANTED.get(label, "a_date") for label in labels if label != "other"]
    if len(wanted) > 1 and kinds[: len(wanted)] == wanted:
        named = [label for label in labels if label != "other"]
        yield from zip(named, values, strict=False)
        return
    last = labels[-1]
    if last != "other":
        fitting = (v for v in values if v.lastgroup == _WANTED.get(last, "a_date"))
        first = next(fitting, None)
        if first is not None:
            yield last, first


def _field(label: str, mark: re.Match[str]) -> HeaderField | None:
    words = mark[0]
    span = Span(*mark.span())
    if label == "number":
        return HeaderField(label, _SPACES.sub("", words).replace("\u2013", "-"), span)
    if label == "priority":
        priority = "expedited" if words.lower() == "expedited" else "regular"
        return HeaderField(label, priority, span)
    day = parse_date(" ".join(words.split()))
    return HeaderField(label, day, span) if day else None
