"""Read directions: strength, how much, how often, how many, how many refills.

``10 mg 1 po tid prn #90 RF 2``, ``one three times daily as needed``, ``four a day``,
``1 tab QID, #120``, ``ninety tablets``, the bare ``120`` in the last column of a table.
"""

import re
from dataclasses import dataclass

from openimr.text import fold, number_in_words

_COUNT = (
    r"(?:\d+(?:\.\d+)?|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)"
)
_UNIT = (
    r"(?:tablet|tab|capsule|cap|caplet|pill|patch|lozenge|suppositor|dose|puff"
    r"|spray|drop|application|tube)(?:let)?(?:s|es|ies|y)?(?:\(s\)|\(es\))?\.?"
)
_TIMES = {
    "once": 1.0, "one time": 1.0, "twice": 2.0, "two times": 2.0, "three times": 3.0,
    "four times": 4.0, "five times": 5.0, "six times": 6.0,
}  # fmt: skip
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
    rf"\b(?P<times>{_COUNT}|once|twice)(?:\s*(?:-|to)\s*(?P<upper>{_COUNT}))?"
    rf"\s*(?P<x>x|times)?\s*(?P<day>{_DAY})\b"
)
_WEEKLY = re.compile(
    rf"\b(?P<times>{_COUNT}|once|twice)\s*(?:x|times|nights|days)?\s*"
    r"(?:a|per|each)\s+week\b|\bweekly\b"
)
_PLAIN = re.compile(
    "|".join(
        f"(?P<f{n}>(?<![\\w]){words})" for n, (words, _) in enumerate(_FREQUENCIES)
    )
)
_PER_DOSE = re.compile(
    rf"(?P<half>1/2|½|one[\s-]half|half)?\s*(?P<low>{_COUNT})?"
    rf"(?:\s*(?:-|to|or)\s*(?P<high>{_COUNT}))?\s*(?P<unit>{_UNIT})?\s*"
    r"(?:(?:by mouth|p\.?\s?o\.?|per os|orally|oral|sl|sublingually|topically|to skin"
    r"|to affected area)\s*)?,?\s*\Z"
)
_STRENGTH = re.compile(
    r"(?P<value>\d[\d,]*(?:\.\d+)?(?:\s*[-/]\s*\d+(?:\.\d+)?)?)\s*-?\s*"
    r"(?P<unit>mg/ml|mcg/hr?|mcg/h|milligrams?|micrograms?|mg|mcg|ug|grams?|gm|g\b|ml\b"
    r"|%|percent|units?\b|meq|iu\b)(?:\.(?=\s|\Z))?"
)
_COMBINED = re.compile(r"(?<![\d/.#-])\d{1,3}(?:\.\d)?\s*[/-]\s*\d{2,4}(?![\d/-])")
_BARE = re.compile(
    r"\s*,?\s*(\d{1,4}(?:\.\d+)?)(?=\s+\S|,|;|\Z)(?!\s*[/:-]\s*\d)"
    rf"(?!\s*(?:{_UNIT}|po|p\.o|by mouth|times|x|days?|weeks?|months?|years?)\b)"
)
_A_DAY = re.compile(r"(?<=mg|cg)\s*(?:(?:a|per|each)\s+day|/\s*day)\b")
_PRN = re.compile(r"\bp\.?\s?r\.?\s?n\b\.?|\bas needed\b|\b(?:when|if|only) needed\b")
_TENS = (
    r"(?:ten|twelve|fifteen|twenty|thirty|forty|forty[\s-]five|fifty|sixty|ninety"
    r"|one hundred(?: and)?(?: eighty| fifty| twenty)?|hundred)"
)
_QUANTITY = re.compile(
    rf"(?:\#\s*(?P<hash>\d{{1,4}})(?!\s*\d?/)|\bqty\.?\s*:?\s*\#?\s*(?P<qty>\d{{1,4}})"
    r"|\bquantity\s*(?:of|:)?\s*\#?\s*(?P<quantity>\d{1,4})"
    r"|\bdisp(?:ense)?\.?\s*:?\s*\#?\s*(?P<disp>\d{1,4})"
    rf"|\b(?P<units>\d{{2,4}})\s*(?:{_UNIT}|count\b|ct\b)"
    rf"|\b(?P<words>{_TENS})\s+(?:{_UNIT})"
    rf"|(?:,|;)\s*(?P<alone>{_TENS})\s*(?=,|;|\Z))"
)
_LAST_CELL = re.compile(r"(?:^|\s)(\d{1,3})(?=\s*(?:\n|\Z))")
_ROW = re.compile(r"\s(\d{1,3})(?:(?:\s*/\s*|\s+)\d{1,3})?(?=\s+[a-z][a-z-]{2,}\b)")
_REFILLS = re.compile(
    r"\b(?P<before>\d{1,2}|no|zero|one|two|three|four|five|six)\s+(?:more\s+)?refills?\b"
    r"|\b(?:rf|refills?)\s*(?:x|:|\#|=|of)?\s*(?P<after>\d{1,2})\b"
)
_NEAR = 48
"""Characters behind a name within which its strength stands."""

