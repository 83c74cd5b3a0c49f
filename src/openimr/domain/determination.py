"""The determination: the JSON contract ``openimr.determination/1`` as values.

Field names are those of the contract, so that the JSON is these dataclasses written
out; adding a field is fine, renaming one breaks whoever reads the file.
"""

import datetime as dt
from dataclasses import dataclass, field

from .decision import Credentials, Decision, PanelReviewer, Statement
from .dispute import UrOutcome
from .document import DocumentKind
from .evidence import Evidence
from .facts import Finding
from .guideline import Mark, Step
from .hierarchy import Hierarchy
from .item import ItemKind, Phase, Supplied
from .lint import LintFinding
from .own_work import OwnEntry
from .page import PageStatus
from .verdict import Verdict
from .what_if import Supposed

SCHEMA = "openimr.determination/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What wrote the proposal, so that it can be repeated."""

    version: str
    library: str
    """Edition of the guideline library, ``YYYY.MM``."""

    as_of: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeader:
    """The frame of the case."""

    number: str | None = None
    program: str = "california-workers-comp"
    priority: str | None = None
    date_of_injury: dt.date | None = None
    age: int | None = None
    sex: str | None = None
    ur_date: dt.date | None = None
    application_received: dt.date | None = None
    employer: str | None = None
    claims_administrator: str | None = None
    requesting_physician: str | None = None
    body_parts: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    date_assigned: dt.date | None = None
    """Day on which the review was assigned; known to the organisation alone."""

    decision_date: dt.date | None = None
    """Day of the signature; a draft has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """A document of the index."""

    id: str
    file: str
    first_page: int
    pages: int
    kind: DocumentKind
    title: str | None
    author: str | None
    date: dt.date | None
    ocr: bool
    duplicate_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A line of the page ledger."""

    file: str
    page: int
    document: str | None
    status: PageStatus
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UrEntry:
    """Utilization review's position on the item."""

    outcome: UrOutcome | None
    date: dt.date | None
    reason: str | None
    guideline: str | None
    approved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineEntry:
    """A guideline that was used, or considered and passed, and why."""

    guideline: str
    name: str
    section: str
    pages: str | None
    pages_mark: Mark
    step: Step
    why: str
    used: bool = True
    """False where it is shown for comparison and does not decide."""

    rule_only: bool = False
    """True where a single rule of it applies and no section on the treatment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchStep:
    """One step of the Medical Evidence Search Sequence, taken or not, and why."""

    step: Step
    taken: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestEntry:
    """A passage that came close, and why it does not count."""

    document: str
    page: int
    quote: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """What was looked for and not found."""

    terms: tuple[str, ...]
    documents: tuple[str, ...]
    from_: dt.date | None
    to: dt.date | None
    unreadable: tuple[str, ...]
    nearest: tuple[NearestEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """What the records say of one fact that a criterion asks for."""

    fact: str
    label: str
    finding: Finding
    value: str | None
    as_of: dt.date | None
    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...] = ()
    how: str | None = None
    searched: SearchEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionEntry:
    """One criterion and how it came out."""

    id: str
    statement: str
    fact: str
    required: bool
    role: str
    """required, contraindication, advisory or comparison."""

    group: str | None
    """Name of the alternative it belongs to, where there are several ways."""

    guideline: str
    pages: str | None
    mark: Mark
    status: Verdict
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDetermination:
    """The proposal on one disputed item, with its working."""

    requested: str
    treatment: str | None
    kind: ItemKind
    phase: Phase
    phase_why: str
    strength: str | None
    quantity: int | str | None
    """Units or procedures as a figure; visits and months with their word."""

    refills: int | None
    frequency: str | None
    visits: int | None
    body_part: str | None
    side: str | None
    level: str | None
    retrospective: bool
    ur: UrEntry | None
    guidelines: tuple[GuidelineEntry, ...]
    search_sequence: tuple[SearchStep, ...]
    facts: tuple[FactEntry, ...]
    criteria: tuple[CriterionEntry, ...]
    decision: Decision
    decided_by: Verdict
    rationale: tuple[Statement, ...]
    would_change: tuple[str, ...]
    """What would turn an upheld decision; each point does so by itself, and what has to
    come together stands in one point."""

    evidence: tuple[Evidence, ...] = ()
    """Where the request stands in the record."""

    supplied: tuple[Supplied, ...] = ()
    """Side, level and strength that the request leaves open, and whence they come."""

    hierarchy: Hierarchy | None = None
    """Which standard ranks first, and what is cited for and against it."""

    presumed: tuple[str, ...] = ()
    """What an overturned decision takes for granted because the records are silent on
    it, such as that no earlier study was made."""

    own: OwnEntry | None = None
    """What was proposed beside what a physician made of it; None of a proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """A case decided, or proposed: the whole of ``determination.json``."""

    engine: Engine
    case: CaseHeader
    documents: tuple[DocumentEntry, ...]
    pages: tuple[PageEntry, ...]
    summary: tuple[Statement, ...]
    items: tuple[ItemDetermination, ...]
    lint: tuple[LintFinding, ...] = ()
    reviewer: Credentials | None = None
    status: str = "draft"
    ignored_files: tuple[str, ...] = ()
    supposed: tuple[Supposed, ...] = ()
    """Facts that a user supposed in place of what the records say."""

    edition: str | None = None
    """Id of a guideline that a user chose in place of that of the date."""

    panel: tuple[PanelReviewer, ...] = ()
    """Every reviewer, where there are several; ``reviewer`` is None then."""

    schema: str = field(default=SCHEMA)

    @property
    def what_if(self) -> bool:
        """Tell whether this answers a what-if; such an answer is no proposal."""
        return bool(self.supposed) or self.edition is not None
