"""Physicians who review, as people with licences, work and ties; internal data only.

Everything here serves one question: may this person decide this case (Labor Code
139.5, process.md 6)?  A field that is None was not stated, and a rule that needs it
answers "cannot tell"; an empty tuple states that there is nothing.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Profession(StrEnum):
    """Licensed professions; a physician of Labor Code 3209.3 is any but ``other``."""

    MD = "MD"
    DO = "DO"
    PSYCHOLOGIST = "psychologist"
    ACUPUNCTURIST = "acupuncturist"
    OPTOMETRIST = "optometrist"
    DENTIST = "dentist"
    PODIATRIST = "podiatrist"
    CHIROPRACTOR = "chiropractor"
    OTHER = "other"


class LicenceStatus(StrEnum):
    """What the licensing board says of a licence."""

    ACTIVE = "active"
    RESTRICTED = "restricted"
    PROBATION = "probation"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"


class Tie(StrEnum):
    """How a reviewer is bound to an organisation."""

    EMPLOYMENT = "employment"
    OFFICE = "office"
    """Officer, director or manager."""

    PARTNERSHIP = "partnership"
    GROUP = "group"
    """Member of a medical group or independent practice association."""

    SHAREHOLDING = "shareholding"
    """In a professional corporation."""

    OWNERSHIP = "ownership"
    CONTRACT = "contract"
    CONSULTING = "consulting"
    PRIVILEGES = "privileges"
    """Staff privileges of a facility."""

    ACADEMIC = "academic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """First and last day; None is open at that end."""

    since: dt.date | None = None
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Tell whether a day lies in the period."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence to practise in one state."""

    state: str
    """Two letters, such as ``CA``."""

    number: str
    status: LicenceStatus
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """Certification by a specialty board."""

    specialty: str
    """Id of the controlled list (``panel/specialties.yaml``)."""

    board: str
    """Id of a board of the controlled list, such as ``abms``."""

    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """A disciplinary action or sanction, taken or pending."""

    body: str
    on: dt.date | None = None
    pending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """A tie to an organisation and how much of it there is."""

    organisation: str
    tie: Tie
    since: dt.date | None = None
    until: dt.date | None = None
    share: float | None = None
    """Per cent owned of the organisation."""

    income: float | None = None
    """Per cent of the reviewer's yearly income that comes from it."""

    npi: str | None = None
    address: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A member of the reviewer's family."""

    name: str
    relation: str
    """Id of the controlled list (``panel/rules.yaml``), such as ``spouse``."""

    works_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldApart:
    """A near match that a person has looked at and found to be somebody else."""

    case: str
    party: str
    """The party's name as the case gives it."""

    on: dt.date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """One reviewer of the panel."""

    id: str
    """What the organisation calls the reviewer; printed in place of the name."""

    name: str
    """``Given Middle Family`` or ``Family, Given``; titles and suffixes may stand."""

    profession: Profession
    other_names: tuple[str, ...] = ()
    """Maiden and former names, other spellings."""

    npi: str | None = None
    licences: tuple[Licence, ...] | None = None
    certifications: tuple[Certification, ...] | None = None
    specialties: tuple[str, ...] = ()
    """Ids of the controlled list in which the reviewer practises."""

    guidelines: tuple[str, ...] | None = None
    """Ids of guidelines that the reviewer attests to work with."""

    practising_since: dt.date | None = None
    hours_a_week: float | None = None
    """In active clinical practice."""

    discipline: tuple[Sanction, ...] | None = None
    qme: tuple[Period, ...] | None = None
    """Appointments as Qualified Medical Evaluator."""

    languages: tuple[str, ...] = ()
    capacity: int = 5
    """Cases a week."""

    open_cases: int = 0
    affiliations: tuple[Affiliation, ...] | None = None
    family: tuple[Relative, ...] | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    examined: tuple[str, ...] = ()
    """Claim numbers of workers whom the reviewer has treated or examined."""

    told_apart: tuple[ToldApart, ...] = ()
