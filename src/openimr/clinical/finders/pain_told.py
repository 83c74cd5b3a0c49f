"""Pairs of pain scores without labels: ``was 9, now is 5``, ``pain 7 to 4``."""

import re

from .scores import ONE, Score, number

_OF = r"(?:\s*/\s*10\b)?"
_NOT_A_SCORE = (
    r"(?![\d/#%]|[.-]\d|\s*(?:mg|mcg|min|hrs?\b|hours?|days?|weeks?|months?|years?"
    r"|visits?"
    r"|times|x\b|lbs?|pounds?|blocks?|miles?|tabs?|tablets?|pills?|percent|degrees"
    r"|(?:a|per) (?:day|week|month)|of (?!10|ten)))"
)
_AFTER = rf"(?P<after>{ONE}){_OF}{_NOT_A_SCORE}"
_BEFORE = rf"(?P<before>{ONE}){_OF}{_NOT_A_SCORE}"
_NAME = (
    r"\b(?:pain|vas|nprs|nrs|pl|(?:bpi\s+)?severity|ache|burning|headaches?|discomfort)"
    r"(?:\s+(?:level|score|scale|rating|intensity|severity|is|was|went|now|at rest))*"
)
_NOW = (
    r"(?:now|today|during|currently|current|at present|presently|this visit|post|after"
    r"|end|finish|final|last visit|discharge|d/?c)"
)
_THEN = (
    r"(?:initial(?:ly)?|eval|intake|baseline|start|before|prior|previous(?:ly)?|i/?e)"
)
_FALLING = re.compile(
    rf"(?:{_NAME}\s*:?\s*(?:from\s+)?|\(){_BEFORE}\s*(?:to|[-=]*>|-|\u2192)\s*{_AFTER}"
)
"""A span told from high to low is a change: "pain 7 to 4"; "4 to 7" is a range."""

_PATTERNS = tuple(
    map(
        re.compile,
        (
            rf"\b(?:was|were|used to be|had been)\s+(?:an?\s+|at\s+)?{_BEFORE}"
            rf"[^.;\d]{{0,30}}?\b{_NOW}\b[^.;\d]{{0,20}}?{_AFTER}",
            rf"\b(?:was|were|had been)\s+(?:an?\s+|at\s+)?{_BEFORE},?\s+(?:and|but)\s+"
            rf"(?:it\s+)?(?:is|are)\s+(?:now\s+)?(?:an?\s+|at\s+)?{_AFTER}",
            rf"\b{_THEN}\b[^.;\d]{{0,16}}?{_BEFORE}[^.\d]{{0,24}}?\b{_NOW}\b"
            rf"[^.;\d]{{0,12}}?{_AFTER}",
            rf"(?:(?:at|is|are|averages?|level|score|pain|a)\s+){_AFTER}[^.;\d]{{0,24}}?"
            r"\b(?:used to be|was|before (?:it|that)|prior|previously)\s+"
            rf"(?:an?\s+|at\s+)?{_BEFORE}",
            rf"{_NAME}[^.;\d]{{0,24}}?{_BEFORE}\s+(?:at\s+)?(?:before|initially"
            rf"|at intake|prior|at baseline|at start)\b[^.;\d]{{0,30}}?{_AFTER}",
            rf"\b(?:is|are|at|averages?|level|score|pain|a|an|about)\s+{_AFTER}\s+"
            r"(?:with|on|taking|after)\b[^.;\d]{1,30}?(?:an?\s+|at\s+)?"
            rf"{_BEFORE}\s+(?:without|off\b|before|when|if|(?:on )?(?:the )?days?)",
            rf"\b(?:was|were|is|at)\s+(?:an?\s+)?{_BEFORE}\s+(?:before|without|off)\b"
            rf"[^.;\d]{{0,24}}?{_AFTER}\s+(?:after|afterwards?|with|on|since|now)\b",
            rf"{_NAME}[^.;\d]{{0,12}}?{_BEFORE}\s+(?:on|at) (?:arrival|check-?in)\b"
            rf"[^.;\d]{{0,24}}?{_AFTER}\s+(?:on|at|when) (?:leaving|departure)\b",
            rf"{_NAME}[^.;\d]{{0,12}}?{_BEFORE}\s+(?:at )?{_THEN}\b"
            rf"[^.;\d]{{0,12}}?{_AFTER}"
            rf"\s+{_NOW}\b",
            rf"{_NAME}[^.;\d]{{0,12}}?{_AFTER}\s*[(,]\s*(?:at )?(?:{_THEN}|was)\b"
            rf"[^.;\d]{{0,12}}?{_BEFORE}",
            rf"\b(?:nprs|nrs|vas|pain(?: \w+)?)\s*:?\s+{_BEFORE}\s+{_AFTER}\s*\Z",
        ),
    )
)
_OTHER_COLUMNS = re.compile(r"\bleft\W+right\b|\bright\W+left\b|\bworst\b|\bleast\b")
"""Two bare numbers under such words are sides or bounds, not then and now."""
_EITHER_WAY = re.compile(
    rf"(?P<after>{ONE}){_OF}[^.;\d]{{0,24}}?\b(?:whether or not|with or without"
    r"|regardless of whether|either way|on or off)\b"
)
_NO_CHANGE = re.compile(
    r"\bno (?:real |significant |meaningful |appreciable |measurable )?(?:reduction"
    r"|decrease|change|improvement) (?:in|of) (?:his |her |the |their )?(?:overall )?"
    r"(?:pain|vas|nprs)\b(?: (?:score|level|intensity|rating)s?)?"
    r"|\b(?:vas|nprs) (?:is |are |was |were |remain\w* )?unchanged\b"
    r"|\bpain (?:score|level|intensity|rating)s? (?:is |are |has |have )?"
    r"(?:remain\w* )?"
    r"(?:the same|unchanged|not changed|not improved|no better)\b"
)


def told_twice(words: str, at: int) -> tuple[Score, Score] | None:
    """Return the score before and after that a sentence tells, moved by ``at``.

    >>> [str(each) for each in told_twice("vas 7 to 4 since then", 0)]
    ['7', '4']
    """
    for pattern in (_FALLING, *_PATTERNS):
        for match in pattern.finditer(words):
            if pattern is _PATTERNS[-1] and _OTHER_COLUMNS.search(words):
                continue
            before, after = number(match["before"]), number(match["after"])
            if not (before <= 10 and after <= 10):
                continue
            if pattern is _FALLING and before <= after:
                continue
            start, end = at + match.start(), at + match.end()
            return Score(start, end, before, before), Score(start, end, after, after)
    either = _EITHER_WAY.search(words)
    if either is None or number(either["after"]) > 10:
        return None
    same = number(either["after"])
    score = Score(at + either.start(), at + either.end(), same, same)
    return score, score


def told_unchanged(words: str) -> re.Match[str] | None:
    """Return the words that say the pain did not change, without a number."""
    return _NO_CHANGE.search(words)
