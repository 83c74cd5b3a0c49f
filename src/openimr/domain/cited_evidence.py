"""Guidelines and studies that the parties cite, and challenges of the MTUS."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .evidence import Evidence


class CitedBy(StrEnum):
    """Who cites a guideline or study."""

    TREATING_PHYSICIAN = "treating_physician"
    """The requesting or treating physician, in the request, a report or an appeal."""

    UTILIZATION_REVIEW = "utilization_review"


class CitedKind(StrEnum):
    """What is cited; 8 CCR 9792.21.1(d) has one form of citation for each."""

    MTUS = "mtus"
    GUIDELINE = "guideline"
    STUDY = "study"


class StudyDesign(StrEnum):
    """How a study was made, as far as the words that cite it tell."""

    SYSTEMATIC_REVIEW = "systematic_review"
    META_ANALYSIS = "meta_analysis"
    RANDOMIZED = "randomized"
    PROSPECTIVE = "prospective"
    COHORT = "cohort"
    CASE_CONTROL = "case_control"
    CROSS_SECTIONAL = "cross_sectional"
    CASE_SERIES = "case_series"
    CASE_REPORT = "case_report"
    EXPERT_OPINION = "expert_opinion"


class Held(StrEnum):
    """Whether the cited work itself can be read in the file."""

    COPY = "copy"
    EXCERPT = "excerpt"
    SAID_ATTACHED = "said_attached"
    """The citation says that it is attached; nothing in the file was found to be it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedEvidence:
    """A guideline or study as a party cites it; None is 'not given'."""

    by: CitedBy
    kind: CitedKind
    guideline: str | None = None
    """Id of the guideline, such as ``odg``; None for a study."""

    name: str | None = None
    """Name of the guideline or title of the study, as written."""

    author: str | None = None
    """Lead author, surname first, such as ``Marwick TL``."""

    year: int | None = None
    journal: str | None = None
    volume: str | None = None
    chapter: str | None = None
    pages: str | None = None
    design: StudyDesign | None = None
    reviews: StudyDesign | None = None
    """Design of the studies that a review or meta-analysis takes together."""

    blinded: bool = False
    patients: int | None = None
    bias: tuple[str, ...] = ()
    """Risks of bias that the citing words name, by their id of the data file."""

    low_bias: bool = False
    """True where the citing words claim a low risk of bias."""

    harms: bool = False
    """True where it is cited for harms of the treatment."""

    held: Held | None = None
    document: str
    """Id of the document that cites it."""

    day: date | None = None
    """Date of that document."""

    evidence: tuple[Evidence, ...] = ()
    """The citing words; then the first words of the copy, where one is in the file."""

    passage: str = ""
    """The sentences around the citation, by which it is tied to an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """A statement that the MTUS is not to govern a request (8 CCR 9792.21.1(b))."""

    clear: bool
    """False where it only asks for a variance and names no challenge."""

    document: str
    day: date | None = None
    told_by_review: bool = False
    """True where only utilization review tells of it."""

    evidence: tuple[Evidence, ...] = ()
    passage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedInCase:
    """All that the parties cite, in the order of the file, and every challenge."""

    cited: tuple[CitedEvidence, ...] = ()
    challenges: tuple[Challenge, ...] = ()
