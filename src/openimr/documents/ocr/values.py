"""What character recognition is asked, and what it answers."""

from dataclasses import dataclass, field
from pathlib import Path

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch) of the page as it is displayed,
before any turning of ours; the origin is the top left corner."""


@dataclass(frozen=True, slots=True)
class OcrJob:
    """One page to read."""

    path: Path
    """A PDF, PNG, JPEG or TIFF file."""

    page: int = 1
    """1-based page of the PDF, or picture inside the TIFF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrWord:
    """A word where it stands on the page."""

    text: str
    box: Box
    confidence: float
    """0 to 1, the engine's own."""

    start: int
    """Offset of the word in the text of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrPage:
    """A page that was read."""

    text: str
    """Lines ended by ``\\n`` in reading order; the cells of a table row share a line
    with three spaces between; a blank line stands between paragraphs."""

    confidence: float
    """0 to 1: mean of the words by their length; 0 where there are none."""

    words: tuple[OcrWord, ...] = ()
    rotation: int = 0
    """Degrees clockwise, 0, 90, 180 or 270, to turn the page for reading."""

    skew: float = 0.0
    """Degrees clockwise, after that turn, to level its lines."""

    blank: bool = False
    """True where there is no ink on the page to speak of."""

    seconds: float = field(default=0.0, compare=False)
    """Time it took; a page out of the cache took none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrFailure:
    """A page that could not be read."""

    reason: str
    """Half a sentence for the ledger, such as ``the page is damaged``."""
