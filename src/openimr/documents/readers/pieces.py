"""What lies on a page, before it is placed among the lines of the page."""

from dataclasses import dataclass
from enum import Enum, auto

from openimr.domain import Box, Origin

LARGEST_MARK = 45.0
"""Points; a tick or a cross is smaller, a signature larger."""


class Manner(Enum):
    """How a piece wants to stand in the text."""

    VALUE = auto()
    """The answer to the label printed to its left."""

    WRITTEN = auto()
    """Typed onto the page: an answer where a label calls for one, else a line."""

    TICK = auto()
    """A box, ticked or not, beside the words of its option."""

    MARK = auto()
    """A small drawing, which ticks the printed box it lies on."""

    LINE = auto()
    """A line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something that lies on a page."""

    text: str
    origin: Origin
    box: Box | None
    """As displayed; None when the file does not say, or not on the page."""

    manner: Manner
    label: str = ""
    """What the form calls it, for where nothing is printed beside it."""

    drawn: bool = False
    """True for what was typed onto the page and is drawn, perhaps in white."""
