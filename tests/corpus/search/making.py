"""Corpora whose every word and value is known, made row by row."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from openimr.casework.corpus_search import search_names
from openimr.corpus.search import Found, Search, index_parts
from openimr.corpus.store import LAYOUT, MARK, Corpus
from openimr.corpus.tables import SCHEMAS

Values = Mapping[str, Any]


def item(letter: str, number: int = 1, **values: Any) -> dict[str, Any]:
    """Return an item's row; letters are named by a digit or two."""
    name = letter.zfill(32)
    decided = values.get("decision_date")
    return {
        "item": f"{name}-{number}",
        "letter": name,
        "number": number,
        "programme": "california_workers_comp",
        "year": decided.year if decided else None,
        "guidelines": [],
        "pages": [],
        **values,
    }


def letter_of(row: Values, **values: Any) -> dict[str, Any]:
    """Return the row of the letter that an item stands in."""
    return {"letter": row["letter"], "source": f"{row['letter'][-2:]}.txt", **values}


def put_part(
    folder: Path, name: str, items: Iterable[Values], letters: Iterable[Values]
) -> None:
    """Write a part of each table."""
    rows = {"items": list(items), "letters": list(letters)}
    for table, schema in SCHEMAS.items():
        (folder / table).mkdir(parents=True, exist_ok=True)
        made = pa.Table.from_pylist(rows.get(table, []), schema=schema)
        parquet.write_table(made, folder / table / f"{name}.parquet")


def publish(folder: Path, *parts: str) -> Corpus:
    """Name the parts that count, as a build does."""
    told = {"layout": LAYOUT, "parts": list(parts)}
    (folder / MARK).write_text(json.dumps(told), "utf-8")
    return Corpus(folder)


def corpus_with(folder: Path, items: Iterable[Values], **summaries: str) -> Corpus:
    """Return a corpus of items, each in a letter of the summary given by its digits."""
    rows = list(items)
    letters = {
        row["letter"]: letter_of(
            row,
            summary_text=summaries.get(f"s{int(row['letter'], 16)}"),
            case_number=f"CM14-00{int(row['letter'], 16):05}",
        )
        for row in rows
    }
    put_part(folder, "part-0", rows, letters.values())
    return publish(folder, "part-0")


@cache
def _names() -> Any:
    return search_names()


def searched(corpus: Corpus) -> Search:
    """Return the search over a corpus, its index made."""
    index_parts(corpus)
    return Search(corpus, _names())


def short(found: Found) -> list[str]:
    """Return the hits as digit of the letter and number of the item."""
    return [f"{int(hit.letter, 16)}-{hit.number}" for hit in found.hits]


def the_items() -> list[dict[str, Any]]:
    """Return the items that most tests ask for."""
    return [*_drugs_of_one_letter(), *_other_letters()]


def _drugs_of_one_letter() -> list[dict[str, Any]]:
    return [
        item(
            "1",
            requested="Norco 10/325mg #120",
            treatment="hydrocodone",
            kind="drug",
            category="Pharmaceuticals",
            drug="hydrocodone",
            drug_class="opioid",
            decision="upheld",
            conclusion="not medically necessary",
            guidelines=["mtus_cp_2009"],
            pages=["mtus_cp_2009 78", "mtus_cp_2009 80"],
            rationale_text=(
                "Pain relief was noted. There is no functional improvement on file. "
                "The request was denied before."
            ),
            decision_date=date(2014, 5, 23),
            specialty="Pain Medicine",
            priority="regular",
            sex="female",
            age=45,
            format="D1",
        ),
        item(
            "1",
            2,
            requested="Baclofen 20 mg #60",
            treatment="baclofen",
            kind="drug",
            category="Pharmaceuticals",
            drug="baclofen",
            drug_class="muscle relaxant",
            decision="overturned",
            conclusion="medically necessary",
            guidelines=["mtus_cp_2009", "odg"],
            pages=["mtus_cp_2009 63", "mtus_cp_2009 64"],
            rationale_text="Muscle spasms were found. Function improved with it.",
            decision_date=date(2014, 5, 23),
            specialty="Pain Medicine",
            priority="regular",
            sex="female",
            age=45,
            format="D1",
        ),
    ]


def _other_letters() -> list[dict[str, Any]]:
    return [
        item(
            "2",
            requested="MRI of the left knee",
            treatment="mri_knee",
            kind="test",
            category="Diagnostic tests",
            body_part="knee",
            side="left",
            decision="upheld",
            guidelines=["odg"],
            pages=[],
            rationale_text="A spasm of the muscle is no reason. He denied locking.",
            decision_date=date(2015, 2, 1),
            specialty="Orthopaedic Surgery",
            priority="expedited",
            sex="male",
            age=61,
            format="B",
        ),
        item(
            "3",
            requested="Epidural steroid injection at L4-5",
            treatment="epidural_steroid_injection",
            kind="injection",
            category="Injections",
            body_part="lumbar spine",
            level="L4-5",
            decision="overturned",
            guidelines=["mtus_acoem_2004"],
            pages=["mtus_acoem_2004 63"],
            rationale_text="Radiculopathy is documented. Follow-up care failed.",
            decision_date=date(2016, 11, 30),
            specialty="Anesthesiology",
            sex="male",
            age=38,
        ),
        item(
            "4",
            requested="Naproxen 500mg",
            treatment="nsaid_general",
            kind="drug",
            drug="naproxen",
            drug_class="nsaid",
            rationale_text=None,
        ),
    ]


SUMMARIES = {
    "s1": "She takes 7.5 mg tablets for muscle spasm of the neck.",
    "s2": "The knee is José's trouble.",
    "s3": "He has low back pain and a denial of acupuncture.",
}
