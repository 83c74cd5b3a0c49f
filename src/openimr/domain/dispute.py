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


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One treatment as a document words it, before it is understood."""

    text: str
    """The line's words, white space folded, list number removed."""

    evidence: tuple[Evidence, ...] = ()


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

    def request_date(self) -> date | None:
        """Return the date that chooses the law and the guideline edition.

        The RFA's own date where known, else the day it was received, else the UR
        decision's date (process.md, T1 to T9).
        """
        for stated in (self.rfa_date, self.request_received, self.ur_date):
            if stated is not None:
                return stated.value
        return None