_NUMBERS = {"half": 0.5, "no": 0.0}


@dataclass(frozen=True, slots=True)
class Directions:
    """What directions say; None where they do not."""

    strength: str | None = None
    per_dose: float | None = None
    doses_per_day: float | None = None
    as_needed: bool = False
    frequency: str | None = None
    quantity: int | None = None
    refills: int | None = None
    end: int = 0
    """Offset behind the last thing that was read."""

    @property
    def empty(self) -> bool:
        """Tell whether nothing was read."""
        return self == Directions(end=self.end)


def read_directions(low: str, *, table: bool = False) -> Directions:
    r"""Read the directions in lower-case words that follow a drug's name.

    ``table`` allows bare numbers in the last cells to be a quantity.

    >>> d = read_directions(" 10 mg 1 po tid prn #90, no refills")
    >>> d.strength, d.per_dose, d.doses_per_day, d.as_needed, d.quantity, d.refills
    ('10 mg', 1.0, 3.0, True, 90, 0)
    >>> cells = " 10/325 mg one four times daily as needed\n120"
    >>> d = read_directions(cells, table=True)
    >>> d.strength, d.per_dose, d.doses_per_day, d.quantity
    ('10/325 mg', 1.0, 4.0, 120)
    >>> read_directions(" 10/325 four a day").doses_per_day
    4.0
    """
    strength, strength_end = _strength(low, table=table)
    frequency = _frequency(low)
    quantity, quantity_end = _quantity(low)
    if quantity is None and table:
        after = max(strength_end, frequency.end if frequency else 0)
        quantity, quantity_end = _cell(low, after)
    refills = _REFILLS.search(low)
    prn = _PRN.search(low)
    ends = [strength_end, quantity_end, frequency.end if frequency else 0]
    ends += [found.end() for found in (refills, prn) if found]
    return Directions(
        strength=strength,
        per_dose=frequency.per_dose if frequency else None,
        doses_per_day=frequency.per_day if frequency else None,
        as_needed=prn is not None,
        frequency=_words(low, frequency, prn) if frequency else None,
        quantity=quantity,
        refills=_refills(refills) if refills else None,
        end=max(ends),
    )


@dataclass(frozen=True, slots=True)
class _Frequency:
    start: int
    end: int
    per_day: float
    per_dose: float | None


def _strength(low: str, *, table: bool) -> tuple[str | None, int]:
    found = _STRENGTH.search(low, 0, _NEAR)
    if found:
        unit = {"milligram": "mg", "milligrams": "mg", "percent": "%", "gm": "g"}
        written = found["unit"]
        value = re.sub(r"\s*[-/]\s*", "/", found["value"]).replace(",", "")
        written = unit.get(written, written)
        joint = "" if written == "%" else " "
        return f"{value}{joint}{written}", found.end()
    combined = _COMBINED.match(low.lstrip(" \n,:("))
    if combined:
        lead = len(low) - len(low.lstrip(" \n,:("))
        return re.sub(r"\s*[-/]\s*", "/", combined[0]) + " mg", lead + combined.end()
    bare = _BARE.match(low)
    if bare and (table or _frequency(low[bare.end() : bare.end() + 30])):
        return f"{bare[1]} mg", bare.end()
    return None, 0


