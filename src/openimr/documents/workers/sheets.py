"""Part of a file as JSON and back: what a reader sends, and what is believed of it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from openimr.documents.limits import MOST_FILE_PAGES
from openimr.documents.sources import Sheet
from openimr.domain import AddedText, Box, Origin
from openimr.errors import (
    InputError,
    ProtectedFileError,
    TooLargeError,
    UnreadableFileError,
)

from .crew import Breakdown, Why
from .wire import line_of, value_of

MEMORY = Breakdown(Why.CRASH, "it needs more memory than is allowed")
MEMORY_LINE = line_of({"broken": "memory"})
"""What a reader says that was refused memory, and goes on."""

_ERRORS: dict[str, tuple[type[InputError], int]] = {
    UnreadableFileError.slug: (UnreadableFileError, 1),
    ProtectedFileError.slug: (ProtectedFileError, 0),
    TooLargeError.slug: (TooLargeError, 2),
}
"""Errors that a reader may send, and how many fields each has beside the place."""

_ORIGINS = {origin.value: origin for origin in Origin}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """Some sheets of a file, in the order of its pages."""

    sheets: tuple[Sheet, ...]
    total: int | None = None
    """Pages of the whole file; counted with its first part only."""

    starts: frozenset[int] = frozenset()
    """0-based pages of the whole file at which a part begins."""


def part_line(part: FilePart) -> str:
    """Return the part as one line."""
    return line_of(
        {
            "total": part.total,
            "starts": sorted(part.starts),
            "sheets": [_as_list(sheet) for sheet in part.sheets],
        }
    )


def error_line(problem: InputError) -> str:
    """Return an error as one line: its slug, and its fields without the place."""
    fields = [str(field) for field in problem.fields[1:]]
    return line_of({"error": problem.slug, "fields": fields})


def read_answer(line: bytes, name: str) -> FilePart | InputError | Breakdown | None:
    """Return what a line holds; None if it holds nothing that a reader sends.

    Args:
        line: the answer of a worker.
        name: the file that it is about, the place of an error.
    """
    held = value_of(line)
    if not isinstance(held, dict):
        return None
    if held.get("broken") == "memory":
        return MEMORY
    return _error(held, name) if "error" in held else _part(held)


def _as_list(sheet: Sheet) -> list[object]:
    added = [
        [piece.start, piece.end, piece.origin.value, piece.box] for piece in sheet.added
    ]
    return [sheet.text, sheet.image, sheet.problem, added]


def _error(held: dict[str, object], name: str) -> InputError | None:
    slug, fields = held.get("error"), held.get("fields")
    if not isinstance(slug, str) or not isinstance(fields, list):
        return None
    kind, count = _ERRORS.get(slug, (InputError, -1))
    if len(fields) != count or not all(isinstance(field, str) for field in fields):
        return None
    return kind(name, *fields)


def _part(held: dict[str, object]) -> FilePart | None:
    total, starts, sheets = held.get("total"), held.get("starts"), held.get("sheets")
    if not (isinstance(starts, list) and isinstance(sheets, list)):
        return None
    if not (total is None or (_is_count(total) and total <= MOST_FILE_PAGES)):
        return None
    if not all(_is_count(start) for start in starts):
        return None
    read = [_sheet(sheet) for sheet in sheets]
    kept = tuple(sheet for sheet in read if sheet is not None)
    if len(kept) < len(read):
        return None
    return FilePart(total=total, sheets=kept, starts=frozenset(starts))


def _sheet(held: object) -> Sheet | None:
    if not (isinstance(held, list) and len(held) == 4):
        return None
    text, image, problem, pieces = held
    if not (isinstance(text, str) and isinstance(image, bool)):
        return None
    if not (problem is None or isinstance(problem, str)):
        return None
    if not isinstance(pieces, list):
        return None
    added = tuple(_pieces(pieces, len(text)))
    if len(added) < len(pieces):
        return None
    return Sheet(text=text, image=image, problem=problem, added=added)


def _pieces(held: list[object], length: int) -> Iterator[AddedText]:
    """Yield the added text as far as it is sound and in the order of the page."""
    before = 0
    for piece in held:
        if not (isinstance(piece, list) and len(piece) == 4):
            return
        start, end, origin, box = piece
        if not (_is_count(start) and _is_count(end) and before <= start <= end):
            return
        if end > length or not isinstance(origin, str) or origin not in _ORIGINS:
            return
        if not (box is None or _is_box(box)):
            return
        before = end
        yield AddedText(start=start, end=end, origin=_ORIGINS[origin], box=_box(box))


def _box(held: list[float] | None) -> Box | None:
    if held is None:
        return None
    left, top, right, bottom = (float(side) for side in held)
    return left, top, right, bottom


def _is_box(held: object) -> TypeGuard[list[float]]:
    return (
        isinstance(held, list)
        and len(held) == 4
        and all(isinstance(side, int | float) and math.isfinite(side) for side in held)
    )


def _is_count(held: object) -> TypeGuard[int]:
    return isinstance(held, int) and not isinstance(held, bool) and held >= 0
