"""Hits as a table for a spreadsheet."""

import csv
from typing import TextIO

from .found import Found, Hit

COLUMNS = (
    "item letter number case_number requested treatment drug drug_class category "
    "body_part decision conclusion year decision_date specialty guidelines pages "
    "source"
).split()
_FORMULA = ("=", "+", "-", "@")


def write_csv(found: Found, target: TextIO) -> None:
    """Write one row a hit, its passages in the last column.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*COLUMNS, "passages"])
    for hit in found.hits:
        writer.writerow(map(_cell, _values(hit)))


def _values(hit: Hit) -> list[object]:
    passages = [each.text for each in hit.passages if each.place != "requested"]
    return [*(getattr(hit, name) for name in COLUMNS), passages]


def _cell(value: object) -> str:
    if value is None:
        return ""
    parts = value if isinstance(value, list | tuple) else (value,)
    text = "; ".join(" ".join(str(part).split()) for part in parts)
    return f"'{text}" if text.startswith(_FORMULA) else text
