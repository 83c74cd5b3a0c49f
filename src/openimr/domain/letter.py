"""A published determination letter as data, each field with its place in the source."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .decision import Credentials, Decision
from .evidence import Span
from .item import RequestDetails


class LetterFormat(StrEnum):
    """Layouts of published letters (process.md section 8)."""

    A = "A"
    B = "B"
    C = "C"
    D1 = "D1"
    D2 = "D2"
    MODERN = "modern"
    """Our own layout (docs/letter.md)."""


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
    unverified: bool = False
    """True where the letter says that nobody has checked the pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDocument:
    """A document as a letter lists it; None is 'not stated'."""

    id: str
    title: str
    author: str | None
    date: date | None
    file: str
    first_page: int
    pages: int
    remarks: tuple[str, ...] = ()
    """Such as ``repeats D4``, ``read from page images``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQuote:
    """A line of the evidence appendix."""

    quote: str
    document: str
    page: int
    date: date | None
    """Day of the document."""

    criterion: str | None
    """The rule that the words answer; None where they only belong to the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterVote:
    """What one of several reviewers decided on an item."""

    decision: Decision
    rationale_text: str | None = None


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

    claims_administrator_text: str | None = None
    """What stands behind ``Claims Administrator guideline:``."""

    guideline_text: str | None = None
    """What stands behind the reviewer's ``guideline:``."""

    ur_outcome: str | None = None
    """denied, modified, delayed or approved."""

    approved: str | None = None
    """The part that utilization review approved."""

    not_found: tuple[str, ...] = ()
    """What was looked for and not found, a sentence each."""

    would_change: tuple[str, ...] = ()
    """What would change the answer, a sentence each."""

    votes: tuple[LetterVote, ...] = ()
    """Each reviewer's decision, where there are several."""

    quotes: tuple[LetterQuote, ...] = ()
    """The item's part of the evidence appendix."""

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

    organisation: str | None = None
    """Who issued it, by its letterhead."""

    address: tuple[str, ...] = ()
    draft: bool | None = None
    """Whether it calls itself a draft; None where its layout does not say."""

    documents: tuple[LetterDocument, ...] = ()
    """The documents reviewed, where they stand in a table."""

    page_notes: tuple[str, ...] = ()
    """What the letter says of pages that were set aside."""

    panel: tuple[Credentials, ...] = ()
    """Every reviewer, where there are several."""

    quotes: tuple[LetterQuote, ...] = ()
    """The case summary's part of the evidence appendix."""
