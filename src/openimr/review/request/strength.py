"""The strength of a drug, written one way."""

import re

_N = r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)"
_UNIT = (
    r"(?:mgs?|milligrams?|mcgs?|micrograms?|\u00b5g|\u03bcg|ug|meq|iu|units?|%|percent)"
)
_FIRST = r"[\d.](?<![\w.,/].)(?:(?<=\d)[\d,]*(?:\.\d+)?|(?<=\.)\d+)"
"""``_N`` at the beginning of a word; one set of first signs is looked for quickly."""

STRENGTH = re.compile(
    rf"""
    (?P<numbers>{_FIRST}(?:\s*{_UNIT})?(?:\s*[/-]\s*{_N}(?:\s*{_UNIT})?){{0,2}})
    \s*-?\s*(?P<unit>{_UNIT})(?![a-z])
    (?:\s*(?:/|\bper\b)\s*(?P<times>\d+(?:\.\d+)?)?\s*
       (?P<per>ml|cc|hrs?|hours?|h|days?|d|gms?|gr?|actuation|spray)\b)?
    (?P<total>\s*(?:a|per|each|every)?\s*(?:day|daily\s+(?:dose|total)|total))?
    """,
    re.VERBOSE,
)
_BARE_PAIR = re.compile(rf"(?<![\w.,/])({_N})\s*/\s*({_N})(?![\w./%])")
_NUMBER = re.compile(_N)
_UNITS = {
    "milligram": "mg",
    "microgram": "mcg",
    "\u00b5g": "mcg",
    "\u03bcg": "mcg",
    "ug": "mcg",
    "percent": "%",
    "iu": "units",
    "unit": "units",
    "meq": "mEq",
}
_PER = {"h": "hr", "hour": "hr", "cc": "ml", "gm": "g", "gr": "g", "d": "day"}
_LEAST_SECOND = 100
"""In ``10-325`` the dash joins two substances; in ``1-2 mg`` it is a range."""


def find_strength(text: str, *, drug_ends: int | None, one_drug: bool) -> str | None:
    """Return the one strength that lower-case words state.

    None where there is none or several.  ``drug_ends`` is where the name of the drug
    ends: a strength right behind it wins over others if it is the only drug.

    >>> find_strength("norco 10/325mg #120", drug_ends=5, one_drug=True)
    '10/325 mg'
    >>> find_strength("fentanyl 25mcg/h patch", drug_ends=8, one_drug=True)
    '25 mcg/hr'
    >>> find_strength("flurbiprofen 20%, lidocaine 5%", drug_ends=12, one_drug=False)
    """
    found = [match for match in STRENGTH.finditer(text) if _is_strength(match)]
    written = list(dict.fromkeys(_write(match) for match in found))
    if len(written) == 1:
        return written[0]
    if drug_ends is None or not one_drug:
        return None
    if not written:
        pair = _BARE_PAIR.search(text, drug_ends)
        near = pair is not None and pair.start() - drug_ends <= 4
        if pair and near and _value(pair[2]) >= _LEAST_SECOND:
            return f"{_plain(pair[1])}/{_plain(pair[2])} mg"
        return None
    nearest = next((match for match in found if match.start() >= drug_ends), None)
    if nearest is None or nearest.start() - drug_ends > 12:
        return None
    return _write(nearest)


def without_strengths(text: str) -> str:
    """Blank strengths out, so that their numbers count for nothing else."""
    return STRENGTH.sub(lambda match: " " * len(match[0]), text)


def _is_strength(match: re.Match[str]) -> bool:
    """Leave out amounts a day, two or three units of a device, lists of percentages."""
    if match["unit"] in {"%", "percent"} and len(_NUMBER.findall(match["numbers"])) > 1:
        return False
    if match["total"] or _singular(match["per"] or "") in {"day", "d"}:
        return False
    small = _value(_NUMBER.findall(match["numbers"])[0]) < 10
    return not (small and _singular(match["unit"]) == "unit")


def _write(match: re.Match[str]) -> str:
    numbers = [_plain(number) for number in _NUMBER.findall(match["numbers"])]
    dash = "-" in match["numbers"] and "/" not in match["numbers"]
    ranged = dash and _value(numbers[-1]) < _LEAST_SECOND
    unit = _singular(match["unit"])
    unit = _UNITS.get(unit, unit)
    amount = ("-" if ranged else "/").join(numbers)
    words = f"{amount}{unit}" if unit == "%" else f"{amount} {unit}"
    if match["per"]:
        per = _singular(match["per"])
        times = f"{_plain(match['times'])} " if match["times"] else ""
        words += f"/{times}{_PER.get(per, per)}"
    return words


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 2 and word.endswith("s") else word


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _plain(number: str) -> str:
    """Write a number without thousands separators and with its leading zero."""
    figures = number.replace(",", "")
    return f"0{figures}" if figures.startswith(".") else figures
