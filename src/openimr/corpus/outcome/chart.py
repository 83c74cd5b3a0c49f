"""The reliability diagram: what was expected, and what came out."""

from typing import Any

from openimr.corpus.stats.charts.canvas import (
    BLUE,
    ORANGE,
    PALE,
    Panel,
    Words,
    bare,
    ceiling,
    paper,
    percent_axis,
    saved,
    settings,
)

from . import PURPOSE
from .measures import Bin, Figures
from .model import Model

_KINDS = ("svg", "png")


def reliability(model: Model, figures: Figures, kind: str = "svg") -> bytes:
    """Return the reliability diagram of a model's figures as SVG or PNG."""
    words = _words(model, figures)
    panel = Panel(height=4.4, left=0.75, right=0.35, below=0.55, above=0.12)
    with settings():
        sheet = paper(words, panel)
        axes = sheet.axes(panel)
        _draw(axes, figures)
        return saved(sheet.figure, kind, words)


def _draw(axes: Any, figures: Figures) -> None:
    bins = figures.bins
    end = ceiling(max([*(b.expected for b in bins), *(b.interval.high for b in bins)]))
    axes.plot([0, end], [0, end], color=PALE, linewidth=0.9, zorder=1)
    axes.axhline(
        figures.rate, color=ORANGE, linewidth=1, linestyle=(0, (4, 3)), zorder=1
    )
    axes.text(
        end, figures.rate, "base rate ", ha="right", va="bottom", color=ORANGE, size=8
    )
    axes.text(
        end * 0.97,
        end * 0.985,
        "as expected ",
        ha="right",
        va="top",
        color=PALE,
        size=8,
    )
    for each in bins:
        axes.plot(
            [each.expected] * 2,
            [each.interval.low, each.interval.high],
            color=BLUE,
            linewidth=1.4,
            zorder=2,
        )
    expected, observed = [b.expected for b in bins], [b.observed for b in bins]
    axes.plot(
        expected, observed, "o", color=BLUE, markersize=5, zorder=3, clip_on=False
    )
    axes.set_xlim(0, end)
    axes.set_ylim(0, end)
    axes.set_xlabel("Probability of \u201coverturned\u201d by the model, mean of a bin")
    axes.set_ylabel("Overturned, share of the bin")
    percent_axis(axes.xaxis)
    percent_axis(axes.yaxis)
    bare(axes, "left", "bottom")


def _words(model: Model, figures: Figures) -> Words:
    many = sorted({each.items for each in figures.bins})
    each = f"{many[0]:,}" if len(many) == 1 else f"{many[0]:,} to {many[-1]:,}"
    limits = figures.base
    return Words(
        title="Reliability: what the model expected, and what came out",
        notes=(
            f"{figures.items:,} items decided on or after "
            f"{model.split.test_from:%m/%d/%Y}, later than all that the model was "
            f"fitted on, in {len(figures.bins)} bins of {each}.  Lines: 95 % intervals "
            "(Wilson).",
            f"Base rate {figures.rate:.1%} ({limits.low:.1%} to {limits.high:.1%}).  "
            f"Expected calibration error {figures.ece:.3f}; a perfectly calibrated "
            f"model shows {figures.ece_by_chance:.3f} on as many items.",
            PURPOSE,
        ),
        source=f"corpus {model.learnt_from.digest[:12]}, openimr {model.version}",
        spoken="; ".join(map(_spoken, figures.bins)) + ".",
    )


def _spoken(each: Bin) -> str:
    return (
        f"expected {each.expected:.1%}, overturned {each.overturned} of {each.items} "
        f"({each.interval.low:.1%} to {each.interval.high:.1%})"
    )


def is_kind(name: str) -> bool:
    """Tell whether a chart can be written as a file of that ending."""
    return name in _KINDS
