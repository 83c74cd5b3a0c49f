"""Dates in all the forms that letters and records use.

A broken date (``09/2514``, ``11/31/2014``) is kept as written and reported; which day
was meant is never guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""
    (?<![\d/.\w-])(?:
        (?P<iso>(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d))
      | (?P<us>(?P<um>\d{{1,2}})(?P<sep>[/-])(?P<ud>\d{{1,2}})(?P=sep)
               (?P<uy>(?:19|20)\d\d|\d\d))
      | (?P<dots>(?P<dm>\d{{1,2}})\.(?P<dd>\d{{1,2}})\.(?P<dy>(?:19|20)\d\d|\d\d))
      | (?P<broken>\d{{1,2}}/\d{{3,6}}(?:/\d+)?|\d{{3,4}}/\d{{2,4}}
               |\d{{1,2}}/\d{{1,2}}/(?:\d{{3}}|\d{{5,6}}|\d(?!\d)))
      | (?P<my>(?P<mm>\d{{1,2}})/(?P<myy>(?:19|20)\d\d))
    )(?![\d/]|[.-]\d|\w)
  | \b(?P<name>{_MONTH})\b\.?(?:
        \s+(?P<nd>\d{{1,2}}){_ORDINAL}(?:\s*,\s*|\s+)(?P<ny>(?:19|20)\d\d)(?!\d)
      | \s+(?P<nd2>\d{{1,2}}){_ORDINAL}(?![\d/:%]|\.\d|-\d|\s*(?:mg|mcg|visit|session))
      | \s*,?\s+(?:of\s+)?(?P<ny2>(?:19|20)\d\d)(?!\d)
    )
  | \b(?P<ed>\d{{1,2}}){_ORDINAL}\s+(?:day\s+of\s+)?(?P<ename>{_MONTH})\b\.?,?\s+
        (?P<ey>(?:19|20)\d\d)(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PIVOT = 40
"""Two figures up to this are 20xx; above, 19xx (dates of birth)."""

_EARLIEST = 1900


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
    """
    for match in _DATE.finditer(text):
        mention = _read(match)
        if mention is not None:
            yield mention


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


def _read(match: re.Match[str]) -> DateMention | None:
    group = match.groupdict()
    if group["iso"]:
        return _full(match, group["iy"], group["im"], group["id"])
    if group["us"]:
        return _full(match, group["uy"], group["um"], group["ud"])
    if group["dots"]:
        return _full(match, group["dy"], group["dm"], group["dd"])
    if group["broken"]:
        return _mention(match, None, problem="broken date")
    if group["my"]:
        return _month(match, group["myy"], int(group["mm"]))
    return _named(match, group)


def _named(match: re.Match[str], group: dict[str, str | None]) -> DateMention | None:
    month = _MONTHS[str(group["name"] or group["ename"]).lower()]
    year = group["ny"] or group["ey"]
    if year:
        return _full(match, year, str(month), group["nd"] or group["ed"])
    if group["ny2"]:
        return _month(match, group["ny2"], month)
    day = int(str(group["nd2"]))
    # "may 20" is a date only as "May 20"; "may 2" is usually a verb and a number.
    if not match[0][0].isupper() or _day(2000, month, day) is None:
        return None
    return DateMention(
        *match.span(), match[0], None, Precision.YEARLESS, None, month, day
    )


def _full(
    match: re.Match[str], year: str | None, month: str | None, day: str | None
) -> DateMention:
    value = _day(_year(str(year)), int(str(month)), int(str(day)))
    return _mention(match, value, problem=None if value else "no such day")


def _month(match: re.Match[str], year: str | None, month: int) -> DateMention:
    value = _day(int(str(year)), month, 1)
    problem = None if value else "no such month"
    return DateMention(*match.span(), match[0], value, Precision.MONTH, problem)


def _mention(
    match: re.Match[str], value: date | None, problem: str | None
) -> DateMention:
    return DateMention(*match.span(), match[0], value, Precision.DAY, problem)


def _year(figures: str) -> int:
    year = int(figures)
    if len(figures) > 2:
        return year
    return year + (2000 if year <= _PIVOT else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    if year < _EARLIEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
