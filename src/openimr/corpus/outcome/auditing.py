"""Calibration group by group: is the model off for some and not for others?

Groups too small are put together, and with them the next larger ones until what is
shown cannot be taken apart by subtraction from the total.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openimr.corpus.stats.intervals import Interval, wilson

from .items import Item

LEAST = 11
"""Items of a group: the policy of CMS on cell sizes forbids to publish fewer."""

DIMENSIONS = ("age", "sex", "treatment")
_REST = "smaller groups together"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCalibration:
    """A group: what was expected of its items, and what came out."""

    dimension: str
    group: str
    items: int
    expected: float
    overturned: int
    interval: Interval

    @property
    def off(self) -> bool:
        """Tell whether what was expected lies outside the interval of what came out."""
        return not self.interval.low <= self.expected <= self.interval.high


def audit(
    items: Sequence[Item], probabilities: Any, least: int = LEAST
) -> tuple[GroupCalibration, ...]:
    """Return the calibration of the groups of each dimension, by name."""
    found: list[GroupCalibration] = []
    for dimension in DIMENSIONS:
        groups: dict[str, list[int]] = {}
        for at, item in enumerate(items):
            groups.setdefault(getattr(item, dimension), []).append(at)
        for group, places in _shown(groups, least).items():
            found.append(_group(dimension, group, items, probabilities, places))
    return tuple(found)


def _shown(groups: dict[str, list[int]], least: int) -> dict[str, list[int]]:
    """Return the groups that may be shown, and the rest as one that may be, too."""
    by_size = sorted(groups, key=lambda name: (len(groups[name]), name))
    rest: list[str] = [name for name in by_size if len(groups[name]) < least]
    larger = [name for name in by_size if name not in rest]
    # One small group alone, or a sum that is small, would be the total less the others.
    while (
        rest
        and larger
        and (len(rest) < 2 or sum(len(groups[name]) for name in rest) < least)
    ):
        rest.append(larger.pop(0))
    shown = {name: groups[name] for name in sorted(larger)}
    together = sorted(at for name in rest for at in groups[name])
    if len(together) >= least:
        shown[_REST] = together
    return shown


def _group(
    dimension: str,
    group: str,
    items: Sequence[Item],
    probabilities: Any,
    places: Sequence[int],
) -> GroupCalibration:
    hits = sum(items[at].overturned for at in places)
    limits = wilson(hits, len(places))
    assert limits is not None  # noqa: S101 - no group is empty
    expected = sum(float(probabilities[at]) for at in places) / len(places)
    return GroupCalibration(
        dimension=dimension,
        group=group,
        items=len(places),
        expected=expected,
        overturned=hits,
        interval=limits,
    )
