"""How quickly a corpus is counted: start of the database, scan, groups and all.

Rows are those of ``benchmark.synthetic``, written as the parts of a corpus.  By default
there are 300,000 items; ``python -m benchmark.corpus_stats 3000000`` takes what twelve
years of the programme come to, for which the aim is a second for a usual grouping.
Each question has a process of its own, so that the start of the database counts, and
that of Python does not; memory is that of the process, some 100 MB of libraries in it.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from openimr.corpus.stats import (
    Order,
    Per,
    Question,
    citations,
    cited_pages,
    condition_of,
    count,
    days_to_decision,
    specialties,
    trend,
)
from openimr.corpus.store import LAYOUT, MARK, Corpus
from openimr.corpus.tables import SCHEMAS

from .figures import Figure

NAME = "corpus stats"
ITEMS = 300_000
_SEED = 11

QUESTIONS: dict[str, Any] = {
    "--by drug,year": lambda c: count(c, Question(by=("drug", "year"))),
    "--by treatment --where year=2014..2016": lambda c: count(
        c, Question(by=("treatment",), where=(condition_of("year=2014..2016"),))
    ),
    "--by page": lambda c: count(c, Question(by=("page",))),
    "--by year --per letter": lambda c: count(
        c, Question(by=("year",), per=Per.LETTER)
    ),
    "--by drug --per letter": lambda c: count(
        c, Question(by=("drug",), per=Per.LETTER)
    ),
    "--trend --by drug --top 6": lambda c: trend(c, Question(by=("drug",), top=6)),
    "--guidelines --top 20": lambda c: cited_pages(
        c, Question(top=20, order=Order.COUNT)
    ),
    "--specialties": lambda c: specialties(c, Question()),
    "--days --by year": lambda c: days_to_decision(c, Question(by=("year",))),
    "--citations": lambda c: citations(c, Question()),
}
"""What is asked, as it would be typed."""


def figures(rounds: int = 3, count_of_items: int | None = None) -> Iterator[Figure]:
    """Yield the seconds of each question, and the memory of the most costly one."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = written(Path(folder), count_of_items or ITEMS)
        most = 0.0
        for name in QUESTIONS:
            answers = [_asked(corpus, name) for _ in range(rounds)]
            most = max(most, *(answer["memory"] for answer in answers))
            best = min(answer["seconds"] for answer in answers)
            yield Figure(benchmark=NAME, name=name, value=best, unit="s")
        yield Figure(benchmark=NAME, name="memory at most", value=most, unit="MB")


def written(folder: Path, number: int) -> Corpus:
    """Return a corpus of so many items, with letters and citations made from them."""
    from pyarrow import parquet

    from .synthetic import items

    for table in SCHEMAS:
        (folder / table).mkdir()
    for part, batch in enumerate(items(number, _SEED)):
        rows = pa.Table.from_batches([batch])
        parquet.write_table(rows, folder / "items" / f"{part:05}.parquet")
        for table, made in (("letters", _LETTERS), ("citations", _CITATIONS)):
            parquet.write_table(
                _derived(made, rows, SCHEMAS[table]),
                folder / table / f"{part:05}.parquet",
            )
    (folder / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")
    return Corpus(folder)


_LETTERS = """
    SELECT letter, any_value(programme) AS programme, any_value(year) AS year,
        any_value(decision_date) AS decision_date, any_value(specialty) AS specialty,
        any_value(decision_date) - (20 + hash(letter) % 60)::INTEGER AS date_assigned,
        count(*) FILTER (decision = 'upheld') AS upheld,
        count(*) FILTER (decision = 'overturned') AS overturned
    FROM rows GROUP BY letter ORDER BY letter
"""
_CITATIONS = """
    SELECT letter, item, programme, year, treatment, decision,
        'reviewer' AS cited_by, unnest(guidelines) AS guideline
    FROM rows
"""


def _derived(statement: str, rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Return a table made from items; what they do not tell is null."""
    import duckdb

    with duckdb.connect() as database:
        database.register("rows", rows)
        found: Any = database.sql(statement).to_arrow_table()
    columns = [
        found.column(field.name).cast(field.type)
        if field.name in found.column_names
        else pa.nulls(len(found), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _asked(corpus: Corpus, name: str) -> dict[str, float]:
    """Ask one question in a process of its own."""
    asking = [sys.executable, "-m", "benchmark.corpus_stats", "--ask"]
    done = subprocess.run(
        [*asking, str(corpus.folder), name], capture_output=True, text=True, check=True
    )
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _answer(folder: str, name: str) -> None:
    began = time.perf_counter()
    QUESTIONS[name](Corpus(Path(folder)))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": peak}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ask"]:
        _answer(*sys.argv[2:4])
    else:
        for figure in figures(3, int(sys.argv[1]) if sys.argv[1:] else None):
            print(f"{figure.name:42} {figure.value:8.3f} {figure.unit}")
