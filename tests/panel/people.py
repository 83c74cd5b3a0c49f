"""Invented reviewers and cases, complete unless a test says otherwise."""

import datetime as dt
from dataclasses import replace
from typing import Any

from openimr.domain.panel_case import CaseParty, PanelCase, Role
from openimr.domain.reviewer import (
    Certification,
    Licence,
    LicenceStatus,
    Profession,
    Reviewer,
)

TODAY = dt.date(2026, 1, 5)

LICENCE = Licence(state="CA", number="A123456", status=LicenceStatus.ACTIVE)
BOARD = Certification(specialty="pmr", board="abms", since=dt.date(2010, 1, 1))

_REVIEWER = Reviewer(
    id="R1",
    name="Ines M. Pellworth, MD",
    profession=Profession.MD,
    npi="1234567893",
    licences=(LICENCE,),
    certifications=(BOARD,),
    specialties=("pmr",),
    guidelines=("mtus", "odg"),
    practising_since=dt.date(2005, 7, 1),
    hours_a_week=30,
    discipline=(),
    qme=(),
    languages=("en",),
    affiliations=(),
    family=(),
)

_CASE = PanelCase(
    id="C1",
    families=("physical_therapy",),
    conditions=("lumbar spine",),
    due=dt.date(2026, 1, 26),
    claim_number="WC-700123",
    parties=(
        CaseParty(role=Role.EMPLOYEE, name="Tomas Verhoeven"),
        CaseParty(role=Role.EMPLOYER, name="Quillfeather Bakery LLC"),
        CaseParty(role=Role.CLAIMS_ADMINISTRATOR, name="Brackwater Mutual"),
        CaseParty(role=Role.REQUESTING_PHYSICIAN, name="Osric Lindqvist, DO"),
    ),
)


def reviewer(**changes: Any) -> Reviewer:
    """Return a reviewer who may review everything that a physiatrist may."""
    return replace(_REVIEWER, **changes)


def case(*parties: CaseParty, **changes: Any) -> PanelCase:
    """Return a case with its four usual parties and those given."""
    return replace(_CASE, parties=(*_CASE.parties, *parties), **changes)


def party(role: str, name: str, **details: str) -> CaseParty:
    """Return one party."""
    return CaseParty(role=Role(role), name=name, **details)
