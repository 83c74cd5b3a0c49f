"""Ticks drawn by hand: a small mark that lies on a box printed on the page."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from openimr.domain import Box, Origin

from .display import Display, tenths
from .fields import NOT_TICKED, TICKED
from .layer import Word
from .pieces import LARGEST_MARK, Manner, Piece

_SMALLEST, _LARGEST = 4.0, 18.0
"""Sides of a printed box in points."""

_SQUARE = 1.5
"""A box is at most so much wider than high, or the other way."""

_MOST_OBJECTS = 5_000
_MOST_BOXES = 500
_GLYPHS = frozenset(
    "\u25a1\u25a2\u25ab\u25fb\u2610\u274f\u2750\u2751\u2752\uf06f\uf071\uf0a8"
)
_OPTIONS = re.compile(r"\byes\b[^\n]{0,12}\bno\b", re.IGNORECASE)
_DRAWN = frozenset({pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM})
_DARK = 110
"""Grey below which a stroke is drawn; the shadow of a mark is lighter, and so is one
that was painted over in white."""

_STROKE = 0.012
"""Share of a box that a stroke through it fills."""

_FRAME = 0.16
"""Share of a box that its frame may take on each side."""

_SCALE = 2.0


def offers_options(text: str) -> bool:
    """Tell whether a page has boxes to tick, which may have been ticked by drawing.

    >>> offers_options("Expedited?  Yes   No"), offers_options("She sleeps well.")
    (True, False)
    """
    if not text.isascii() and not _GLYPHS.isdisjoint(text):
        return True
    # Plain search first: every page of the case is asked.
    asks = "Yes" in text or "YES" in text or "yes" in text
    return asks and _OPTIONS.search(text) is not None


def drawn_marks(page: pdfium.PdfPage, display: Display) -> list[Piece]:
    """Return the small drawings of the page itself that may be ticks.

    Programs that flatten a form leave such marks behind as pictures.
    """
    marks = []
    for count, thing in enumerate(page.get_objects(max_depth=1)):
        if count >= _MOST_OBJECTS:
            break
        if thing.type in _DRAWN:
            box = _bounds(thing, display)
            if box is not None and max(_sides(box)) <= LARGEST_MARK:
                marks.append(
                    Piece(
                        text=TICKED,
                        origin=Origin.STAMP,
                        box=box,
                        manner=Manner.MARK,
                    )
                )
    return marks


def with_ticks(
    page: pdfium.PdfPage,
    display: Display,
    words: Sequence[Word],
    pieces: Sequence[Piece],
) -> list[Piece]:
    """Return the pieces with marks made ticks, and the boxes beside them empty.

    A mark that lies on no printed box says nothing and is left out.  The boxes of
    the same row are named empty, so that "Yes [X] No [ ]" cannot be read both ways.
    """
    marks = [piece for piece in pieces if piece.manner is Manner.MARK]
    others = [piece for piece in pieces if piece.manner is not Manner.MARK]
    if not marks:
        return others
    printed = list(_printed(page, display, words))
    ticks = dict(_ticks(page, display, marks, printed))
    empty = [
        replace(ticks[beside[0]], text=NOT_TICKED, box=box)
        for box in printed
        if box not in ticks and (beside := [t for t in sorted(ticks) if _row(t, box)])
    ]
    return [*others, *ticks.values(), *empty]


def _ticks(
    page: pdfium.PdfPage,
    display: Display,
    marks: Sequence[Piece],
    printed: Sequence[Box],
) -> Iterator[tuple[Box, Piece]]:
    on_boxes = [(mark, box) for mark in marks if (box := _marked(mark, printed))]
    if not on_boxes:
        return
    scale = min(_SCALE, 4_000 / max(1.0, display.width, display.height))
    with closing(page.render(scale=scale, grayscale=True)) as picture:
        shown = picture.to_pil().convert("L")
        for mark, box in on_boxes:
            if _is_filled(shown, box, scale):
                yield box, replace(mark, text=TICKED, box=box, manner=Manner.TICK)


def _is_filled(shown: Image.Image, box: Box, scale: float) -> bool:
    """Tell whether dark strokes cross a box inside its frame."""
    width, height = _sides(box)
    left, top, right, bottom = box
    inside = shown.crop(
        (
            round((left + _FRAME * width) * scale),
            round((top + _FRAME * height) * scale),
            round((right - _FRAME * width) * scale),
            round((bottom - _FRAME * height) * scale),
        )
    )
    dark = sum(inside.histogram()[:_DARK])
    return dark > _STROKE * max(1, inside.width * inside.height)


def _row(first: Box, second: Box) -> bool:
    return abs(first[1] + first[3] - second[1] - second[3]) <= 6


def _printed(
    page: pdfium.PdfPage, display: Display, words: Sequence[Word]
) -> list[Box]:
    boxes = [_glyph(word.box) for word in words if word.text[0] in _GLYPHS]
    kinds = [pdfium_c.FPDF_PAGEOBJ_PATH]
    for count, path in enumerate(page.get_objects(filter=kinds, max_depth=1)):
        if count >= _MOST_OBJECTS or len(boxes) >= _MOST_BOXES:
            break
        box = _bounds(path, display)
        if box is not None and _is_box(box) and not any(_same(box, b) for b in boxes):
            boxes.append(box)
    return sorted(map(tenths, boxes))


def _glyph(word: Box) -> Box:
    """Return the place of the box that a word begins with."""
    left, top, right, bottom = word
    return left, top, min(right, left + max(_SMALLEST, bottom - top)), bottom


def _bounds(thing: pdfium.PdfObject, display: Display) -> Box | None:
    try:
        return display.box(*thing.get_bounds())
    except pdfium.PdfiumError:
        return None


def _is_box(box: Box) -> bool:
    width, height = _sides(box)
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        return False
    return max(width, height) <= _SQUARE * min(width, height)


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _same(first: Box, second: Box) -> bool:
    return _shared(first, second) > 0.5 * min(_area(first), _area(second))


def _marked(mark: Piece, printed: Sequence[Box]) -> Box | None:
    """Return the box that a mark covers most of."""
    if mark.box is None or not printed:
        return None
    own = mark.box
    best = max(printed, key=lambda box: (_shared(own, box) / max(1.0, _area(box)), box))
    return best if _shared(own, best) > 0.25 * _area(best) else None


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _shared(first: Box, second: Box) -> float:
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    return max(0.0, across) * max(0.0, down)
