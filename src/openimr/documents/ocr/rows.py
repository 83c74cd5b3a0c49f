"""Words put into rows: the cells of a table row and the ends of a form line together.

The engine reads a table column by column where its columns stand apart.  A person
reads it row by row, and so does everything that looks for a dose beside a drug.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from .engine import Seen

_CELL_GAP = 2.0
"""Widths of a character between two words that make them cells of a table; a space
of a typewriter is 1.5 at most."""

_SHARED = 0.5
"""Share of the lower of two pieces that must stand at the height of the other for
both to be of one row."""

_PARAGRAPH = 1.5
"""Distances from row to row, in those usual on the page, that open a paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together on one line: a cell, or a line of prose."""

    words: tuple[Seen, ...]

    @property
    def left(self) -> int:
        """Left edge, pixels."""
        return self.words[0].left

    @property
    def right(self) -> int:
        """Right edge, pixels."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """Median upper edge of its words: one tall bracket does not move it."""
        return median(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Median lower edge of its words."""
        return median(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        """Height of its centre on the page."""
        return (self.top + self.bottom) / 2


Row = tuple[Piece, ...]
"""Pieces of one row, left to right."""


def pieces_of(words: Iterable[Seen]) -> list[Piece]:
    """Cut the engine's lines where a gap is as wide as between cells."""
    pieces: list[Piece] = []
    for _, group in groupby(words, key=lambda word: word.line):
        line = sorted(group, key=lambda word: (word.left, word.right))
        character = _character(line)
        start = 0
        for place in range(1, len(line)):
            gap = line[place].left - line[place - 1].right
            if gap > _CELL_GAP * character:
                pieces.append(Piece(tuple(line[start:place])))
                start = place
        pieces.append(Piece(tuple(line[start:])))
    return pieces


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Return the pieces as rows from the top to the bottom of the page."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.left, piece.top)):
        shares = [(_shared(row[-1], piece), -place) for place, row in enumerate(rows)]
        share, place = max(shares, default=(0.0, 0))
        if share >= _SHARED:
            rows[-place].append(piece)
        else:
            rows.append([piece])
    rows.sort(key=lambda row: (median(piece.middle for piece in row), row[0].left))
    return [_joined(row) for row in rows]


def usual_pitch(rows: Sequence[Row]) -> float:
    """Return the distance usual from row to row, in pixels; 0 for a single row."""
    middles = [row[0].middle for row in rows]
    steps = sorted(b - a for a, b in pairwise(middles) if b > a)
    return steps[(len(steps) - 1) // 2] if steps else 0.0


def paragraphs_of(rows: Sequence[Row], pitch: float) -> list[list[Row]]:
    """Group rows where the distance between two is wider than usual."""
    groups: list[list[Row]] = []
    for row in rows:
        near = groups and row[0].middle - groups[-1][-1][0].middle <= (
            _PARAGRAPH * pitch
        )
        if near:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _joined(row: Sequence[Piece]) -> Row:
    """Return the row with pieces joined that stand no further apart than words."""
    joined = [row[0]]
    for piece in row[1:]:
        both = (*joined[-1].words, *piece.words)
        if piece.left - joined[-1].right <= _CELL_GAP * _character(both):
            joined[-1] = Piece(both)
        else:
            joined.append(piece)
    return tuple(joined)


def _character(line: Sequence[Seen]) -> float:
    """Return the usual width of a character of the line, in pixels."""
    letters = sum(len(word.text) for word in line)
    return sum(word.width for word in line) / max(1, letters)


def _shared(one: Piece, other: Piece) -> float:
    """Return how much of the lower piece stands beside the other; 0 if they overlap."""
    lower = min(one.bottom - one.top, other.bottom - other.top)
    if one.right > other.left + lower / 2:
        return 0.0
    return (min(one.bottom, other.bottom) - max(one.top, other.top)) / max(1.0, lower)
