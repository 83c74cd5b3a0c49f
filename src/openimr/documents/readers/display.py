"""From the coordinates of a PDF page to the page as a person sees it."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from openimr.domain import Box

_FINE = 64
"""Device units a point: pdfium answers in whole ones."""

_FAR = 1_000


@dataclass(frozen=True, slots=True)
class Display:
    """How a page is turned and cropped for display."""

    origin: tuple[float, float]
    """Where the page's own origin lies, in points from the top left as displayed."""

    right: tuple[float, float]
    """The step on the display for one unit along the page's own first axis."""

    up: tuple[float, float]
    """The step for one unit along its second axis."""

    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle of the page's own coordinates as it is displayed."""
        across, down = [], []
        for x in (left, right):
            for y in (bottom, top):
                across.append(self.origin[0] + self.right[0] * x + self.up[0] * y)
                down.append(self.origin[1] + self.right[1] * x + self.up[1] * y)
        return min(across), min(down), max(across), max(down)

    def shows(self, box: Box) -> bool:
        """Tell whether any of a displayed box lies on the page."""
        left, top, right, bottom = box
        return (
            right > left
            and bottom > top
            and left < self.width
            and right > 0
            and top < self.height
            and bottom > 0
        )

    def within(self, box: Box) -> Box:
        """Return the part of a displayed box that lies on the page."""
        left, top, right, bottom = box
        return (
            max(0.0, left),
            max(0.0, top),
            min(self.width, right),
            min(self.height, bottom),
        )


def display_of(page: pdfium.PdfPage) -> Display:
    """Return how the page is displayed, its rotation and crop box applied."""
    width, height = page.get_size()
    origin = _shown(page, 0, 0)
    far_right, far_up = _shown(page, _FAR, 0), _shown(page, 0, _FAR)
    return Display(
        origin=origin,
        right=((far_right[0] - origin[0]) / _FAR, (far_right[1] - origin[1]) / _FAR),
        up=((far_up[0] - origin[0]) / _FAR, (far_up[1] - origin[1]) / _FAR),
        width=width,
        height=height,
    )


def _shown(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    width, height = page.get_size()
    across, down = ctypes.c_int(), ctypes.c_int()
    pixels = max(1, round(width * _FINE)), max(1, round(height * _FINE))
    pdfium_c.FPDF_PageToDevice(page, 0, 0, *pixels, 0, x, y, across, down)
    return across.value * width / pixels[0], down.value * height / pixels[1]


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around some, of which there is at least one.

    >>> around([(1, 1, 2, 2), (0, 1, 1, 3)])
    (0, 1, 2, 3)
    """
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def tenths(box: Box) -> Box:
    """Return a box to the tenth of a point, as the domain keeps it."""
    left, top, right, bottom = (round(side, 1) for side in box)
    return left, top, right, bottom
