"""Run every benchmark and print its figures: ``python -m benchmark``.

python -m benchmark                       a table
python -m benchmark --json                the same as JSON
python -m benchmark --only review         one of them
python -m benchmark --assertion FILE      with annotated sentences for assertion
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from openimr.errors import OpenImrError

from . import (
    assertion,
    clinical,
    corpus_build,
    corpus_precedents,
    corpus_replay,
    corpus_search,
    corpus_stats,
    letter,
    long_case,
    panel,
    reading,
    reading_case,
    recognition,
    review,
    signing,
)
from .figures import Figure

Benchmark = Callable[[], Iterable[Figure]]


def benchmarks(options: argparse.Namespace) -> Mapping[str, Benchmark]:
    """Return every benchmark that can run with the options, by name."""
    known: dict[str, Benchmark] = {
        clinical.NAME: lambda: clinical.figures(options.rounds),
        corpus_search.NAME: corpus_search.figures,
        corpus_stats.NAME: lambda: corpus_stats.figures(options.rounds),
        corpus_precedents.NAME: corpus_precedents.figures,
        corpus_replay.NAME: corpus_replay.figures,
        corpus_build.NAME: lambda: corpus_build.figures(options.rounds),
        letter.NAME: lambda: letter.figures(options.rounds),
        long_case.NAME: lambda: long_case.figures(options.rounds),
        panel.NAME: lambda: panel.figures(options.rounds),
        reading.NAME: lambda: reading.figures(rounds=options.rounds),
        reading_case.NAME: lambda: reading_case.figures(options.rounds),
        recognition.NAME: recognition.figures,
        review.NAME: lambda: review.figures(options.case, options.rounds),
        signing.NAME: lambda: signing.figures(options.rounds),
    }
    if options.assertion is not None:
        known["assertion"] = lambda: _assertion(options.assertion)
    return known


def main() -> int:
    """Run what was asked for; 1 when a case or file cannot be used."""
    options = _options()
    known = benchmarks(options)
    unknown = sorted(set(options.only) - set(known))
    if unknown:
        names = ", ".join(sorted(known))
        print(f"no benchmark {', '.join(unknown)}; there are {names}", file=sys.stderr)
        return 2
    wanted = [name for name in known if name in options.only or not options.only]
    try:
        found = [figure for name in wanted for figure in known[name]()]
    except (OpenImrError, OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps([figure.as_object() for figure in found], indent=2))
    else:
        print(table(found))
    return 0


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as lines of a table."""
    rows = [
        (
            figure.benchmark,
            figure.name,
            f"{figure.value:,.4g}" if figure.value < 10_000 else f"{figure.value:,.0f}",
            f"{figure.unit} {figure.yardstick}".strip(),
        )
        for figure in figures
    ]
    widths = [max((len(row[at]) for row in rows), default=0) for at in range(3)]
    return "\n".join(
        f"{name:{widths[0]}}  {what:{widths[1]}}  {value:>{widths[2]}} {unit}".rstrip()
        for name, what, value, unit in rows
    )


def _assertion(file: Path) -> Iterator[Figure]:
    rows = assertion.read_rows(file)
    for name, scores in assertion.measure(rows).items():
        for score in ("precision", "recall", "f1"):
            yield Figure(
                benchmark="assertion",
                name=f"{name} {score}",
                value=scores[score],
                unit="",
            )
    yield Figure(
        benchmark="assertion",
        name="speed",
        value=assertion.speed([row["sentence"] for row in rows]),
        unit="sentences/s",
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmark", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="run these only"
    )
    parser.add_argument(
        "--case",
        type=Path,
        default=review.EXAMPLE,
        help="case file to review; by default the bundled example",
    )
    parser.add_argument(
        "--assertion", type=Path, metavar="FILE", help="annotated sentences (tsv)"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="of which the best counts"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
