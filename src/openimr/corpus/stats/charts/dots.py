"""Specialties as dots: hollow as counted, filled adjusted, each with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openimr.corpus.stats.intervals import Interval
from openimr.corpus.stats.specialties import Adjusted

from .bars import numbers
from .canvas import (
    BLUE,
    INK,
    ORANGE,
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

_EACH = 0.36
_COUNTED = {
    "color": ORANGE,
    "marker": "s",
    "markerfacecolor": "#ffffff",
    "label": "as counted (Wilson)",
}
_ADJUSTED = {"color": BLUE, "marker": "o", "label": "adjusted for treatment (Byar)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """The rate of one specialty, as counted and adjusted."""

    label: str
    n: int
    rate: float
    interval: Interval
    adjusted: Adjusted | None


def dots(words: Words, rows: Sequence[Dots], overall: float | None, axis: str) -> Any:
    """Return a figure with two dots a row and a line at the rate of all."""
    labels = wrapped([row.label for row in rows])
    panel = Panel(
        height=max(len(rows), 1) * _EACH + 0.1,
        left=room(labels),
        right=0.85,
        above=0.42,
    )
    page = paper(words, panel)
    axes = page.axes(panel)
    if overall is not None:
        axes.axvline(overall, color=INK, linewidth=0.9, ls="--", label="rate of all")
    _series(
        axes,
        [(at - 0.17, row.rate, row.interval) for at, row in enumerate(rows)],
        _COUNTED,
    )
    _series(
        axes,
        [
            (at + 0.17, row.adjusted.rate, row.adjusted.interval)
            for at, row in enumerate(rows)
            if row.adjusted
        ],
        _ADJUSTED,
    )
    highest = [each.high for row in rows for each in _intervals(row)]
    axes.set_xlim(0, ceiling(max(highest, default=0)))
    _frame(axes, labels, axis)
    numbers(axes, [row.n for row in rows])
    return page.figure


def _frame(axes: Any, labels: Sequence[str], axis: str) -> None:
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_yticks(range(len(labels)), labels)
    axes.tick_params(axis="y", length=0)
    percent_axis(axes.xaxis)
    axes.set_xlabel(axis)
    axes.grid(visible=True, color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    bare(axes)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=3,
        frameon=False,
        fontsize=8,
        borderaxespad=0.2,
        columnspacing=1.4,
    )


def _intervals(row: Dots) -> list[Interval]:
    return [row.interval, *([row.adjusted.interval] if row.adjusted else [])]


def _series(
    axes: Any, points: Sequence[tuple[float, float, Interval]], style: dict[str, str]
) -> None:
    axes.errorbar(
        [rate for _, rate, _ in points],
        [at for at, _, _ in points],
        xerr=[
            [max(rate - limits.low, 0.0) for _, rate, limits in points],
            [max(limits.high - rate, 0.0) for _, rate, limits in points],
        ],
        **style,
        linestyle="none",
        markersize=4.5,
        elinewidth=1.1,
        capsize=0,
    )
