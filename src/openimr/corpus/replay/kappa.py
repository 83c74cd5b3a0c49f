"""Agreement beyond chance: Cohen's kappa with its interval.

Sources: J. Cohen, A coefficient of agreement for nominal scales, Educational and
Psychological Measurement 20 (1960) 37-46; its standard error: J. L. Fleiss, J. Cohen,
B. S. Everitt, Large sample standard errors of kappa and weighted kappa, Psychological
Bulletin 72 (1969) 323-327.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054
"""Quantile 0.975 of the normal distribution."""

_LEAST = 2
"""Pairs, and answers on each side, without which nothing can differ."""

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa and its 95 % interval, good for large numbers.

    Where all pairs agree the method gives no interval: it would be of no width.
    """

    value: float
    low: float | None
    high: float | None


def kappa(pairs: Mapping[tuple[str, str], int]) -> Kappa | None:
    """Return kappa of counts by (one, other).

    None where either side always says the same: then nothing can agree beyond chance.

    >>> found = kappa({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15})
    >>> f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"
    '0.40 (0.15 to 0.65)'
    """
    among = sum(pairs.values())
    if among < _LEAST:
        return None
    share = {pair: count / among for pair, count in pairs.items() if count}
    names = sorted({name for pair in share for name in pair})
    one = {n: sum(p for (a, _), p in share.items() if a == n) for n in names}
    other = {n: sum(p for (_, b), p in share.items() if b == n) for n in names}
    if any(len([p for p in side.values() if p > 0]) < _LEAST for side in (one, other)):
        return None
    chance = sum(one[name] * other[name] for name in names)
    agreed = sum(share.get((name, name), 0.0) for name in names)
    value = (agreed - chance) / (1 - chance)
    error = _error(share, one, other, value, chance) / sqrt(among)
    if error < _NOTHING:
        return Kappa(value, None, None)
    low, high = value - _Z * error, value + _Z * error
    return Kappa(value, max(-1.0, low), min(1.0, high))


def _error(
    share: Mapping[tuple[str, str], float],
    one: Mapping[str, float],
    other: Mapping[str, float],
    value: float,
    chance: float,
) -> float:
    """Return the standard error for one pair (formula 13 of the source)."""
    left = 1 - value
    same = sum(
        p * (1 - (one[a] + other[a]) * left) ** 2
        for (a, b), p in share.items()
        if a == b
    )
    unlike = left**2 * sum(
        p * (other[a] + one[b]) ** 2 for (a, b), p in share.items() if a != b
    )
    less = (value - chance * left) ** 2
    return sqrt(max(0.0, same + unlike - less)) / (1 - chance)
