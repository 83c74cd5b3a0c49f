"""Days on a line: where each stands, which ticks help, and where empty years are cut.

A case has an operation of 1998 and reports of the last eight months.  Drawn to one
scale the reports would be a smear; so long stretches in which nothing happened are cut
out, and the cut is shown.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_LONG = 270
"""Days without any point after which a stretch may be cut out."""

_MOST_CUTS = 5
_OLD = 0.25
"""Share of the scale that is given to days before the file's own reports."""

_CUT = 34.0
_LEAST = 44.0
"""Width of a cut, and the least width of a stretch: a tick with its label fits."""

_LABEL = 62.0
"""Width that the label of a tick takes, with air around it."""

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months from tick to tick."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are drawn to one scale."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Return where a day stands; one outside is put at the nearer end."""
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A line of time from ``left`` to ``right``."""

    stretches: tuple[Stretch, ...]

    @classmethod
    def over(
        cls, days: Iterable[dt.date], recent: dt.date, left: float, right: float
    ) -> "TimeAxis":
        """Return an axis on which all of the days stand.

        Stretches that end before the day ``recent`` get less room for as many days;
        without any days the axis holds that one.
        """
        spans = _spans(sorted(set(days)) or [recent])
        room = right - left - _CUT * (len(spans) - 1) - _LEAST * len(spans)
        weights = [
            (last - first).days * (1.0 if last >= recent else _OLD)
            for first, last in spans
        ]
        total = sum(weights)
        stretches, at = [], left
        for (first, last), weight in zip(spans, weights, strict=True):
            share = weight / total if total else 1 / len(spans)
            width = _LEAST + room * share
            stretches.append(Stretch(first, last, at, at + width))
            at += width + _CUT
        return cls(tuple(stretches))

    def x(self, day: dt.date) -> float:
        """Return where a day stands."""
        for stretch in self.stretches:
            if day <= stretch.last:
                return stretch.x(day)
        return self.stretches[-1].right

    def cuts(self) -> Iterator[float]:
        """Yield the middle of each place where empty time was cut out."""
        for stretch in self.stretches[:-1]:
            yield stretch.right + _CUT / 2

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Yield where a label stands and what it says: ``Mar 2014``, or the year."""
        for stretch in self.stretches:
            yield from _ticks(stretch)


def _spans(days: list[dt.date]) -> list[tuple[dt.date, dt.date]]:
    gaps = [
        ((later - earlier).days, at)
        for at, (earlier, later) in enumerate(pairwise(days), 1)
        if (later - earlier).days > _LONG
    ]
    cuts = sorted(at for _, at in sorted(gaps, reverse=True)[:_MOST_CUTS])
    bounds = [0, *cuts, len(days)]
    return [(days[start], days[end - 1]) for start, end in pairwise(bounds)]


def _ticks(stretch: Stretch) -> Iterator[tuple[float, str]]:
    days = (stretch.last - stretch.first).days
    most = max(1.0, (stretch.right - stretch.left) / _LABEL)
    step = next((s for s in _STEPS if days / 30.44 / s <= most), _STEPS[-1])
    found = list(_firsts(stretch, step))
    if not found:
        yield (stretch.left + stretch.right) / 2, f"{stretch.first:%b %Y}"
    for day in found:
        yield stretch.x(day), f"{day:%Y}" if step >= 12 else f"{day:%b %Y}"


def _firsts(stretch: Stretch, step: int) -> Iterator[dt.date]:
    """Yield the first days of every so many months within a stretch."""
    month = stretch.first.year * 12 + stretch.first.month - 1
    month += -month % step
    while True:
        year, index = divmod(month, 12)
        if year > dt.MAXYEAR or dt.date(year, index + 1, 1) > stretch.last:
            return
        day = dt.date(year, index + 1, 1)
        if day >= stretch.first:
            yield day
        month += step
