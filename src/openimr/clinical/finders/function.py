"""Function gained: named activities, and measures before and after."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup, load_words
from openimr.clinical.findings import weigh
from openimr.clinical.pages import ReadPage
from openimr.clinical.phrases import alternatives
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact, Finding
from openimr.text import number_in_words

from .scales import rows_of

_NUMBER = (
    r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty"
    r"|thirty|forty[\s-]five|forty|fifty|sixty|none|half)"
)
_UNIT = (
    r"(?:minutes?|mins?\.?|hours?|hrs?\.?|blocks?|miles?|feet|ft|lbs?|pounds?|beds?|seconds?"
    r"|meters?|steps?|stairs?|times?|days?|degrees?)"
)
_THEN = (
    r"(?:it was|was|were|up from|from|instead of|versus|vs\.?|compared (?:to|with)"
    r"|used to be|previously|before that|as against|rather than|earlier)"
)
_NOW_THEN = re.compile(
    rf"\b(?P<now>{_NUMBER})\s*(?P<unit>{_UNIT})?\b[^.;]{{0,40}}?\b{_THEN}"
    rf"\s+(?:only\s+|about\s+)?(?P<then>{_NUMBER})\b(?:\s*(?P<unit_then>{_UNIT})\b)?"
)
_FROM_TO = re.compile(
    rf"\bfrom\s+(?:about\s+)?(?P<then>{_NUMBER})\s*(?P<unit_then>{_UNIT})?\s+(?:up\s+|down\s+)?to\s+"
    rf"(?:about\s+)?(?P<now>{_NUMBER})\s*(?P<unit>{_UNIT})?\b"
)
_PAIN = re.compile(
    r"/\s*10\b|\b(?:pain|score|vas|mg|burning|shocks?|headaches?|migraines?|spasms?"
    r"|cramps?|episodes?|attacks?|seizures?|flares?|falls|tablets?|pills?|capsules?)\b"
)
"""What is counted is no measure of function."""
_LESS_IS_BETTER = re.compile(
    r"\b(?:seconds?|timed|oswestry|odi|ndi|disability index|quickdash|dash|roland)\b"
)


@cache
def _activities() -> re.Pattern[str]:
    lists, _ = load_words()
    return alternatives(lists["activity"], lists)


def find_function(ask: Ask) -> Fact:
    """Answer whether function was gained with the treatment.

    Words tell named activities; where a sentence gives a measure then and now
    ("stands 45 minutes, it was ten"), the two numbers decide.
    """
    return weigh(ask, [*statements(ask), *_measured(ask), *_tabled(ask)])


def _tabled(ask: Ask) -> Iterator[Statement]:
    """Yield rows of a table of measures; one that gained speaks for its table."""
    for page in ask.records.pages:
        rows = list(rows_of(page))
        if any(row.gained for row in rows):
            rows = [row for row in rows if row.gained]
        for row in rows:
            number = page.sentence_at(row.start)
            hit = CueHit(page, number, row.start, row.end, CueGroup.PRESENT.value)
            said = judge(ask, hit)
            if said is None or said.finding is None or row.gained:
                found = said
            else:
                found = replace(said, finding=Finding.ABSENT)
            if found is not None:
                yield found


def _measured(ask: Ask) -> Iterator[Statement]:
    for page in ask.records.pages:
        for pattern in (_NOW_THEN, _FROM_TO):
            for match in pattern.finditer(page.low):
                said = _measure(ask, page, match)
                if said is not None:
                    yield said


def _measure(ask: Ask, page: ReadPage, match: re.Match[str]) -> Statement | None:
    number = page.sentence_at(match.start())
    sentence = page.sentences[number]
    if match.end() > sentence.end:
        return None
    words = page.low[sentence.start : sentence.end]
    near = page.low[max(sentence.start, match.start() - 40) : match.end() + 20]
    if _PAIN.search(near) or not _activities().search(words):
        return None
    now = _value(match["now"]) * _seconds(match["unit"])
    then = _value(match["then"]) * _seconds(match["unit_then"] or match["unit"])
    less = _LESS_IS_BETTER.search(words) is not None
    gained = now < then if less else now > then
    group = "present" if gained else "absent"
    hit = CueHit(page, number, match.start(), match.end(), group)
    said = judge(ask, hit)
    if said is None or said.finding is None:
        return said
    finding = Finding.PRESENT if gained else Finding.ABSENT
    return Statement(
        page, number, match.start(), match.end(), finding, "", said.day, said.topic
    )


def _value(words: str) -> float:
    if words[0].isdigit():
        return float(words)
    return {"none": 0.0, "half": 0.5}.get(words) or float(number_in_words(words) or 0)


def _seconds(unit: str | None) -> float:
    """Return the seconds of a unit of time; of any other unit one."""
    return next((n for stem, n in _SECONDS.items() if (unit or "").startswith(stem)), 1)


_SECONDS = {"min": 60.0, "h": 3600.0}

FINDERS: Finders = {"function": find_function}
