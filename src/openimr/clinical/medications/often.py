"""How often a drug is taken: ``bid``, ``q4-6h``, ``every other day``, ``M/W/F``."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from math import inf

from .amounts import AMOUNT, COUNT, UNIT, number

_N = rf"(?:twenty[\s-]?four|{COUNT}|fourteen|thirty|forty[\s-]?eight|seventy[\s-]?two)"
_TO = r"\s*(?:-|to|or|/)\s*"
_TOLD = rf"(?:\s*\(\s*{COUNT}\s*\))?"
_EVERY = r"(?:\bq\.?\s?|\b(?:every|each)\s+)"
_A = r"(?:an?|per|each|every|in an?|in|/)"
_DAY = r"(?:24[\s-]*(?:h\b|hrs?\b|hours?)(?:\s+period)?|days?\b|d\b)"
_WEEKDAY = (
    r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?\b\.?"
)
_MEAL = r"(?:breakfast|lunch|dinner|supper)"
_HALF_DAYS = 16.0
"""Hours a day awake."""

_MONTH = 30.0


_LONG = {
    "fourteen": 14.0, "twenty": 24.0, "thirty": 30.0, "forty": 48.0, "seventy": 72.0,
}  # fmt: skip


class Kind(Enum):
    """What words for a frequency are like."""

    COUNTED = auto()
    """Times a day, a week, every so many hours."""

    SLOT = auto()
    """A time of the day; several add up."""

    BARE = auto()
    """A time of the day without "at" or "every"; counts only beside an amount."""

    MEALS = auto()
    """With meals; says when where a count says how often."""

    TOTAL = auto()
    """``four a day``: units, whatever the number of doses."""


@dataclass(frozen=True, slots=True)
class Often:
    """Words for a frequency."""

    start: int
    end: int
    kind: Kind
    per_day: float
    """Times a day; of a total, units a day."""


Value = Callable[[re.Match[str]], float]


def _times(group: str, upper: str, days: float) -> Value:
    def value(found: re.Match[str]) -> float:
        words = found[upper] or found[group]
        known = {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get(words)
        return (known or number(words)) / days

    return value


def _hours(found: re.Match[str]) -> float:
    awake = _HALF_DAYS if found["awake"] else 24.0
    return awake / _long(found["hours"] or found["hours2"])


def _long(words: str) -> float:
    """Return a length; one of nothing ("q0w") never comes round again."""
    length = _LONG.get(re.split(r"[\s-]", words, maxsplit=1)[0]) or number(words)
    return length or inf


def _spaced(group: str, days: float) -> Value:
    def value(found: re.Match[str]) -> float:
        words = found[group]
        return 1.0 / (days * (_long(words) if words else 1.0))

    return value


def _listed_days(found: re.Match[str]) -> float:
    return len(re.findall(_WEEKDAY, found[0])) / 7.0


def _always(value: float) -> Value:
    return lambda _: value


_RULES: tuple[tuple[str, Kind, Value], ...] = (
    (
        rf"{_EVERY}(?P<hours>{_N})(?:{_TO}{_N})?\s*-?(?:h\b|hrs?\b|hours?\b|\u00b0)\.?"
        r"(?P<awake>\s*(?:while|when|w/)\s*a(?:wake)?\b)?"
        r"|\bq\.?\s?(?P<hours2>4|6|8|12|24|48|72)(?:\s*-\s*(?:6|8|12))?"
        r"(?=\s*(?:prn|as needed|for|x|,|;|#|\.|\(|\Z))",
        Kind.COUNTED,
        _hours,
    ),
    (
        r"\bq\.?\s*o\.?\s*d\b\.?|\b(?:every|each)\s+(?:other|second|2nd)\s+"
        r"(?:day|night|evening|morning)|\balternat(?:e|ing) (?:days|nights)",
        Kind.COUNTED,
        _always(0.5),
    ),
    (r"\bevery\s+(?:third|3rd)\s+day", Kind.COUNTED, _always(1 / 3)),
    (
        r"\b(?:every\s+other|every\s+second|alternate)\s+weeks?\b"
        r"|\b(?:bi-?weekly|fortnightly)\b|\bq\.?\s?o\.?\s?w\b",
        Kind.COUNTED,
        _always(1 / 14),
    ),
    (
        rf"{_EVERY}(?P<days>{_N}|fourteen)(?:{_TO}{_N})?\s*-?(?:d|days?)\b",
        Kind.COUNTED,
        _spaced("days", 1.0),
    ),
    (
        rf"\b(?P<tw>{COUNT}|once|twice|thrice){_TOLD}(?:{_TO}(?P<tw2>{COUNT}|twice))?"
        r"\s*(?:x|times|days|nights)?\s*(?:(?:an?|per|each|every|/)\s*w(?:ee)?k|weekly)\b",
        Kind.COUNTED,
        _times("tw", "tw2", 7.0),
    ),
    (
        rf"{_EVERY}(?P<weeks>{_N})?(?:{_TO}{_N})?\s*-?(?:w|wks?|weeks?)\b"
        r"|\bweekly\b|\b(?:a|per|once per) week\b",
        Kind.COUNTED,
        _spaced("weeks", 7.0),
    ),
    (r"\bt\.?i\.?w\b\.?", Kind.COUNTED, _always(3 / 7)),
    (r"\bb\.?i\.?w\b\.?", Kind.COUNTED, _always(2 / 7)),
    (
        rf"{_EVERY}(?P<months>{_N})?\s*-?(?:mo|mos|months?)\b|\b(?:once\s+)?monthly\b"
        r"|\bonce\s+(?:a|per|each|every)\s+month\b",
        Kind.COUNTED,
        _spaced("months", _MONTH),
    ),
    (
        r"\b(?:once\s+)?quarterly\b",
        Kind.COUNTED,
        _always(1 / 90),
    ),
    (
        rf"\b(?P<td>{COUNT}|once|twice|thrice){_TOLD}"
        rf"(?:{_TO}(?P<td2>{COUNT}|twice|thrice){_TOLD})?"
        rf"\s*(?:(?:x|times?)\s*-?\s*(?:{_A}\s*)?(?:{_DAY}|daily\b)"
        rf"|(?<=ce)\s*(?:{_A}\s*{_DAY}|daily\b))"
        r"|\bx\s?(?P<td3>\d)\s*(?:/|an?\b|per\b)?\s*(?:day|daily)\b",
        Kind.COUNTED,
        lambda found: (
            number(found["td3"]) if found["td3"] else _times("td", "td2", 1.0)(found)
        ),
    ),
    (
        rf"(?<![\w./#-])(?P<total>{AMOUNT})(?:\s*\(\s*{COUNT}\s*\))?"
        rf"(?:{_TO}(?P<total2>{AMOUNT}))?\s*(?:{UNIT})?\s*(?:total\s*)?"
        rf"(?:(?:an?|per|each|in)\s+{_DAY}|/\s*{_DAY})",
        Kind.TOTAL,
        _times("total", "total2", 1.0),
    ),
    (r"\bb\.?\s?i\.?\s?d\b\.?", Kind.COUNTED, _always(2.0)),
    (r"\bt\.?\s?i\.?\s?d\b\.?", Kind.COUNTED, _always(3.0)),
    (r"\bq\.?\s?i\.?\s?d\b\.?", Kind.COUNTED, _always(4.0)),
    (r"\bac\s*(?:&|and|\+)\s*hs\b", Kind.COUNTED, _always(4.0)),
    (
        r"(?:\b(?:with|before|after|at)|\bw/)\s*(?:each\s+|all\s+|every\s+|the\s+)?"
        r"(?:three\s+)?meals?\b|\ba\.?c\b\.?|\bp\.?c\b\.?",
        Kind.MEALS,
        _always(3.0),
    ),
    (
        r"(?<![\w.])m\s*[,/-]?\s*w\s*[,/&-]?\s*f\b",
        Kind.COUNTED,
        _always(3 / 7),
    ),
    (
        rf"\b(?:every|each|on)\s+{_WEEKDAY}(?:\s*(?:,|/|-|&|and)\s*(?:and\s+)?{_WEEKDAY})*"
        rf"|\b{_WEEKDAY}(?:\s*(?:,|/|-|&|and)\s*(?:and\s+)?{_WEEKDAY})+",
        Kind.COUNTED,
        _listed_days,
    ),
    (
        r"\b(?:q\.?\s?h\.?\s?s|h\.s|hs|qpm|q\.?\s?p\.?\s?m|qam|q\.?\s?a\.?\s?m|q\.?\s?noon"
        r"|hour of sleep|nightly|nocte|q\.?\s?(?:night|evening|morning)|qn)\b\.?"
        r"|\b(?:(?:at|before|prior\s+to|for|by)\s+|q\.?\s?)?(?:bed[\s-]?time)\b"
        r"|\b(?:at|before|each|every|q)\s+(?:bed|night)\b|\bbefore\s+(?:sleep|retiring)"
        r"|\b(?:upon|on|when)\s+(?:awakening|waking|rising|retiring|arising)\b"
        r"|\b(?:every|each|at|per)\s+(?:early\s+|late\s+)?"
        r"(?:morning|evening|afternoon|noon|midday|mid-day)\b"
        r"|\bin\s+(?:the\s+)?[ap]\.?m\b\.?"
        rf"|\b(?:ac|pc|q|30 min(?:utes)? before)\s+{_MEAL}\b"
        rf"|\b(?:with|at|before|after|w/)\s*{_MEAL}\b",
        Kind.SLOT,
        _always(1.0),
    ),
    (
        r"\bin\s+the\s+(?:early\s+|late\s+)?(?:morning|evening|afternoon)\b"
        r"|\b(?:noon|midday|mid-day|morning|evening|afternoon|mornings|evenings|nights"
        rf"|bed|{_MEAL}|night)\b|(?<![a-z])[ap]\.?m\b\.?",
        Kind.BARE,
        _always(1.0),
    ),
    (
        r"\b(?:q\.?\s?d|q\.?\s?day|once\s+daily|daily|everyday|every\s+day|each\s+day)\b"
        r"\.?|\b(?:per|a)\s+day\b|/\s*day\b",
        Kind.COUNTED,
        _always(1.0),
    ),
    (r"\bweekdays\b", Kind.COUNTED, _always(5 / 7)),
)
_FOUND = tuple((re.compile(words), kind, value) for words, kind, value in _RULES)
_HINT = re.compile(
    r"q|every|each|day|dai|week|wk|month|night|hs|h\.s|bed|morn|even|noon|meal|[bt]\.?\s?i"
    r"|a\.?m|p\.?m|lunch|dinner|supper|breakfast|[ap]\.?c|mon|tue|wed|thu|fri|sat|sun"
    r"|awak|wak|ris|retir|sleep|nocte|w\b|quarter|fortnight"
)


def find_often(low: str) -> Iterator[Often]:
    """Yield the frequencies of lower-case words in order; longer ones win.

    >>> [round(each.per_day, 2) for each in find_often("q4-6h; every other day")]
    [6.0, 0.5]
    """
    if _HINT.search(low) is None:
        return
    found = [
        Often(match.start(), match.end(), kind, value(match))
        for pattern, kind, value in _FOUND
        for match in pattern.finditer(low)
    ]
    reached = -1
    told = (each for each in found if each.per_day > 0)
    for each in sorted(told, key=lambda each: (each.start, -each.end)):
        if each.start >= reached:
            reached = each.end
            yield each
