"""Boxes to tick: found as small squares, ticked if there is ink inside.

The engine reads an empty box as O, 0, a bracket or nothing at all, and a ticked one
as anything; on a request form the ticks say what was asked for and how fast, and on a
decision what was decided.  A box is four straight strokes with white around them; no
letter is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from .cleaning import ink
from .engine import Seen

_LEAST, _MOST = 0.095, 0.25
"""Inches of a side."""

_SQUARE = 0.2
"""Share by which height and width may differ."""

_STROKE = 0.9
"""Share of a side that must be ink."""

_FRAME = 0.2
"""Share of a side at each end that is frame, and not looked at for a tick."""

_TICKED, _SOLID = 0.06, 0.85
"""Shares of the inside covered where a box is ticked, and where it is no box."""

_RING = 0.2
"""Share of the ring around a box that may be ink: the cells of a table go on."""

_MOST_BOXES = 300


@dataclass(frozen=True, slots=True)
class _Dots:
    """The ink of a page, row by row and column by column, one byte a pixel."""

    width: int
    height: int
    rows: bytes
    columns: bytes

    def across(self, left: int, right: int, row: int) -> float:
        """Return the share of ink in a row between two columns."""
        start = row * self.width
        part = self.rows[start + left : start + right]
        return part.count(255) / max(1, right - left)

    def down(self, top: int, bottom: int, column: int) -> float:
        """Return the share of ink in a column between two rows."""
        start = column * self.height
        part = self.columns[start + top : start + bottom]
        return part.count(255) / max(1, bottom - top)

    def inside(self, box: "_Box") -> float:
        """Return the share of ink in a box."""
        left, top, right, bottom = box
        rows = range(max(0, top), min(self.height, bottom))
        shares = [self.across(max(0, left), right, row) for row in rows]
        return sum(shares) / max(1, len(shares))


_Box = tuple[int, int, int, int]


def boxes_of(page: Image.Image, dpi: float) -> list[Seen]:
    """Return the boxes of a cleaned, level page as words: ``[ ]`` and ``[X]``."""
    dots = _dots(page)
    found: list[_Box] = []
    for box in _squares(dots, dpi):
        if not any(_overlap(box, other) for other in found) and _is_box(dots, box):
            found.append(box)
            if len(found) > _MOST_BOXES:
                return []
    return [
        Seen(
            text=_mark(dots, box),
            left=box[0],
            top=box[1],
            right=box[2],
            bottom=box[3],
            confidence=1.0,
            line=number,
        )
        for number, box in enumerate(found)
    ]


def with_boxes(words: Sequence[Seen], boxes: Sequence[Seen]) -> list[Seen]:
    """Return words and boxes, each box on a line of its own."""
    after = max((word.line for word in words), default=-1) + 1
    return [*words, *(replace(box, line=box.line + after) for box in boxes)]


def without_boxes(page: Image.Image, boxes: Sequence[Seen]) -> Image.Image:
    """Return the page with white in the place of its boxes."""
    rest = page.copy()
    brush = ImageDraw.Draw(rest)
    for box in boxes:
        frame = (box.left - 4, box.top - 4, box.right + 4, box.bottom + 4)
        brush.rectangle(frame, fill=255)
    return rest


def _dots(page: Image.Image) -> _Dots:
    mask = ink(page)
    return _Dots(
        width=mask.width,
        height=mask.height,
        rows=mask.tobytes(),
        columns=mask.transpose(Image.Transpose.TRANSPOSE).tobytes(),
    )


def _squares(dots: _Dots, dpi: float) -> Iterator[_Box]:
    """Yield what has a straight stroke on all four sides."""
    least, most = round(_LEAST * dpi), round(_MOST * dpi)
    for run in re.finditer(b"\xff{%d,}" % least, dots.rows):
        top, left = divmod(run.start(), dots.width)
        side = run.end() - run.start()
        right = left + side
        slack = max(2, round(_SQUARE * side))
        lowest = top + side - slack
        if side > most or right > dots.width or lowest + 2 * slack >= dots.height:
            continue
        # Most letters fail at a side; only what has both is looked at in full.
        if not _has_sides(dots, (left, top, right, lowest)):
            continue
        for bottom in range(lowest, lowest + 2 * slack + 1):
            if dots.across(left, right, bottom) >= _STROKE:
                yield left, top, right, bottom
                break


def _has_sides(dots: _Dots, box: _Box) -> bool:
    left, top, right, bottom = box
    return all(
        max(dots.down(top, bottom, column) for column in columns) >= _STROKE
        for columns in (range(left, left + 4), range(right - 4, right))
    )


def _is_box(dots: _Dots, box: _Box) -> bool:
    """Tell whether it is hollow, and ends where its strokes meet."""
    if dots.inside(_inner(box)) > _SOLID:
        return False
    left, top, right, bottom = box
    above, before = max(0, top - 7), max(0, left - 7)
    below, behind = bottom + 7, right + 7
    stroke = 2 + sum(dots.across(left, right, bottom + row) > 0.5 for row in range(12))
    ring = (
        dots.across(before, behind, above),
        dots.across(before, behind, min(dots.height - 1, bottom + stroke)),
        dots.down(above, below, max(0, left - 4)),
        dots.down(above, below, min(dots.width - 1, right + 3)),
    )
    return max(ring) <= _RING


def _inner(box: _Box) -> _Box:
    left, top, right, bottom = box
    across, down = round(_FRAME * (right - left)), round(_FRAME * (bottom - top))
    return left + across, top + down, right - across, bottom - down


def _overlap(one: _Box, other: _Box) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def _mark(dots: _Dots, box: _Box) -> str:
    return "[X]" if dots.inside(_inner(box)) > _TICKED else "[ ]"
