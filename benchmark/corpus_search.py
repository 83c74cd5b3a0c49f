"""Search over made-up letters: the index of ours beside FTS5 of SQLite, in one run.

python -m benchmark.corpus_search 200000    at full size
python -m benchmark.corpus_search --corpus DIR    over a corpus that is there

Both answer the same questions with a page of ten hits, marked passages, the count of
all items and the values of ten facets.  Each is asked three times and the quickest
counts, which keeps out what else the machine is doing; ours is opened anew each time,
so that no question is answered from what an earlier one left behind.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyarrow import parquet

from openimr.casework import knowledge
from openimr.casework.corpus_search import search_names
from openimr.corpus.labels import labels_for
from openimr.corpus.rows import Gathered, rows_of
from openimr.corpus.search import Search, index_parts
from openimr.corpus.store import LAYOUT, MARK, Corpus, open_corpus
from openimr.letters.read import read

from .corpus_queries import Asked, questions
from .figures import Figure
from .synthetic import letters

NAME = "corpus search"
LETTERS = 20_000
_PART = 2000
_ROUNDS = 3
_PROGRAMME = "california_workers_comp"
_SINGLE = "drug drug_class treatment category body_part decision year specialty".split()
_SEVERAL = ("guidelines", "pages")
_COLUMNS = ["letter", *_SINGLE, "age", "decision_date", "requested", "rationale_text"]


def figures(count: int | None = None) -> Iterator[Figure]:
    """Yield the figures for so many letters."""
    with tempfile.TemporaryDirectory() as folder:
        yield from measured(
            make_corpus(count or LETTERS, Path(folder) / "corpus"), Path(folder)
        )


def make_corpus(count: int, folder: Path) -> Corpus:
    """Return a corpus of made-up letters."""
    known = knowledge()
    labels = labels_for(_PROGRAMME, known.vocabulary)
    gathered = Gathered()
    for number, (source, text, _) in enumerate(letters(count, 1), start=1):
        if text:
            name = sha256(text.encode()).hexdigest()[:32]
            letter = read(text, source, known.requests.read)
            gathered.add(rows_of(letter, name, source, labels))
        if number % _PART == 0 or number == count:
            _put(gathered, folder, number)
            gathered = Gathered()
    (folder / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")
    return Corpus(folder)


def _put(gathered: Gathered, folder: Path, number: int) -> None:
    for table, rows in gathered.tables().items():
        (folder / table).mkdir(parents=True, exist_ok=True)
        parquet.write_table(rows, folder / table / f"part-{number:08}.parquet")


def measured(corpus: Corpus, scratch: Path) -> Iterator[Figure]:
    """Yield the figures over a corpus."""
    began = time.process_time()
    done = index_parts(corpus, anew=True)
    spent = time.process_time() - began
    many = sum(parquet.read_metadata(p).num_rows for p in corpus.parts("letters"))
    yield _figure("letters", many, "")
    yield _figure("items", done.items, "")
    yield _figure("indexing", spent / max(many, 1) * 1000, "ms of a core/letter")
    ours = _best(lambda: _asking(corpus))
    plain = _best(lambda: _asking(corpus, facets=()))
    core = _best(lambda: _asking(corpus), time.process_time)
    database = _sqlite(corpus, scratch / "yardstick.db")
    theirs = _best(lambda: lambda asked: _ask(database, asked))
    database.close()
    yield from _spread("query with facets", ours)
    yield from _spread("query with facets, time of a core", core)
    yield from _spread("query without facets", plain)
    yield from _spread("SQLite FTS5 with facets", theirs)
    for name, of in (("p50", statistics.median), ("p95", _p95)):
        ratio = of(theirs) / of(ours)
        yield _figure(f"times as fast at {name}", ratio, "x", "SQLite FTS5")


def _figure(name: str, value: float, unit: str, yardstick: str = "") -> Figure:
    return Figure(
        benchmark=NAME, name=name, value=value, unit=unit, yardstick=yardstick
    )


def _spread(name: str, times: Sequence[float]) -> Iterator[Figure]:
    yield _figure(f"{name}, p50", statistics.median(times), "ms")
    yield _figure(f"{name}, p95", _p95(times), "ms")


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def _asking(corpus: Corpus, **options: Any) -> Callable[[Asked], object]:
    """Return what answers, with the index opened anew."""
    search = Search(corpus, search_names())
    search.find("warm")
    return lambda asked: search.find(asked.query, **options)


def _best(
    opened: Callable[[], Callable[[Asked], object]],
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """Return the milliseconds of each question, the least of some rounds."""
    rounds = [_times(opened(), clock) for _ in range(_ROUNDS)]
    return [min(each) for each in zip(*rounds, strict=True)]


def _times(
    answer: Callable[[Asked], object], clock: Callable[[], float]
) -> list[float]:
    found = []
    for each in questions():
        began = clock()
        answer(each)
        found.append((clock() - began) * 1000)
    return found


def _sqlite(corpus: Corpus, place: Path) -> sqlite3.Connection:
    """Return the same items in SQLite: words in FTS5, columns with an index each."""
    database = sqlite3.connect(place)
    database.execute("PRAGMA cache_size = -1000000")
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute(
        "CREATE VIRTUAL TABLE texts USING fts5"
        "(requested, rationale, summary, tokenize='porter unicode61')"
    )
    columns = ", ".join([*_SINGLE, "age", "decision_date"])
    database.execute(f"CREATE TABLE rows (id INTEGER PRIMARY KEY, {columns})")
    for name in _SEVERAL:
        database.execute(f"CREATE TABLE {name} (id INTEGER, value TEXT)")
    first = 0
    for path in corpus.parts("items"):
        first = _fill(database, path, first)
    for name in (*_SINGLE, "age", "decision_date"):
        database.execute(f"CREATE INDEX by_{name} ON rows ({name})")
    for name in _SEVERAL:
        database.execute(f"CREATE INDEX {name}_by_id ON {name} (id, value)")
        database.execute(f"CREATE INDEX {name}_by_value ON {name} (value, id)")
    database.execute("INSERT INTO texts (texts) VALUES ('optimize')")
    database.execute("ANALYZE")
    database.commit()
    return database


def _fill(database: sqlite3.Connection, path: Path, first: int) -> int:
    letters_of = path.parent.parent / "letters" / path.name
    told = parquet.read_table(letters_of, columns=["letter", "summary_text"])
    summaries = dict(zip(*(told.column(n).to_pylist() for n in (0, 1)), strict=True))
    items = parquet.read_table(path, columns=[*_COLUMNS, *_SEVERAL]).to_pylist()
    many = ", ".join("?" * (len(_SINGLE) + 3))
    columns = [*_SINGLE, "age", "decision_date"]
    database.executemany(
        f"INSERT INTO rows VALUES ({many})",  # noqa: S608 - our own names
        [
            (
                n,
                *(
                    str(v) if c == "decision_date" and v else v
                    for c, v in ((c, item[c]) for c in columns)
                ),
            )
            for n, item in enumerate(items, start=first)
        ],
    )
    database.executemany(
        "INSERT INTO texts (rowid, requested, rationale, summary) VALUES (?, ?, ?, ?)",
        [
            (n, item["requested"], item["rationale_text"], summaries[item["letter"]])
            for n, item in enumerate(items, start=first)
        ],
    )
    for name in _SEVERAL:
        database.executemany(
            f"INSERT INTO {name} VALUES (?, ?)",  # noqa: S608 - our own names
            [
                (n, value)
                for n, item in enumerate(items, start=first)
                for value in item[name] or ()
            ],
        )
    return first + len(items)


def _ask(database: sqlite3.Connection, asked: Asked) -> list[object]:
    """Answer a question as ours does: count, facets, ten hits with a passage."""
    found: list[object] = []
    database.execute("CREATE TEMP TABLE hits (id INTEGER PRIMARY KEY)")
    matched = f"SELECT rowid FROM texts('{asked.match}')"  # noqa: S608 - our own words
    where = [asked.where] if asked.where else []
    where += [f"id IN ({matched})"] if asked.match else []
    database.execute(
        f"INSERT INTO hits SELECT id FROM rows WHERE {' AND '.join(where)}"  # noqa: S608
    )
    found += database.execute("SELECT count(*) FROM hits")
    for name in _SINGLE:
        found += database.execute(
            f"SELECT {name}, count(*) AS n FROM rows JOIN hits USING (id) "  # noqa: S608
            "GROUP BY 1 ORDER BY n DESC LIMIT 10"
        )
    for name in _SEVERAL:
        found += database.execute(
            f"SELECT value, count(*) AS n FROM {name} JOIN hits USING (id) "  # noqa: S608
            "GROUP BY 1 ORDER BY n DESC LIMIT 10"
        )
    ids = database.execute(
        "SELECT id FROM rows JOIN hits USING (id) ORDER BY decision_date DESC LIMIT 10"
    ).fetchall()
    for (each,) in ids:
        found += _passage(database, asked, each)
    database.execute("DROP TABLE hits")
    return found


def _passage(database: sqlite3.Connection, asked: Asked, item: int) -> list[object]:
    if not asked.match:
        query = "SELECT requested, rationale FROM texts WHERE rowid = ?"
        return database.execute(query, (item,)).fetchall()
    query = (
        "SELECT requested, snippet(texts, -1, '[', ']', '...', 40) FROM texts "
        "WHERE texts MATCH ? AND rowid = ?"
    )
    return database.execute(query, (asked.match, item)).fetchall()


def main() -> None:
    """Print the figures at another size, or over a corpus that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("letters", nargs="?", type=int, default=LETTERS)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    if options.corpus is None:
        found = figures(options.letters)
        print_all(found)
        return
    with tempfile.TemporaryDirectory() as scratch:
        print_all(measured(open_corpus(options.corpus), Path(scratch)))


def print_all(found: Iterable[Figure]) -> None:
    """Print each figure as soon as it is there."""
    for each in found:
        print(f"{each.name:40} {each.value:12,.4g} {each.unit} {each.yardstick}")


if __name__ == "__main__":
    main()
