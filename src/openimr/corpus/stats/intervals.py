"""Intervals of rates and ratios, at 95 %, by methods that hold for small numbers.

Sources:

* Wilson's score interval: E. B. Wilson, Probable inference, the law of succession, and
  statistical inference, J. Am. Stat. Assoc. 22 (1927) 209-212; method 3 in R. G.
  Newcombe, Two-sided confidence intervals for the single proportion, Statistics in
  Medicine 17 (1998) 857-872.
* Difference of two rates: method 10 in R. G. Newcombe, Interval estimation for the
  difference between independent proportions, Statistics in Medicine 17 (1998) 873-890.
* Counts: Byar's approximation, N. E. Breslow and N. E. Day, Statistical methods in
  cancer research II, IARC 1987, p. 69.
"""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054
"""Quantile 0.975 of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % confidence interval."""

    low: float
    high: float


def wilson(hits: int, among: int) -> Interval | None:
    """Return the interval of a share; None of nothing.

    >>> limits = wilson(15, 148)
    >>> f"{limits.low:.4f} to {limits.high:.4f}"
    '0.0624 to 0.1605'
    """
    if among <= 0:
        return None
    share = hits / among
    middle = 2 * hits + _Z**2
    spread = _Z * sqrt(_Z**2 + 4 * hits * (1 - share))
    below = 2 * (among + _Z**2)
    # At the ends of the scale the limit is the end itself; rounding would miss it.
    low = 0.0 if hits == 0 else (middle - spread) / below
    high = 1.0 if hits == among else (middle + spread) / below
    return Interval(low, high)


def difference(
    hits: int, among: int, later_hits: int, later_among: int
) -> Interval | None:
    """Return the interval of the later share less the earlier one; None of nothing.

    >>> limits = difference(48, 80, 56, 70)
    >>> f"{limits.low:.4f} to {limits.high:.4f}"
    '0.0524 to 0.3339'
    """
    before, after = wilson(hits, among), wilson(later_hits, later_among)
    if before is None or after is None:
        return None
    first, last = hits / among, later_hits / later_among
    down = sqrt((last - after.low) ** 2 + (before.high - first) ** 2)
    up = sqrt((after.high - last) ** 2 + (first - before.low) ** 2)
    return Interval(last - first - down, last - first + up)


def byar(count: int) -> Interval:
    """Return the interval of the mean of a Poisson variable that came out as a count.

    >>> limits = byar(30)
    >>> f"{limits.low:.2f} to {limits.high:.2f}"
    '20.24 to 42.83'
    """
    low, more = 0.0, count + 1
    if count:
        low = count * (1 - 1 / (9 * count) - _Z / (3 * sqrt(count))) ** 3
    # Below two the cube of the approximation would turn negative.
    low = max(low, 0.0)
    return Interval(low, more * (1 - 1 / (9 * more) + _Z / (3 * sqrt(more))) ** 3)
