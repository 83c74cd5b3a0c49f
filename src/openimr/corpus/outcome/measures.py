"""How good probabilities are.  Each figure stands beside what the base rate reaches.

Sources: G. W. Brier, Monthly Weather Review 78 (1950) 1-3; the area under the curve
with its interval, E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44
(1988) 837-845; expected calibration error, M. P. Naeini, G. F. Cooper, M. Hauskrecht,
AAAI 2015, here over bins of equally many items.
"""

from dataclasses import dataclass
from math import log, sqrt
from typing import Any

from openimr.corpus.extra import needed
from openimr.corpus.stats.intervals import Interval, wilson

BINS = 10
_Z = 1.959963984540054
_DRAWS = 400
_SEED = 20130101
_ACCURATE = 0.85
"""Base rate beyond which accuracy says nothing: always giving the one answer has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Items of like probability: what was expected of them, and what came out."""

    low: float
    high: float
    items: int
    expected: float
    overturned: int
    interval: Interval

    @property
    def observed(self) -> float:
        """Return the share that was overturned."""
        return self.overturned / self.items


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The area under the curve: how often an overturned item has the higher value."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What probabilities are worth on a slice."""

    items: int
    overturned: int
    base: Interval
    """Of the base rate."""

    brier: float
    brier_base: float
    """Of always giving the base rate of this very slice: the hardest constant."""

    log_loss: float
    log_loss_base: float
    ece: float
    ece_by_chance: float
    """Mean of a perfectly calibrated model on as many items, by simulation."""

    ece_by_chance_most: float
    """The same: not exceeded in 95 of 100."""

    area: Area | None
    """None where one outcome is missing."""

    accuracy: float | None
    """None where the base rate is beyond 85 %, and it would say nothing."""

    bins: tuple[Bin, ...]

    @property
    def rate(self) -> float:
        """Return the base rate: the share that was overturned."""
        return self.overturned / self.items

    @property
    def skill(self) -> float | None:
        """Return the share of the base rate's Brier score that the model saves."""
        return 1 - self.brier / self.brier_base if self.brier_base else None


def figures_of(probabilities: Any, outcomes: Any) -> Figures:
    """Return the figures of probabilities, against what came out (1: overturned)."""
    numpy = needed("numpy", "outcome")
    hits = int(outcomes.sum())
    rate = hits / len(outcomes)
    base = wilson(hits, len(outcomes))
    assert base is not None  # noqa: S101 - slices are never empty
    mean, most = ece_by_chance(probabilities)
    accuracy = float(((probabilities >= 0.5) == (outcomes > 0)).mean())
    return Figures(
        items=len(outcomes),
        overturned=hits,
        base=base,
        brier=brier(probabilities, outcomes),
        brier_base=rate * (1 - rate),
        log_loss=log_loss(probabilities, outcomes),
        log_loss_base=_entropy(rate),
        ece=ece(probabilities, outcomes),
        ece_by_chance=mean,
        ece_by_chance_most=most,
        area=area(numpy.asarray(probabilities), outcomes),
        accuracy=accuracy if max(rate, 1 - rate) <= _ACCURATE else None,
        bins=bins_of(probabilities, outcomes),
    )


def brier(probabilities: Any, outcomes: Any) -> float:
    """Return the mean square of what a probability is off."""
    return float(((probabilities - outcomes) ** 2).mean())


def log_loss(probabilities: Any, outcomes: Any) -> float:
    """Return the mean surprise, in nats."""
    numpy = needed("numpy", "outcome")
    of_outcome = numpy.where(outcomes > 0, probabilities, 1 - probabilities)
    return float(-numpy.log(numpy.clip(of_outcome, 1e-15, 1)).mean())


def _entropy(rate: float) -> float:
    return -sum(share * log(share) for share in (rate, 1 - rate) if share > 0)


def bins_of(probabilities: Any, outcomes: Any, many: int = BINS) -> tuple[Bin, ...]:
    """Return bins of about equally many items; like values stay together."""
    numpy = needed("numpy", "outcome")
    order = numpy.argsort(probabilities, kind="stable")
    sorted_, came = probabilities[order], outcomes[order]
    found = []
    for start, end in _edges(sorted_, many):
        hits = int(came[start:end].sum())
        limits = wilson(hits, end - start)
        assert limits is not None  # noqa: S101 - no bin is empty
        found.append(
            Bin(
                low=float(sorted_[start]),
                high=float(sorted_[end - 1]),
                items=end - start,
                expected=float(sorted_[start:end].mean()),
                overturned=hits,
                interval=limits,
            )
        )
    return tuple(found)


def _edges(sorted_: Any, many: int) -> list[tuple[int, int]]:
    """Return the ends of bins, moved so that equal values share one."""
    numpy = needed("numpy", "outcome")
    total = len(sorted_)
    ends = {total}
    for number in range(1, many):
        at = total * number // many
        if at > 0:
            ends.add(int(numpy.searchsorted(sorted_, sorted_[at - 1], side="right")))
    inner = sorted(ends)
    return list(zip([0, *inner[:-1]], inner, strict=True))


def ece(probabilities: Any, outcomes: Any, many: int = BINS) -> float:
    """Return the expected calibration error over bins of equally many items.

    The mean, over items, of how far the share that was overturned in an item's bin
    lies from the mean probability there.
    """
    found = bins_of(probabilities, outcomes, many)
    off = sum(each.items * abs(each.observed - each.expected) for each in found)
    return off / len(outcomes)


def ece_by_chance(probabilities: Any) -> tuple[float, float]:
    """Return mean and 95th percentile of the error if the probabilities were true."""
    numpy = needed("numpy", "outcome")
    sorted_ = numpy.sort(probabilities)
    starts = [start for start, _ in _edges(sorted_, BINS)]
    dice = numpy.random.default_rng(_SEED)
    found = []
    for _ in range(_DRAWS):
        off = (dice.random(len(sorted_)) < sorted_) - sorted_
        found.append(numpy.abs(numpy.add.reduceat(off, starts)).sum() / len(sorted_))
    return float(numpy.mean(found)), float(numpy.quantile(found, 0.95))


def area(probabilities: Any, outcomes: Any) -> Area | None:
    """Return the area under the curve with DeLong's interval."""
    numpy = needed("numpy", "outcome")
    ranks = needed("scipy.stats", "outcome").rankdata
    high, low = probabilities[outcomes > 0], probabilities[outcomes == 0]
    if len(high) < 2 or len(low) < 2:
        return None
    together = ranks(numpy.concatenate([high, low]))
    above = (together[: len(high)] - ranks(high)) / len(low)
    below = 1 - (together[len(high) :] - ranks(low)) / len(high)
    value = float(above.mean())
    spread = above.var(ddof=1) / len(high) + below.var(ddof=1) / len(low)
    error = _Z * sqrt(float(spread))
    limits = Interval(max(0.0, value - error), min(1.0, value + error))
    return Area(value=value, interval=limits)
