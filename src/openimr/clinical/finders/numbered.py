"""Numbers beside what they count: "two left L5-S1 epidurals", "injection no. 4"."""

import re
from dataclasses import dataclass

from openimr.clinical.scan import CueHit
from openimr.text import number_in_words

_COUNTS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1?\d|several pairs of"
)
_NTHS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
_BETWEEN = (
    r"(?:(?!(?:weeks?|wks?|days?|months?|years?|hours?|hrs?|minutes?|mg|ml|cc|mcg|percent"
    r"|levels?|after|before|since|for|from|to|and|or|with|without|visits?|at|on|in|the"
    r"|out|points?)\b)[\w/.'&-]+[\s,-]+){0,6}"
)
_COUNT_AHEAD = re.compile(
    rf"(?<![\w/.%-])(?P<one>{_COUNTS})\s+(?:of the |of his |of her )?{_BETWEEN}\Z"
)
_NTH_AHEAD = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_NTHS)})|(?P<figure>1?\d)(?:st|nd|rd|th))\s+{_BETWEEN}\Z"
)
_SERIES = re.compile(rf"\bseries of (?P<one>{_COUNTS})\s+{_BETWEEN}\Z")
_NTH_BEHIND = re.compile(r"\s*(?:no\.?|number|num\.?|#)\s*(?P<figure>1?\d)\b")
_COUNT_BEHIND = re.compile(
    rf"(?:\s*x\s?(?P<times>1?\d)\b|,?\s*(?P<one>{_COUNTS})\s+"
    r"(?:series|times|so far|to date|in all|total|of them)\b)"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number bound to what it counts, and where both stand."""

    value: int
    nth: bool
    """It is the number of one: "the third injection"."""

    start: int
    end: int


def number_beside(hit: CueHit) -> Numbered | None:
    """Return the number that stands beside the words for what is counted."""
    low, sentence = hit.page.low, hit.page.sentences[hit.sentence]
    behind = _NTH_BEHIND.match(low, hit.end, sentence.end)
    if behind is not None:
        return Numbered(int(behind["figure"]), True, hit.start, behind.end())
    counted = _COUNT_BEHIND.match(low, hit.end, sentence.end)
    if counted is not None:
        value = int_of(counted["times"] or counted["one"])
        return Numbered(value, False, hit.start, counted.end())
    lead = low[max(sentence.start, hit.start - 80) : hit.start]
    shift = hit.start - len(lead)
    for pattern in (_SERIES, _NTH_AHEAD, _COUNT_AHEAD):
        match = pattern.search(lead)
        if match is None:
            continue
        start = match.start() + shift
        if pattern is _NTH_AHEAD:
            nth = int(match["figure"] or 1 + _NTHS.index(match["word"] or _NTHS[0]))
            return Numbered(nth, True, start, hit.end)
        return Numbered(int_of(match["one"]), False, start, hit.end)
    return None


def int_of(words: str) -> int:
    """Return a whole number in figures or words; 0 where it is neither."""
    return int(words) if words.isdigit() else number_in_words(words) or 0
