"""A page as a grey picture, whatever file it comes from."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from .values import OcrFailure

_LEAST_PAPER, _MOST_PAPER = 2.5, 14.0
"""Inches of the short side that paper may have.  Some producers write one point a
pixel and some cameras 72 dpi; their pages would be two feet wide."""

LETTER_INCHES = 8.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A page as it is displayed: dark ink on light paper, eight bits of grey."""

    picture: Image.Image
    points: tuple[float, float]
    """Width and height of the page in points."""

    @property
    def dpi(self) -> float:
        """Pixels an inch of paper, as far as the page's size can be believed."""
        short = min(self.picture.size)
        return short / paper_inches(min(self.points))


def paper_inches(points: float) -> float:
    """Return the short side of the sheet in inches, of a letter where it is absurd.

    >>> paper_inches(612), paper_inches(1700)
    (8.5, 8.5)
    """
    inches = points / 72
    return inches if _LEAST_PAPER <= inches <= _MOST_PAPER else LETTER_INCHES


def rasterise(path: Path, page: int) -> Raster | OcrFailure:
    """Return the page as a picture, or why there is none."""
    from .drawn import draw_pdf_page
    from .pictures import open_picture

    if page < 1:
        return OcrFailure(reason="the file has no such page")
    try:
        with path.open("rb") as stream:
            pdf = b"%PDF-" in stream.read(1024)
    except (OSError, ValueError):  # a NUL in the path is a ValueError
        return OcrFailure(reason="the file cannot be opened")
    return draw_pdf_page(path, page) if pdf else open_picture(path, page)
