r"""Which day a sentence speaks of.

A sentence of a dated report speaks of the report's day.  Sums of other people's
records, and case summaries without a date of their own, name the day: "10/23/14 PR-2",
"as per progress report dated 10/23/14"; what follows without a date goes with it.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.text import Precision

from .pages import ReadPage
from .sections import SectionKind

_YEAR = re.compile(
    r"\b(?:in|since|from|of|until|by|during|back in|early|late|mid|summer|fall|spring"
    r"|winter|around|about)[\s-]+((?:19|20)\d\d)\b(?!\s*(?:mg|calor|feet|lb|sq))"
)
_REPORT = re.compile(
    r"\b(?:reports?|notes?|evaluation|visit|exam(?:ination)?|pr-?2|dated|as of|as per"
    r"|per the|per|findings|complaints|diagnoses|medications|seen|at the time|progress)"
    r"\W*(?:(?:dated|of|on|from|the|is|was)\W+){0,2}\Z"
)
MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
_MONTHS = {
    "spring": 4,
    "summer": 7,
    "fall": 10,
    "autumn": 10,
    "mid": 7,
    "late": 11,
}
_SEASON = re.compile(rf"\b({'|'.join(_MONTHS)})[\s-]+(?:of\s+)?\Z")
_ENDS = re.compile(r"[.;]\s*\Z")
_SUMMARY_OPENING = re.compile(r"\s*(?:on\s+|at the time\s*)?\(?\Z")


_LOG_LINES = 3
"""Different days that open lines make a page a log: refill visits, telephone calls."""

_AHEAD = 120
"""Days ahead at which a day without a year is still an appointment."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day named in a sentence."""

    start: int
    end: int
    day: dt.date
    precision: Precision


def moments(page: ReadPage, start: int, end: int) -> Iterator[Moment]:
    """Yield the days that a stretch of a page names, in order.

    A month and day without a year belong to the report's year, or to the one before
    where that day would lie months ahead ("December" in a report of February); a bare
    year ("in 2007") counts as a month's precision would, from its first day, and
    "summer of 2007" from July.
    """
    found = [*_dates(page, start, end), *_years(page, start, end)]
    yield from sorted(found, key=lambda moment: moment.start)


def _dates(page: ReadPage, start: int, end: int) -> Iterator[Moment]:
    for mention in page.dates_in(start, end):
        day = mention.value
        if day is None and mention.precision is Precision.YEARLESS and page.date:
            day = mention.in_year(page.date.year)
            if day is not None and (day - page.date).days > _AHEAD:
                day = mention.in_year(page.date.year - 1)
        if day is not None:
            yield Moment(mention.start, mention.end, day, mention.precision)


_RELATIVE = re.compile(
    rf"\b(?:(?P<of>{'|'.join(MONTHS)})\s+(?:of\s+)?(?P<which>last|this)\s+year"
    rf"|(?:last|this past)\s+(?P<last>{'|'.join(MONTHS)}|spring|summer|fall|autumn"
    r"|winter))\b"
)
SEASONS = {"spring": 4, "summer": 7, "fall": 10, "autumn": 10, "winter": 1}
"""The month from which a season counts."""


def relative_moments(page: ReadPage, start: int, end: int) -> Iterator[Moment]:
    """Yield the months that a report tells from its own day: "May of last year".

    Beginnings are told so; what is said of the present with such a month beside it
    ("8 last June, 3 now") is no old finding, and other readers leave them out.
    """
    if page.date is None:
        return
    for match in _RELATIVE.finditer(page.low, start, end):
        if match["of"]:
            year = page.date.year - (match["which"] == "last")
            day = dt.date(year, MONTHS.index(match["of"]) + 1, 1)
        else:
            name = match["last"]
            month = SEASONS.get(name) or MONTHS.index(name) + 1
            year = page.date.year - (month >= page.date.month)
            day = dt.date(year, month, 1)
        yield Moment(match.start(), match.end(), day, Precision.MONTH)


def _years(page: ReadPage, start: int, end: int) -> Iterator[Moment]:
    for match in _YEAR.finditer(page.low, start, end):
        day = dt.date(int(match[1]), _month(page.low[: match.start(1)]), 1)
        taken = any(
            d.start <= match.start(1) < d.end for d in page.dates_in(start, end)
        )
        if not taken:
            yield Moment(match.start(1), match.end(1), day, Precision.MONTH)


def _month(before: str) -> int:
    """Return the month that "summer of 2017" or "late 2012" means, by its words."""
    match = _SEASON.search(before, max(0, len(before) - 16))
    return _MONTHS[match[1]] if match else 1


class Dating:
    """Answers which day any place of a page speaks of."""

    def __init__(self) -> None:
        self._carried: dict[int, list[tuple[int, dt.date]]] = {}
        self._logs: dict[int, list[tuple[int, dt.date]]] = {}

    def _entries(self, page: ReadPage) -> list[tuple[int, dt.date]]:
        """Return the days of a page that is a log; of any other page none."""
        known = self._logs.get(page.order)
        if known is None:
            known = list(_log(page))
            if len({day for _, day in known}) < _LOG_LINES:
                known = []
            self._logs[page.order] = known
        return known

    def day(self, page: ReadPage, offset: int) -> dt.date | None:
        """Return the day that a sentence speaks of, where it is known."""
        told = page.section_at(offset) is SectionKind.RECORDS
        entries = [] if told else self._entries(page)
        if entries:
            return next(
                (day for at, day in reversed(entries) if at <= offset), page.date
            )
        if page.date is not None and not told:
            return page.date
        marks = self._carried.get(page.order)
        if marks is None:
            marks = self._carried[page.order] = list(_marks(page))
        sentence = page.sentences[page.sentence_at(offset)] if page.sentences else None
        limit = sentence.end if sentence else offset
        before = [day for at, day in marks if at <= limit]
        if before:
            return before[-1]
        return page.date


def _log(page: ReadPage) -> Iterator[tuple[int, dt.date]]:
    """Yield the days at which the lines of a log begin."""
    for mention in page.dates:
        if mention.value is None or mention.precision is not Precision.DAY:
            continue
        if page.opens_line(mention.start):
            yield mention.start, mention.value


def _marks(page: ReadPage) -> Iterator[tuple[int, dt.date]]:
    """Yield the days that reports are named by."""
    for mention in page.dates:
        if mention.value is None or mention.precision is not Precision.DAY:
            continue
        lead = page.low[max(0, mention.start - 40) : mention.start]
        opens = mention.start == 0 or lead.endswith("\n") or _ENDS.search(lead)
        if opens or _REPORT.search(lead) or _SUMMARY_OPENING.fullmatch(lead):
            yield mention.start, mention.value
