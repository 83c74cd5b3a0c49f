"""Shares of relief as records tell them: 65%, "fifty to sixty percent", "by half"."""

import re

from openimr.text import number_in_words

_FIGURE = (
    r"(?:\d{1,3}(?:\.\d)?|(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:[\s-]five)?)"
)
_PARTS = {
    "two thirds": 67.0,
    "two-thirds": 67.0,
    "three quarters": 75.0,
    "three-quarters": 75.0,
    "a third": 33.0,
    "one third": 33.0,
    "one-third": 33.0,
    "a quarter": 25.0,
    "a fifth": 20.0,
    "half": 50.0,
}
SHARE = re.compile(
    r"(?P<less>\b(?:less|fewer|lower) than\s+|\b(?:under|below|not even)\s+|<\s*)?"
    r"(?P<more>\b(?:more|greater|better) than\s+|\bover\s+|>\s*)?"
    rf"(?:(?<![\d/.])(?P<low>{_FIGURE})\s*(?:%|percent)?(?:\s*(?:-|\u2013|to|or)\s*"
    rf"(?P<high>{_FIGURE}))?\s*(?:%|percent\b|per cent\b|pct\b)"
    rf"|\b(?P<part>{'|'.join(_PARTS)})\b"
    r"(?!\s+(?:an?\s|hour|tablet|pill|way|day|dose|mile|block|route|mg|of"
    r" (?:the|his|her)\s+(?:pill|dose|tablet|day|time|visit|session)"
    r"|the (?:dose|time|way)))"
    r"(?<!and a half))"
)
_WRONG_SHARE = re.compile(
    r"\b(?:rom|range of motion|of normal|impairment|disab\w+|whole person|stenosis|tear"
    r"|apportion\w*|patch|gel|cream|of (?:his|her|the) (?:complaint|pain is|time)"
    r"|flexion|extension|likely"
    r"|chance|\d%\s*(?:leg|back|arm|neck)\b)"
)
_SOLUTION = r"(?:lidocaine|bupivacaine|marcaine|xylocaine|ropivacaine|sensorcaine)"
_SOLUTION_AHEAD = re.compile(_SOLUTION + r"\W{0,3}\Z")
_SOLUTION_BEHIND = re.compile(r"\W{0,2}(?:plain |preservative.free )?" + _SOLUTION)


def is_no_relief(low: str, begin: int, match: re.Match[str]) -> bool:
    """Tell whether a percent is of something else: motion, a solution's strength."""
    around = low[max(begin, match.start() - 25) : match.end() + 22]
    return bool(
        _WRONG_SHARE.search(around)
        or _SOLUTION_AHEAD.search(low[max(begin, match.start() - 20) : match.start()])
        or _SOLUTION_BEHIND.match(low, match.end())
    )


def share_of(match: re.Match[str]) -> float:
    """Return the percent; one below "less than 50%", the lower end of a span."""
    if match["part"]:
        number = _PARTS[match["part"]]
    else:
        ends = [match["low"], match["high"] or match["low"]]
        number = min(_number(each) for each in ends)
    if match["less"]:
        return number - 1
    return number + 1 if match["more"] and number < _ALL else number


_ALL = 100


def _number(words: str) -> float:
    return float(words) if words[0].isdigit() else float(number_in_words(words) or 0)
