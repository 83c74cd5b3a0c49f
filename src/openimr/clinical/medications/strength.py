"""The strength of a drug: ``10 mg``, ``10/325``, ``5%``, ``25 mcg/hr``."""

import re
from collections.abc import Callable

from .amounts import UNIT, VOLUME, WEIGHT

STRENGTH = re.compile(
    r"(?P<value>(?<![\d.])(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:\s*[-/]\s*\d+(?:\.\d+)?)?)\s*-?\s*"
    r"(?P<unit>(?:mg|mcg|g|gm|units?)\s*/\s*(?:\d+(?:\.\d+)?\s*)?ml|mcg/hr?|mcg/h|mcg/hour"
    r"|milligrams?|micrograms?|mg|mcg|ug|grams?|gm|g\b|ml\b"
    r"|%|percent|units?\b|meq|iu\b)(?:\.(?=\s|\Z))?"
)
_COMBINED = re.compile(
    r"(?<![\d/.#-])\d{1,3}(?:\.\d)?\s*[/-]\s*\d{2,4}(?:\s*/\s*\d{2,3})?(?![\d/-])"
)
_BARE = re.compile(
    r"\s*,?\s*(\d{1,4}(?:\.\d+)?)(?=\s+\S|,|;|\Z)(?!\s*[/:-]\s*\d)"
    rf"(?!\s*(?:{UNIT}|{VOLUME}|{WEIGHT}|po|p\.o|by mouth|times|x|days?"
    r"|weeks?|months?|years?)\b)"
)
_TWO = re.compile(
    r"(?<![\d./])(?P<one>\d+(?:\.\d+)?)\s*mg\s*[-/]\s*(?P<two>\d+(?:\.\d+)?)\s*mg\b"
)
"""Both parts of a combination, each with its unit: ``325 mg-10 mg``."""

_PARTNERS = frozenset({"200", "300", "325", "400", "500", "650", "660", "750"})
_MOST_LEADING = 60.0
"""Reports of controlled substances print the acetaminophen, aspirin or ibuprofen of an
opioid first; at such strengths it is never the leading substance."""

_NEAR = 48
"""Characters behind a name within which its strength stands."""

_FEW = 2.0
"""A bare number up to this is a count of tablets; above it a strength in mg."""

_UNITS = {
    "milligram": "mg", "milligrams": "mg", "percent": "%", "gm": "g", "gram": "g",
    "grams": "g", "microgram": "mcg", "micrograms": "mcg", "ug": "mcg",
}  # fmt: skip
_MOST_GRAMS = 10.0
"""More grams or millilitres than this are what is handed out, or a dose of liquid."""


def read_strength(
    low: str, directed: Callable[[str], object], *, table: bool
) -> tuple[str | None, int, int]:
    """Return the strength behind a name, and where it begins and ends.

    ``directed`` tells whether words hold a frequency: a bare number before one is a
    strength in mg, and so it is in a table.

    >>> read_strength(" tab 325 mg-10 mg 120", lambda words: None, table=False)[0]
    '10/325 mg'
    """
    two = _TWO.search(low, 0, _NEAR)
    if two:
        return _two_parts(two), two.start(), two.end()
    for found in STRENGTH.finditer(low, 0, _NEAR):
        if not _is_amount(found):
            return written_strength(found), found.start(), found.end()
    lead = len(low) - len(low.lstrip(" \n,:("))
    combined = _COMBINED.match(low, lead)
    if combined:
        value = re.sub(r"\s*[-/]\s*", "/", combined[0])
        return value + " mg", lead, combined.end()
    bare = _BARE.match(low)
    if bare is None or (float(bare[1]) <= _FEW and "." not in bare[1]):
        return None, 0, 0
    if table or directed(low[bare.end() : bare.end() + 30]):
        return f"{bare[1]} mg", bare.start(1), bare.end()
    return None, 0, 0


def _two_parts(found: re.Match[str]) -> str:
    one, two = found["one"], found["two"]
    if one in _PARTNERS and float(two) <= _MOST_LEADING:
        one, two = two, one
    return f"{one}/{two} mg"


def _is_amount(found: re.Match[str]) -> bool:
    """Tell 120 g of an ointment, or 5 ml of a syrup, from a strength."""
    unit = _UNITS.get(found["unit"], found["unit"])
    if unit == "ml":
        return True
    return (
        unit == "g"
        and float(found["value"].replace(",", "").split("/")[0].split("-")[0])
        > _MOST_GRAMS
    )


def written_strength(found: re.Match[str]) -> str:
    """Return a match of :data:`STRENGTH` as it is shown: ``10 mg``, ``5%``."""
    written = found["unit"]
    value = re.sub(r"\s*[-/]\s*", "/", found["value"]).replace(",", "")
    written = _UNITS.get(written, written)
    joint = "" if written == "%" else " "
    return f"{value}{joint}{written}"
