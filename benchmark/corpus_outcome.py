"""How near the outcome model comes to the best that anything could do.

Synthetic letters have their truth beside them: what the facts call for, and how often
the decision departs from that by the dice.  Who knew the facts would give each item the
chance that the dice have; no model can do better but by luck.

    python -m benchmark.corpus_outcome CORPUS TRUTH    TRUTH: the folder of that name
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from openimr import __version__
from openimr.corpus.outcome.items import Item, items_of
from openimr.corpus.outcome.measures import figures_of
from openimr.corpus.outcome.training import outcomes_of, train
from openimr.corpus.store import open_corpus

from .figures import Figure
from .synthetic.stock import data

NAME = "corpus outcome"


def figures(corpus: Path, truth: Path) -> Iterator[Figure]:
    """Yield what the model reaches on its test slice, and what the truth would."""
    opened = open_corpus(corpus)
    began = time.process_time()
    model = train(opened, __version__)
    yield _figure("learning", time.process_time() - began, "s of the processor")
    own = model.tested.figures
    yield _figure("items of the test", own.items, "")
    yield _figure("base rate", own.rate, "")
    chances = _chances(truth)
    later = list(items_of(opened, since=model.split.test_from))
    known = [item for item in later if _place(item) in chances]
    best = figures_of(
        np.array([chances[_place(item)] for item in known]), outcomes_of(known)
    )
    yield _figure("items of the test with a truth", best.items, "")
    for name, found in (("model", own), ("truth", best)):
        yield _figure(f"{name}, Brier score", found.brier, "")
        yield _figure(f"{name}, Brier score of the base rate", found.brier_base, "")
        yield _figure(f"{name}, skill", found.skill or 0.0, "")
        yield _figure(f"{name}, log loss", found.log_loss, "")
        yield _figure(f"{name}, calibration error", found.ece, "")
        yield _figure(f"{name}, calibration error by chance", found.ece_by_chance, "")
        yield _figure(f"{name}, area", found.area.value if found.area else 0.5, "")


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(benchmark=NAME, name=name, value=value, unit=unit)


def _place(item: Item) -> tuple[str, int]:
    return Path(item.source).stem, item.number


def _chances(truth: Path) -> dict[tuple[str, int], float]:
    """Return the chance of being overturned, by letter and number of the item."""
    noise = data("programme")["noise"]
    met, unmet = 1 - noise["upheld_though_met"], noise["overturned_though_not"]
    found = {}
    for path in sorted(truth.rglob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                letter = json.loads(line)
                for number, item in enumerate(letter["items"], start=1):
                    chance = met if item["by_facts"] == "overturned" else unmet
                    found[letter["name"], number] = chance
    return found


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("truth", type=Path)
    given = parser.parse_args()
    for figure in figures(given.corpus, given.truth):
        print(f"{figure.name:36} {figure.value:10.4f} {figure.unit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
