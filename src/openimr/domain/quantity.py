"""Numbers with their units."""

import re
from dataclasses import dataclass
from typing import Self

_WRITTEN = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(\S.*?)?\s*\Z")


DISPENSED = frozenset(
    "units unit tablets tablet capsules capsule patches patch tubes tube pills pill "
    "films film lozenges lozenge vials vial suppositories suppository".split()
)
"""Forms in which a drug is counted out; each counts as one unit."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit; units are compared as written and never converted."""

    value: float
    unit: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``20 weeks``, ``7.5 mg`` or ``90``.

        >>> Quantity.parse("7.5 mg")
        Quantity(value=7.5, unit='mg')

        Raises:
            ValueError: the text does not begin with a number.
        """
        match = _WRITTEN.match(text)
        if match is None:
            raise ValueError(f"not a quantity: {text!r}")
        return cls(float(match[1]), match[2] or "")

    def comparable(self, other: "Quantity") -> bool:
        """Tell whether both count the same thing; nothing is ever converted.

        >>> Quantity(90, "tablets").comparable(Quantity(21, "units"))
        True
        >>> Quantity(3, "weeks").comparable(Quantity(21, "days"))
        False
        """
        return self.unit == other.unit or {self.unit, other.unit} <= DISPENSED

    def __str__(self) -> str:
        """Write it as a person would.

        >>> str(Quantity(20.0, "weeks")), str(Quantity(7.5, "mg"))
        ('20 weeks', '7.5 mg')
        >>> str(Quantity(1.0, "weeks")), str(Quantity(1.0, "hours a week"))
        ('1 week', '1 hours a week')
        """
        single = self.value == 1 and self.unit.isalpha()
        unit = self.unit.removesuffix("s") if single else self.unit
        return f"{self.value:.10g} {unit}".rstrip()
