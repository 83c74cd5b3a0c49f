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

from .compared import compared_rows
from .interrupted import interruptions
from .scales import rows_of
from .then_now import ThenNow, then_and_now

_PAIN = re.compile(
    r"/\s*10\b|\b(?:pain|score|vas|mg|burning|shocks?|headaches?|migraines?|spasms?"
    r"|cramps?|episodes?|attacks?|seizures?|flares?|falls|tablets?|pills?|capsules?"
    r"|grades|graded|rates it|rated it|(?:worn|wears|wore|wearing) off|aches?|aching"
    r"|hurts?|out of ten|nrs|intensity)\b"
)
"""What is counted is no measure of function."""
_LESS_IS_BETTER = re.compile(
    r"\b(?:seconds?|timed|oswestry|odi|ndi|disability index|quickdash|dash|roland"
    r"|latency|to fall asleep)\b"
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
    said = [*statements(ask), *_measured(ask), *_tabled(ask)]
    said += [*_compared(ask), *_interrupted(ask)]
    return weigh(ask, [*said, *_still(ask, said)])


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


_TOLERANCE = re.compile(
    r"tolerance|capacity|hours? (?:up|out of bed|active|a day)|up and about|endurance"
)
_SHARE = 0.2
"""Share of the first value by which a row must be better, or worse."""


def _compared(ask: Ask) -> Iterator[Statement]:
    """Yield rows of activities under "without" and "with"; the head says of what."""
    for page in ask.records.pages:
        for row in compared_rows(page):
            named = _activities().search(row.name) or _TOLERANCE.search(row.name)
            gain = row.now - row.then
            if _LESS_IS_BETTER.search(row.name):
                named, gain = named or _LESS_IS_BETTER.search(row.name), -gain
            if not named or _PAIN.search(row.name):
                continue
            gained = gain > 0 and gain >= _SHARE * row.then
            group = CueGroup.PRESENT if gained else CueGroup.ABSENT
            number = page.sentence_at(row.begin)
            hit = CueHit(page, number, row.begin, row.end, group.value)
            said = judge(ask, hit)
            if said is not None:
                yield said


def _interrupted(ask: Ask) -> Iterator[Statement]:
    """Yield what could not be done while the drug was missed, and could with it."""
    for page in ask.records.pages:
        for number, start, end in interruptions(page):
            said = judge(ask, CueHit(page, number, start, end, CueGroup.PRESENT.value))
            if said is not None:
                yield said


def _measured(ask: Ask) -> Iterator[Statement]:
    for page in ask.records.pages:
        for told in then_and_now(page.low):
            said = _measure(ask, page, told)
            if said is not None:
                yield said


def _measure(ask: Ask, page: ReadPage, told: ThenNow) -> Statement | None:
    number = page.sentence_at(told.start)
    sentence = page.sentences[number]
    if told.end > sentence.end:
        return None
    words = page.low[sentence.start : sentence.end]
    last = min(told.end + 20, sentence.end)
    near = page.low[_clause(page, sentence.start, told.start) : last]
    does = _DOES.search(page.low, sentence.start, told.start)
    if _PAIN.search(near) or not (does or _activities().search(words)):
        return None
    less = _LESS_IS_BETTER.search(words) is not None
    gained = told.now < told.then if less else told.now > told.then
    group = "present" if gained else "absent"
    said = judge(ask, CueHit(page, number, told.start, told.end, group))
    if said is None or said.finding is None:
        return said
    return replace(said, finding=Finding.PRESENT if gained else Finding.ABSENT)


def _clause(page: ReadPage, first: int, start: int) -> int:
    """Return where the clause of a measure begins.

    A line of its own in a list of measures has nothing to do with the pain above.
    """
    cuts = [page.low.rfind(each, first, start) for each in (", and ", ", but ")]
    return max(first, page.low.rfind("\n", first, start) + 1, start - 40, *cuts)


_DOES = re.compile(
    r"\b(?:he|she|they|pt|(?:the )?patient)\s+(?:now\s+|can\s+)?"
    r"(?!(?:has|is|was|takes|uses|rests|hurts|rates|waits|needs|lies|lays|naps|stays"
    r"|spends|aches|feels|reports|says|states|had|does)\b)"
    r"[a-z]{2,}s\s+(?:for\s+|up to\s+|about\s+){0,2}\Z"
)
"""What somebody does for a stretch told twice is an activity: "she hems for"."""

STILL = "still"
"""Group of the words for what is limited all the same."""


def _still(ask: Ask, said: list[Statement]) -> Iterator[Statement]:
    """Yield what is limited in spite of the treatment, where no gain is told.

    A report may tell a gain and, beside it, what cannot be done as yet.
    """
    if any(each.finding is Finding.PRESENT for each in said):
        return
    for hit in ask.records.scanned.of(ask.entry.fact, STILL):
        found = judge(ask, replace(hit, group=CueGroup.ABSENT.value))
        if found is not None:
            yield found


FINDERS: Finders = {"function": find_function}
