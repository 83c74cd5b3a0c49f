"""A corpus of invented rows in which the outcome follows from what a summary tells."""

import datetime as dt
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from openimr.corpus.store import LAYOUT, MARK, Corpus
from openimr.corpus.tables import REPLAYED, SCHEMAS

Row = dict[str, Any]
TRUE = {True: 0.6, False: 0.05}
"""Chance of being overturned, with and without spasm in the summary."""

_TREATMENTS = ("cyclobenzaprine", "tens", "acupuncture", "lumbar_mri")
_FILLING = "pain therapy visit lumbar cervical work exam drug report month".split()


def made(number: int) -> tuple[Row, list[Row]]:
    """Return the rows of one letter and its items."""
    dice = Random(number)  # noqa: S311 - no secret
    name = sha256(str(number).encode()).hexdigest()[:32]
    day = dt.date(2014, 1, 1) + dt.timedelta(days=number)
    spasm = dice.random() < 0.3
    words = " ".join(dice.choices(_FILLING, k=12))
    told = "There is spasm." if spasm else "There is none."
    letter = {
        "letter": name,
        "source": f"{number:05}.txt",
        "programme": "california_workers_comp",
        "decision_date": day,
        "year": day.year,
        "summary_text": f"The notes tell of {words}.  {told}",
    }
    items = [
        {
            "item": f"{name}-{at}",
            "letter": name,
            "number": at,
            "programme": "california_workers_comp",
            "decision_date": day,
            "year": day.year,
            "age": dice.randrange(20, 75),
            "sex": dice.choice(["female", "male"]),
            "requested": "Something",
            "treatment": dice.choice(_TREATMENTS),
            "kind": "drug",
            "decision": "overturned" if dice.random() < TRUE[spasm] else "upheld",
            "rationale_text": "The request is what it is.",
        }
        for at in (1, 2)
    ]
    return letter, items


def rows_corpus(
    folder: Path,
    letters: int = 1200,
    change: Callable[[str, Row], Row] = lambda table, row: row,
    *,
    more: dict[str, list[Row]] | None = None,
) -> Corpus:
    """Write a corpus of invented rows; ``change`` may alter each row of each table."""
    tables: dict[str, list[Row]] = {"letters": [], "items": []}
    for number in range(letters):
        letter, items = made(number)
        tables["letters"].append(change("letters", letter))
        tables["items"] += [change("items", item) for item in items]
    tables |= more or {}
    schemas = {**SCHEMAS, **REPLAYED}
    for table, rows in tables.items():
        (folder / table).mkdir(parents=True)
        made_table = pa.Table.from_pylist(rows, schema=schemas[table])
        parquet.write_table(made_table, folder / table / "part-0.parquet")
    (folder / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")
    return Corpus(folder)
