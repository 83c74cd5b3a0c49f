"""Race our scopes against medspaCy: ``python -m benchmark.context_speed FILE``.

Both get the same sentences with the same targets in one run, one after the other on
one core: each row of an annotated file (``benchmark/assertion.py`` tells the columns)
whose concept stands in its sentence.  Measured is the way from the bare sentence and
the target's place to the answer whether it is denied, past, supposed or of others:

* ours: ``scopes`` and ``covering``;
* medspaCy: the words cut by a blank English pipeline, the target marked as an entity,
  the ConText component with its own default rules, and its four flags read.

``times_the_component_alone`` leaves medspaCy's cutting and marking out of its time,
while ours still counts all it does.

medspaCy is installed into an environment of its own (``build/medspacy``) the first
time, by pip from the package index; ours never depends on it.
"""

import argparse
import json
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path

from openimr.text import covering, scopes

from .assertion import QUESTIONS, Row, read_rows, scores_of

Target = tuple[str, int, int]

_PEER = Path(__file__).with_name("context_peer.py")
_HOME = Path(__file__).resolve().parents[1] / "build" / "medspacy"
_PACKAGES = ("medspacy==1.3.1",)
_ROUNDS = 5


def targets(rows: Sequence[Row]) -> list[tuple[Row, Target]]:
    """Return the rows whose concept stands in its sentence, with its place."""
    found = []
    for row in rows:
        concept = row["concept"].strip().upper()
        start = row["sentence"].find(concept)
        if concept and start >= 0:
            found.append((row, (row["sentence"], start, start + len(concept))))
    return found


def ours(marked: Sequence[Target]) -> tuple[float, list[list[bool]]]:
    """Return seconds, the best of some rounds, and what is said of each target."""
    best = float("inf")
    answers: list[list[bool]] = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        over = [covering(scopes(text), start, end) for text, start, end in marked]
        best = min(best, time.perf_counter() - began)
        answers = [[any(map(q.says, each)) for q in QUESTIONS] for each in over]
    return best, answers


def peer(marked: Sequence[Target], home: Path = _HOME) -> dict[str, object]:
    """Return what the peer measured, installing it first where it is missing."""
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        command = [str(python), "-m", "pip", "install", "-qq", *_PACKAGES]
        subprocess.run(command, check=True, stdout=sys.stderr)
    run = subprocess.run(
        [str(python), str(_PEER)],
        input=json.dumps(marked),
        capture_output=True,
        text=True,
        check=True,
    )
    measured = json.loads(run.stdout.strip().splitlines()[-1])
    if not isinstance(measured, dict):
        raise TypeError("the peer printed no JSON object")
    return measured


def compare(rows: Sequence[Row], home: Path = _HOME) -> dict[str, object]:
    """Return both speeds, their ratio, and both scores on the same targets."""
    marked = targets(rows)
    places = [target for _, target in marked]
    seconds, said = ours(places)
    theirs = peer(places, home)
    whole, alone, answers = (
        theirs[name] for name in ("seconds", "seconds_alone", "answers")
    )
    if not (
        isinstance(whole, float)
        and isinstance(alone, float)
        and isinstance(answers, list)
    ):
        raise TypeError("the peer printed no measurements")
    return {
        "sentences": len(places),
        "ours_per_second": round(len(places) / seconds),
        "medspacy_per_second": round(len(places) / whole),
        "times_as_fast": round(whole / seconds, 1),
        "times_the_component_alone": round(alone / seconds, 1),
        "medspacy_version": theirs["version"],
        "medspacy_rules": theirs["rules"],
        "ours_f1": _f1(marked, said),
        "medspacy_f1": _f1(marked, answers),
    }


def _f1(
    marked: Sequence[tuple[Row, Target]], said: Sequence[Sequence[bool]]
) -> dict[str, float | int]:
    return {
        question.name: scores_of(
            [each[at] for each in said],
            [row[question.column] == question.value for row, _ in marked],
        )["f1"]
        for at, question in enumerate(QUESTIONS)
    }


def main() -> int:
    """Print both speeds and how many times as fast ours is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="annotated sentences, tab-separated")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    try:
        result = compare(read_rows(options.file))
    except subprocess.CalledProcessError as problem:
        print(
            f"medspaCy could not be installed or run: {problem.stderr or problem}",
            file=sys.stderr,
        )
        return 1
    except (OSError, TypeError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(result, indent=2))
    else:
        print("\n".join(f"{name:27}{value}" for name, value in result.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
