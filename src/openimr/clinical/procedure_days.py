"""The day on which a procedure was done: named, counted back, or its report's."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from openimr.domain import PROCEDURE_REPORTS
from openimr.text import Precision, number_in_words

from .dating import MONTHS, moments
from .pages import ReadPage
from .procedure_words import LABEL
from .scan import NamedTreatment

_COUNT = (
    r"(?:\d{1,3}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|eighteen|twenty(?:[\s-]four)?|couple of)"
)
_AGO = re.compile(
    rf"\b(?P<count>{_COUNT})(?P<half>\s+and a half)?(?:[\s-]*(?:to|or|-)\s*\d+)?[\s-]*"
    r"(?P<unit>days?|weeks?|wks?|months?|mos?|years?|yrs?)\b\.?"
    r"(?:\s+and\s+(?P<count2>\w+)\s+(?P<unit2>weeks?|days?|months?))?\s*"
    r"(?:ago|out|after|since|following|post|s/p|status|from|prior|earlier|removed)\b"
)
_POST = re.compile(
    rf"\b(?:post[\s-]?op(?:erative)?(?:ly)?|s/p|pod)\W*(?:x|by|at|for|about|week|day"
    rf"|month|\s|#)*(?P<count>{_COUNT})[\s-]*(?P<unit>days?|weeks?|wks?|months?|mos?)\b"
)
_POD = re.compile(r"\b(?:pod|post-?op(?:erative)? day)\W{0,3}(?P<count>\d{1,3})\b")
# Not "since June" nor "the second half of June": then something else began.
_MONTH = re.compile(
    rf"\b(?:in|(?<!half )of|last|this past|during|early|late|mid)\s+"
    rf"(?:early |late |mid-?)?"
    rf"(?P<month>{'|'.join(MONTHS)})\b(?!\s*(?:\d|,\s*\d))"
)
_DAYS = {"d": 1.0, "w": 7.0, "m": 30.4375, "y": 365.25}
_LONE_DATE = 24
"""Characters of a line that holds a date and little more."""

_FAR = 110
"""Characters between a procedure and the day told of it."""


def day_of(page: ReadPage, name: NamedTreatment) -> tuple[dt.date | None, Precision]:
    """Return the day told nearest to a name: named, counted back, or its report's."""
    sentence = page.sentences[name.sentence]
    words = page.low[sentence.start : sentence.end]
    found: list[tuple[int, dt.date, Precision]] = []
    for moment in moments(page, sentence.start, sentence.end):
        gap = max(moment.start - name.end, name.start - moment.end, 0)
        if page.date is None or moment.day <= page.date:
            found.append((gap, moment.day, moment.precision))
    found += _counted_back(page, name, words, sentence.start)
    near = [each for each in found if each[0] <= _FAR]
    if near:
        _, day, precision = min(near, key=lambda each: each[0])
        return day, precision
    lone = _lone_date(page, name.sentence)
    if lone is not None:
        return lone, Precision.DAY
    here = page.document.kind in PROCEDURE_REPORTS or LABEL.match(words.lstrip())
    return (page.date if here else None), Precision.DAY


_LISTING = re.compile(
    r"(?:[\s,;&]|\band\b|\banother\b|\bagain\b|\ba second\b|\bthen\b|\bone\b|\bon\b"
    r"|\bin\b|\bthe second\b|\bthe third\b|\blast\b)*"
)


def days_listed(
    page: ReadPage, name: NamedTreatment, day: dt.date
) -> tuple[dt.date, ...]:
    """Return the days enumerated with the one found: "1/14, 3/14 and 6/14"."""
    sentence = page.sentences[name.sentence]
    told = list(moments(page, sentence.start, sentence.end))
    own = [at for at, moment in enumerate(told) if moment.day == day]
    found: list[dt.date] = []
    if own:
        for before, after in pairwise(told[own[0] :]):
            between = page.low[before.end : after.start]
            if _LISTING.fullmatch(between) is None:
                break
            found.append(after.day)
    return tuple(found)


def _counted_back(
    page: ReadPage, name: NamedTreatment, words: str, shift: int
) -> Iterator[tuple[int, dt.date, Precision]]:
    if page.date is None:
        return
    for match in (*_AGO.finditer(words), *_POST.finditer(words)):
        days = _length(
            match["count"],
            match["unit"],
            "half" in match.groupdict() and bool(match["half"]),
        )
        if match.groupdict().get("count2"):
            days += _length(match["count2"], match["unit2"], half=False)
        at = match.start() + shift
        gap = max(at - name.end, name.start - match.end() - shift, 0)
        precision = Precision.DAY if match["unit"][0] in "dw" else Precision.MONTH
        yield gap, page.date - dt.timedelta(days=days), precision
    for match in _POD.finditer(words):
        at = match.start() + shift
        gap = max(at - name.end, name.start - match.end() - shift, 0)
        day = page.date - dt.timedelta(days=float(match["count"]))
        yield gap, day, Precision.DAY
    for match in _MONTH.finditer(words):
        month = MONTHS.index(match["month"]) + 1
        year = page.date.year - (month > page.date.month)
        at = match.start() + shift
        gap = max(at - name.end, name.start - match.end() - shift, 0)
        yield gap, dt.date(year, month, 1), Precision.MONTH


def _length(count: str, unit: str, half: bool) -> float:
    """Return the days of a length in words."""
    if count in {"a", "an"}:
        number = 1.0
    elif count == "couple of":
        number = 2.0
    elif count[0].isdigit():
        number = float(count)
    else:
        number = float(number_in_words(count) or 0)
    return (number + (0.5 if half else 0.0)) * _DAYS[unit[0]]


def _lone_date(page: ReadPage, sentence: int) -> dt.date | None:
    """Return the day of an entry whose date stands alone before it."""
    if not sentence:
        return None
    before = page.sentences[sentence - 1]
    if before.end - before.start > _LONE_DATE:
        return None
    named = [m.day for m in moments(page, before.start, before.end)]
    return named[0] if named and named[0] <= (page.date or dt.date.max) else None
