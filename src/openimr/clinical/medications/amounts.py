"""Amounts of a dose: ``1-2``, ``one and a half``, ``two (2) capsules``, ``10 ml``."""

import re
from dataclasses import dataclass

from openimr.text import number_in_words

COUNT = (
    r"(?:\d+(?:\.\d+)?|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)"
)
UNIT = (
    r"(?:tablet|tabl?|capsule|cap|caplet|cpl|pill|patch|lozenge|suppositor|suppos?|dose"
    r"|puff|inhalation|spray|squirt|drop|gtt|application|tube|packet|sachet|scoop|film"
    r"|strip|troche|softgel|gelcap|gumm|vial|syringe|injection|piece)"
    r"(?:let)?(?:s|es|ies|y)?(?:\(s\)|\(es\))?\.?(?![a-z])"
)
"""Forms that are counted; each is one unit."""

VOLUME = r"(?:ml|cc|teaspoon(?:ful)?s?|tsp|tablespoon(?:ful)?s?|tbsp)\b\.?"
WEIGHT = r"(?:grams?|gms?|g)\b\.?"
MASS = r"(?:mg|mcg|ug|milligrams?|micrograms?|units?|iu|meq)\b\.?"

_FRACTION = r"(?:1/2|\u00bd|one[\s-]half|half)"
_WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty)"
)
AMOUNT = (
    rf"(?:\d{{1,3}}(?:\s*\u00bd|[\s-]+1/2)|{_WORDS}\s+and\s+(?:a|one)[\s-]half"
    rf"|{_FRACTION}(?:\s+(?:an?|of\s+an?|of\s+one))?|1/4|\d{{0,3}}\.\d+|\d{{1,4}}|{_WORDS}"
    rf"|i{{1,3}}(?=\s*(?:-\s*i{{1,3}}\s*)?(?:{UNIT}|po\b))|an?(?=\s+{UNIT}))"
)
_TWICE_TOLD = rf"(?:\s*\(\s*(?:{COUNT}|{_WORDS})\s*\))?"
"""The number once more: ``two (2) tablets``, ``3 (three) times``."""

DOSE = re.compile(
    rf"(?<![\w./#-])(?P<low>{AMOUNT}){_TWICE_TOLD}"
    rf"(?:\s*(?:-|to|or|/)\s*(?P<high>{AMOUNT}){_TWICE_TOLD})?"
    rf"(?:\s*-?\s*(?:(?P<unit>(?:(?:whole|full|extra|more)\s+)?{UNIT})|(?P<volume>{VOLUME})|(?P<weight>{WEIGHT})"
    rf"|(?P<mass>{MASS}))|(?![\w/.%]))"
)
_SPOONS = {"te": 5.0, "ts": 5.0, "ta": 15.0, "tb": 15.0}
_ROMAN = {"i": 1.0, "ii": 2.0, "iii": 3.0}
_SPECIAL = {"no": 0.0, "1/4": 0.25, "a": 1.0, "an": 1.0, **_ROMAN}


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is taken at a time; of a range the upper end."""

    start: int
    end: int
    value: float
    measure: str
    """``count``, ``ml``, ``g``, ``mass``; empty for a bare number."""

    forms: str = ""
    """The unit as written."""


def number(words: str) -> float:
    """Return the value of a small number in figures, words or halves.

    >>> [number(each) for each in ("3", "1/2", "one and a half", "1 1/2", "two", "ii")]
    [3.0, 0.5, 1.5, 1.5, 2.0, 2.0]
    """
    low = words.strip()
    if low in _SPECIAL:
        return _SPECIAL[low]
    half = re.search(rf"{_FRACTION}|[\s-]half", low)
    if half is None:
        return _whole(low)
    lead = re.sub(r"\s+and\s+(?:a|one)\Z|[\s-]+\Z", "", low[: half.start()])
    return 0.5 + (_whole(lead) if lead else 0.0)


def _whole(words: str) -> float:
    if words[:1].isdigit() or words[:1] == ".":
        return float(words)
    return float(number_in_words(words) or 1)


def amount(found: re.Match[str]) -> Amount:
    """Return the value of a match of :data:`DOSE`."""
    value = number(found["high"] or found["low"])
    measure = "count" if found["unit"] else ""
    volume = found["volume"]
    if volume:
        value, measure = value * _SPOONS.get(volume[:2], 1.0), "ml"
    elif found["weight"]:
        measure = "g"
    elif found["mass"]:
        measure = "mass"
    forms = found["unit"] or found["mass"] or ""
    return Amount(found.start(), found.end(), value, measure, forms)
