"""A sheet of figures as a table of words: heads, rows, links to what was counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from openimr.casework.corpus_letter import shown_name
from openimr.corpus.stats.sheets import (
    Column,
    Form,
    Line,
    Sheet,
    SheetRow,
    Value,
    in_words,
)

from .forms import NARROWING
from .questions import Asked, can_be_asked

_ENDS = {"low": "high", "ratio_low": "ratio_high", "adjusted_low": "adjusted_high"}
"""Columns that are shown as one, from low to high."""

_SILENT = frozenset({"partial", "undecided", "missing", "impossible"})
"""Columns that are left out where they hold nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a name leads to the determinations that it stands for."""

    words: str
    address: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table."""

    title: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...]
    source: str
    then: "tuple[ShownTable, ...]"


def shown_table(sheet: Sheet, asked: Asked) -> ShownTable:
    """Return a sheet for the page.

    Args:
        sheet: the figures.
        asked: the search for all that was counted.
    """
    rows = [row for row in sheet.rows if row.line is not Line.SUPPRESSED]
    told = [
        (at, column)
        for at, column in enumerate(sheet.columns)
        if column.name not in _ENDS.values()
        and not (column.name in _SILENT and not any(row.values[at] for row in rows))
    ]
    return ShownTable(
        title=sheet.title,
        heads=tuple(Cell(_head(each), number=_number(each)) for _, each in told),
        rows=tuple(
            tuple(_cell(sheet, row, at, column, asked) for at, column in told)
            for row in rows
        ),
        notes=sheet.notes,
        source=str(sheet.source),
        then=tuple(shown_table(each, asked) for each in sheet.then),
    )


def _number(column: Column) -> bool:
    return column.form not in {Form.NAME, Form.YEAR}


def _head(column: Column) -> str:
    return "95 % interval" if column.name in _ENDS else column.head


def _cell(sheet: Sheet, row: SheetRow, at: int, column: Column, asked: Asked) -> Cell:
    value = row.values[at]
    if row.line is not Line.GROUP and at < max(sheet.keys, 1):
        return (
            _summed(row, first=at == 0) if sheet.keys else Cell(in_words(column, value))
        )
    if at < sheet.keys:
        return _name(column, value, asked)
    if column.name in _ENDS:
        names = [each.name for each in sheet.columns]
        high = row.values[names.index(_ENDS[column.name])]
        return Cell(_span(column, value, high), number=True)
    return Cell(in_words(column, value), number=_number(column))


def _summed(row: SheetRow, *, first: bool) -> Cell:
    if not first:
        return Cell("")
    if row.line is Line.ALL:
        return Cell("all")
    what = "suppressed" if row.line is Line.HIDDEN else "other groups"
    return Cell(f"{what} ({row.groups:,})")


def _name(column: Column, value: Value, asked: Asked) -> Cell:
    if value is None:
        return Cell(column.missing)
    told, field = str(value), NARROWING.get(column.name)
    words = shown_name(column.name, told)
    if field is None or not can_be_asked(told):
        return Cell(words)
    return Cell(words, asked.narrowed(field, told).address())


def _span(column: Column, low: Value, high: Value) -> str:
    if low is None or high is None:
        return ""
    ends = [in_words(column, end).removesuffix(" %") for end in (low, high)]
    unit = " %" if column.form is Form.RATE else ""
    return f"{ends[0]} to {ends[1]}{unit}"


def rows_of(sheet: Sheet) -> Iterator[list[object]]:
    """Yield a sheet's rows for a file: what each stands for, then all columns."""
    yield ["row", *(column.name for column in sheet.columns)]
    for row in sheet.rows:
        yield [row.line.value, *row.values]