def _frequency(low: str) -> _Frequency | None:
    readings = (_times(low), _every(low), _plain(low), _weekly(low), _total(low))
    found = [each for each in readings if each]
    return min(found, key=lambda each: each.start) if found else None


def _total(low: str) -> _Frequency | None:
    """Read ``60 mg a day``: the strength is the whole day's dose."""
    match = _A_DAY.search(low)
    return _Frequency(match.start(), match.end(), 1.0, 1.0) if match else None


def _times(low: str) -> _Frequency | None:
    for match in _TIMES_A_DAY.finditer(low):
        times = match["upper"] or match["times"]
        if times in {"once", "twice"} or match["x"]:
            count = {"once": 1.0, "twice": 2.0}.get(times) or _number(times)
            return _dosed(low, match.start(), match.end(), count)
        if match["day"] == "daily":
            continue  # "1 daily" is one unit, once
        # "four a day": four units, whatever the number of doses
        return _Frequency(match.start(), match.end(), _number(times), 1.0)
    return None


def _every(low: str) -> _Frequency | None:
    match = _EVERY.search(low)
    if match is None:
        return None
    return _dosed(low, match.start(), match.end(), 24.0 / _number(match["low"]))


def _plain(low: str) -> _Frequency | None:
    match = _PLAIN.search(low)
    if match is None or match.lastgroup is None:
        return None
    per_day = _FREQUENCIES[int(match.lastgroup[1:])][1]
    return _dosed(low, match.start(), match.end(), per_day)


def _weekly(low: str) -> _Frequency | None:
    match = _WEEKLY.search(low)
    if match is None:
        return None
    times = match["times"]
    count = {"once": 1.0, "twice": 2.0, None: 1.0}.get(times) or _number(times)
    return _Frequency(match.start(), match.end(), count / 7.0, None)


def _dosed(low: str, start: int, end: int, per_day: float) -> _Frequency:
    before = _PER_DOSE.search(low, max(0, start - 40), start)
    if before is None or not (before["low"] or before["half"]):
        return _Frequency(start, end, per_day, None)
    value = before["high"] or before["low"]
    per_dose = _number(value) if value else 0.0
    if before["half"]:
        per_dose = 0.5 if not value else per_dose + 0.5
    if per_dose > 8:
        return _Frequency(start, end, per_day, None)
    return _Frequency(before.start(), end, per_day, per_dose)


def _number(words: str) -> float:
    if words in _NUMBERS:
        return _NUMBERS[words]
    if words[:1].isdigit():
        return float(words)
    return float(number_in_words(words) or 1)


def _quantity(low: str) -> tuple[int | None, int]:
    for match in _QUANTITY.finditer(low):
        words = match["words"] or match["alone"]
        if words:
            value = number_in_words(words.replace("hundred and", "hundred"))
            return (100 if words == "hundred" else value), match.end()
        figures = next(filter(None, match.groups()), None)
        if figures and int(figures):
            return int(figures), match.end()
    return None, 0


def _cell(low: str, after: int) -> tuple[int | None, int]:
    """Return a bare number in the last cells of a table's row."""
    row = _ROW.search(low, after) or _LAST_CELL.search(low, after)
    if row is None or not 1 <= int(row[1]) <= 999:
        return None, 0
    return int(row[1]), row.end(1)


def _refills(found: re.Match[str]) -> int:
    return int(_number(found["before"] or found["after"]))


def _words(low: str, frequency: _Frequency, prn: re.Match[str] | None) -> str:
    end = frequency.end
    if prn is not None and end <= prn.start() <= end + 3:
        end = prn.end()
    return fold(low[frequency.start : end]).strip(" ,;")
