"""Measure the assertion cues on annotated sentences: ``python benchmark/assertion.py``.

The file is tab-separated with the columns id, concept, sentence, negation (Affirmed or
Negated), temporality (Recent, Historical, Not particular) and experiencer (Patient or
Other); the concept stands in capitals inside its sentence.  A concept that does not
stand there word for word counts as affirmed, recent and the patient's.

How our assertions answer the file's three questions: a thing is *Negated* where a
scope denies it or says that it is over; *Historical* where a scope tells it as past
without saying that it is over; *Not particular* where a scope only supposes it;
*Other* where it is said of a relative or of somebody else.
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openimr.domain import Assertion
from openimr.text import Scope, covering, scopes

Row = dict[str, str]

_COLUMNS = ("concept", "sentence", "negation", "temporality", "experiencer")


@dataclass(frozen=True, slots=True)
class Question:
    """One class of the annotation, and the scopes that answer it with yes."""

    name: str
    column: str
    value: str
    says: Callable[[Scope], bool]


QUESTIONS = (
    Question(
        "negated",
        "negation",
        "Negated",
        lambda scope: scope.assertion is Assertion.NEGATED or scope.ended,
    ),
    Question(
        "historical",
        "temporality",
        "Historical",
        lambda scope: scope.assertion is Assertion.HISTORICAL and not scope.ended,
    ),
    Question(
        "hypothetical",
        "temporality",
        "Not particular",
        lambda scope: scope.assertion is Assertion.HYPOTHETICAL,
    ),
    Question(
        "other",
        "experiencer",
        "Other",
        lambda scope: scope.assertion in {Assertion.FAMILY, Assertion.OTHER},
    ),
)


def read_rows(path: Path) -> list[Row]:
    """Return the rows of an annotated file.

    Raises:
        ValueError: a column is missing.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    missing = [name for name in _COLUMNS if not rows or rows[0].get(name) is None]
    if missing:
        raise ValueError(f"{path}: no column {', '.join(missing)}")
    return rows


def answers(row: Row) -> dict[str, bool]:
    """Return what our scopes answer to each question about a row's concept."""
    concept = row["concept"].strip().upper()
    start = row["sentence"].find(concept)
    over: tuple[Scope, ...] = ()
    if start >= 0:
        over = covering(scopes(row["sentence"]), start, start + len(concept))
    return {q.name: any(q.says(scope) for scope in over) for q in QUESTIONS}


def measure(rows: Sequence[Row]) -> dict[str, dict[str, float | int]]:
    """Return precision, recall and F1 of each class."""
    found = [answers(row) for row in rows]
    return {
        question.name: scores_of(
            [answer[question.name] for answer in found],
            [row[question.column] == question.value for row in rows],
        )
        for question in QUESTIONS
    }


def scores_of(said: Sequence[bool], true: Sequence[bool]) -> dict[str, float | int]:
    """Return precision, recall and F1 of answers against the truth, with counts."""
    hits = sum(a and b for a, b in zip(said, true, strict=True))
    precision = hits / sum(said) if any(said) else 0.0
    recall = hits / sum(true) if any(true) else 0.0
    both = precision + recall
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / both, 4) if both else 0.0,
        "in_file": sum(true),
        "found": sum(said),
    }


def speed(sentences: Sequence[str], *, rounds: int = 5) -> float:
    """Return sentences a second, the best of some rounds on one core."""
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        for sentence in sentences:
            scopes(sentence)
        best = min(best, time.perf_counter() - began)
    return len(sentences) / best


def wrong(rows: Sequence[Row]) -> list[str]:
    """Return the rows on which an answer differs, for reading."""
    return [
        f"{row.get('id', '')}\t{q.name}\t{row[q.column]}\t{row['sentence']}"
        for row in rows
        for q in QUESTIONS
        if answers(row)[q.name] != (row[q.column] == q.value)
    ]


def main() -> int:
    """Print the measure of one file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="annotated sentences, tab-separated")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--wrong", action="store_true", help="list what differs")
    options = parser.parse_args()
    try:
        rows = read_rows(options.file)
    except (OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    if options.wrong:
        print("\n".join(wrong(rows)))
        return 0
    result = {
        "mentions": len(rows),
        "classes": measure(rows),
        "sentences_per_second": round(speed([row["sentence"] for row in rows])),
    }
    print(json.dumps(result, indent=2) if options.json else _table(result))
    return 0


def _table(result: dict[str, object]) -> str:
    classes = result["classes"]
    lines = [f"{'class':14}{'precision':>10}{'recall':>8}{'F1':>8}{'in file':>9}"]
    if isinstance(classes, dict):
        lines += [
            f"{name:14}{s['precision']:10.3f}{s['recall']:8.3f}{s['f1']:8.3f}"
            f"{s['in_file']:9}"
            for name, s in classes.items()
        ]
    lines.append(f"{result['mentions']} mentions, {result['sentences_per_second']}/s")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
