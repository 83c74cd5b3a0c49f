"""A page of the case file: its text, what became of it, and where its words stand."""

from dataclasses import dataclass
from enum import StrEnum

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch) of the page as it is displayed; the
origin is its top left corner."""


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


class Origin(StrEnum):
    """Where words come from that lie on a page rather than in it."""

    FORM_FIELD = "form_field"
    NOTE = "note"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedText:
    """A stretch of a page's text that is not part of its text layer."""

    start: int
    end: int
    """Half-open offsets into the page's text."""

    origin: Origin
    box: Box | None = None
    """Where it stands on the page, if the file says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordBox:
    """A word that was read from the picture of a page, and where it stands."""

    start: int
    end: int
    """Half-open offsets into the page's text."""

    box: Box
    confidence: float
    """0 to 1, as the recognition engine states it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of one file."""

    file: str
    """Path of the file inside the case folder, with forward slashes; a file inside an
    archive has the archive's name before its own, such as ``mail.zip/notes.pdf``."""

    number: int
    """1-based page of the file."""

    text: str
    """Raw text as the reader gave it, lines ended by ``\\n``; quotes point into it."""

    status: PageStatus
    document: str | None = None
    reason: str | None = None
    """Why a page is not read, or which page it repeats; never words of the page."""

    added: tuple[AddedText, ...] = ()
    """Words of form fields, notes and stamps, in the order of the text."""

    ocr: bool = False
    """True when the words were read from the picture, whatever the status became."""

    confidence: float | None = None
    """0 to 1, how sure the recognition is of the page; None for a text layer."""

    rotation: int = 0
    """Degrees clockwise that the picture had to be turned for reading."""

    words: tuple[WordBox, ...] = ()
    """Words of a recognised page; those of a text layer are looked up in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFace:
    """A page as it is looked at: its picture, upright, and where its words stand."""

    width: float
    height: float
    """Points of the page as it is shown: displayed, then turned for reading."""

    words: tuple[WordBox, ...] = ()
    """In the order of the text, their boxes on the upright page.  Words of a text layer
    have confidence 1; the whole of a form field, note or stamp is one word."""

    picture: bytes | None = None
    """The upright page as a WebP file; None for formats without pictures of pages, and
    where it cannot be drawn."""

    problem: str | None = None
    """Why there is no picture, half a sentence without words of the page."""
