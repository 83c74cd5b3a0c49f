"""Days to decision: a box from quartile to quartile, the median, and the 90 % mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openimr.corpus.extra import needed

from .bars import numbers
from .canvas import BLUE, INK, RULE, Panel, Words, bare, paper, room, wrapped

_EACH = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The quantiles of one group."""

    label: str
    n: int
    quarter: float
    median: float
    three_quarters: float
    nine_tenths: float


def spans(words: Words, rows: Sequence[Span], axis: str) -> Any:
    """Return a figure of boxes, the first row on top."""
    labels = wrapped([row.label for row in rows])
    panel = Panel(
        height=max(len(rows), 1) * _EACH + 0.1,
        left=room(labels),
        right=0.85,
        above=0.42,
    )
    page = paper(words, panel)
    axes = page.axes(panel)
    places = range(len(rows))
    axes.barh(
        places,
        [row.three_quarters - row.quarter for row in rows],
        left=[row.quarter for row in rows],
        height=0.5,
        facecolor="#a9cfe6",
        edgecolor=BLUE,
        linewidth=0.8,
        label="half of the letters",
    )
    axes.hlines(
        places,
        [row.three_quarters for row in rows],
        [row.nine_tenths for row in rows],
        color=BLUE,
        linewidth=1.1,
    )
    for name, marker, values in (
        ("median", "|", [row.median for row in rows]),
        ("90 % are decided by then", ">", [row.nine_tenths for row in rows]),
    ):
        axes.plot(
            values,
            places,
            marker=marker,
            linestyle="none",
            color=INK if marker == "|" else BLUE,
            markersize=11 if marker == "|" else 4.5,
            markeredgewidth=2 if marker == "|" else 1,
            label=name,
        )
    _scales(axes, rows, labels, axis)
    return page.figure


def _scales(axes: Any, rows: Sequence[Span], labels: list[str], axis: str) -> None:
    axes.set_xlim(0, 1.06 * max((row.nine_tenths for row in rows), default=1.0) or 1.0)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(range(len(rows)), labels)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_locator(
        needed("matplotlib.ticker").MaxNLocator(nbins=7, integer=True)
    )
    axes.set_xlabel(axis)
    axes.grid(visible=True, axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    bare(axes, "left")
    numbers(axes, [row.n for row in rows])
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=3,
        frameon=False,
        fontsize=8,
        borderaxespad=0.2,
        columnspacing=1.4,
    )
