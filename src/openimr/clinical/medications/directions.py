"""Read directions: strength, how much, how often, how long, how many, refills.

``10 mg 1 po tid prn #90 RF 2``, ``one three times daily as needed``, ``four a day``,
``1 tab QID, #120``, ``ninety tablets``, the bare ``120`` in the last column of a table.
Where directions leave a range, the most that may be taken counts, as a pharmacy counts
days' supply; a stated most a day goes before it.
"""

import re
from dataclasses import dataclass

from openimr.text import fold

from .amounts import DOSE, amount
from .frequency import Frequency, read_frequency
from .limits import Stretch, find_course, find_most, find_supply
from .quantities import REFILLS, Supply, read_cell, read_quantity, refill_count
from .strength import read_strength
from .tapers import Taper, blanked, read_taper

_PRN = re.compile(r"\bp\.?\s?r\.?\s?n\b\.?|\bas needed\b|\b(?:when|if|only) needed\b")
_SPELT = re.compile(r"\(\s*[\d.,]+\s*(?:mg|mcg|ml|g|grams?|units?)(?:\s+total)?\s*\)")
"""What a tablet comes to, told in passing: ``1 tablet (10 mg total)``."""

_WORN = re.compile(
    r"\b(?:for\s+)?(?:up\s+to\s+)?(?:12|twelve|10)\s*(?:h|hrs?|hours?)\s*(?:on|per\s+day|a\s+day)"
    r"\b(?:[\s,;/&]*(?:and|then)?\s*(?:12|twelve|14)?\s*(?:h|hrs?|hours?)?\s*off"
    r"(?:\s+for\s+(?:12|twelve)\s*(?:h|hrs?|hours?))?)?"
    r"|\bon\s+(?:for\s+)?(?:12|twelve)\s*(?:h|hrs?|hours?)?[\s,;/&]*(?:and\s+|then\s+)?"
    r"off\s+(?:for\s+)?(?:12|twelve)(?:\s*(?:h|hrs?|hours?))?"
    r"|\b(?:for\s+)?(?:up\s+to\s+)?(?:12|twelve)\s*(?:h|hrs?|hours?)\s+(?:in|within|out\s+of|of|per)"
    r"\s+(?:an?y?\s+|each\s+|every\s+)?(?:24|day)[\s-]*(?:h\b|hrs?\b|hours?\b)?(?:\s+period)?"
)
"""Hours for which a patch is worn; it is changed once a day."""

