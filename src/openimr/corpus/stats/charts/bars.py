"""Rates as bars, the interval as a whisker, n beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openimr.corpus.stats.intervals import Interval

from .canvas import (
    BLUE,
    INK,
    PALE,
    RULE,
    Panel,
    Words,
    bare,
    ceiling,
    paper,
    percent_axis,
    room,
    wrapped,
)

_EACH = 0.27
"""Inches a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One rate."""

    label: str
    rate: float
    interval: Interval
    n: int


def bars(words: Words, rows: Sequence[Bar], axis: str) -> Any:
    """Return a figure of horizontal bars, the first row on top."""
    labels = wrapped([row.label for row in rows])
    tall = 0.1 if any("\n" in label for label in labels) else 0.0
    panel = Panel(
        height=max(len(rows), 1) * (_EACH + tall) + 0.1,
        left=room(labels),
        right=0.85,
        above=0.3,
    )
    page = paper(words, panel)
    axes = page.axes(panel)
    places = range(len(rows))
    axes.barh(places, [row.rate for row in rows], height=0.62, color=BLUE, alpha=0.75)
    axes.errorbar(
        [row.rate for row in rows],
        places,
        xerr=[
            [row.rate - row.interval.low for row in rows],
            [row.interval.high - row.rate for row in rows],
        ],
        fmt="none",
        ecolor=INK,
        elinewidth=1,
        capsize=2.5,
    )
    axes.set_xlim(0, ceiling(max((row.interval.high for row in rows), default=0)))
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(list(places), labels)
    axes.tick_params(axis="y", length=0)
    numbers(axes, [row.n for row in rows])
    percent_axis(axes.xaxis)
    axes.set_xlabel(axis)
    axes.grid(visible=True, axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    bare(axes, "left")
    return page.figure


def numbers(axes: Any, counts: Sequence[int]) -> None:
    """Write a column of counts to the right of the rows of a chart, headed n."""
    for place, count in enumerate(counts):
        _beside(axes, f"{count:,}", (1.0, place), ("axes fraction", "data"))
    if counts:
        _beside(axes, "n", (1.0, 1.0), "axes fraction", lift=7)


def _beside(
    axes: Any, text: str, at: tuple[float, float], within: Any, lift: float = 0
) -> None:
    axes.annotate(
        text,
        at,
        xycoords=within,
        xytext=(46, lift),
        textcoords="offset points",
        ha="right",
        va="center",
        size=8,
        color=PALE,
        annotation_clip=False,
    )
