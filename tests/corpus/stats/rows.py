"""Small corpora made of rows that a test can count by hand."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from openimr.corpus.store import LAYOUT, MARK, Corpus
from openimr.corpus.tables import SCHEMAS

Row = Mapping[str, Any]


def item(letter: str, decision: str | None, **more: Any) -> dict[str, Any]:
    """Return an item; its number follows when the corpus is made."""
    return {"letter": letter, "decision": decision, **more}


def items_of(drug: str, upheld: int, overturned: int, **more: Any) -> list[Row]:
    """Return items of a drug, a letter each."""
    decisions = ["upheld"] * upheld + ["overturned"] * overturned
    year = more.get("year", "")
    return [
        item(f"{drug}-{year}-{number}", decision, drug=drug, **more)
        for number, decision in enumerate(decisions)
    ]


def made(
    folder: Path,
    items: Sequence[Row],
    letters: Iterable[Row] = (),
    citations: Sequence[Row] = (),
    parts: int = 1,
) -> Corpus:
    """Return a corpus of items; what is told of a letter beside them adds to it."""
    told = {row["letter"]: row for row in letters}
    every: dict[str, list[Row]] = {name: [] for name in told}
    for row in items:
        every.setdefault(row["letter"], []).append(row)
    numbered: list[Row] = []
    heads: list[Row] = []
    for letter, its in every.items():
        numbered += [
            {"item": f"{letter}-{number}", "number": number, **row}
            for number, row in enumerate(its, start=1)
        ]
        heads.append(_letter(its) | {"letter": letter} | dict(told.get(letter, {})))
    tables = {"items": numbered, "letters": heads, "citations": list(citations)}
    for table, rows in tables.items():
        _write(folder / table, table, rows, parts)
    (folder / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")
    return Corpus(folder)


def _letter(items: Sequence[Row]) -> dict[str, Any]:
    shared = ("year", "decision_date", "specialty", "sex", "age", "programme")
    decisions = [row["decision"] for row in items]
    upheld, overturned = decisions.count("upheld"), decisions.count("overturned")
    found = {name: row[name] for row in items for name in shared if name in row}
    together = "partial" if upheld and overturned else (decisions or [None])[0]
    counts = {"items": len(items), "upheld": upheld, "overturned": overturned}
    return found | counts | {"decision": together}


def _write(folder: Path, table: str, rows: Sequence[Row], parts: int) -> None:
    folder.mkdir(parents=True)
    schema = SCHEMAS[table]
    for part in range(parts if rows else 0):
        some = rows[part::parts]
        whole = [{name: row.get(name) for name in schema.names} for row in some]
        arrow = pa.Table.from_pylist(whole, schema=schema)
        parquet.write_table(arrow, folder / f"part-{part}.parquet")


def day(text: str) -> dt.date:
    """Return a date."""
    return dt.date.fromisoformat(text)
