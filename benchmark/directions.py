"""Measure the reading of directions: ``python benchmark/directions.py FILE.json``.

The file is a list of objects with ``text``, ``quantity_per_day`` (units a day, the most
where directions leave a range) and ``days`` (that one fill lasts); null where the text
does not tell.  An amount a day is right within one percent; days are right where they
differ by less than one day, since some files cut the last part of a day off and others
round it.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openimr.clinical import read_sig

_SHARE = 0.01
_LEAST = 0.002
"""Units a day; a dose a month is told as 0.033."""


@dataclass(frozen=True, slots=True)
class Row:
    """One text and what it says."""

    text: str
    quantity_per_day: float | None
    days: float | None


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file.

    Raises:
        ValueError: the file is no list of objects with a text.
    """
    written = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(written, list) or not all(
        isinstance(each, dict) and isinstance(each.get("text"), str) for each in written
    ):
        raise ValueError(f"{path}: expected a list of objects, each with a text")
    return [
        Row(
            each["text"],
            _number(each.get("quantity_per_day")),
            _number(each.get("days")),
        )
        for each in written
    ]


def _number(value: object) -> float | None:
    """Return a number, also one written as text.

    Raises:
        ValueError: it is neither a number nor null.
    """
    return None if value in {None, ""} else float(str(value))


def answer(row: Row) -> Row:
    """Return what our reader says of a row's text."""
    read = read_sig(row.text)
    return Row(row.text, read.units_per_day, read.days)


def same_amount(said: float | None, true: float | None) -> bool:
    """Tell whether an amount a day is right."""
    if said is None or true is None:
        return said is true
    return abs(said - true) <= max(_LEAST, _SHARE * abs(true))


def same_days(said: float | None, true: float | None) -> bool:
    """Tell whether days are right."""
    if said is None or true is None:
        return said is true
    return abs(said - true) < 1.0


def measure(rows: Sequence[Row]) -> dict[str, int]:
    """Return how many rows are right in the amount, the days and both."""
    said = [answer(row) for row in rows]
    pairs = list(zip(said, rows, strict=True))
    amounts = [same_amount(a.quantity_per_day, b.quantity_per_day) for a, b in pairs]
    days = [same_days(a.days, b.days) for a, b in pairs]
    return {
        "examples": len(rows),
        "right": sum(a and b for a, b in zip(amounts, days, strict=True)),
        "quantity_per_day_right": sum(amounts),
        "days_right": sum(days),
    }


def wrong(rows: Sequence[Row]) -> list[dict[str, str | float | None]]:
    """Return the rows on which an answer differs, with what was said."""
    found: list[dict[str, str | float | None]] = []
    for row in rows:
        said = answer(row)
        if same_amount(said.quantity_per_day, row.quantity_per_day) and same_days(
            said.days, row.days
        ):
            continue
        found.append(
            {
                "text": row.text,
                "quantity_per_day": row.quantity_per_day,
                "days": row.days,
                "said_quantity_per_day": said.quantity_per_day,
                "said_days": said.days,
            }
        )
    return found


def speed(rows: Sequence[Row], *, rounds: int = 5) -> float:
    """Return texts a second, the best of some rounds on one core."""
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        for row in rows:
            read_sig(row.text)
        best = min(best, time.perf_counter() - began)
    return len(rows) / best


def main() -> int:
    """Print the measure of one file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="texts with their answers, JSON")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    try:
        rows = read_rows(options.file)
    except (OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    result: dict[str, object] = dict(measure(rows))
    result["per_second"] = round(speed(rows))
    result["wrong"] = wrong(rows)
    print(json.dumps(result, indent=2) if options.json else _lines(result, wrong(rows)))
    return 0


def _lines(
    result: dict[str, object], differing: list[dict[str, str | float | None]]
) -> str:
    lines = [f"{name}: {value}" for name, value in result.items() if name != "wrong"]
    lines += [
        f"  {each['text']}: {each['said_quantity_per_day']} a day,"
        f" {each['said_days']} days"
        for each in differing
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
