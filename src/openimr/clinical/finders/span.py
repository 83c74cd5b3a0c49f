"""Spans of time bound to words: how long relief lasted, how long since the surgery."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.clinical.ask import Ask
from openimr.clinical.dating import moments
from openimr.clinical.entries import Measure
from openimr.clinical.findings import MOST_AGAINST, MOST_EVIDENCE, quotes, silent, weigh
from openimr.clinical.statements import Statement
from openimr.domain import PROCEDURE_REPORTS, Fact, Finding, Quantity
from openimr.text import number_in_words

from .bound import Sentences, affirmed, judged, said_none, sentences_with_cues

_COUNT = (
    r"(?:\d{1,3}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|eighteen|twenty(?:[\s-]four)?)"
)
LENGTH = re.compile(
    rf"\b(?P<low>{_COUNT})(?:\s*(?:-|\u2013|to|or)\s*(?P<high>{_COUNT}))?"
    r"(?P<half>\s+and a half)?[\s-]*(?:full\s+|more\s+)?"
    r"(?P<unit>hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?)\b"
)
_PAST = re.compile(
    r"\s*(?:ago|since|after|out|post|status|s/p|following|history|prior|earlier|old\b"
    r"|from\b)"
)
_LAST = re.compile(
    r"(?:\b(?:past|last|previous|for|over|since|than|about|approximately|nearly|almost"
    r"|some|of|x)\s+(?:the\s+|about\s+|past\s+|last\s+|over\s+|nearly\s+)*)\Z"
)
_DAYS = {"h": 1 / 24, "d": 1.0, "w": 7.0, "m": 30.4375, "y": 365.25}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, or the day from which one runs, and the passage."""

    days: float
    day: dt.date | None
    said: Statement


def find_span(ask: Ask) -> Fact:
    """Answer how long something lasted, or has gone on until the request.

    Of lengths the latest report's counts; of days the first or the last, as the entry's
    ``measure`` says.
    """
    spans = list(_spans(ask))
    found = [each for each in spans if each.said.finding is Finding.PRESENT]
    none = list(said_none(ask))
    if not found:
        denied = [each for each in none if each.finding is Finding.ABSENT]
        near = [each.said for each in spans]
        return weigh(ask, denied) if denied else silent(ask, [*near, *none])
    return _answer(ask, _best(ask, found), found)


def _best(ask: Ask, found: list[Span]) -> Span:
    if ask.entry.measure is Measure.LENGTH:
        return max(found, key=lambda each: (each.said.day or dt.date.min, each.days))
    if ask.entry.measure is Measure.SINCE_FIRST:
        return max(found, key=lambda each: each.days)
    return min(found, key=lambda each: each.days)


def _spans(ask: Ask) -> Iterator[Span]:
    since = ask.entry.measure is not Measure.LENGTH
    for sentence in sentences_with_cues(ask):
        yield from _since(ask, sentence) if since else _lengths(ask, sentence)


def _lengths(ask: Ask, sentence: Sentences) -> Iterator[Span]:
    for match in LENGTH.finditer(sentence.page.low, sentence.start, sentence.end):
        if match.string.startswith("ago", match.end() + 1):
            continue
        said = affirmed(judged(ask, sentence, match.start(), match.end()))
        if said is not None:
            yield Span(days_of(match), None, said)


def _since(ask: Ask, sentence: Sentences) -> Iterator[Span]:
    for start, end, day in _events(ask, sentence):
        if day > ask.as_of:
            continue
        said = affirmed(judged(ask, sentence, start, end))
        if said is not None:
            yield Span(float((ask.as_of - day).days), day, said)


def _events(ask: Ask, sentence: Sentences) -> Iterator[tuple[int, int, dt.date]]:
    """Yield the days that a sentence gives: named, counted back, or its report's."""
    page, named = sentence.page, False
    for moment in moments(page, sentence.start, sentence.end):
        named = True
        yield moment.start, moment.end, moment.day
    told = ask.day(page, sentence.start)
    if told is None:
        return
    for match in LENGTH.finditer(page.low, sentence.start, sentence.end):
        lead = page.low[max(sentence.start, match.start() - 40) : match.start()]
        if _PAST.match(page.low, match.end()) or _LAST.search(lead):
            named = True
            yield match.start(), match.end(), told - dt.timedelta(days=days_of(match))
    if not named and page.document.kind in PROCEDURE_REPORTS:
        cue = sentence.cues[0]
        yield cue.start, cue.end, told


def days_of(match: re.Match[str]) -> float:
    """Return the days of a length; the lower end of "six to eight weeks"."""
    count = match["low"]
    if count in {"a", "an"}:
        number = 1.0
    elif count[0].isdigit():
        number = float(count)
    else:
        number = float(number_in_words(count) or 0)
    return (number + (0.5 if match["half"] else 0.0)) * _DAYS[match["unit"][0]]


def _answer(ask: Ask, best: Span, found: list[Span]) -> Fact:
    unit = ask.entry.unit or "weeks"
    value = Quantity(round(_in_unit(ask, best, unit), 1), unit)
    same = [each.said for each in found if abs(each.days - best.days) < _NEAR_DAYS]
    other = [each.said for each in found if abs(each.days - best.days) >= _NEAR_DAYS]
    how = None
    if best.day is not None:
        days = f"{best.days:.0f} days"
        how = f"{best.day:%m/%d/%Y} to {ask.as_of:%m/%d/%Y} = {days} = {value}"
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=value,
        as_of=best.said.day,
        evidence=quotes([best.said, *same], MOST_EVIDENCE),
        against=quotes(other, MOST_AGAINST) if best.day is None else (),
        how=how,
    )


_NEAR_DAYS = 4.0
"""Two tellings of one span may differ by so many days."""


def _in_unit(ask: Ask, span: Span, unit: str) -> float:
    """Return the span in a unit; whole weeks and calendar months from a day on."""
    if span.day is None:
        return span.days / _DAYS[unit[0]]
    if unit[0] == "m":
        months = 12 * (ask.as_of.year - span.day.year) + ask.as_of.month
        months -= span.day.month
        return float(months - (ask.as_of.day < span.day.day))
    return float(int(span.days / _DAYS[unit[0]]))
