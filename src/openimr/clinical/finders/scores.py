"""Read scores of pain: ``7/10``, ``6 to 7 out of 10``, ``pain 8 without``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ONE = r"(?:\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten)"
OF_TEN = r"\s*(?:/\s*10\b|out of (?:a possible )?(?:10|ten)\b)"
_RANGE = rf"(?P<low>{ONE})(?:\s*(?:-|to|or)\s*(?P<high>{ONE}))?"
SCORE = re.compile(rf"(?<![\d/.#]){_RANGE}{OF_TEN}")
_BARE = re.compile(
    rf"(?<![\d/.#]){_RANGE}(?=\s+(?:(?:with|without|before|after|on|off)\b|w/))"
    rf"|(?:\b(?:pain|burning|aching|ache|headaches?|vas|nrs|score|level)\b(?:\s+(?:is|was|of|at|score|level|rated"
    rf"|ratings?|scale))*\s*:?\s*)(?P<low2>{ONE})(?:\s*(?:-|to)\s*(?P<high2>{ONE}))?"
    r"(?=\s*(?:,|;|and\b|with|without|before|after|\Z))"
    rf"|\b(?:with(?:out)?|w/o?|on|off|after|before)\s+(?:pain\s+)?"
    rf"(?:meds?|medications?|medicines?|pills|tablets?)"
    rf"\s*(?:\([^)]*\)\s*)?[:=]?\s*"
    rf"(?P<low3>{ONE})(?!\s*(?:mg|days|weeks|tab|x|/|\d))"
    rf"|\b(?:on|off|with|without|w/o?)\s+(?:it|them)\s*:?\s*(?:an?\s+)?(?P<low4>{ONE})"
    r"(?=\s*(?:[.,;)]|and\b|\Z))"
    rf"|\bw/o?\s*(?P<low6>\d{{1,2}})(?=\s*(?:[.,;/)]|\Z))"
    rf"|\b(?:now|currently|today)\s+(?:an?\s+)?(?P<low5>{ONE})(?=\s*(?:[.,;)]|\Z))"
)
_NUMBERS = {
    word: float(value)
    for value, word in enumerate(
        "one two three four five six seven eight nine ten".split(), start=1
    )
}


@dataclass(frozen=True, slots=True)
class Score:
    """A score of ten, or a span of scores, and where it stands."""

    start: int
    end: int
    low: float
    high: float

    @property
    def middle(self) -> float:
        """Return the middle of the span."""
        return (self.low + self.high) / 2

    def __str__(self) -> str:
        low = f"{self.low:g}"
        return low if self.low == self.high else f"{low}-{self.high:g}"


_LOWS = ("low", *(f"low{number}" for number in range(2, 7)))


def read_scores(words: str) -> Iterator[Score]:
    """Yield the scores in lower-case words, in order.

    >>> [str(each) for each in read_scores("pain 6 to 7/10, eight out of ten at night")]
    ['6-7', '8']
    """
    found = [*SCORE.finditer(words)]
    taken = [match.span() for match in found]
    for match in _BARE.finditer(words):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(match)
    for match in sorted(found, key=lambda each: each.start()):
        groups = match.groupdict()
        low = next(filter(None, map(groups.get, _LOWS)), None)
        high = groups.get("high") or groups.get("high2") or low
        if low is None or high is None:
            continue
        values = sorted((number(low), number(high)))
        if values[1] <= 10:
            yield Score(match.start(), match.end(), values[0], values[1])


def moved(score: Score, by: int) -> Score:
    """Return a score with its offsets moved."""
    return Score(score.start + by, score.end + by, score.low, score.high)


def number(words: str) -> float:
    """Return the value of figures or of a word for one to ten."""
    return _NUMBERS.get(words) or float(words)
