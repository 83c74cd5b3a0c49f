"""The numbers of a table's row, each under the column that its head names."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openimr.clinical.pages import ReadPage
from openimr.domain import DocumentKind

from .alignment import Values, aligned, settled, split, tokens
from .columns import COUNTED, Column, Head, cells_of, find_heads, head_over
from .directions import Directions
from .names import NameHit
from .windows import directions_of, row_end

_REACH = 260
"""Characters behind a name in which its row ends."""

_MOST_LINES = 14
_MOST_WORDS = 40
_BLANK = frozenset({"", "-", "--", "n/a"})


@dataclass(frozen=True, slots=True)
class Cells:
    """What the columns of a table say of one drug; None where they do not."""

    quantity: int | None = None
    days: int | None = None
    refills: int | None = None
    end: int = 0
    """Where the row's cells end on the raw page."""

    @property
    def empty(self) -> bool:
        """Tell whether no column says anything."""
        return self == Cells(end=self.end)

    def added_to(self, known: Directions, end: int) -> Directions:
        """Return directions with what the columns say; ``end`` is behind the row."""
        days = float(self.days) if self.days else None
        quantity = known.quantity if self.quantity is None else self.quantity
        return replace(
            known,
            quantity=quantity,
            refills=known.refills if self.refills is None else self.refills,
            supply=known.supply if days is None else days,
            end=max(known.end, end),
        )


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a page that list drugs under named columns."""

    page: ReadPage
    heads: tuple[Head, ...]

    @classmethod
    def of(cls, page: ReadPage) -> "Tables":
        """Return the tables of a page."""
        return cls(page, find_heads(page.clean.raw))

    def over(self, hit: NameHit) -> Head | None:
        """Return the head of the table in which a drug is named."""
        if not self.heads:
            return None
        clean = self.page.clean
        return head_over(self.heads, clean.raw, clean.raw_offset(hit.start))

    def cells(self, head: Head, hit: NameHit, limit: int) -> Cells:
        """Return what the columns say of a drug; ``limit`` is where the next begins."""
        clean = self.page.clean
        span = clean.raw_span(hit.start, hit.end)
        behind = clean.raw_offset(limit) if limit < len(clean.text) else len(clean.raw)
        return read_row(clean.raw, head, (span.start, span.end), behind)

    def head_end(self, head: Head | None) -> int:
        """Return the clean offset behind a head; 0 without one."""
        return 0 if head is None else self.clean_offset(head.end)

    def clean_offset(self, raw: int) -> int:
        """Return the first clean offset that comes from a raw one or one behind it."""
        clean = self.page.clean
        return bisect_left(range(len(clean.text)), raw, key=clean.raw_offset)


def row_directions(
    tables: Tables,
    head: Head | None,
    hit: NameHit,
    ends: tuple[int, int],
    *,
    table: bool,
) -> Directions:
    """Read what stands behind a name, and in the columns of its table.

    ``ends`` are where the directions and the row end at the latest.
    """
    page = tables.page
    if hit.of_class or page.document.kind is DocumentKind.LABORATORY_REPORT:
        return Directions()
    end = row_end(page, hit, ends[0])
    if head is None:
        return directions_of(page.low, hit, end, table=table)
    known = directions_of(page.low, hit, end, table=True, headed=True)
    cells = tables.cells(head, hit, ends[1])
    if cells.empty:
        return known
    return cells.added_to(known, tables.clean_offset(cells.end) - hit.end)


def read_row(raw: str, head: Head, name: tuple[int, int], limit: int) -> Cells:
    """Return the numbers of a row by the columns of its head.

    ``name`` is where the drug is named, ``limit`` where its row ends at the latest.
    Numbers that could stand under several columns are not claimed.
    """
    begins, ends = raw.rfind("\n", 0, name[0]) + 1, raw.find("\n", name[1])
    ends = min(ends if ends != -1 else len(raw), limit)
    found = _by_cells(raw[begins:ends], head)
    if found is not None:
        return _cells(found, ends)
    drug = head.columns.index(Column.DRUG)
    before, after = head.columns[:drug], head.columns[drug + 1 :]
    ahead: Values = ()
    if COUNTED.intersection(before):
        values = settled(aligned(before, tokens(raw[begins : name[0]])))
        if values is None:
            return Cells(end=ends)
        ahead = values
    for end in _row_ends(raw, name[1], limit):
        words = tokens(raw[name[1] : end])
        if len(words) > _MOST_WORDS:
            break
        read = aligned((Column.DRUG, *after), words)
        read = read or aligned((Column.DRUG, *after), split(words))
        if read:
            values = settled(read)
            return Cells(end=end) if values is None else _cells(ahead + values, end)
    return Cells(end=ends)


def _row_ends(raw: str, start: int, limit: int) -> Iterator[int]:
    """Yield where the row may end: at each line end, as cells are broken over lines."""
    last = min(limit, start + _REACH)
    at = start
    for _ in range(_MOST_LINES):
        line = raw.find("\n", at, last)
        if line == -1:
            yield last
            return
        yield line
        at = line + 1


def _cells(values: Values, end: int) -> Cells:
    told = dict(values)
    return Cells(
        quantity=told.get(Column.QUANTITY),
        days=told.get(Column.DAYS),
        refills=told.get(Column.REFILLS),
        end=end,
    )


def _by_cells(line: str, head: Head) -> Values | None:
    """Return the numbers of a row with as many cells as its head; None without."""
    cells = cells_of(line)
    if len(cells) < 2 or len(cells) != len(head.cells):
        return None
    values: list[tuple[Column, int]] = []
    for cell, columns in zip(cells, head.cells, strict=True):
        counted = [column for column in columns if column in COUNTED]
        if not counted or cell.lower() in _BLANK:
            continue
        words = tokens(cell)
        read = aligned(columns, words) or aligned(columns, split(["", *words])[1:])
        told = settled(read)
        if told is None:
            return None
        values += told
    return tuple(values)
