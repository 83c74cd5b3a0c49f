"""A case as the panel sees it: what it asks a reviewer to know, and whom to avoid."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person or organisation is to a case."""

    EMPLOYER = "employer"
    INSURER = "insurer"
    CLAIMS_ADMINISTRATOR = "claims_administrator"
    URO = "uro"
    """Utilization review organisation."""

    MPN = "mpn"
    OFFICER = "officer"
    """Officer, director or manager of one of those above; an adjuster, too."""

    REQUESTING_PHYSICIAN = "requesting_physician"
    TREATING_PROVIDER = "treating_provider"
    MEDICAL_GROUP = "medical_group"
    FACILITY = "facility"
    MANUFACTURER = "manufacturer"
    EMPLOYEE = "employee"
    RELATIVE = "relative"
    """Immediate family of the worker."""

    ATTORNEY = "attorney"
    UR_PHYSICIAN = "ur_physician"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseParty:
    """A person or organisation of a case, as one paper states it."""

    role: Role
    name: str
    npi: str | None = None
    licence: str | None = None
    """Number as written, with or without its state."""

    email: str | None = None
    phone: str | None = None
    address: str | None = None
    where: str | None = None
    """Such as ``D4 p. 12``, or the row of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelCase:
    """One case that needs a reviewer."""

    id: str
    families: tuple[str, ...] = ()
    """Treatment families in dispute, such as ``baclofen``."""

    conditions: tuple[str, ...] = ()
    """Parts of the body and conditions, ids of ``panel/conditions.yaml``."""

    due: dt.date | None = None
    """Day by which the determination is due; None: lateness is not counted."""

    expedited: bool = False
    claim_number: str | None = None
    language: str | None = None
    parties: tuple[CaseParty, ...] = ()
    earlier_reviewers: tuple[str, ...] = ()
    """Ids of reviewers who decided the case before a remand."""
