"""How counts look on the terminal."""

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from openimr.corpus.stats.sheets import (
    Column,
    Form,
    Line,
    Sheet,
    SheetRow,
    Value,
    in_words,
)

from .output import console

_LIMITS = {"low": "high", "ratio_low": "ratio_high", "adjusted_low": "adjusted_high"}
"""Columns that are printed as one, from low to high."""

_SILENT = frozenset({"partial", "undecided", "missing", "impossible"})
"""Columns that are left out where they hold nothing."""

_SPARED = (
    "undecided",
    "expected",
    "with_page",
    "verbatim",
    "upheld",
    "overturned",
    "ratio_low",
    "ratio",
    "citations",
    "quarter",
)
"""Columns that a narrow terminal does without, the first to go first."""

_LONGEST = 18
"""A longer name is broken where there is no room for it."""

_BETWEEN = 2
"""Signs from one column to the next."""

_MOST = 200
"""Rows on a terminal; more are for a file."""


def show(sheet: Sheet) -> None:
    """Print a sheet, what must be known to read it, and the tables that follow."""
    screen = console()
    screen.print(sheet.title, markup=False, style="bold")
    dropped: list[str] = []
    if sheet.rows:
        table, dropped = _table(sheet, screen.width)
        screen.print(table)
    shown = [row for row in sheet.rows if row.line is Line.GROUP]
    if len(shown) > _MOST:
        cut = len(shown) - _MOST
        screen.print(
            f"{cut:,} more rows are not printed.  Use --top, --csv or --json.",
            markup=False,
        )
    if not any(row.line in {Line.GROUP, Line.ALL} for row in sheet.rows):
        screen.print("Nothing to show.", markup=False)
    if dropped:
        names = ", ".join(dropped).replace("_", " ")
        screen.print(
            f"No room for: {names}.  --json and --csv have every column.", markup=False
        )
    for note in sheet.notes:
        screen.print(note, markup=False)
    for each in sheet.then:
        screen.print()
        show(each)
    if not sheet.then:
        screen.print(f"Source: {sheet.source}.", markup=False)


def _table(sheet: Sheet, width: int) -> tuple[Table, list[str]]:
    """Return the rows as a table, and the heads for which there was no room."""
    rows = [row for row in sheet.rows if row.line is not Line.SUPPRESSED]
    groups = [row for row in rows if row.line is Line.GROUP][:_MOST]
    others = [row for row in rows if row.line is not Line.GROUP]
    told, dropped = _fitting(sheet, [*groups, *others], width)
    made = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for at, column in told:
        named = at < sheet.keys or column.form is Form.NAME
        made.add_column(
            _head(column),
            justify="left" if named else "right",
            no_wrap=not named,
            overflow="fold",
            min_width=_narrowest(sheet, [*groups, *others], at, column),
        )
    for number, row in enumerate([*groups, *others]):
        made.add_row(
            *(Text(_cell(sheet, row, at, column)) for at, column in told),
            end_section=number == len(groups) - 1,
        )
    return made, dropped


def _fitting(
    sheet: Sheet, rows: list[SheetRow], width: int
) -> tuple[list[tuple[int, Column]], list[str]]:
    """Return the columns that have something to say and fit, and heads that do not."""
    told = _told(sheet, rows)
    sizes = {
        column.name: _BETWEEN + _narrowest(sheet, rows, at, column)
        for at, column in told
    }
    dropped: list[str] = []
    for name in _SPARED:
        if sum(sizes.values()) > width and sizes.pop(name, 0):
            dropped.append(name)
    return [(at, column) for at, column in told if column.name in sizes], dropped


def _narrowest(sheet: Sheet, rows: list[SheetRow], at: int, column: Column) -> int:
    """Return how wide a column must be; numbers are never broken."""
    cells = (len(_cell(sheet, row, at, column)) for row in rows)
    widest = max(len(_head(column)), *cells, 0)
    named = at < sheet.keys or column.form is Form.NAME
    return min(widest, _LONGEST) if named else widest


def _told(sheet: Sheet, rows: list[SheetRow]) -> list[tuple[int, Column]]:
    return [
        (at, column)
        for at, column in enumerate(sheet.columns)
        if column.name not in _LIMITS.values()
        and not (column.name in _SILENT and not any(row.values[at] for row in rows))
    ]


def _head(column: Column) -> str:
    if column.name not in _LIMITS:
        return column.head
    return "95 % interval" if column.head == "95 % low" else "95 %"


def _cell(sheet: Sheet, row: SheetRow, at: int, column: Column) -> str:
    if at < sheet.keys and row.line is not Line.GROUP:
        return _named(row) if at == 0 else ""
    if not sheet.keys and at == 0 and row.line not in {Line.ALL, Line.GROUP}:
        return _named(row)
    value = row.values[at]
    if column.name in _LIMITS:
        ends = [each.name for each in sheet.columns].index(_LIMITS[column.name])
        return _limits(column, value, row.values[ends])
    return in_words(column, value)


def _named(row: SheetRow) -> str:
    if row.line is Line.ALL:
        return "all"
    what = "suppressed" if row.line is Line.HIDDEN else "others"
    return f"{what} ({row.groups:,})"


def _limits(column: Column, low: Value, high: Value) -> str:
    if low is None or high is None:
        return ""
    if column.form is Form.RATE:
        return f"{100 * float(low):.1f}\N{EN DASH}{100 * float(high):.1f} %"
    if column.form is Form.POINTS:
        return f"{100 * float(low):+.1f} to {100 * float(high):+.1f}"
    return f"{float(low):.2f}\N{EN DASH}{float(high):.2f}"
