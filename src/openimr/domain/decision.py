"""What reviewers decide and say, and what may be said of them."""

from dataclasses import dataclass
from enum import StrEnum

from .evidence import Evidence
from .guideline import Mark


class Decision(StrEnum):
    """The answer to one disputed item."""

    UPHELD = "upheld"
    """The UR decision stands; not shown to be medically necessary."""

    OVERTURNED = "overturned"
    """Medically necessary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A guideline named in support of a sentence."""

    guideline: str
    pages: str | None
    section: str | None = None
    pages_mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence with what it rests on; none goes without."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What may be said of a reviewer; never a name (LC 4610.6(f))."""

    licensed_in: tuple[str, ...] = ()
    board_certifications: tuple[str, ...] = ()
    subspecialties: tuple[str, ...] = ()
    years_in_practice_over: int | None = None
    hours_a_week_at_least: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one of several reviewers decided on one item, and why."""

    decision: Decision
    rationale: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelReviewer:
    """One of several reviewers, by credentials, with a vote an item in item order."""

    credentials: Credentials
    votes: tuple[Vote, ...]
