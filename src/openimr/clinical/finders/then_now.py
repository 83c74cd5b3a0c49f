"""Read a measure told twice: ``30 min, was 10``, ``210 m -> 335 m``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from openimr.text import number_in_words

_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty"
    r"|forty[\s-]five|forty|fifty|sixty|none|half(?: an?)?|an?(?= (?:hour|mile|block))"
)
_NUMBER = rf"(?<![\d./])(?:\d+(?:\.\d+)?(?:\s?/\s?\d+)?|(?:{_WORDS})\b)(?![\d/])"
_UNIT = (
    r"(?:minutes?|mins?\b\.?|hours?|hrs?\b\.?|h\b|blocks?|blks?\b|miles?|mi\b|feet|ft\b"
    r"|lbs?\b|pounds?|#|beds?|seconds?|secs?\b|m\b|meters?|yards?|yds?\b|steps?|stairs?"
    r"|flights?|times?|days?|degrees?|deg\b|%|x\b)"
)
_BEGIN = (
    r"(?:(?:at|on|upon|since|from)\s+(?:the\s+|her\s+|his\s+)?(?:start|entry|eval\w*"
    r"|intake|baseline|admission|first visit|initial|onset)|initial(?:ly)?\b|before\b"
    r"|previously|prior|formerly|originally|in (?:january|february|march|april|may|june"
    r"|july|august|september|october|november|december|spring|summer|fall|winter))"
)
_TODAY = (
    r"(?:now|today|during|currently|current|at present|presently|this (?:week|visit)"
    r"|at (?:discharge|d/?c|the end|this time)|these days|after|post)"
)
_THEN = (
    r"(?:it was|was|were|up from|down from|from|instead of|versus|vs\b\.?"
    r"|compared (?:to|with)|used to be|used to|before that|as against|rather than"
    r"|earlier|previously|prior(?:ly)?|formerly|initially|baseline"
    r"|where \w+ (?:could|managed|had|was)(?: managing| able to)?"
    r"|before (?:\w+ ){0,2}?)"
)


def _pair(first: str, second: str) -> tuple[str, str]:
    """Return patterns of two numbers, each with the unit that follows it."""
    return tuple(  # type: ignore[return-value]
        rf"(?P<{name}>{_NUMBER})[\s-]*(?P<{name}_unit>{_UNIT})?"
        for name in (first, second)
    )


_OFF = (
    r"(?:off|without|w/o|when out of|between)\s+(?:the\s+|his\s+|her\s+)?"
    r"(?:meds?|medications?|medicines?|pills?|tablets?|it|them|doses?|rx)\b"
)
_NOW, _WAS = _pair("now", "then")
_ABOUT = r"(?:only\s+|about\s+|just\s+|maybe\s+|up\s+|down\s+)*"
_PATTERNS = tuple(
    map(
        re.compile,
        (
            rf"\b{_WAS}[^.;\d]{{0,20}}?{_BEGIN}[^.;\d]{{0,24}}?{_NOW}"
            rf"[^.;\d]{{0,12}}?\b{_TODAY}\b",
            rf"\b{_WAS}[^.;\d]{{0,20}}?{_BEGIN}[^.;\d]{{0,12}}?\b{_TODAY}\s*{_NOW}",
            rf"\b(?:initial(?:ly)?|eval|intake|baseline|start|before|prior|pre|previous)"
            rf"\s*:?\s*{_WAS}[^.;\d]{{0,16}}?\b{_TODAY}\s*:?\s*{_NOW}(?!\w)",
            rf"\b{_NOW}[^.;\d]{{0,40}}?[\s(]{_THEN}\s*{_ABOUT}{_WAS}(?!\w)",
            rf"\b{_NOW}[^.;\d]{{0,24}}?[(,]?\s*{_ABOUT}{_WAS}\s+{_BEGIN}(?!\s+\d)",
            rf"\b{_NOW}[^.;\d]{{0,24}}?[(,]\s*{_ABOUT}{_WAS}\s+{_OFF}",
            rf"\b{_WAS}[^.;\d]{{0,16}}?\b(?:increas\w*|improv\w*|progress\w*|went|rose"
            rf"|declin\w*|decreas\w*|dropp\w*|fell)\b[^.;\d]{{0,12}}?\bto\s+"
            rf"{_ABOUT}{_NOW}(?!\w)",
            rf"\bfrom\s+{_ABOUT}{_WAS}\s*{_ABOUT}to\s+{_ABOUT}{_NOW}(?!\w)",
            rf"\b{_WAS}(?:\s*\([^)]*\))?\s*(?:[-=]+>|\u2192)\s*{_NOW}(?!\w)",
            rf"\b(?P<then>{_NUMBER})\s*(?P<then_unit>{_UNIT})\s+to\s+{_NOW}(?!\w)",
        ),
    )
)
_SECONDS = {"min": 60.0, "h": 3600.0}
_METERS = {"mi": 1609.0, "bl": 100.0, "f": 0.3, "y": 0.9}
_LARGEST_FRACTION = 4


@dataclass(frozen=True, slots=True)
class ThenNow:
    """A number before and the number it became, in one unit."""

    start: int
    end: int
    then: float
    now: float


@lru_cache(maxsize=512)
def then_and_now(low: str) -> tuple[ThenNow, ...]:
    """Return the measures that lower-case words tell twice; a place is told once.

    Several finders ask for the same page, and every item of a case anew.

    >>> [(m.then, m.now) for m in then_and_now("sits 45 min, was 10. grip 18 -> 41 lb")]
    [(600.0, 2700.0), (18.0, 41.0)]
    """
    return tuple(_told_twice(low))


def _told_twice(low: str) -> Iterator[ThenNow]:
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(low):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            now_unit, then_unit = match["now_unit"], match["then_unit"]
            now = _value(match["now"]) * _size(now_unit or then_unit)
            then = _value(match["then"]) * _size(then_unit or now_unit)
            yield ThenNow(match.start(), match.end(), then, now)


def _value(words: str) -> float:
    if words[0].isdigit():
        whole, _, part = words.partition("/")
        share = float(part) if part.strip() else 0.0
        if 1 < share <= _LARGEST_FRACTION:
            return float(whole) / share
        return float(whole)
    if words.startswith("half"):
        return 0.5
    if words in {"a", "an"}:
        return 1.0
    return 0.0 if words == "none" else float(number_in_words(words) or 0)


def _size(unit: str | None) -> float:
    """Return the seconds or meters of a unit; of any other unit one."""
    written = unit or ""
    if written.startswith(("min", "h")):
        return next(n for stem, n in _SECONDS.items() if written.startswith(stem))
    return next((n for stem, n in _METERS.items() if written.startswith(stem)), 1.0)
