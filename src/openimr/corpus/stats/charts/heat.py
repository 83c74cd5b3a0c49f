"""Rates of two fields as a map: dark is often overturned, hatched is suppressed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openimr.corpus.extra import needed

from .canvas import INK, PALE, Panel, Words, bare, ceiling, paper, room, wrapped

MOST_ROWS, MOST_COLUMNS = 40, 16
_EACH = 0.34
_DARK = 0.18
"""Luminance below which white stands out better than black (WCAG 2, contrast)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One rate; without one the cell is suppressed."""

    rate: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class _Shade:
    """How dark a rate is, and the size of what is written on it."""

    colours: Any
    top: float
    size: float


def heat(
    words: Words,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], Cell],
    axis: str,
) -> Any:
    """Return a figure of cells by row and column; where there is none, it is blank."""
    labels = wrapped(rows, 26)
    panel = Panel(
        height=max(len(rows), 1) * _EACH,
        left=room(labels),
        right=0.95,
        below=0.3,
        above=0.35,
    )
    page = paper(words, panel)
    axes = page.axes(panel)
    top = ceiling(max((cell.rate or 0.0 for cell in cells.values()), default=0.0))
    small = len(columns) > 10
    shade = _Shade(needed("matplotlib").colormaps["Blues"], top, 6.5 if small else 7.5)
    for (row, column), cell in cells.items():
        _cell(axes, (column, row), cell, shade)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(columns)), wrapped(columns, 6 if small else 14))
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(rows)), labels)
    axes.tick_params(length=0, labelsize=7.5 if small else 8.5)
    bare(axes)
    _scale(page.figure, axes, shade, axis)
    return page.figure


def _cell(axes: Any, at: tuple[int, int], cell: Cell, shade: _Shade) -> None:
    square = needed("matplotlib.patches").Rectangle
    corner = (at[0] - 0.5, at[1] - 0.5)
    if cell.rate is None:
        grey = {"facecolor": "none", "edgecolor": "#9a9a9a", "hatch": "///", "lw": 0}
        axes.add_patch(square(corner, 1, 1, **grey))
        return
    share = cell.rate / shade.top
    colour = shade.colours(share)
    axes.add_patch(square(corner, 1, 1, facecolor=colour, edgecolor="#ffffff", lw=1.2))
    ink = "#ffffff" if _luminance(colour) < _DARK else INK
    percent = f"{100 * cell.rate:.0f} %"
    written = ((-0.16, percent, shade.size), (0.22, f"{cell.n:,}", shade.size - 1.5))
    for lower, text, size in written:
        axes.text(
            at[0], at[1] + lower, text, ha="center", va="center", size=size, color=ink
        )


def _luminance(colour: Sequence[float]) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _scale(figure: Any, axes: Any, shade: _Shade, axis: str) -> None:
    """Draw the scale of shades to the right of the map."""
    box = axes.get_position()
    beside = figure.add_axes((box.x1 + 0.02, box.y0, 0.022, box.height))
    steps, top = 64, shade.top
    for step in range(steps):
        low, high = top * step / steps, top * (step + 1) / steps
        beside.axhspan(low, high, color=shade.colours(step / (steps - 1)), lw=0)
    beside.set_ylim(0, top)
    beside.set_xticks([])
    beside.yaxis.tick_right()
    ticks = (0, top / 2, top)
    beside.set_yticks(ticks, [f"{100 * each:g} %" for each in ticks], size=7.5)
    beside.set_ylabel(axis, size=7.5, color=PALE)
    beside.yaxis.set_label_position("right")
    bare(beside)
