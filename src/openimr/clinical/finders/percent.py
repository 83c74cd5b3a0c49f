"""Percents bound to words: relief after a procedure, a gain, a score."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import MOST_AGAINST, MOST_EVIDENCE, quotes, silent, weigh
from openimr.clinical.statements import Statement
from openimr.domain import Fact, Finding, Quantity
from openimr.text import number_in_words

from .bound import judged, said_none, sentences_with_cues

_FIGURE = (
    r"(?:\d{1,3}(?:\.\d)?|(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:[\s-]five)?)"
)
_PERCENT = re.compile(
    rf"(?<![\d/.])(?P<low>{_FIGURE})\s*(?:%|percent)?(?:\s*(?:-|\u2013|to|or)\s*"
    rf"(?P<high>{_FIGURE}))?\s*(?:%|percent\b|per cent\b|pct\b)"
)


@dataclass(frozen=True, slots=True)
class _Percent:
    low: float
    high: float
    said: Statement


def find_percent(ask: Ask) -> Fact:
    """Answer which percent the latest report binds to the entry's cues.

    Of a span ("50 to 60%") the lower end is the value; words of ``absent`` answer where
    they are told later than any percent.
    """
    said = list(_percents(ask))
    none = list(said_none(ask))
    found = [each for each in said if each.said.finding is Finding.PRESENT]
    denied = [each for each in none if each.finding is Finding.ABSENT]
    if not found:
        near = [each.said for each in said]
        return weigh(ask, denied) if denied else silent(ask, [*near, *none])
    best = max(found, key=lambda each: _day(each.said))
    if any(_day(each) > _day(best.said) for each in denied):
        return weigh(ask, [*denied, *(each.said for each in found)])
    return _answer(ask, best, found)


def _percents(ask: Ask) -> Iterator[_Percent]:
    for sentence in sentences_with_cues(ask):
        low = sentence.page.low
        for match in _PERCENT.finditer(low, sentence.start, sentence.end):
            said = judged(ask, sentence, match.start(), match.end())
            if said is None:
                continue
            if said.finding is Finding.ABSENT:
                said = replace(said, finding=None, why="denied")
            first = _value(match["low"])
            yield _Percent(first, _value(match["high"] or match["low"]), said)


def _answer(ask: Ask, best: _Percent, found: list[_Percent]) -> Fact:
    value = Quantity(min(best.low, best.high), ask.entry.unit or "percent")
    same = [each.said for each in found if each.low == best.low]
    other = [each.said for each in found if each.low != best.low]
    span = f"told as {best.low:g} to {best.high:g} percent"
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=value,
        as_of=best.said.day,
        evidence=quotes([best.said, *same], MOST_EVIDENCE),
        against=quotes(other, MOST_AGAINST),
        how=span if best.low != best.high else None,
    )


def _value(words: str) -> float:
    if words[0].isdigit():
        return float(words)
    return float(number_in_words(words) or 0)


def _day(said: Statement) -> dt.date:
    return said.day or dt.date.min


FINDERS: Finders = {"percent": find_percent}
