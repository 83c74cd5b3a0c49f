"""Disputed items: what was asked for, understood."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from .dispute import UrOutcome
from .evidence import Evidence


class ItemKind(StrEnum):
    """What sort of treatment an item is."""

    DRUG = "drug"
    THERAPY = "therapy"
    TEST = "test"
    INJECTION = "injection"
    DEVICE = "device"
    SURGERY = "surgery"
    SERVICE = "service"
    PROGRAM = "program"
    OTHER = "other"


class Phase(StrEnum):
    """Whether the request opens a treatment or asks for more of it."""

    INITIAL = "initial"
    CONTINUATION = "continuation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """A treatment family by its names, as the guideline library knows it."""

    id: str
    """Family id, such as ``baclofen``."""

    kind: ItemKind
    names: tuple[str, ...]
    """Generic names and synonyms, lower case."""

    brands: tuple[str, ...] = ()
    """Trade names of devices, products and services; those of drugs stand at Drug."""

    ingredients: tuple[str, ...] = ()
    """Drug substances of the family, lower case."""

    ancestors: tuple[str, ...] = ()
    """Ids of the families whose rules it inherits."""

    beside: "tuple[NameBeside, ...]" = ()
    """Names too general to count alone: ``mri`` counts beside ``lumbar``."""

    only_with: tuple[str, ...] = ()
    """Ingredients count only where one of these words stands in the request too,
    such as ``gel``; no words: no condition."""

    excludes: tuple[str, ...] = ()
    """Nothing of the family counts where one of these words stands in the request."""

    ingredients_needed: int = 1
    """How many different ingredients a request must name; compounds need two."""

    yields_to: tuple[str, ...] = ()
    """Families that win where the request names both."""

    examples: tuple[str, ...] = ()
    """Requests, as people word them, that must be recognised as this family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBeside:
    """Names that count only where one of some other words stands in the request."""

    names: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetails:
    """A request's words split into what they ask for; None is 'not stated'."""

    requested: str
    """The words themselves, white space folded."""

    treatment: str | None = None
    kind: ItemKind = ItemKind.OTHER
    drug: str | None = None
    """Generic name of the drug, lower case."""

    brand: str | None = None
    """Brand as written, where one was."""

    strength: str | None = None
    """Such as ``20 mg``, ``10/325 mg``, ``5%``, ``200 mg/ml``, ``10 mcg/hr``."""

    form: str | None = None
    quantity: int | None = None
    """Units dispensed: tablets, patches, tubes.  Visits are not units."""

    refills: int | None = None
    frequency: str | None = None
    visits: int | None = None
    """Visits, sessions or injections asked for in all."""

    body_part: str | None = None
    side: str | None = None
    """left, right or bilateral."""

    level: str | None = None
    """Spinal level or levels, such as ``L4-5``."""

    duration: str | None = None
    """Span asked for, such as ``30 days``."""

    purchase: bool | None = None
    """True for purchase, False for rental."""

    retrospective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UrPosition:
    """What utilization review decided on the item, and why."""

    outcome: UrOutcome | None
    date: dt.date | None = None
    reason: str | None = None
    guideline: str | None = None
    approved: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """A detail that the request leaves open and other words of the file supply."""

    detail: str
    """``side``, ``level`` or ``strength``."""

    value: str
    why: str
    """Where it comes from, as a clause: ``the diagnosis that names the drug``."""

    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedItem:
    """One treatment in dispute."""

    details: RequestDetails
    evidence: tuple[Evidence, ...] = ()
    """Where the request stands: application, RFA, UR decision, report."""

    ur: UrPosition | None = None

    diagnosis: str | None = None
    """Diagnosis in the request form's row, as written."""

    icd: tuple[str, ...] = ()
    """Diagnosis codes of that row, as written."""

    supplied: tuple[Supplied, ...] = ()
    """Details from elsewhere; ``details`` holds what the request itself says."""

    def detail(self, name: str) -> str | None:
        """Return the request's side, level or strength, else what is supplied."""
        asked: str | None = getattr(self.details, name)
        if asked is not None:
            return asked
        found = (each.value for each in self.supplied if each.detail == name)
        return next(found, None)
