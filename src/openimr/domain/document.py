"""The case file: files cut into documents, and every page accounted for."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .evidence import Evidence
from .page import Page, PageStatus


class DocumentKind(StrEnum):
    """What a document is (contract of ``determination.json``)."""

    IMR_APPLICATION = "imr_application"
    UR_DECISION = "ur_decision"
    RFA = "rfa"
    PROGRESS_REPORT = "progress_report"
    INITIAL_REPORT = "initial_report"
    CONSULTATION = "consultation"
    OPERATIVE_REPORT = "operative_report"
    IMAGING_REPORT = "imaging_report"
    ELECTRODIAGNOSTIC_REPORT = "electrodiagnostic_report"
    LABORATORY_REPORT = "laboratory_report"
    THERAPY_NOTE = "therapy_note"
    PSYCHOLOGICAL_REPORT = "psychological_report"
    MEDICAL_LEGAL_REPORT = "medical_legal_report"
    PROCEDURE_REPORT = "procedure_report"
    CORRESPONDENCE = "correspondence"
    PRESCRIPTION = "prescription"
    OTHER = "other"


DISPUTE_PAPERS = (
    DocumentKind.IMR_APPLICATION,
    DocumentKind.RFA,
    DocumentKind.UR_DECISION,
)
"""Papers of the dispute: they say what is asked for and decided, nothing clinical.

The order is that in which they are believed about whose case it is.
"""


PROCEDURE_REPORTS = frozenset(
    {DocumentKind.PROCEDURE_REPORT, DocumentKind.OPERATIVE_REPORT}
)
"""Reports of something done: what they name was given or done once, on their day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The words that a document's title, author and date rest on."""

    title: Evidence | None = None
    """None where the document bears no title and goes by a name of ours."""

    author: Evidence | None = None
    date: Evidence | None = None
    """None for a date that the name of the file gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report, letter or form inside a file."""

    id: str
    """Stable within the case, such as ``D4``: files by name, then pages in order."""

    file: str
    first_page: int
    pages: int
    kind: DocumentKind
    title: str | None = None
    author: str | None = None
    date: dt.date | None = None
    """Date of the report itself; not of the injury, birth, service stamp or fax."""

    ocr: bool = False
    duplicate_of: str | None = None
    """Id of the document this one repeats."""

    misfiled: bool = False
    """True when it names another patient."""

    grounds: Grounds = Grounds()

    def page_numbers(self) -> range:
        """Return the pages of the file that belong to the document."""
        return range(self.first_page, self.first_page + self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoredFile:
    """A file of the case folder that is not part of the record."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where a copied-forward note no longer says the same."""

    page: int
    """1-based page of the later document's file; of the earlier one's, if only that
    one has the words."""

    before: str
    """Words of the earlier document; empty where words were added."""

    after: str
    """Words of the later document; empty where words were left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedForward:
    """A document that repeats most of an earlier one, and where it differs."""

    document: str
    earlier: str
    """Ids of the two documents."""

    share: float
    """0 to 1, words of the later document that stand in the earlier one."""

    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything that was handed in, in the order of the index."""

    name: str
    """Name of the folder or file, without its path."""

    documents: tuple[Document, ...]
    pages: tuple[Page, ...]
    ignored: tuple[IgnoredFile, ...] = ()
    carried_forward: tuple[CarriedForward, ...] = ()
    """Notes copied forward with changes: no duplicates, but not independent either."""

    def by_date(self) -> tuple[Document, ...]:
        """Return the documents in the order of time; undated ones stand last."""
        last = dt.date.max
        return tuple(sorted(self.documents, key=lambda one: one.date or last))

    def totals(self) -> dict[PageStatus, int]:
        """Return how many pages have each status, every status named."""
        counted = Counter(page.status for page in self.pages)
        return {status: counted[status] for status in PageStatus}

    def document(self, id_: str) -> Document:
        """Return the document with that id.

        Raises:
            KeyError: no such document.
        """
        for document in self.documents:
            if document.id == id_:
                return document
        raise KeyError(id_)

    def pages_of(self, document: Document) -> Iterator[Page]:
        """Yield the pages of one document, in order."""
        for page in self.pages:
            if page.document == document.id:
                yield page

    def page(self, file: str, number: int) -> Page:
        """Return one page of one file.

        Raises:
            KeyError: no such page.
        """
        for page in self.pages:
            if page.file == file and page.number == number:
                return page
        raise KeyError((file, number))
