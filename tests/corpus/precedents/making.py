"""Corpora written down by hand: one letter an item, as many parts as wished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from openimr.corpus.precedents import Asked, Names, Point
from openimr.corpus.store import LAYOUT, MARK, Corpus
from openimr.corpus.tables import REPLAYED, SCHEMAS

FAMILY = "baclofen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An item of a corpus, and what its letter says."""

    name: str
    decision: str | None
    summary: str = "Low back pain since a fall."
    rationale: str = "The guideline asks for spasm. The request is decided on that."
    criteria: Mapping[str, str] = field(default_factory=dict)
    """Fact to status; the rule is ``family.fact``."""

    columns: Mapping[str, Any] = field(default_factory=dict)
    """Columns of the item beside these."""


def made_corpus(
    made: Sequence[Made], folder: Path, *, parts: int = 1, replayed: bool = True
) -> Corpus:
    """Write a corpus; its parts hold the items in turn."""
    for number in range(parts):
        some = made[number::parts]
        tables: dict[str, list[dict[str, Any]]] = {
            "letters": [_letter(each) for each in some],
            "items": [_item(each) for each in some],
            "citations": [],
            "warnings": [],
        }
        if replayed:
            tables["criteria"] = [row for each in some for row in _criteria(each)]
            tables["replays"] = [_replay(each) for each in some]
        for table, rows in tables.items():
            schema = {**SCHEMAS, **REPLAYED}[table]
            (folder / table).mkdir(parents=True, exist_ok=True)
            parquet.write_table(
                pa.Table.from_pylist(rows, schema),
                folder / table / f"part-{number}.parquet",
            )
    (folder / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")
    return Corpus(folder)


def _letter(made: Made) -> dict[str, Any]:
    return {
        "letter": made.name,
        "source": f"{made.name}.txt",
        "year": made.columns.get("year", 2015),
        "summary_text": made.summary,
        "decision": made.decision,
        "items": 1,
    }


def _item(made: Made) -> dict[str, Any]:
    return {
        "item": f"{made.name}-1",
        "letter": made.name,
        "number": 1,
        "year": 2015,
        "requested": "Baclofen 10 mg #60",
        "treatment": FAMILY,
        "drug": "baclofen",
        "strength": "10 mg",
        "quantity": 60,
        "decision": made.decision,
        "rationale_text": made.rationale,
        **made.columns,
    }


def _criteria(made: Made) -> list[dict[str, Any]]:
    return [
        {
            "letter": made.name,
            "item": f"{made.name}-1",
            "guideline": "mtus_cp_2009",
            "rule": f"{FAMILY}.{fact}",
            "fact": fact,
            "required": True,
            "status": status,
            "role": "required",
        }
        for fact, status in made.criteria.items()
    ]


def _replay(made: Made) -> dict[str, Any]:
    return {"letter": made.name, "item": f"{made.name}-1", "published": made.decision}


def question(text: str = "", **statuses: str) -> Asked:
    """Return a question about baclofen with criteria, fact to status."""
    return Asked(
        requested="Baclofen 10 mg #60",
        treatment=FAMILY,
        drug="baclofen",
        strength="10 mg",
        quantity=60,
        text=text,
        criteria=tuple(
            Point(
                rule=f"{FAMILY}.{fact}",
                fact=fact,
                guideline="mtus_cp_2009",
                required=True,
                status=status,
            )
            for fact, status in statuses.items()
        ),
    )


NAMES = Names(
    kin={"baclofen": {"cyclobenzaprine": "class", "muscle_relaxant": "line"}},
    labels={"spasm": "spasm on examination", "first": "a first-line drug tried"},
    phases={"baclofen.gain": "continuation"},
)
