"""One measured number, and how long something takes."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a benchmark."""

    benchmark: str
    name: str
    value: float
    unit: str
    """Such as ``pages/s``, ``ms``, ``x`` for a ratio, or empty for a share of 1."""

    yardstick: str = ""
    """What a ratio is measured against, in the same run."""

    def as_object(self) -> dict[str, str | float]:
        """Return the figure for JSON, its value rounded to what can be repeated."""
        return asdict(self) | {"value": float(f"{self.value:.4g}")}


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Return the seconds of the quickest of some rounds; the first one warms up."""
    work()
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return min(seconds)
