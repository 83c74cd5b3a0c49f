"""Train on the past, calibrate on what came next, test on the last: never at random.

A border lies between two days, so that the items of a letter stay together.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from openimr.errors import InputError

from .items import Item

_TRAINED, _CALIBRATED = 0.6, 0.8
"""Shares of the items at which the borders lie, moved to the next day."""

_LEAST = 100
_LEAST_OF_EACH = 10
"""Items of a slice, and of either outcome in it, for its figures to mean anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The days on which calibration and test begin."""

    calibrate_from: dt.date
    test_from: dt.date

    def slices(self, items: Sequence[Item]) -> tuple[list[Item], ...]:
        """Return the items to train on, to calibrate on, and to test on."""
        return (
            [item for item in items if item.day < self.calibrate_from],
            [i for i in items if self.calibrate_from <= i.day < self.test_from],
            [item for item in items if item.day >= self.test_from],
        )


def split_by_day(items: Sequence[Item]) -> Split:
    """Return the borders for items in the order of their days.

    Raises:
        InputError: there are too few items, or too few of an outcome, in a slice.
    """
    if len(items) < 3 * _LEAST:
        raise InputError(
            f"corpus outcome: {len(items):,} dated and decided items are too few.  "
            f"Give a corpus with {3 * _LEAST} at least."
        )
    split = Split(
        calibrate_from=items[int(len(items) * _TRAINED)].day,
        test_from=items[int(len(items) * _CALIBRATED)].day,
    )
    check_slices(split.slices(items))
    return split


def check_slices(slices: Sequence[Sequence[Item]]) -> None:
    """See that each slice can carry figures.

    Raises:
        InputError: one cannot.
    """
    names = ("train on", "calibrate on", "test on")
    for name, items in zip(names, slices, strict=True):
        overturned = sum(item.overturned for item in items)
        fewest = min(overturned, len(items) - overturned)
        if len(items) < _LEAST or fewest < _LEAST_OF_EACH:
            raise InputError(
                f"corpus outcome: the items to {name} are {len(items):,}, "
                f"{overturned:,} of them overturned.  Give a corpus in which each "
                f"slice has {_LEAST}, and {_LEAST_OF_EACH} of either outcome."
            )
