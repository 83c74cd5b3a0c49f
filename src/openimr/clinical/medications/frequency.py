"""Read how often a drug is taken, and how much each time.

``1 po tid``, ``one three times daily``, ``q8h``, ``four a day``, ``one in the morning
and two at bedtime``.
"""

import re
from dataclasses import dataclass

from openimr.text import number_in_words

COUNT = (
    r"(?:\d+(?:\.\d+)?|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)"
)
UNIT = (
    r"(?:tablet|tab|capsule|cap|caplet|pill|patch|lozenge|suppositor|dose|puff"
    r"|spray|drop|application|tube)(?:let)?(?:s|es|ies|y)?(?:\(s\)|\(es\))?\.?"
)
_DAY = r"(?:a|per|each|every|/|in the)\s*(?:24 hours|day)|daily"
_FREQUENCIES: tuple[tuple[str, float], ...] = (
    (r"q\.?\s*o\.?\s*d\b\.?|every other day|every second day|q48h", 0.5),
    (r"b\.?\s?i\.?\s?d\b\.?|am\s*(?:and|&)\s*pm|morning and (?:night|evening)", 2.0),
    (r"t\.?\s?i\.?\s?d\b\.?", 3.0),
    (r"q\.?\s?i\.?\s?d\b\.?", 4.0),
    (r"(?:q\.?\s?h\.?\s?s|h\.s|hs|qpm|q\.?\s?p\.?m|nightly|nocte)\b\.?", 1.0),
    (r"(?:at|before|each|every|for)\s+(?:bed\s?time|bed|night)\b", 1.0),
    (r"(?:every|each|in the) (?:morning|evening|noon|day)\b|at noon\b", 1.0),
    (r"(?:q\.?\s?d|q\.?\s?day|qam|q\.?a\.?m|once daily|daily|weekdays)\b\.?", 1.0),
)
_EVERY = re.compile(
    r"(?:\bq\.?\s?|\bevery\s+)(?P<low>\d{1,2}|four|six|eight|twelve)"
    r"(?:\s*(?:-|to)\s*(?P<high>\d{1,2}|six|eight|twelve))?\s*(?:h\b|hrs?\b|hours?\b)\.?"
)
_TIMES_A_DAY = re.compile(
    rf"\b(?P<times>{COUNT}|once|twice)(?:\s*(?:-|to)\s*(?P<upper>{COUNT}))?"
    rf"\s*(?P<x>x|times)?\s*(?P<day>{_DAY})\b"
)
_WEEKLY = re.compile(
    rf"\b(?P<times>{COUNT}|once|twice)\s*(?:x|times|nights|days)?\s*"
    r"(?:a|per|each)\s+week\b|\bweekly\b"
)
_PART = re.compile(
    rf"(?:\b(?P<count>1/2|{COUNT})\s*(?:{UNIT}|(?P<mg>mg))?"
    r"\s*(?:p\.?o\.?|by mouth)?\s*)?"
    r"(?<!\w)(?:in the (?:morning|evening|afternoon)|q?\.?\s?[ap]\.?m\b\.?|at noon\b"
    r"|(?:at|before) (?:bed\s?time|night|bed)\b|q?\.?h\.?s\b\.?"
    r"|(?:with|at|after|before) (?:breakfast|lunch|dinner|supper)\b)"
)
_NEXT_PART = re.compile(r"[\s,;&+]*(?:(?:and|plus|then|again|another|also)\s+)*")
_PLAIN = re.compile(
    "|".join(
        f"(?P<f{n}>(?<![\\w]){words})" for n, (words, _) in enumerate(_FREQUENCIES)
    )
)
_PER_DOSE = re.compile(
    rf"(?P<half>1/2|½|one[\s-]half|half)?\s*(?P<low>{COUNT})?"
    rf"(?:\s*(?:-|to|or)\s*(?P<high>{COUNT}))?\s*(?P<unit>{UNIT})?\s*"
    r"(?:(?:by mouth|p\.?\s?o\.?|per os|orally|oral|sl|sublingually|topically|to skin"
    r"|to affected area)\s*)?,?\s*\Z"
)
_A_DAY = re.compile(r"(?<=mg|cg)\s*(?:(?:a|per|each)\s+day|/\s*day)\b")
_NUMBERS = {"half": 0.5, "1/2": 0.5, "no": 0.0}


