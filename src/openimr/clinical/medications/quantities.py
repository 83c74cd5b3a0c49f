"""How many are handed out, and how many refills: ``#90``, ``disp: 60``, ``RF x2``."""

import re
from dataclasses import dataclass

from openimr.text import number_in_words

from .amounts import UNIT, number

_TENS = (
    r"(?:ten|twelve|fifteen|twenty(?:[\s-](?:one|four|eight))?|thirty|forty[\s-]five|forty"
    r"|fifty|sixty|seventy|eighty|ninety"
    r"|(?:one )?hundred(?: and)?(?: (?:eighty|fifty|twenty))?)"
)
_NUMBER = r"\d{1,4}(?:\.0+)?"
_STUFF = r"(?P<stuff{n}>\s*(?:ml|cc|gm?s?|grams?)\b)?"
QUANTITY = re.compile(
    rf"(?:\#\s*(?P<hash>{_NUMBER})(?!\s*\d?/)(?!\s*-?\s*day){_STUFF.format(n=1)}"
    rf"|\bqty\.?\s*(?:dispensed|of|is)?\s*[:=]?\s*\#?\s*(?P<qty>{_NUMBER}){_STUFF.format(n=2)}"
    rf"|\bquantity\s*(?:dispensed|requested|of|is|:)*\s*\#?\s*(?P<quantity>{_NUMBER})"
    rf"{_STUFF.format(n=3)}"
    rf"|\bdisp(?:ense(?:d)?)?\.?\s*(?:quantity|qty|of)?\s*[:=]?\s*\#?\s*(?P<disp>{_NUMBER})"
    r"(?!\d|\s*(?:tubes?|bottles?|box|jars?|packs?)\b)"
    rf"{_STUFF.format(n=4)}"
    rf"|\b(?:no|num(?:ber)?)\.?\s*[:=]?\s*\#?\s*(?P<no>\d{{2,4}})\b(?!\s*(?:mg|refill|/))"
    rf"|(?<![\d./-])(?P<units>\d{{2,4}})\s*(?:{UNIT}|count\b|ct\b|tabs?\b)"
    rf"|(?<![\d./-])(?P<stuff>\d{{2,4}})\s*-?\s*(?P<stuff5>gm?s?|grams?|ml|cc)\b"
    r"(?=\s*(?:tubes?|bottles?|jars?|pump|of\b|,|;|\.|\)|rf|refill|w/|with|no\b|\Z))"
    rf"|\b(?P<packs>\d{{1,2}})\s*(?:tubes?|bottles?|box(?:es)?|jars?|packs?)\s*(?:of|x|@)\s*"
    rf"(?P<each>\d{{1,3}})\s*(?P<stuff6>gm?s?\b|grams?|ml|cc)?"
    rf"|\bbox(?:es)?\s+(?:of\s+)?\(?(?P<box>\d{{1,3}})\b"
    rf"|\b(?P<words>{_TENS})\s+(?:\(\s*\d+\s*\)\s*)?(?:{UNIT})"
    rf"|(?:,|;|\bdisp(?:ense)?\.?:?|\bqty\.?:?|\bquantity:?)\s*(?P<alone>{_TENS})\s*(?=,|\(|;|\.|\Z))"
)
_FIGURES = ("hash", "qty", "quantity", "disp", "no", "units", "stuff", "box")
_STUFFS = ("stuff1", "stuff2", "stuff3", "stuff4", "stuff5", "stuff6")
_LAST_CELL = re.compile(r"(?:^|\s)(\d{1,3})(?=\s*(?:\n|\Z))")
_ROW = re.compile(r"\s(\d{1,3})(?=\s+[a-z][a-z-]{2,}\b)")
_BESIDE = re.compile(r"(?<![\w.])\d{1,3}[\s|/,]+\d{1,3}(?![\w.%])")
"""Two bare numbers side by side; without a head they cannot be told apart."""

_LEAST_CELL = 6
"""Fewer units than this in a bare cell may as well be refills."""
REFILLS = re.compile(
    r"(?<![#\w.])(?P<before>\d|1[0-2]|no|zero|one|two|three|four|five|six|x\s?\d)\s*(?:\(\d\)\s*)?"
    r"(?:more\s+|additional\s+)?(?:refills?|rfl?s?)\b(?!\s*(?:x|:|\#|=)?\s*\d)"
    r"|\b(?:rfl?s?|refills?|ref)\.?\s*(?:x|:|\#|=|of|times)*\s*"
    r"(?P<after>\d{1,2}|none|no|zero|nr|one|two|three|four|five|once|twice)\b(?!\s*(?:mg|tab))"
    r"|\b(?P<none>nr|n/r|without refills?|non-?refillable)\b"
)
_LIQUID = frozenset({"ml", "cc"})


@dataclass(frozen=True, slots=True)
class Supply:
    """How many are handed out."""

    start: int
    end: int
    value: int
    measure: str = "count"
    """``count``, ``ml`` or ``g``."""


def read_quantity(low: str) -> Supply | None:
    """Return the first quantity in lower-case words.

    >>> [read_quantity(each).value for each in ("#90", "disp: 60 tablet", "qty 30.00")]
    [90, 60, 30]
    """
    for match in QUANTITY.finditer(low):
        words = match["words"] or match["alone"]
        if words:
            value = number_in_words(words.replace("hundred and", "hundred"))
            if value is None:
                value = 100 if words == "hundred" else 0
            return Supply(match.start(), match.end(), value)
        if match["packs"]:
            total = int(match["packs"]) * int(match["each"])
            return Supply(match.start(), match.end(), total, _measure(match))
        figures = next((match[name] for name in _FIGURES if match[name]), None)
        if figures and float(figures):
            return Supply(
                match.start(), match.end(), int(float(figures)), _measure(match)
            )
    return None


def _measure(match: re.Match[str]) -> str:
    stuff = next((match[name] for name in _STUFFS if match[name]), "").strip()
    if not stuff:
        return "count"
    return "ml" if stuff in _LIQUID else "g"


def read_cell(low: str, after: int) -> tuple[int | None, int]:
    r"""Return the bare number in a row of a table without a head, and its end.

    Of several numbers side by side none is claimed.

    >>> read_cell(" 10 mg tab 60", 6), read_cell(" 4 mg tab 60 30 2", 5)
    ((60, 13), (None, 0))
    """
    row = _ROW.search(low, after) or _LAST_CELL.search(low, after)
    if row is None or int(row[1]) < _LEAST_CELL or _BESIDE.search(low, after):
        return None, 0
    return int(row[1]), row.end(1)


def refill_count(found: re.Match[str]) -> int:
    """Return the refills of a match of :data:`REFILLS`."""
    if found["none"]:
        return 0
    words = (found["before"] or found["after"]).removeprefix("x").strip()
    known = {"none": 0, "no": 0, "zero": 0, "nr": 0, "once": 1, "twice": 2}
    return known[words] if words in known else int(number(words))
