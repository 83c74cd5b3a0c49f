"""Precedents on synthetic pairs: is the criterion named that parts the two letters?

Pairs of letters are alike but for one fact, and were decided otherwise.  The corpus
holds all pairs; each is asked about three times: by the overturned letter, by the
upheld one, and by the upheld one told in other words of another worker, which is not
in the corpus.  Two shares come out: of the pairs whose summaries the engine reads as
differing in that one fact, and of all pairs.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from benchmark.figures import Figure, best_of
from benchmark.synthetic import Letter, Pair, pairs
from openimr.casework.corpus_similar import asked_in_letter, asked_of, precedent_names
from openimr.casework.engine import knowledge
from openimr.corpus.labels import labels_for
from openimr.corpus.precedents import Asked, precedents
from openimr.corpus.rows import Gathered, rows_of
from openimr.corpus.store import LAYOUT, MARK, Corpus, open_corpus
from openimr.corpus.tables import CRITERIA, SCHEMAS
from openimr.letters.read import read

NAME = "corpus precedents"
SEED = 7
PAIRS = 80
"""In the usual run; ``python -m benchmark.corpus_precedents --pairs 400`` for more."""

REQUESTS = (
    "Norco 10/325 mg #120",
    "Baclofen 20 mg #90",
    "Physical therapy 12 visits for the lumbar spine",
    "MRI of the lumbar spine",
    "TENS unit, purchase",
)
_PROGRAMME = "california_workers_comp"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: whether the engine sees the pair part by that fact alone, and
    whether the fact was named as what separates.
    """

    kind: str
    seen: bool
    named: bool
    seconds: float


def figures(count: int | None = None) -> Iterator[Figure]:
    """Yield shares of pairs whose separating fact is named, and the time of a query."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(outcomes(count or PAIRS, SEED, Path(folder)))
    for kind in dict.fromkeys(each.kind for each in found):
        of_kind = [each for each in found if each.kind == kind]
        seen = [each for each in of_kind if each.seen]
        for name, some in (("read as told", seen), ("all pairs", of_kind)):
            yield Figure(
                benchmark=NAME,
                name=f"separator named, {kind}, {name}",
                value=sum(each.named for each in some) / max(len(some), 1),
                unit="",
            )
    yield Figure(
        benchmark=NAME,
        name="query, median",
        value=1000 * sorted(each.seconds for each in found)[len(found) // 2],
        unit="ms",
    )


def outcomes(count: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """Yield how each question on synthetic pairs is answered."""
    made = list(pairs(count, seed))
    asked = {
        letter.name: _asked(letter)
        for pair in made
        for letter in (pair.overturned, pair.upheld)
    }
    corpus = _corpus([each for pair in made for each in _both(pair)], asked, folder)
    reworded = pairs(count, seed, reworded=True)
    for pair, other in zip(made, reworded, strict=True):
        one, two = asked[pair.overturned.name], asked[pair.upheld.name]
        seen = _parting(one, two) == {pair.fact}
        for kind, question in (
            ("overturned letter", one),
            ("upheld letter", two),
            ("other words", _asked(other.upheld)),
        ):
            began = time.perf_counter()
            answer = precedents(corpus, question, precedent_names())
            seconds = time.perf_counter() - began
            separator = answer.separator
            named = separator is not None and separator.fact == pair.fact
            yield Outcome(kind, seen, named, seconds)


def _both(pair: Pair) -> tuple[Letter, Letter]:
    return pair.overturned, pair.upheld


def _asked(letter: Letter) -> Asked:
    found = read(letter.text, letter.name, knowledge().requests.read)
    # Left in the corpus: a pair is asked about as a case that is like both.
    return replace(asked_in_letter(found, "")[0], letter=None)


def _parting(one: Asked, other: Asked) -> set[str]:
    statuses = [{p.rule: p.status for p in each.criteria} for each in (one, other)]
    facts = {p.rule: p.fact for each in (one, other) for p in each.criteria}
    return {
        fact
        for rule, fact in facts.items()
        if statuses[0].get(rule) != statuses[1].get(rule)
    }


def _corpus(letters: list[Letter], asked: dict[str, Asked], folder: Path) -> Corpus:
    gathered, criteria = Gathered(), []
    labels = labels_for(_PROGRAMME, knowledge().vocabulary)
    for letter in letters:
        name = sha256(letter.text.encode()).hexdigest()[:32]
        found = read(letter.text, letter.name, knowledge().requests.read)
        gathered.add(rows_of(found, name, letter.name, labels))
        criteria += [
            {
                "letter": name,
                "item": f"{name}-1",
                "guideline": point.guideline,
                "rule": point.rule,
                "fact": point.fact,
                "required": point.required,
                "status": point.status,
            }
            for point in asked[letter.name].criteria
        ]
    tables = gathered.tables() | {"criteria": pa.Table.from_pylist(criteria, CRITERIA)}
    for table, rows in tables.items():
        (folder / table).mkdir()
        parquet.write_table(rows, folder / table / "part-0.parquet")
    assert set(SCHEMAS) <= set(tables)  # noqa: S101 - a corpus lacks no table
    (folder / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")
    return Corpus(folder)


def timed(folder: Path, rounds: int = 3) -> Iterator[Figure]:
    """Yield the time of queries to a corpus that was built and replayed before."""
    corpus, names = open_corpus(folder), precedent_names()
    for request in REQUESTS:
        [asked] = asked_of(request)
        seconds = best_of(rounds, partial(precedents, corpus, asked, names))
        yield Figure(benchmark=NAME, name=request, value=1000 * seconds, unit="ms")


def main() -> None:
    """Print the figures of a full run, or of queries to a corpus."""
    parser = argparse.ArgumentParser(prog="python -m benchmark.corpus_precedents")
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--corpus", type=Path, help="replayed corpus, to time queries")
    options = parser.parse_args()
    found = timed(options.corpus) if options.corpus else figures(options.pairs)
    for figure in found:
        print(f"{figure.name:45} {figure.value:10.4g} {figure.unit}".rstrip())


if __name__ == "__main__":
    main()
