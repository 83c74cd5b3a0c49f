"""The dose a day: strength by units by times, with its inputs."""

import re
from dataclasses import dataclass

from openimr.domain import Quantity

from .directions import Directions

_STRENGTH = re.compile(r"(\d+(?:\.\d+)?)(?:/[\d./]+)?\s*(mg|mcg|g|ml|units?|meq)\b")
_PER_HOUR = re.compile(r"/\s*h")
_HOURS = 24.0


@dataclass(frozen=True, slots=True)
class DailyDose:
    """Strength and units a day."""

    amount: float
    """Of a combination the amount of the leading substance."""

    unit: str
    units_a_day: float
    hourly: bool = False
    """A patch gives its dose every hour, however seldom it is changed."""

    @property
    def total(self) -> float:
        """Return the amount a day."""
        return self.amount * (_HOURS if self.hourly else self.units_a_day)

    def quantity(self) -> Quantity:
        """Return the amount a day with its unit, such as ``40 mg per day``."""
        return Quantity(self.total, f"{self.unit} per day")

    def how(self) -> str:
        """Return the arithmetic with its inputs.

        >>> DailyDose(10.0, "mg", 4.0).how()
        '10 mg x 4 a day = 40 mg per day'
        >>> DailyDose(25.0, "mcg", 1 / 3, hourly=True).how()
        '25 mcg x 24 hours = 600 mcg per day'
        """
        often = "24 hours" if self.hourly else f"{self.units_a_day:.4g} a day"
        total = f"{self.total:g} {self.unit} per day"
        return f"{self.amount:g} {self.unit} x {often} = {total}"


def daily_dose(known: Directions, strength: str | None = None) -> DailyDose | None:
    """Return the dose a day; None where strength or frequency are not told.

    ``strength`` stands in where the directions name none.  Doses told in ml or grams
    of a cream are none in mg.

    >>> from .directions import read_directions
    >>> daily_dose(read_directions(" 10/325 1 po qid")).quantity()
    Quantity(value=40.0, unit='mg per day')
    """
    units = known.units_per_day
    found = _STRENGTH.search(known.strength or strength or "")
    if units is None or units <= 0 or found is None or known.measure != "count":
        return None
    hourly = _PER_HOUR.search(known.strength or strength or "") is not None
    return DailyDose(float(found[1]), found[2], units, hourly)
