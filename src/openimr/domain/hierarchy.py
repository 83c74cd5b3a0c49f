"""Which standard an item is held to, what competes with it, and who has to judge."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .cited_evidence import CitedBy, CitedKind, Held, StudyDesign
from .evidence import Evidence
from .guideline import Mark
from .verdict import Verdict


class Presumption(StrEnum):
    """How the MTUS presumption of correctness stands (8 CCR 9792.21(c))."""

    STANDS = "stands"
    """Nobody challenges it."""

    CHALLENGE_INCOMPLETE = "challenge_incomplete"
    """Challenged, and something that 8 CCR 9792.21.1(b) asks for was not found."""

    CHALLENGED = "challenged"
    """Challenged by the treating physician; only a physician decides who is right."""

    NOT_ADDRESSED = "not_addressed"
    """No MTUS edition with criteria for the treatment is held, so none presumes."""


class Balance(StrEnum):
    """How the evidence cited for the request compares with that cited against it."""

    HIGHER = "higher"
    SAME = "same"
    LOWER = "lower"
    CANNOT_TELL = "cannot_tell"


class Competing(StrEnum):
    """How another guideline in force answers, beside the governing one."""

    STRICTER = "stricter"
    LOOSER = "looser"
    SAME = "same"


class StandardRule(StrEnum):
    """How the standards of LC 4610.5(c)(2) are applied."""

    STRICT_ORDER = "strict_order"
    """2013 to 2017: a lower one only where every higher one is inapplicable."""

    AS_IN_MTUS = "as_in_mtus"
    """From 2018: as set forth in the MTUS, the drug formulary included."""


class FormularyStatus(StrEnum):
    """Place of a drug in the MTUS drug formulary (8 CCR 9792.27.1 to 9792.27.23)."""

    EXEMPT = "exempt"
    NON_EXEMPT = "non_exempt"
    UNLISTED = "unlisted"
    COMPOUNDED = "compounded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A place in the MTUS hierarchy of evidence (8 CCR 9792.25.1), as a span."""

    best: str
    """Such as ``1b``: the highest that the words allow."""

    worst: str | None
    """The lowest that they allow; None where the table does not say."""

    column: str
    """Clinical question: ``treatment_benefits``, ``diagnostic_test`` or
    ``treatment_harms``."""

    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedEntry:
    """A guideline or study that a party cites for or against an item."""

    by: CitedBy
    kind: CitedKind
    citation: str
    """In the form of 8 CCR 9792.21.1(d) for its kind."""

    lacking: tuple[str, ...]
    """Parts of that form that the citing words do not give."""

    design: StudyDesign | None
    patients: int | None
    bias: tuple[str, ...]
    held: Held | None
    level: Level | None
    level_why: str
    applicability: tuple[str, ...]
    """What the file tells of each point of 8 CCR 9792.25.1(a)(2)."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetingEntry:
    """What another guideline in force would answer; it does not decide."""

    guideline: str
    section: str
    pages: str | None
    outcome: Verdict
    """Met means that the request would be found medically necessary."""

    answer: Competing
    unverified: int
    """How many of its required criteria were never checked against its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankEntry:
    """One standard of LC 4610.5(c)(2), reached or not."""

    rank: str
    standard: str
    applied: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsEntry:
    """Which text of LC 4610.5(c)(2) applies, and each of its standards."""

    rule: StandardRule
    day: date
    day_is: str
    """``UR decision`` or ``request``."""

    why: str
    ranks: tuple[RankEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDay:
    """The day that chose the guideline edition."""

    day: date
    day_is: str
    """``service``, ``request``, ``receipt of the request``, ``UR decision`` or
    ``review``."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormularyEntry:
    """What the drug formulary says of a drug, as far as it is known here."""

    status: FormularyStatus | None
    """None where the library does not hold the dated drug list."""

    mark: Mark
    prospective_review: bool | None
    """Whether it had to be asked for beforehand; None where the list decides."""

    why: str
    windows: tuple[str, ...] = ()
    """Special fill and perioperative fill: open, closed or not to be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """Everything that put one standard above the others for an item."""

    edition_day: EditionDay
    standards: StandardsEntry
    presumption: Presumption
    presumption_why: str
    balance: Balance | None = None
    """None where nothing cited differs from the governing recommendation."""

    cited: tuple[CitedEntry, ...] = ()
    for_reviewer: tuple[str, ...] = ()
    """What only a physician can judge, as full sentences."""

    competing: tuple[CompetingEntry, ...] = ()
    formulary: FormularyEntry | None = None
