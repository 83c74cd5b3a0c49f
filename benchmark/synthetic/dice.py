"""Chance that can be repeated: one stream of numbers a letter and purpose."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
_MASK = (1 << 64) - 1


class Weighted(NamedTuple, Generic[T]):
    """Things to choose among, with running sums of their weights."""

    things: tuple[T, ...]
    sums: tuple[float, ...]

    @classmethod
    def of(cls, pairs: "Iterable[tuple[T, float]]") -> "Weighted[T]":
        """Return things with their weights, which need not add up to 1."""
        chosen = tuple(pairs)
        sums = tuple(accumulate(weight for _, weight in chosen))
        return cls(tuple(thing for thing, _ in chosen), sums)


class Dice:
    """Draws for one letter and one purpose; the same arguments, the same draws."""

    __slots__ = ("roll",)

    def __init__(self, seed: int, number: int, purpose: int = 0) -> None:
        # Only random() is used: Python promises its sequence for all versions.
        self.roll = Random(_mixed(seed, number, purpose)).random  # noqa: S311

    def pick(self, things: Sequence[T]) -> T:
        """Return one of some things, each as likely as the next."""
        return things[int(self.roll() * len(things))]

    def weighted(self, among: Weighted[T]) -> T:
        """Return one of some things by their weights."""
        sums = among.sums
        return among.things[bisect_right(sums, self.roll() * sums[-1])]

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.roll() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """Return true in that share of the draws."""
        return self.roll() < share


def share_of(seed: int, number: int, purpose: int) -> float:
    """Return one draw from 0 to 1 without setting up a stream for it."""
    return _mixed(seed, number, purpose) / (_MASK + 1)


def _mixed(seed: int, number: int, purpose: int) -> int:
    """Return a number that differs in many bits from that of the next letter."""
    value = (seed * 0x9E3779B97F4A7C15 + number * 0xBF58476D1CE4E5B9 + purpose) & _MASK
    value = ((value ^ (value >> 30)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)
