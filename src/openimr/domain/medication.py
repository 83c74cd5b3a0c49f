"""Medications as the records list, prescribe and dispense them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .evidence import Evidence
from .facts import Assertion
from .quantity import Quantity


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugPoint:
    """One day on which the records speak of a drug in one way."""

    on: date
    role: DrugRole
    evidence: tuple[Evidence, ...]
    """The passage with the fullest directions first."""

    strength: str | None = None
    directions: str | None = None
    """As written, such as ``1 po tid prn``."""

    units_per_day: float | None = None
    daily_dose: Quantity | None = None
    how: str | None = None
    """The arithmetic of the daily dose with its inputs."""

    quantity: int | None = None
    refills: int | None = None
    days_supply: float | None = None
    approximate: bool = False
    """Known to the month or year only; ``on`` is the first day of it."""

    @property
    def in_use(self) -> bool:
        """Tell whether the drug is taken, prescribed or handed out that day."""
        return self.role in {
            DrugRole.TAKES,
            DrugRole.PRESCRIBED,
            DrugRole.DISPENSED,
        }


class DrugEventKind(StrEnum):
    """What happened to the use of a drug between two of its points."""

    INCREASED = "increased"
    DECREASED = "decreased"
    STOPPED = "stopped"
    RESTARTED = "restarted"
    GAP = "gap"
    """Nothing is recorded for longer than what was handed out could last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugEvent:
    """A change in the use of a drug."""

    kind: DrugEventKind
    on: date
    """Day of the record that shows it; of a gap the day on which it ends."""

    how: str
    """What changed, with days, doses and the arithmetic behind them."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugCourse:
    """All that the records tell of one drug up to the day of the request."""

    drug: str
    """Generic name, lower case."""

    classes: tuple[str, ...]
    points: tuple[DrugPoint, ...]
    """In order of time."""

    events: tuple[DrugEvent, ...] = ()
    first: date | None = None
    """First day in use; None where it is only asked for, or told as given up."""

    last: date | None = None
    since: date | None = None
    """First day of the course that runs at the request, or of the last one."""

    weeks: int | None = None
    """Whole weeks from ``since`` to the request, where the drug is current."""

    current: bool = False
    """In use at the request."""

    daily_dose: Quantity | None = None
    """The latest one documented in the running course."""

    how: str = ""
    """How first day, duration and standing follow, with the inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationTimeline:
    """The drugs that the records tell of, each with its course."""

    as_of: date
    drugs: tuple[DrugCourse, ...]
    """By first day, then by name."""

    @property
    def current(self) -> tuple[DrugCourse, ...]:
        """Return the drugs in use at the request."""
        return tuple(each for each in self.drugs if each.current)

    def of(self, drug: str) -> DrugCourse | None:
        """Return the course of a drug by its generic name."""
        return next((each for each in self.drugs if each.drug == drug), None)
