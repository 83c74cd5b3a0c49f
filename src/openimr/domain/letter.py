"""A published determination letter as data, each field with its place in the source."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .determination import Credentials, Decision
from .evidence import Span
from .item import RequestDetails


class LetterFormat(StrEnum):
    """Layouts of published letters (process.md section 8)."""

    A = "A"
    B = "B"
    C = "C"
    D1 = "D1"
    D2 = "D2"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWarning:
    """Something that could not be read, or reads oddly."""

    code: str
    """Such as ``unknown-layout``, ``broken-date``, ``no-rationale``."""

    message: str
    """One sentence about the letter that repeats none of its words."""

    span: Span | None = None
    verbatim: str = ""
    """The letter's words that the warning is about, where it is about a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCase:
    """Header block and the facts of the worker that the letter gives."""

    number: str | None = None
    priority: str | None = None
    """regular or expedited."""

    date_of_injury: date | None = None
    ur_date: date | None = None
    application_received: date | None = None
    date_assigned: date | None = None
    decision_date: date | None = None
    age: int | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCitation:
    """A guideline as a letter cites it: one page list, or one source without pages."""

    guideline: str | None
    """Id of a known guideline; None where the letter's words name none."""

    name: str
    """The guideline's name in the letter's words."""

    topic: str | None
    pages: str | None
    """Such as ``63-66`` or ``16-17, 18-19``: no spaces around dashes."""

    verbatim: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterItem:
    """One disputed item of a letter."""

    details: RequestDetails
    decision: Decision | None
    """By the heading or numbered statement."""

    claims_administrator_guidelines: tuple[LetterCitation, ...] = ()
    guidelines: tuple[LetterCitation, ...] = ()
    other_evidence: tuple[str, ...] = ()
    rationale_text: str | None = None
    conclusion: str | None = None
    """The rationale's last word: ``medically necessary``, or the same with ``not``."""

    spans: tuple[tuple[str, Span], ...] = ()
    """Field name and place, such as ``("requested", Span(…))``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything that could be read of one letter."""

    source: str
    """Name of the file it was read from."""

    format: LetterFormat | None
    case: LetterCase
    reviewer: Credentials | None
    summary_text: str | None
    items: tuple[LetterItem, ...]
    documents_reviewed: tuple[str, ...] = ()
    warnings: tuple[LetterWarning, ...] = ()
    spans: tuple[tuple[str, Span], ...] = ()
    """Field name and place of the letter's own fields."""
