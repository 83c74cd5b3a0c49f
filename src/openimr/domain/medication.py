"""Medications as the records list, prescribe and dispense them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .evidence import Evidence
from .facts import Assertion


class DrugRole(StrEnum):
    """What a passage says is done with a drug."""

    TAKES = "takes"
    """Listed as current, taken, continued, refilled."""

    PRESCRIBED = "prescribed"
    DISPENSED = "dispensed"
    REQUESTED = "requested"
    STOPPED = "stopped"
    """Discontinued, failed, not tolerated, used in the past."""

    MENTIONED = "mentioned"
    """Named without saying that the worker takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """A substance with its names."""

    name: str
    """Generic name, lower case."""

    brands: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    """Other generic spellings, salts and abbreviations, lower case."""

    classes: tuple[str, ...] = ()
    """Such as ``opioid``, ``nsaid``, ``muscle relaxant``, ``benzodiazepine``."""

    combined_with: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Brand, lower case, and the other substances in it: Norco has acetaminophen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationMention:
    """One place where a page speaks of a drug."""

    drug: str
    """Generic name, lower case."""

    role: DrugRole
    assertion: Assertion
    evidence: Evidence
    on: date | None
    """Day it speaks of: a date beside it, else the document's date."""

    as_written: str = ""
    """The name as the page writes it."""

    strength: str | None = None
    per_dose: float | None = None
    """Units a dose, such as 1 or 0.5 tablets."""

    doses_per_day: float | None = None
    as_needed: bool = False
    frequency: str | None = None
    """The directions as written, such as ``1 po tid``."""

    quantity: int | None = None
    refills: int | None = None
    most_per_day: float | None = None
    """Units a day that the directions forbid to exceed."""

    days_supply: float | None = None
    """Days that one fill lasts: as stated, else quantity by units a day."""

    def units_per_day(self) -> float | None:
        """Return the most units taken a day, where the directions state it."""
        if self.doses_per_day is None:
            return self.most_per_day
        units = (self.per_dose or 1.0) * self.doses_per_day
        return units if self.most_per_day is None else min(units, self.most_per_day)
