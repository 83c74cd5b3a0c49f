"""Rates over time as lines, the interval as a band around each."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from openimr.corpus.stats.intervals import Interval

from .canvas import (
    BLUE,
    GREEN,
    ORANGE,
    PURPLE,
    RULE,
    WIDTH,
    Panel,
    Paper,
    Words,
    bare,
    ceiling,
    clean,
    paper,
    percent_axis,
)

MOST = 12
_TOGETHER = 4
"""More lines than these stand in panels of their own."""

_ACROSS = 3
_STYLES = (
    (BLUE, "o", "-"),
    (ORANGE, "s", "--"),
    (GREEN, "^", "-."),
    (PURPLE, "D", ":"),
)
_PANEL = 1.35
_GAP = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The rate of one period."""

    period: str
    rate: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The rates of one group; periods that are not shown are left out."""

    label: str
    n: int
    points: tuple[Point, ...]


def lines(
    words: Words, courses: Sequence[Course], periods: Sequence[str], axis: str
) -> Any:
    """Return a figure with a line a group, or with a panel a group if they are many.

    A line is broken where a period is not shown.
    """
    highest = max(
        (point.interval.high for course in courses for point in course.points),
        default=0.0,
    )
    if len(courses) > _TOGETHER:
        return _panels(words, courses, periods, axis, ceiling(highest))
    legend = 0.2 * (len(courses) > 1) + 0.18 * (len(courses) > 2)
    panel = Panel(height=2.7, left=0.75, right=0.3, below=0.55, above=0.15 + legend)
    page = paper(words, panel)
    axes = page.axes(panel)
    for course, style in zip(courses, _STYLES, strict=False):
        _course(axes, course, periods, style)
    _scales(axes, periods, ceiling(highest), most=13)
    axes.set_ylabel(axis)
    if legend:
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1.0),
            ncols=2 if len(courses) > 2 else len(courses),
            frameon=False,
            handlelength=3.2,
            borderaxespad=0.2,
            fontsize=8,
        )
    return page.figure


def _panels(
    words: Words,
    courses: Sequence[Course],
    periods: Sequence[str],
    axis: str,
    top: float,
) -> Any:
    rows = ceil(len(courses) / _ACROSS)
    height = rows * _PANEL + (rows - 1) * _GAP
    page = paper(words, Panel(height=height, above=0.35))
    left, across = 0.65, (WIDTH - 0.65 - 0.2) / _ACROSS
    for number, course in enumerate(courses):
        row, column = divmod(number, _ACROSS)
        axes = _placed(page, row, left + column * across, across - 0.25)
        _course(axes, course, periods, _STYLES[0], size=2.5)
        _scales(axes, periods, top, most=4)
        axes.set_title(
            f"{clean(course.label)[:26]} (n {course.n:,})", size=8, loc="left"
        )
        if column:
            axes.tick_params(labelleft=False)
        if not column and row == rows // 2:
            axes.set_ylabel(axis)
    return page.figure


def _placed(page: Paper, row: int, left: float, width: float) -> Any:
    above = 0.35 + row * (_PANEL + _GAP)
    return page.axes(
        Panel(height=_PANEL, left=left, right=WIDTH - left - width, above=above)
    )


def _course(
    axes: Any,
    course: Course,
    periods: Sequence[str],
    style: tuple[str, str, str],
    size: float = 4.5,
) -> None:
    colour, marker, line = style
    at = {point.period: point for point in course.points}
    gap = float("nan")
    shown = [at.get(period) for period in periods]
    places = range(len(periods))
    axes.fill_between(
        places,
        [point.interval.low if point else gap for point in shown],
        [point.interval.high if point else gap for point in shown],
        color=colour,
        alpha=0.16,
        linewidth=0,
    )
    axes.plot(
        places,
        [point.rate if point else gap for point in shown],
        color=colour,
        marker=marker,
        linestyle=line,
        linewidth=1.5,
        markersize=size,
        clip_on=False,  # a rate of nothing is as visible as any other
        label=f"{clean(course.label)} (n {course.n:,})",
    )


def _scales(axes: Any, periods: Sequence[str], top: float, most: int) -> None:
    step = max(1, ceil(len(periods) / most))
    axes.set_xticks(range(0, len(periods), step), list(periods)[::step])
    axes.set_xlim(-0.4, len(periods) - 0.6)
    axes.set_ylim(0, top)
    percent_axis(axes.yaxis)
    axes.grid(visible=True, axis="y", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=8)
    bare(axes, "bottom")
