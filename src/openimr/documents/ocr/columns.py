"""Columns of prose, which are read one after the other and not row by row.

Prose is told from tables and forms by what it looks like on any page: full lines,
set closely, most of them going on in the middle of a sentence.
"""

from collections.abc import Sequence
from statistics import median

from .rows import Piece, Row, rows_of, usual_pitch

_FEWEST_LINES = 5
"""Lines that a column of prose has."""

_FULL = 0.75
"""Share of the column's width that a full line fills."""

_FULL_LINES, _RUNNING_LINES = 0.5, 0.35
"""Shares of the lines that are full, and that begin with a small letter."""

_CLOSE = 2.2
"""Heights of a line from line to line, at most, in running text."""

_TRIES = 60
"""Places between the margins where a gutter is looked for."""


def regions_of(pieces: Sequence[Piece]) -> list[list[Row]]:
    """Return the regions of a page in the order a person reads them, as rows."""
    gutter = _gutter(pieces)
    if gutter is None:
        rows = rows_of(pieces)
        return [rows] if rows else []
    regions: list[list[Row]] = []
    for band in _bands(pieces, gutter):
        left = [piece for piece in band if piece.right <= gutter]
        right = [piece for piece in band if piece.left >= gutter]
        if left and right and _is_prose(left) and _is_prose(right):
            regions += regions_of(left) + regions_of(right)
        else:
            regions.append(rows_of(band))
    return regions


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return where a gutter has prose on either side and the fewest lines across."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    left = min(piece.left for piece in pieces)
    width = max(piece.right for piece in pieces) - left
    found: list[tuple[int, float]] = []
    for step in range(_TRIES // 5, _TRIES * 4 // 5 + 1):
        place = left + width * step / _TRIES
        bands = _bands(pieces, place)
        if any(_splits(band, place) for band in bands):
            crossing = sum(piece.left < place < piece.right for piece in pieces)
            found.append((crossing, place))
    if not found:
        return None
    fewest = min(crossing for crossing, _ in found)
    places = [place for crossing, place in found if crossing == fewest]
    return places[len(places) // 2]


def _splits(band: Sequence[Piece], gutter: float) -> bool:
    left = [piece for piece in band if piece.right <= gutter]
    right = [piece for piece in band if piece.left >= gutter]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    return _is_prose(left) and _is_prose(right)


def _bands(pieces: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """Return runs of pieces, from the top, that the gutter does or does not cross."""
    bands: list[list[Piece]] = []
    crossed: bool | None = None
    for piece in sorted(pieces, key=lambda piece: (piece.middle, piece.left)):
        crosses = piece.left < gutter < piece.right
        if crosses == crossed:
            bands[-1].append(piece)
        else:
            bands.append([piece])
        crossed = crosses
    return bands


def _is_prose(pieces: Sequence[Piece]) -> bool:
    rows = rows_of(pieces)
    if len(rows) < _FEWEST_LINES:
        return False
    widths = sorted(row[-1].right - row[0].left for row in rows)
    wide = widths[round(0.9 * (len(widths) - 1))]
    height = median(piece.bottom - piece.top for piece in pieces)
    full = sum(width >= _FULL * wide for width in widths)
    running = sum(row[0].words[0].text[:1].islower() for row in rows)
    return (
        full >= _FULL_LINES * len(rows)
        and running >= _RUNNING_LINES * len(rows)
        and usual_pitch(rows) <= _CLOSE * height
        and len(pieces) <= 1.3 * len(rows)
    )
