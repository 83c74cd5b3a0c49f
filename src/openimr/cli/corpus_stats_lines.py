"""How counts look on the terminal."""

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from openimr.corpus.stats.sheets import Column, Form, Line, Sheet, SheetRow, Value

from .output import console

_LIMITS = {"low": "high", "ratio_low": "ratio_high", "adjusted_low": "adjusted_high"}
"""Columns that are printed as one, from low to high."""

_MOST = 200
"""Rows on a terminal; more are for a file."""


def show(sheet: Sheet) -> None:
    """Print a sheet, what must be known to read it, and the tables that follow."""
    screen = console()
    screen.print(sheet.title, markup=False, style="bold")
    if sheet.rows:
        screen.print(_table(sheet))
    shown = [row for row in sheet.rows if row.line is Line.GROUP]
    if len(shown) > _MOST:
        cut = len(shown) - _MOST
        screen.print(
            f"{cut:,} more rows are not printed.  Use --top, --csv or --json.",
            markup=False,
        )
    if not any(row.line in {Line.GROUP, Line.ALL} for row in sheet.rows):
        screen.print("Nothing to show.", markup=False)
    for note in sheet.notes:
        screen.print(note, markup=False)
    for each in sheet.then:
        screen.print()
        show(each)
    if not sheet.then:
        screen.print(f"Source: {sheet.source}.", markup=False)


def _table(sheet: Sheet) -> Table:
    """Return the rows as a table; columns without anything to say are left out."""
    rows = [row for row in sheet.rows if row.line is not Line.SUPPRESSED]
    told = _told(sheet, rows)
    made = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), title=None)
    for at, column in told:
        name = at < sheet.keys or column.form is Form.NAME
        made.add_column(
            _head(column),
            justify="left" if name else "right",
            no_wrap=not name,
            overflow="fold",
        )
    groups = [row for row in rows if row.line is Line.GROUP]
    others = [row for row in rows if row.line is not Line.GROUP]
    for row in groups[:_MOST]:
        made.add_row(*(Text(_cell(sheet, row, at, column)) for at, column in told))
    if groups and others:
        made.add_section()
    for row in others:
        made.add_row(*(Text(_cell(sheet, row, at, column)) for at, column in told))
    return made


def _told(sheet: Sheet, rows: list[SheetRow]) -> list[tuple[int, Column]]:
    numbered = list(enumerate(sheet.columns))
    silent = {"partial", "undecided", "missing", "impossible"}
    return [
        (at, column)
        for at, column in numbered
        if column.name not in _LIMITS.values()
        and not (column.name in silent and not any(row.values[at] for row in rows))
    ]


def _head(column: Column) -> str:
    if column.name not in _LIMITS:
        return column.head
    return "95 % interval" if column.head == "95 % low" else "95 %"


def _cell(sheet: Sheet, row: SheetRow, at: int, column: Column) -> str:
    if at < sheet.keys and row.line is not Line.GROUP:
        return _named(row) if at == 0 else ""
    if not sheet.keys and at == 0 and row.line is not Line.ALL:
        return _named(row)
    value = row.values[at]
    if column.name in _LIMITS:
        ends = [each.name for each in sheet.columns].index(_LIMITS[column.name])
        return _limits(column, value, row.values[ends])
    return _value(column, value)


def _named(row: SheetRow) -> str:
    if row.line is Line.ALL:
        return "all"
    many = "group" if row.groups == 1 else "groups"
    what = "suppressed" if row.line is Line.HIDDEN else "other"
    return f"{row.groups:,} {what} {many}"


def _limits(column: Column, low: Value, high: Value) -> str:
    if low is None or high is None:
        return ""
    if column.form is Form.RATE:
        return f"{100 * float(low):.1f} to {100 * float(high):.1f} %"
    return f"{float(low):.2f} to {float(high):.2f}"


def _value(column: Column, value: Value) -> str:
    if value is None:
        return column.missing
    if column.form is Form.RATE:
        sign = "+" if column.name == "difference" else ""
        return f"{100 * float(value):{sign}.1f} %"
    if column.form is Form.NUMBER:
        return f"{float(value):,.2f}".rstrip("0").rstrip(".")
    return f"{value:,}" if column.form is Form.COUNT else str(value)
