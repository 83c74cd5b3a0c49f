"""What a file says of its own structure: headings, paragraphs, list items, table rows.

A tagged PDF and a Word file name their headings, lists and tables for everyone who
does not see the page.  Here they become parts in reading order, and the text that
letters are read from is these parts, one a line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

CELL_GAP = "\t"
"""Stands between the cells of a table row in the text."""


class PartKind(StrEnum):
    """What a part is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    HEAD = "head"
    """A row of header cells."""

    ROW = "row"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a letter, and where it begins in the letter's text."""

    kind: PartKind
    cells: tuple[str, ...]
    level: int = 0
    """Of a heading; 1 is a section."""

    start: int = 0

    @property
    def words(self) -> str:
        """Return the part's words; cells are divided as in the text."""
        return CELL_GAP.join(self.cells)

    @property
    def end(self) -> int:
        """Return the place behind its last word."""
        return self.start + len(self.words)


def part(kind: PartKind, *cells: str, level: int = 0) -> Part:
    """Return a part with white space folded; its place is not known yet."""
    folded = tuple(" ".join(cell.split()) for cell in cells)
    return Part(kind, folded, level)


def placed(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts that say something, each with its place in the text."""
    found: list[Part] = []
    at = 0
    for each in parts:
        if any(each.cells):
            found.append(Part(each.kind, each.cells, each.level, at))
            at = found[-1].end + 1
    return tuple(found)


def text_by(parts: Sequence[Part]) -> str:
    """Return the text of placed parts."""
    return "\n".join(each.words for each in parts)