_WHOLE_DAY = re.compile(
    r"(?:(?:a|per|each|every|in a)\s+day|/\s*day|24\s*h\w*|daily)\s*\Z"
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_MASS = re.compile(r"mg|mcg|g\b|gm|gram")
_FEWEST, _MOST = 0.2, 12.0
"""Units that a dose in mg may come to, measured by the strength."""


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

    most_per_day: float | None = None
    """Units a day that must not be exceeded."""

    supply: float | None = None
    """Days that what is handed out is said to last."""

    course: float | None = None
    """Days for which the directions hold: ``x 10 days``, or a taper's length."""

    measure: str = "count"
    """What doses are counted in: ``count``, ``ml`` or ``g``."""

    supplied_in: str = "count"
    """What the quantity is counted in."""

    @property
    def empty(self) -> bool:
        """Tell whether nothing was read."""
        return self == Directions(end=self.end)

    @property
    def units_per_day(self) -> float | None:
        """Return the most units a day, where the directions tell.

        Without a frequency, a quantity and the days it is said to last tell as well.

        >>> read_directions("1-2 tabs q4h prn, max 8/day").units_per_day
        8.0
        >>> read_directions("#60, 30 day supply").units_per_day
        2.0
        """
        if self.doses_per_day is None:
            if self.most_per_day is None and self.quantity and self.supply:
                return self.quantity / self.supply
            return self.most_per_day
        units = (self.per_dose or 1.0) * self.doses_per_day
        return units if self.most_per_day is None else min(units, self.most_per_day)

    @property
    def days(self) -> float | None:
        """Return how long one fill lasts: as stated, else quantity by units a day.

        >>> read_directions("10 mg 1 po tid #90").days
        30.0
        >>> read_directions("1 bid x 10d").days
        10.0
        """
        if self.supply is not None or self.course is not None:
            return self.supply if self.supply is not None else self.course
        units = self.units_per_day
        if self.quantity is None or not units or self.supplied_in != self.measure:
            return None
        return self.quantity / units


def read_directions(
    low: str, *, table: bool = False, headed: bool = False
) -> Directions:
    r"""Read the directions in lower-case words that follow a drug's name.

    ``table`` allows a bare number in the last cell to be a quantity, unless the table
    is ``headed``: then its columns say what the numbers are.

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
    words = _Words(low, table=table)
    frequency, quantity = words.frequency, words.quantity
    taper, most = words.taper, words.most
    number, cell_end = quantity.value if quantity else None, 0
    if quantity is None and table and not headed:
        after = max(words.strength_end, frequency.end if frequency else 0)
        number, cell_end = read_cell(low, after)
    refills = REFILLS.search(low)
    prn = _PRN.search(low)
    read = (quantity, frequency, most, words.supply, words.course, taper)
    ends = [words.strength_end, cell_end, *(each.end for each in read if each)]
    ends += [found.end() for found in (refills, prn) if found]
    per_dose, per_day = words.doses()
    return Directions(
        strength=words.strength,
        per_dose=per_dose,
        doses_per_day=per_day,
        as_needed=prn is not None,
        frequency=_told(low, frequency, prn) if frequency else None,
        quantity=number,
        refills=refill_count(refills) if refills else None,
        end=max(ends),
        most_per_day=words.most_units(),
        supply=words.supply.value if words.supply else None,
        course=words.days(number),
        measure=words.measure,
        supplied_in=quantity.measure if quantity else "count",
    )


class _Words:
    """The parts of directions, each read from what the others leave over."""

    def __init__(self, low: str, *, table: bool) -> None:
        self.strength, begin, self.strength_end = read_strength(
            low, read_frequency, table=table
        )
        self._strength_start = begin
        unit = _MASS.search(low, begin, self.strength_end)
        rest = low
        if self.strength and not unit:
            # "5 at bedtime" must not be read as a strength and as five tablets
            rest = blanked(rest, begin, self.strength_end)
        for found in reversed(list(_SPELT.finditer(rest))):
            rest = blanked(rest, found.start(), found.end())
        self._worn = _WORN.search(rest)
        if self._worn:
            rest = blanked(rest, self._worn.start(), self._worn.end())
        self.quantity: Supply | None = None
        self.supply, rest = _taken(rest, find_supply(rest))
        self.most, rest = _taken(rest, find_most(rest))
        self._find_quantity(rest)
        if self.quantity:
            rest = blanked(rest, self.quantity.start, self.quantity.end)
        for found in reversed(list(REFILLS.finditer(rest))):
            rest = blanked(rest, found.start(), found.end())
        self.taper: Taper | None = read_taper(rest, self._strength_value())
        self.course, rest = _taken(rest, find_course(rest))
        self.frequency: Frequency | None = read_frequency(rest)
        self._rest = rest

    def _find_quantity(self, rest: str) -> None:
        self.quantity = read_quantity(rest)

    def _strength_value(self) -> float | None:
        figure = _FIGURE.search(self.strength or "")
        return float(figure[0]) or None if figure else None

    @property
    def measure(self) -> str:
        known = self.frequency
        return known.measure if known and known.measure in {"ml", "g"} else "count"

    def doses(self) -> tuple[float | None, float | None]:
        """Return units a dose and doses a day."""
        taper = self.taper
        if taper is not None:
            total = taper.units / taper.days if taper.units else None
            return 1.0, taper.lasting or total
        known = self.frequency
        if known is None:
            return (self._patches(), 1.0) if self._worn else (None, None)
        if known.measure != "mass":
            return known.per_dose, known.per_day
        return self._by_strength(known), known.per_day

    def _by_strength(self, known: Frequency) -> float | None:
        """Return the tablets of a dose told in mg; None where it is the strength."""
        strength, mass = self._strength_value(), known.per_dose
        if strength is None or mass is None:
            return None
        units = mass / strength
        if known.start <= self._strength_start < known.end and units == 1.0:
            whole = _WHOLE_DAY.search(self._rest[known.start : known.end])
            return 1.0 if whole else None
        return units if _FEWEST <= units <= _MOST else None

    def _patches(self) -> float | None:
        told = [amount(found) for found in DOSE.finditer(self._rest)]
        counted = [each.value for each in told if each.measure == "count"]
        return counted[0] if counted else None

    def most_units(self) -> float | None:
        """Return the most allowed a day in the units of a dose."""
        most = self.most
        if most is None:
            return None
        what = most.what.strip()
        if what in {"x", "times"}:
            return most.value * (self.doses()[0] or 1.0)
        if not _MASS.match(what) or (what[0] == "g" and self.measure == "g"):
            return most.value
        strength = self._strength_value()
        if strength is None:
            return None
        thousand = 1000.0 if what[0] == "g" and "mg" in (self.strength or "") else 1.0
        return most.value * thousand / strength

    def days(self, quantity: int | None) -> float | None:
        """Return the days for which the directions are to be followed."""
        taper = self.taper
        if taper is None:
            return self.course.value if self.course else None
        if taper.lasting is None:
            return taper.days
        if quantity is None or quantity < (taper.units or 0) or not taper.lasting:
            return None
        return taper.days + (quantity - (taper.units or 0.0)) / taper.lasting


def _taken(rest: str, found: Stretch | None) -> tuple[Stretch | None, str]:
    """Return what was found, and the words without it."""
    if found is None:
        return None, rest
    return found, blanked(rest, found.start, found.end)


def _told(low: str, frequency: Frequency, prn: re.Match[str] | None) -> str:
    end = frequency.end
    if prn is not None and end <= prn.start() <= end + 3:
        end = prn.end()
    return fold(low[frequency.start : end]).strip(" ,;")
