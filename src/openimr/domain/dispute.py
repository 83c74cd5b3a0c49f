"""What the parties say the dispute is: application, UR decision and RFA as data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from .evidence import Evidence

T = TypeVar("T")


class UrOutcome(StrEnum):
    """What utilization review did with a request; ``delay`` only before 2018."""

    APPROVE = "approve"
    DENY = "deny"
    MODIFY = "modify"
    DELAY = "delay"


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value together with the words it was read from."""

    value: T
    evidence: tuple[Evidence, ...]


def value_of(stated: Stated[T] | None) -> T | None:
    """Return what is stated, without its words; None where nothing is."""
    return None if stated is None else stated.value


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One treatment as a document words it, before it is understood."""

    text: str
    """The line's words, white space folded, list number removed."""

    evidence: tuple[Evidence, ...] = ()
    diagnosis: str | None = None
    """Diagnosis in the line's row, as written."""

    icd: tuple[str, ...] = ()
    """Diagnosis codes of the row, ICD-9 or ICD-10, in the order written."""

    billing: tuple[str, ...] = ()
    """CPT and HCPCS codes of the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrCitation:
    """A guideline as utilization review cites it; None is 'not given'."""

    name: str
    """As written, without chapter and pages."""

    chapter: str | None = None
    pages: str | None = None
    """Page numbers as written, such as ``63-66``."""

    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UrItem:
    """Utilization review's answer to one requested treatment."""

    text: str
    outcome: UrOutcome | None
    approved: str | None = None
    """What was certified where the request was modified, as written."""

    reason: str | None = None
    guideline: str | None = None
    """The guideline that utilization review names, as written."""

    evidence: tuple[Evidence, ...] = ()
    citations: tuple[UrCitation, ...] = ()
    """The same guidelines taken apart."""

    requested_quantity: int | None = None
    approved_quantity: int | None = None
    """Count that was asked for and that was certified, where both are of one kind."""

    undecided: str | None = None
    """``withdrawn``, ``deferred`` or ``not reviewed``; then there is no outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of the dispute and how it is reached, as one document states it."""

    name: Stated[str] | None = None
    organisation: Stated[str] | None = None
    """Practice, company or firm."""

    contact: Stated[str] | None = None
    """Adjuster, or the person to ask."""

    specialty: Stated[str] | None = None
    address: Stated[str] | None = None
    phone: Stated[str] | None = None
    fax: Stated[str] | None = None
    email: Stated[str] | None = None
    npi: Stated[str] | None = None
    license_number: Stated[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UrReviewer:
    """The physician who decided for utilization review, as far as the letter tells."""

    name: Stated[str] | None = None
    specialty: Stated[str] | None = None
    license_number: Stated[str] | None = None

    states: tuple[Stated[str], ...] = ()
    """States of licensure, each by its full name."""

    phone: Stated[str] | None = None
    hours: Stated[str] | None = None
    """When the reviewer can be reached."""

    signature: Stated[str] | None = None
    """The line that shows a signature; None where the name is only typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRecord:
    """A record that utilization review says it looked at."""

    text: str
    dates: tuple[date, ...]
    """Days that the words name, in the order written."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UrDecision:
    """A decision of utilization review in the file other than the disputed one."""

    document: str
    """Id of the document."""

    day: date | None
    items: tuple[UrItem, ...]
    appeal: bool = False
    """True for an answer to an appeal or a request for reconsideration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field in which two of the three documents differ, with both quotes."""

    field: str
    """Name of the field of :class:`Dispute`, such as ``ur_date`` or ``disputed``."""

    sentence: str
    """What differs between which documents; no record text."""

    one: tuple[Evidence, ...]
    other: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """The frame of the case, each field with its quote; None is 'not stated'.

    Fields follow DWC Form IMR (8 CCR 9792.10.2), the UR decision and DWC Form RFA
    (8 CCR 9785.5) as far as the documents state them.
    """

    number: Stated[str] | None = None
    """IMR case number, such as ``CM14-0187654``."""

    priority: Stated[str] | None = None
    """``regular`` or ``expedited``."""

    patient: Stated[str] | None = None
    """The worker's name; used to spot misfiled pages, never printed in a letter."""

    date_of_birth: Stated[date] | None = None
    claim_number: Stated[str] | None = None
    date_of_injury: Stated[date] | None = None
    employer: Stated[str] | None = None
    claims_administrator: Stated[str] | None = None
    requesting_physician: Stated[str] | None = None
    primary_diagnosis: Stated[str] | None = None
    ur_date: Stated[date] | None = None
    ur_reviewer: Stated[str] | None = None
    application_signed: Stated[date] | None = None
    application_received: Stated[date] | None = None
    rfa_date: Stated[date] | None = None
    request_received: Stated[date] | None = None
    service_date: Stated[date] | None = None
    """Date of service where the request is retrospective."""

    disputed: tuple[RequestLine, ...] = ()
    """What the application lists as denied or modified; it bounds the review."""

    requested: tuple[RequestLine, ...] = ()
    """What the RFA asks for."""

    ur_items: tuple[UrItem, ...] = ()
    disagreements: tuple[str, ...] = ()
    """Sentences on fields in which the three documents differ; no record text."""

    differences: tuple[Disagreement, ...] = ()
    """The same, in the same order, each with the words of both documents."""

    undecided: tuple[UrItem, ...] = ()
    """Items that utilization review names without deciding on medical necessity."""

    other_decisions: tuple[UrDecision, ...] = ()
    """Decisions of utilization review in the file that are not the disputed one."""

    employee: Party | None = None
    physician: Party | None = None
    administrator: Party | None = None
    attorney: Stated[str] | None = None
    """The worker's attorney."""

    representative: Stated[str] | None = None
    """Whom the worker designates on the application."""

    signed_by: Stated[str] | None = None
    """The application's signature as written."""

    wcis_number: Stated[str] | None = None
    eams_number: Stated[str] | None = None
    diagnosis_codes: tuple[Stated[str], ...] = ()
    """ICD codes of the primary diagnosis on the application."""

    liability_disputed: Stated[bool] | None = None
    """Whether the application says that more than medical necessity is disputed."""

    liability_reason: Stated[str] | None = None
    information_missing: Stated[bool] | None = None
    """True where treatment was refused since requested information did not come."""

    review_organisation: Stated[str] | None = None
    """The utilization review organisation, as its letter names itself."""

    review_type: Stated[str] | None = None
    """``prospective``, ``concurrent`` or ``retrospective``."""

    review_reference: Stated[str] | None = None
    """Number that utilization review gave the request."""

    reviewer: UrReviewer | None = None
    records_reviewed: tuple[ReviewedRecord, ...] = ()
    ur_served: Stated[date] | None = None
    ur_service_method: Stated[str] | None = None
    """``mail``, ``fax`` or ``email``; joined by ``, `` where there are several."""

    ur_due: Stated[date] | None = None
    """Day by which utilization review says that it had to decide."""

    ur_appeal: bool = False
    """True where the disputed decision answers an appeal or reconsideration."""

    rfa_kind: Stated[str] | None = None
    """``new`` or ``resubmission``."""

    rfa_expedited: Stated[bool] | None = None
    rfa_oral: Stated[bool] | None = None
    """Whether the RFA confirms an oral request in writing."""

    rfa_response: Stated[str] | None = None
    """What is ticked in the claims administrator's answer: ``approved``, ``denied or
    modified``, ``delay``, ``previously denied`` or ``liability disputed``."""

    def request_date(self) -> date | None:
        """Return the date that chooses the law and the guideline edition.

        The RFA's own date where known, else the day it was received, else the UR
        decision's date (process.md, T1 to T9).
        """
        for stated in (self.rfa_date, self.request_received, self.ur_date):
            if stated is not None:
                return stated.value
        return None