@dataclass(frozen=True, slots=True)
class Frequency:
    """How many doses a day, and units a dose where told."""

    start: int
    end: int
    per_day: float
    per_dose: float | None


def read_frequency(low: str) -> Frequency | None:
    """Return the first frequency in lower-case words; None where there is none.

    >>> read_frequency("one in the morning and two at bedtime").per_day
    3.0
    >>> read_frequency("1-2 tabs q6h prn").per_dose
    2.0
    """
    readers = (_times, _every, _plain, _weekly, _total)
    found = [each for reader in readers if (each := reader(low))]
    first = min(found, key=lambda each: each.start) if found else None
    parts = _parts(low)
    if parts and (first is None or parts.start < first.end):
        return parts
    return first


def _parts(low: str) -> Frequency | None:
    """Add up what is taken at several times of the day."""
    chain: list[re.Match[str]] = []
    for match in _PART.finditer(low):
        joined = chain and _NEXT_PART.fullmatch(low, chain[-1].end(), match.start())
        if len(chain) > 1 and not joined:
            break
        chain = [*chain, match] if joined else [match]
    if len(chain) < 2:
        return None
    first = chain[0]
    base = (number(first["count"]) if first["mg"] else 0.0) or 1.0
    units = [number(each["count"]) if each["count"] else None for each in chain]
    usual = units[0] if units[0] and not first["mg"] else 1.0
    total = sum(
        (count / base if each["mg"] else count) if count else usual
        for each, count in zip(chain, units, strict=True)
    )
    return Frequency(first.start(), chain[-1].end(), total, 1.0)


def _total(low: str) -> Frequency | None:
    """Read ``60 mg a day``: the strength is the whole day's dose."""
    match = _A_DAY.search(low)
    return Frequency(match.start(), match.end(), 1.0, 1.0) if match else None


def _times(low: str) -> Frequency | None:
    for match in _TIMES_A_DAY.finditer(low):
        times = match["upper"] or match["times"]
        if times in {"once", "twice"} or match["x"]:
            count = {"once": 1.0, "twice": 2.0}.get(times) or number(times)
            return _dosed(low, match.start(), match.end(), count)
        if match["day"] == "daily":
            continue  # "1 daily" is one unit, once
        # "four a day": four units, whatever the number of doses
        return Frequency(match.start(), match.end(), number(times), 1.0)
    return None


def _every(low: str) -> Frequency | None:
    match = _EVERY.search(low)
    if match is None:
        return None
    return _dosed(low, match.start(), match.end(), 24.0 / number(match["low"]))


def _plain(low: str) -> Frequency | None:
    match = _PLAIN.search(low)
    if match is None or match.lastgroup is None:
        return None
    per_day = _FREQUENCIES[int(match.lastgroup[1:])][1]
    return _dosed(low, match.start(), match.end(), per_day)


def _weekly(low: str) -> Frequency | None:
    match = _WEEKLY.search(low)
    if match is None:
        return None
    times = match["times"]
    count = {"once": 1.0, "twice": 2.0, None: 1.0}.get(times) or number(times)
    return Frequency(match.start(), match.end(), count / 7.0, None)


def _dosed(low: str, start: int, end: int, per_day: float) -> Frequency:
    before = _PER_DOSE.search(low, max(0, start - 40), start)
    if before is None or not (before["low"] or before["half"]):
        return Frequency(start, end, per_day, None)
    value = before["high"] or before["low"]
    per_dose = number(value) if value else 0.0
    if before["half"] and not before["high"]:
        per_dose = 0.5 if not value else per_dose + 0.5
    if per_dose > 8:
        return Frequency(start, end, per_day, None)
    return Frequency(before.start(), end, per_day, per_dose)


def number(words: str) -> float:
    """Return the value of a small number in figures or words."""
    if words in _NUMBERS:
        return _NUMBERS[words]
    if words[:1].isdigit():
        return float(words)
    return float(number_in_words(words) or 1)
