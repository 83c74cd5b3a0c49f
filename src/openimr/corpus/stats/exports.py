"""Sheets as JSON, CSV and Parquet."""

import csv
from io import BytesIO, StringIO
from typing import Any

from openimr.corpus.extra import needed

from .sheets import Column, Form, Line, Sheet, SheetRow, Value

_ROW = "row"
"""Name of the column that says what a row stands for."""


def to_object(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet for JSON: question, source, rows by the names of columns, notes.

    Rates are shares of 1.  A row of a suppressed group has its names and no numbers.
    """
    question = sheet.question
    return {
        "title": sheet.title,
        "question": {
            "by": list(question.by),
            "where": [str(condition) for condition in question.where],
            "per": question.per.value,
            "order": question.order.value,
            "top": question.top,
            "minimum": question.minimum,
        },
        "source": {
            "letters": sheet.source.letters,
            "programmes": list(sheet.source.programmes),
            "first_decision": str(sheet.source.first) if sheet.source.first else None,
            "last_decision": str(sheet.source.last) if sheet.source.last else None,
        },
        "rows": [_object(sheet, row) for row in sheet.rows],
        "notes": list(sheet.notes),
        "then": [to_object(each) for each in sheet.then],
    }


def _object(sheet: Sheet, row: SheetRow) -> dict[str, Value]:
    names = (column.name for column in sheet.columns)
    values = dict(zip(names, row.values, strict=True))
    summed = row.line in {Line.REST, Line.HIDDEN}
    return {_ROW: row.line.value, **values} | ({"groups": row.groups} if summed else {})


def to_csv(sheet: Sheet) -> bytes:
    """Return a sheet as CSV in UTF-8, with a head and lines ended by CR LF (RFC 4180).

    The tables that follow from it are left out; nothing stands for no value.
    """
    into = StringIO()
    writer = csv.writer(into)
    writer.writerow([_ROW, *(column.name for column in sheet.columns)])
    for row in sheet.rows:
        writer.writerow([row.line.value, *("" if v is None else v for v in row.values)])
    return into.getvalue().encode("utf-8", "replace")


def to_parquet(sheet: Sheet) -> bytes:
    """Return a sheet as a Parquet file; the same types whatever the rows are."""
    arrow = needed("pyarrow")
    kinds = {
        Form.NAME: arrow.string(),
        Form.YEAR: arrow.int64(),
        Form.COUNT: arrow.int64(),
        Form.RATE: arrow.float64(),
        Form.POINTS: arrow.float64(),
        Form.NUMBER: arrow.float64(),
    }
    columns: list[Column] = [
        Column(name=_ROW, head=_ROW, form=Form.NAME),
        *sheet.columns,
    ]
    lines = [(row.line.value, *row.values) for row in sheet.rows]
    arrays = [
        arrow.array([line[at] for line in lines], type=kinds[column.form])
        for at, column in enumerate(columns)
    ]
    table = arrow.Table.from_arrays(arrays, names=[column.name for column in columns])
    into = BytesIO()
    needed("pyarrow.parquet").write_table(table, into)
    return into.getvalue()
