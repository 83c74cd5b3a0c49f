"""Read directions: strength, how much, how often, how many, how many refills.

``10 mg 1 po tid prn #90 RF 2``, ``one three times daily as needed``, ``four a day``,
``1 tab QID, #120``, ``ninety tablets``, the bare ``120`` in the last column of a table.
"""

import re
from dataclasses import dataclass

from openimr.text import fold, number_in_words

from .frequency import UNIT, Frequency, number, read_frequency

_STRENGTH = re.compile(
    r"(?P<value>\d[\d,]*(?:\.\d+)?(?:\s*[-/]\s*\d+(?:\.\d+)?)?)\s*-?\s*"
    r"(?P<unit>mg/ml|mcg/hr?|mcg/h|milligrams?|micrograms?|mg|mcg|ug|grams?|gm|g\b|ml\b"
    r"|%|percent|units?\b|meq|iu\b)(?:\.(?=\s|\Z))?"
)
_COMBINED = re.compile(r"(?<![\d/.#-])\d{1,3}(?:\.\d)?\s*[/-]\s*\d{2,4}(?![\d/-])")
_BARE = re.compile(
    r"\s*,?\s*(\d{1,4}(?:\.\d+)?)(?=\s+\S|,|;|\Z)(?!\s*[/:-]\s*\d)"
    rf"(?!\s*(?:{UNIT}|po|p\.o|by mouth|times|x|days?|weeks?|months?|years?)\b)"
)
_PRN = re.compile(r"\bp\.?\s?r\.?\s?n\b\.?|\bas needed\b|\b(?:when|if|only) needed\b")
_TENS = (
    r"(?:ten|twelve|fifteen|twenty|thirty|forty|forty[\s-]five|fifty|sixty|ninety"
    r"|one hundred(?: and)?(?: eighty| fifty| twenty)?|hundred)"
)
_QUANTITY = re.compile(
    rf"(?:\#\s*(?P<hash>\d{{1,4}})(?!\s*\d?/)|\bqty\.?\s*:?\s*\#?\s*(?P<qty>\d{{1,4}})"
    r"|\bquantity\s*(?:of|:)?\s*\#?\s*(?P<quantity>\d{1,4})"
    r"|\bdisp(?:ense)?\.?\s*:?\s*\#?\s*(?P<disp>\d{1,4})"
    rf"|\b(?P<units>\d{{2,4}})\s*(?:{UNIT}|count\b|ct\b)"
    rf"|\b(?P<words>{_TENS})\s+(?:{UNIT})"
    rf"|(?:,|;)\s*(?P<alone>{_TENS})\s*(?=,|;|\Z))"
)
_LAST_CELL = re.compile(r"(?:^|\s)(\d{1,3})(?=\s*(?:\n|\Z))")
_ROW = re.compile(r"\s(\d{1,3})(?:(?:\s*/\s*|\s+)\d{1,3})?(?=\s+[a-z][a-z-]{2,}\b)")
_REFILLS = re.compile(
    r"\b(?P<before>\d{1,2}|no|zero|one|two|three|four|five|six)\s+(?:more\s+)?refills?\b"
    r"|\b(?:rfl?s?|refills?)\s*(?:x|:|\#|=|of)?\s*(?P<after>\d{1,2})\b"
)
_NEAR = 48
"""Characters behind a name within which its strength stands."""


_FEW = 2.0
"""A bare number up to this is a count of tablets; above it a strength in mg."""


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
    # "5 at bedtime" must not be read as a strength and as five tablets
    used = 0 if _STRENGTH.search(low, 0, strength_end) else strength_end
    frequency = read_frequency(" " * used + low[used:])
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
    if bare is None or (float(bare[1]) <= _FEW and "." not in bare[1]):
        return None, 0
    if table or read_frequency(low[bare.end() : bare.end() + 30]):
        return f"{bare[1]} mg", bare.end()
    return None, 0


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
    return int(number(found["before"] or found["after"]))


def _words(low: str, frequency: Frequency, prn: re.Match[str] | None) -> str:
    end = frequency.end
    if prn is not None and end <= prn.start() <= end + 3:
        end = prn.end()
    return fold(low[frequency.start : end]).strip(" ,;")
