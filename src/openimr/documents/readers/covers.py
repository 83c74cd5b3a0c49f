"""White paint: what was typed onto a page in white, to cover what is printed."""

from collections.abc import Sequence
from contextlib import closing

import pypdfium2 as pdfium
from PIL import Image

from openimr.domain import Box

from .display import Display
from .layer import Word
from .pieces import Piece

_SCALE = 2.0
_MOST_SIDE = 4_000
_EDGE = 2.0
"""Points at the edge of a place that a rule of the form may run along."""

_FLAT = 24
"""Shades between the lightest and the darkest spot of a place that shows nothing."""


def without_covers(
    page: pdfium.PdfPage,
    display: Display,
    words: Sequence[Word],
    pieces: Sequence[Piece],
) -> tuple[list[Word], list[Piece]]:
    """Return the words and pieces that can be seen.

    A box typed onto the page whose place is all of one shade shows nothing; it was
    put there to hide the words under it.
    """
    typed = [piece.box for piece in pieces if piece.drawn and piece.box is not None]
    if not typed:
        return list(words), list(pieces)
    covers = _flat(page, display, typed)
    return (
        [word for word in words if not any(_lies_in(word.box, box) for box in covers)],
        [piece for piece in pieces if not piece.drawn or piece.box not in covers],
    )


def _flat(
    page: pdfium.PdfPage, display: Display, boxes: Sequence[Box]
) -> frozenset[Box]:
    scale = min(_SCALE, _MOST_SIDE / max(1.0, display.width, display.height))
    with closing(page.render(scale=scale, grayscale=True)) as picture:
        shown = picture.to_pil().convert("L")
        return frozenset(box for box in boxes if _is_flat(shown, box, scale))


def _is_flat(shown: Image.Image, box: Box, scale: float) -> bool:
    left, top, right, bottom = box
    edge = min(_EDGE, (right - left) / 4, (bottom - top) / 4)
    place = (
        max(0, round((left + edge) * scale)),
        max(0, round((top + edge) * scale)),
        min(shown.width, round((right - edge) * scale)),
        min(shown.height, round((bottom - edge) * scale)),
    )
    if place[2] <= place[0] or place[3] <= place[1]:
        return False
    counts = shown.crop(place).histogram()
    shades = [shade for shade, count in enumerate(counts) if count]
    return shades[-1] - shades[0] < _FLAT


def _lies_in(word: Box, box: Box) -> bool:
    across, down = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]
