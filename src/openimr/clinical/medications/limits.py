"""How long directions hold, and the most that they allow a day.

``x 10 days``, ``for two weeks``, ``30 day supply``, ``max 4/day``, ``not to exceed
3,000 mg in 24 hours``.
"""

import re
from dataclasses import dataclass

from .amounts import AMOUNT, COUNT, UNIT, number

_N = (
    rf"(?:{COUNT}|fourteen|twenty(?:[\s-]one|[\s-]eight)?|thirty|forty(?:[\s-]five)?"
    r"|sixty|ninety|an?)"
)
_TOLD = r"(?:\s*\(\s*[\w-]{1,12}\s*\))?"
_SPAN = r"(?P<unit>d\b|days?(?:\(s\))?|nights?|wks?\b|weeks?|mos?\b|months?)'?s?"
_SUPPLY = re.compile(
    rf"(?<![\w.#/])\#?(?P<count>{_N}){_TOLD}\s*-?\s*(?P<unit>d|days?|wks?|weeks?|mos?"
    r"|months?)'?s?'?\s*(?:'s\s*)?-?\s*(?:of\s+)?(?:supply|supplies|worth|rx|(?<=d)/?s)\b"
    r"|\bmonth(?:ly|'?s)?\s+supply\b"
)
_SUPPLY_IS = re.compile(
    r"(?:\b(?:days?'?\s*supply|supply|supply\s+for|d\.?/?s\.?|day\s*sup(?:ply)?)"
    rf"\s*[:=#(]?\s*|(?<=\d\s)days\s*:\s*)(?P<count>\d{{1,3}}|{_N})\b(?!\s*(?:mg|tab|cap|/))"
    r"(?:\s*-?\s*(?P<unit>d|days?|wks?|weeks?|mos?|months?))?\b"
)
_COURSE = re.compile(
    rf"(?:(?<![a-z])x\s*|\bfor\s+(?:up\s+to\s+|the\s+next\s+|a\s+total\s+of\s+)?"
    rf"|\u00d7\s*|\bduration\s*[:=]?\s*)(?P<count>\d{{1,3}}|{_N}){_TOLD}"
    rf"(?:\s*(?:-|to)\s*(?P<upper>\d{{1,3}}|{_N}))?\s*-?\s*{_SPAN}(?![a-z])"
    rf"|(?<![\w./#])(?P<count2>\d{{1,2}}|{_N})[\s-]*(?P<unit2>day|week)s?\s+course\b"
    rf"|(?<=[\s,;(])(?<!every )(?<!each )(?<!q )(?P<count4>30|60|90|28|14|7|10)"
    r"\s*(?P<unit4>days?)(?:\(s\))?(?=\s*(?:[,;.)]|\Z))"
)
_MOST = re.compile(
    r"\b(?:max(?:imum)?\.?(?:\s+(?:of|dose|daily\s+dose))*|not\s+(?:to\s+)?(?:exceed|more"
    r"\s+than)|no\s+more\s+than|nte|up\s+to|limit(?:ed\s+to)?|do\s+not\s+(?:exceed|take"
    r"\s+more\s+than)|mdd|at\s+most|never\s+more\s+than)\s*[:=]?\s*(?:of\s+|a\s+)?"
    rf"(?P<count>\d[\d,]*(?:\.\d+)?|{AMOUNT}){_TOLD}\s*"
    rf"(?P<what>{UNIT}|mg\b|mcg\b|g\b|gm\b|grams?\b|ml\b|x|times)?\s*(?:total\s*)?"
    r"(?:(?:(?:(?:an?|per|each|in(?:\s+an?(?:ny)?)?|within|every|over)\s+|/\s*)"
    r"(?:24[\s-]*(?:hours?|hrs?|h)(?:\s+period)?|days?\b|d\b))|daily\b)"
)
_WHOLE_DOSE = re.compile(
    r"\b(?:max(?:imum)?\.?|nte|mdd)\s*[:=]?\s*(?P<count>\d{1,2})\b(?!\s*(?:mg|refill|day))"
)
_DAYS = {"d": 1.0, "n": 1.0, "w": 7.0, "m": 30.0}
_LONGEST_COURSE = 100.0
"""Days; a longer time tells since when, not for how long."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that give a number of days, or a most a day."""

    start: int
    end: int
    value: float
    what: str = ""
    """What a most is counted in, as written."""


def find_supply(low: str) -> Stretch | None:
    """Return the days that what is handed out is said to last; a month is 30.

    >>> [find_supply(each).value for each in ("#90, 30 day supply", "ds: 28")]
    [30.0, 28.0]
    """
    found = _SUPPLY_IS.search(low) or _SUPPLY.search(low)
    if found is None:
        return None
    count, unit = found["count"], found["unit"]
    unit = unit or ("d" if count else "m")
    days = _amount(count or "a") * _DAYS[unit[0]]
    return Stretch(found.start(), found.end(), days)


def find_course(low: str) -> Stretch | None:
    """Return the days for which directions hold: ``x 10d``, ``for two weeks``.

    >>> find_course("1 bid x 10 days").value, find_course("for 2 weeks").value
    (10.0, 14.0)
    """
    for found in _COURSE.finditer(low):
        if found["count"] in {"a", "an"} and found["unit"][0] in "dn":
            continue  # "4x a day"
        count = found["upper"] or found["count"] or found["count2"] or found["count4"]
        unit = found["unit"] or found["unit2"] or found["unit4"]
        days = _amount(count) * _DAYS[unit[0]]
        if 0 < days <= _LONGEST_COURSE:
            return Stretch(found.start(), found.end(), days)
    return None


def find_most(low: str) -> Stretch | None:
    """Return the most allowed a day, with what it is counted in.

    >>> find_most("1 q4h prn, not to exceed 6 tablets per day").value
    6.0
    >>> (most := find_most("max 3,000 mg/day")).value, most.what
    (3000.0, 'mg')
    """
    found = _MOST.search(low)
    if found is not None:
        value = _amount(found["count"].replace(",", ""))
        return Stretch(found.start(), found.end(), value, found["what"] or "")
    bare = _WHOLE_DOSE.search(low)
    if bare is None:
        return None
    return Stretch(bare.start(), bare.end(), float(bare["count"]))


def _amount(words: str) -> float:
    return 1.0 if words in {"a", "an"} else number(words)
