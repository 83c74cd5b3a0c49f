"""A chart in words, for those who do not see it."""

from openimr.corpus.stats.sheets import Column, Form, Line, Sheet, Value

_MOST = 60


def spoken(sheet: Sheet) -> str:
    """Return the rows of a sheet as sentences, the longest sheets cut short."""
    rows = [row for row in sheet.rows if row.line is Line.GROUP] or list(sheet.rows)
    said = [_row(sheet, row.values) for row in rows[:_MOST]]
    if len(rows) > _MOST:
        said.append(f"And {len(rows) - _MOST:,} more.")
    return "  ".join(said)


def _row(sheet: Sheet, values: tuple[Value, ...]) -> str:
    named = zip(sheet.columns[: sheet.keys], values[: sheet.keys], strict=True)
    group = ", ".join(_value(column, value) for column, value in named) or "All"
    told = [
        f"{column.head} {_value(column, value)}"
        for column, value in zip(
            sheet.columns[sheet.keys :], values[sheet.keys :], strict=True
        )
        if value is not None and not (column.form is Form.COUNT and value == 0)
    ]
    return f"{group}: {', '.join(told)}."


def _value(column: Column, value: Value) -> str:
    """Return one value as it is read out."""
    if value is None:
        return column.missing
    if column.form is Form.RATE:
        return f"{100 * float(value):.1f} %"
    if column.form is Form.NUMBER:
        return f"{float(value):.2f}"
    return f"{value:,}" if column.form is Form.COUNT else str(value)
