"""When the model has nothing to say: what it is sure of, and how often wrongly."""

from dataclasses import dataclass
from typing import Any

from openimr.corpus.extra import needed
from openimr.corpus.stats.intervals import Interval, wilson

_STEPS = 10
SHARE = 0.5
"""Of the errors that always giving the commoner answer makes; more are too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The surest items of a slice, and how many of them came out otherwise."""

    threshold: float
    """Probability of the likelier outcome, from which on it is given."""

    answered: int
    items: int
    wrong: int
    interval: Interval | None
    """Of the share that is wrong among the answered."""


def coverage(probabilities: Any, outcomes: Any, threshold: float) -> Coverage:
    """Return what a threshold does on a slice."""
    numpy = needed("numpy", "outcome")
    sure = numpy.maximum(probabilities, 1 - probabilities) >= threshold
    wrong = int(((probabilities >= 0.5) != (outcomes > 0))[sure].sum())
    answered = int(sure.sum())
    return Coverage(
        threshold=threshold,
        answered=answered,
        items=len(outcomes),
        wrong=wrong,
        interval=wilson(wrong, answered),
    )


def curve(probabilities: Any, outcomes: Any) -> tuple[Coverage, ...]:
    """Return coverage and risk for a tenth of the items, two tenths … all."""
    numpy = needed("numpy", "outcome")
    sure = numpy.sort(numpy.maximum(probabilities, 1 - probabilities))[::-1]
    found = []
    for step in range(1, _STEPS + 1):
        at = max(1, len(sure) * step // _STEPS)
        found.append(coverage(probabilities, outcomes, float(sure[at - 1])))
    return tuple(found)


def find_threshold(probabilities: Any, outcomes: Any) -> float | None:
    """Return the threshold below which the model abstains; None: it always should.

    The lowest one at which, on the slice for calibration, even the upper limit of the
    error is no more than half of what always giving the commoner answer gets wrong.
    """
    numpy = needed("numpy", "outcome")
    rate = float(outcomes.mean())
    bearable = SHARE * min(rate, 1 - rate)
    sure = numpy.maximum(probabilities, 1 - probabilities)
    order = numpy.argsort(-sure, kind="stable")
    wrong = numpy.cumsum(((probabilities >= 0.5) != (outcomes > 0))[order])
    for at in range(len(order) - 1, -1, -1):
        last = at + 1 == len(order) or sure[order[at + 1]] < sure[order[at]]
        if not last:
            continue
        limits = wilson(int(wrong[at]), at + 1)
        if limits is not None and limits.high <= bearable:
            return float(f"{sure[order[at]]:.9g}")
    return None
