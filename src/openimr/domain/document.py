"""The case file: files cut into documents, and every page accounted for."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


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


class PageStatus(StrEnum):
    """What became of a page; each page has exactly one status."""

    TEXT = "text"
    """The page has a usable text layer."""

    OCR = "ocr"
    """The words were read from the page image."""

    BLANK = "blank"
    DUPLICATE = "duplicate"
    """The page repeats another page of the case file."""

    MISFILED = "misfiled"
    """The page names another patient; nothing on it counts as a fact."""

    UNREADABLE = "unreadable"
    """Nothing could be read; the reason says why."""


READABLE = frozenset({PageStatus.TEXT, PageStatus.OCR})
"""Statuses of the pages that facts may rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of one file."""

    file: str
    """Path of the file inside the case folder, with forward slashes."""

    number: int
    """1-based page of the file."""

    text: str
    """Raw text as the reader gave it, lines ended by ``\\n``; quotes point into it."""

    status: PageStatus
    document: str | None = None
    reason: str | None = None
    """Why a page is not read, or which page it repeats; never words of the page."""

    added_from: int | None = None
    """Where in ``text`` the words of form fields and annotations begin, if any."""


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

    def page_numbers(self) -> range:
        """Return the pages of the file that belong to the document."""
        return range(self.first_page, self.first_page + self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoredFile:
    """A file of the case folder that is not part of the record."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything that was handed in, in the order of the index."""

    name: str
    """Name of the folder or file, without its path."""

    documents: tuple[Document, ...]
    pages: tuple[Page, ...]
    ignored: tuple[IgnoredFile, ...] = ()

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
