"""Dates in all the forms that letters and records use.

A broken date (``09/2514``, ``11/31/2014``) is kept as written and reported; which day
was meant is never guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter

from .date_forms import (
    BROKEN,
    COUNTED,
    DAY_BEFORE,
    MEASURE,
    MONTHS,
    NAMED,
    NUMERIC,
    US,
    YEAR_BEHIND,
    month_places,
    numeric_places,
)

_PIVOT = 40
"""Two figures up to this are 20xx; above, 19xx (dates of birth)."""

_EARLIEST = 1900
_LONGEST_DAY = 20
"""Characters that a day and "th day of" may take before the month's name."""

_START = attrgetter("start")
_LEAP = 2000
"""A year in which every day exists that ever does."""


class Precision(StrEnum):
    """How much of a date is given."""

    DAY = "day"
    MONTH = "month"
    """Month and year; the value is the month's first day."""

    YEARLESS = "yearless"
    """Month and day without a year; no value until a year is known."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written, and the day it names."""

    start: int
    end: int
    verbatim: str
    value: date | None
    precision: Precision = Precision.DAY
    problem: str | None = None
    """Why there is no value, where the words are broken or name no real day."""

    month: int = 0
    day: int = 0

    def in_year(self, year: int) -> date | None:
        """Return the day in a year known from elsewhere, for a yearless date."""
        return _day(year, self.month, self.day)


def find_dates(text: str) -> Iterator[DateMention]:
    """Yield every date of a text in order.

    >>> [str(d.value) for d in find_dates("seen 10/16/14 and April 17, 2000")]
    ['2014-10-16', '2000-04-17']
    >>> [(d.verbatim, d.value, d.problem) for d in find_dates("report dated 09/2514")]
    [('09/2514', None, 'broken date')]
    >>> [d.problem for d in find_dates("on 11/31/2014")]
    ['no such day']
    >>> list(find_dates("pain 7/10, strength 5/5, Norco 10/325 mg, BP 120/80"))
    []
    """
    found = [_numeric(text, place) for place in numeric_places(text)]
    found += [_named(text, place) for place in month_places(text)]
    end = 0
    for mention in sorted(filter(None, found), key=_START):
        if mention.start >= end:
            yield mention
            end = mention.end


def parse_date(text: str) -> date | None:
    """Return the day that a text consists of, or None.

    >>> parse_date(" 4/1/09 ")
    datetime.date(2009, 4, 1)
    >>> parse_date("since 4/1/09") is None
    True
    """
    words = text.strip()
    for mention in find_dates(words):
        if mention.start == 0 and mention.end == len(words):
            return mention.value if mention.precision is Precision.DAY else None
    return None


def _numeric(text: str, at: int) -> DateMention | None:
    match = US.match(text, at)
    if match is None:
        return _other_numeric(text, at)
    figures = match.groups()
    month, day, year = int(figures[0]), int(figures[2]), figures[3]
    no_date = month > 12 and day > 12  # three readings, such as a grip of 22/20/22
    if len(year) == 2 and (no_date or MEASURE.match(text, match.end())):
        return None
    return _full(text, match.span(), year, month, day)


def _other_numeric(text: str, at: int) -> DateMention | None:
    match = NUMERIC.match(text, at)
    if match is None:
        return _broken(text, at)
    if match["my"]:
        return _month(text, match.span(), match["my"], int(match["mm"]))
    kind = "i" if match["iy"] else "d"
    year, month, day = match.group(f"{kind}y", f"{kind}m", f"{kind}d")
    return _full(text, match.span(), year, int(month), int(day))


def _broken(text: str, at: int) -> DateMention | None:
    match = BROKEN.match(text, at)
    if match is None or MEASURE.match(text, match.end()):
        return None
    return _mention(text, match.span(), None, "broken date")


def _named(text: str, at: int) -> DateMention | None:
    if at and text[at - 1].isalnum():
        return None
    match = NAMED.match(text, at)
    if match is not None and match["year"]:
        month = _month_number(text, at)
        return _full(text, match.span(), match["year"], month, int(match["day"]))
    if match is not None and match["dashed_year"]:
        month, day = _month_number(text, at), int(match["dashed_day"])
        return _full(text, match.span(), match["dashed_year"], month, day)
    mention = _day_first(text, at)
    return mention if mention or match is None else _month_first(text, match)


def _month_first(text: str, match: re.Match[str]) -> DateMention | None:
    at = match.start()
    if match["broken"]:
        return _mention(text, match.span(), None, "broken date")
    if match["month_year"]:
        return _month(text, match.span(), match["month_year"], _month_number(text, at))
    # "may 20" is a date only as "May 20"; "may 2" is usually a verb and a number.
    if not text[at].isupper() or COUNTED.match(text, match.end()):
        return None
    return _yearless(text, match.span(), at, int(match["yearless"]))


def _day_first(text: str, at: int) -> DateMention | None:
    before = DAY_BEFORE.search(text, max(0, at - _LONGEST_DAY), at)
    behind = YEAR_BEHIND.match(text, at)
    if before is None or behind is None:
        return None
    span, day = (before.start(), behind.end()), int(before["day"])
    year = behind["year"] or behind["short"]
    if year:
        return _full(text, span, year, _month_number(text, at), day)
    return _yearless(text, span, at, day) if before["ordinal"] else None


def _month_number(text: str, at: int) -> int:
    word = _WORD.match(text, at)
    return MONTHS[word[0].lower()] if word else 0


_WORD = re.compile(r"[A-Za-z]+")


def _yearless(
    text: str, span: tuple[int, int], at: int, day: int
) -> DateMention | None:
    month = _month_number(text, at)
    if not 1 <= day <= 31:
        return None
    problem = None if _day(_LEAP, month, day) else "no such day"
    return DateMention(
        *span, text[span[0] : span[1]], None, Precision.YEARLESS, problem, month, day
    )


def _full(
    text: str, span: tuple[int, int], year: str, month: int, day: int
) -> DateMention:
    value = _day(_year(year), month, day)
    return _mention(text, span, value, None if value else "no such day")


def _month(text: str, span: tuple[int, int], year: str, month: int) -> DateMention:
    value = _day(_year(year), month, 1)
    problem = None if value else "no such month"
    return DateMention(*span, text[span[0] : span[1]], value, Precision.MONTH, problem)


def _mention(
    text: str, span: tuple[int, int], value: date | None, problem: str | None
) -> DateMention:
    return DateMention(*span, text[span[0] : span[1]], value, Precision.DAY, problem)


def _year(figures: str) -> int:
    year = int(figures.lstrip("'\u2019"))
    if len(figures) == 4:
        return year
    return year + (2000 if year <= _PIVOT else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    if year < _EARLIEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
