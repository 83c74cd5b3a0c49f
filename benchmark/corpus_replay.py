"""What replaying a published letter costs, and how the corpus run adds up.

The letters are synthetic.  A replay is measured warm, each letter once, beside the
same replay with its explanations and beside the whole determination that a review
would write for the letter's items: decision and criteria are the same for all three.

    python -m benchmark.corpus_replay                    a few hundred letters
    python -m benchmark.corpus_replay --letters 5000     more
    python -m benchmark.corpus_replay --corpus DIR --workers 2    a corpus, all of it
"""

import argparse
import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from openimr.casework.corpus_replay import replay_letters
from openimr.casework.engine import knowledge
from openimr.casework.replay import hear
from openimr.casework.review_case import decide
from openimr.clinical import read_summary
from openimr.corpus.replay.run import ReplayOptions
from openimr.domain import DisputedItem, Letter
from openimr.errors import OpenImrError
from openimr.letters.read import read

from .figures import Figure
from .synthetic import letters

NAME = "corpus replay"
LETTERS = 200
_WARM = 20
"""Letters before the clock is started: what is loaded once is loaded then."""


def figures(count: int | None = None) -> Iterator[Figure]:
    """Yield letters a second of one process, and what leaving words out saves."""
    sample = samples((count or LETTERS) + _WARM)
    whole = _seconds(sample, determined)
    for name, replay in (
        ("letters, one process", lambda letter: hear(letter, explained=False)),
        ("letters explained, one process", hear),
    ):
        taken = _seconds(sample, replay)
        many = len(sample) - _WARM
        yield Figure(benchmark=NAME, name=name, value=many / taken, unit="letters/s")
        yield Figure(
            benchmark=NAME,
            name=f"{name}, cost",
            value=taken / whole,
            unit="x",
            yardstick="the whole determinations",
        )


def samples(count: int) -> Sequence[Letter]:
    """Return synthetic letters, read; those that cannot be read are passed over."""
    recognise = knowledge().requests.read
    found = []
    for name, text, _ in letters(count, 1):
        try:
            found.append(read(text, name, recognise))
        except OpenImrError:
            continue  # some are damaged on purpose
    return found


def determined(letter: Letter) -> object:
    """Write the determination of each item from the letter's summary."""
    records = read_summary(letter.summary_text or "", letter.source)
    day = letter.case.ur_date or letter.case.decision_date or dt.date.max
    return [
        decide(DisputedItem(details=item.details), records, knowledge(), day, 1)
        for item in letter.items
    ]


def _seconds(sample: Sequence[Letter], work: Callable[[Letter], object]) -> float:
    for letter in sample[:_WARM]:
        work(letter)
    # Of the processor: what else the machine does must not count.
    began = time.process_time()
    for letter in sample[_WARM:]:
        work(letter)
    return time.process_time() - began


def whole_corpus(folder: Path, workers: int) -> Iterator[Figure]:
    """Replay a corpus anew and yield its letters a second, starting up included."""
    began = time.perf_counter()
    options = ReplayOptions(workers=workers, anew=True)
    ran = replay_letters(folder, options)
    seconds = time.perf_counter() - began
    yield Figure(
        benchmark=NAME,
        name=f"corpus of {ran.letters:,} letters, {workers} processes",
        value=ran.letters / seconds,
        unit="letters/s",
    )


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--letters", type=int, default=LETTERS)
    parser.add_argument("--corpus", type=Path, help="replay this corpus instead, anew")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    found = (
        whole_corpus(given.corpus, given.workers)
        if given.corpus is not None
        else figures(given.letters)
    )
    for figure in found:
        print(f"{figure.name:44} {figure.value:8.2f} {figure.unit} {figure.yardstick}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
