"""What every reader gives: a file as sheets of text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page as a reader found it."""

    text: str
    """Raw text, lines ended by ``\\n``; text of form fields and notes stands last."""

    added_from: int | None = None
    """Where the text of form fields and annotations begins, if there is any."""

    image: bool = False
    """True when a picture covers most of the page."""

    problem: str | None = None
    """Why the page gave no text, or not all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of the case, read."""

    name: str
    sheets: tuple[Sheet, ...]
    starts: frozenset[int] = frozenset()
    """0-based sheets at which the file itself says that a part begins (bookmarks)."""
