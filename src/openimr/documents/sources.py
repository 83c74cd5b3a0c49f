"""What every reader gives: a file as sheets of text."""

from dataclasses import dataclass

from openimr.domain import AddedText, WordBox


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page as a reader found it."""

    text: str
    """Raw text in reading order, lines ended by ``\\n``."""

    added: tuple[AddedText, ...] = ()
    """Stretches of the text that come from form fields, notes and stamps."""

    image: bool = False
    """True when a picture covers most of the page."""

    problem: str | None = None
    """Why the page gave no text, or not all of it."""

    unread: str | None = None
    """Why the picture of a page without usable text was not read."""

    ocr: bool = False
    """True when the words were read from the picture of the page."""

    empty: bool = False
    """True when the picture that was read shows no ink to speak of."""

    confidence: float | None = None
    """0 to 1, how sure the recognition is; None for a text layer."""

    rotation: int = 0
    """Degrees clockwise that the picture had to be turned for reading."""

    words: tuple[WordBox, ...] = ()
    """Where the words of a recognised page stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of the case, read."""

    name: str
    sheets: tuple[Sheet, ...]
    starts: frozenset[int] = frozenset()
    """0-based sheets at which the file itself says that a part begins (bookmarks)."""
