"""From a score to a probability, fitted on decisions later than those trained on.

Sources: Platt's method, J. Platt, Probabilistic outputs for support vector machines, in
Advances in large margin classifiers, MIT Press 1999, with its smoothed targets;
isotonic regression, B. Zadrozny, C. Elkan, Transforming classifier scores into accurate
multiclass probability estimates, KDD 2002.
"""

from dataclasses import dataclass
from typing import Any

from openimr.corpus.extra import needed

PLATT, ISOTONIC = "platt", "isotonic"
_LEAST = 1_000
"""Items of either outcome without which isotonic regression follows the noise
(A. Niculescu-Mizil, R. Caruana, ICML 2005: about 1,000 to 2,000 points)."""

_ROUNDS = 100
_STEP = 1e-12


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising curve from scores to probabilities."""

    method: str
    xs: tuple[float, ...]
    """Isotonic: scores.  Platt: slope and offset."""

    ys: tuple[float, ...] = ()
    """Isotonic: the probability at each score; straight lines between."""

    def of(self, scores: Any) -> Any:
        """Return the probabilities of an array of scores."""
        numpy = needed("numpy", "outcome")
        if self.method == ISOTONIC:
            return numpy.interp(scores, self.xs, self.ys)
        slope, offset = self.xs
        return 1 / (1 + numpy.exp(-numpy.clip(slope * scores + offset, -700, 700)))


def calibrate(scores: Any, outcomes: Any) -> Calibration:
    """Return the calibration of scores by what came out (1: overturned)."""
    hits = int(outcomes.sum())
    if min(hits, len(outcomes) - hits) >= _LEAST:
        return _isotonic(scores, outcomes)
    return platt(scores, outcomes)


def _isotonic(scores: Any, outcomes: Any) -> Calibration:
    # Never certain: no frequency of n cases tells more than a half in n.
    least = 0.5 / len(outcomes)
    fitted = needed("sklearn.isotonic", "outcome").IsotonicRegression(
        y_min=least, y_max=1 - least, out_of_bounds="clip"
    )
    fitted.fit(scores, outcomes)
    return Calibration(
        ISOTONIC, _rounded(fitted.X_thresholds_), _rounded(fitted.y_thresholds_)
    )


def platt(scores: Any, outcomes: Any) -> Calibration:
    """Return a logistic curve through the scores, by Newton's method."""
    numpy = needed("numpy", "outcome")
    hits = outcomes.sum()
    high, low = (hits + 1) / (hits + 2), 1 / (len(outcomes) - hits + 2)
    wanted = numpy.where(outcomes > 0, high, low)
    design = numpy.column_stack([scores, numpy.ones(len(scores))])
    found = numpy.array([0.0, numpy.log((hits + 1) / (len(outcomes) - hits + 1))])
    for _ in range(_ROUNDS):
        p = 1 / (1 + numpy.exp(-numpy.clip(design @ found, -30, 30)))
        slope = design.T @ (wanted - p)
        bend = (design * (p * (1 - p))[:, None]).T @ design + _STEP * numpy.eye(2)
        step = numpy.linalg.solve(bend, slope)
        found = found + step
        if numpy.abs(step).max() < 1e-10:
            break
    return Calibration(PLATT, _rounded(found))


def _rounded(values: Any) -> tuple[float, ...]:
    return tuple(float(f"{value:.9g}") for value in values)
