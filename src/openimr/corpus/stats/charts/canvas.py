"""The paper of a chart: size, type, colours, title above and source below.

The same data give the same bytes: no clock, no random ids, and a font that comes with
matplotlib.  In SVG text stays text, and title and description come first for those who
have a chart read to them.
"""

import re
import textwrap
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from math import ceil
from typing import Any

from openimr.corpus.extra import needed

WIDTH = 7.0
"""Inches; the text of a letter page."""

INK = "#1a1a1a"
PALE = "#5f5f5f"
RULE = "#d9d9d9"
BLUE, ORANGE, GREEN, PURPLE = "#0072b2", "#c24e00", "#00795a", "#8f4a7d"
"""After Okabe and Ito's palette for all kinds of colour vision, darkened for paper."""

_TYPE = 9
_LINE = 0.153
"""Inches from line to line of small type."""

_SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": _TYPE,
    "text.color": INK,
    "axes.edgecolor": PALE,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.7,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.5,
    "svg.fonttype": "none",
    "svg.hashsalt": "openimr",
    "path.simplify": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is written around a chart."""

    title: str
    notes: tuple[str, ...]
    source: str
    spoken: str
    """The data in words, for those who do not see the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Room for axes, in inches."""

    height: float
    left: float = 0.7
    right: float = 0.3
    below: float = 0.5
    """For the labels of the axis."""

    above: float = 0.1


@dataclass(frozen=True, slots=True)
class Paper:
    """A figure with its words, and the place that is left for the axes."""

    figure: Any
    height: float
    top: float
    """Inches from the upper edge to the place for axes."""

    def axes(self, panel: Panel, **options: Any) -> Any:
        """Return axes that fill the panel."""
        width = WIDTH - panel.left - panel.right
        bottom = self.height - self.top - panel.above - panel.height
        return self.figure.add_axes(
            (
                panel.left / WIDTH,
                bottom / self.height,
                width / WIDTH,
                panel.height / self.height,
            ),
            **options,
        )


def clean(text: str) -> str:
    """Return text that can stand in a chart: no control characters, one line."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\s]+", " ", text)


def paper(words: Words, panel: Panel) -> Paper:
    """Return a figure of the height that words and panel take."""
    title = textwrap.wrap(clean(words.title), 66)
    notes = [line for note in words.notes for line in textwrap.wrap(clean(note), 112)]
    source = textwrap.wrap(f"Source: {clean(words.source)}", 118)
    top = 0.17 + 0.22 * len(title) + _LINE * len(notes)
    foot = 0.12 + _LINE * len(source)
    height = top + panel.above + panel.height + panel.below + foot
    figure = needed("matplotlib.figure").Figure(figsize=(WIDTH, height))
    figure.text(
        0.15 / WIDTH,
        1 - 0.12 / height,
        "\n".join(title),
        size=11,
        weight="bold",
        va="top",
        linespacing=1.3,
    )
    figure.text(
        0.15 / WIDTH,
        1 - (0.17 + 0.22 * len(title)) / height,
        "\n".join(notes),
        size=7.5,
        color=PALE,
        va="top",
        linespacing=1.45,
    )
    figure.text(
        0.15 / WIDTH,
        0.09 / height,
        "\n".join(source),
        size=7,
        color=PALE,
        va="bottom",
        linespacing=1.45,
    )
    return Paper(figure, height, top)


def settings() -> Any:
    """Return the context in which a chart is drawn and saved."""
    return needed("matplotlib").rc_context(_SETTINGS)


def saved(figure: Any, kind: str, words: Words) -> bytes:
    """Return a figure as SVG or PNG."""
    into = BytesIO()
    with warnings.catch_warnings():
        # A letter without a sign in the font is drawn as a box; SVG keeps the letter.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        if kind == "png":
            needed("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
            figure.savefig(into, format="png", dpi=200, metadata={"Software": None})
            return into.getvalue()
        needed("matplotlib.backends.backend_svg").FigureCanvasSVG(figure)
        nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(into, format="svg", metadata=nothing)
    return _spoken(into.getvalue().decode(), words).encode()


def _spoken(svg: str, words: Words) -> str:
    """Put title and description first, as SVG 1.1 (5.4) and WAI-ARIA ask for."""
    described = " ".join([*map(clean, words.notes), clean(words.spoken)])
    named = (
        f'<title id="title">{escape(clean(words.title))}</title>\n'
        f' <desc id="desc">{escape(described)}</desc>'
    )
    head = re.compile(r"<svg\b([^>]*)>")
    return head.sub(
        lambda tag: f'<svg role="img" aria-labelledby="title desc"{tag[1]}>\n {named}',
        svg,
        count=1,
    )


def ceiling(highest: float) -> float:
    """Return the end of an axis that begins at 0, with room for the highest value.

    >>> ceiling(0.132), ceiling(0.94), ceiling(0.0)
    (0.15, 1.0, 0.05)
    """
    step = 0.05 if highest <= 0.5 else 0.1
    return round(max(min(ceil(highest / step - 1e-9) * step, 1.0), 0.05), 2)


def percent_axis(axis: Any) -> None:
    """Label an axis of shares in percent."""
    ticker = needed("matplotlib.ticker")
    axis.set_major_formatter(ticker.PercentFormatter(xmax=1, decimals=0, symbol=" %"))
    axis.set_major_locator(ticker.MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))


def bare(axes: Any, *keep: str) -> None:
    """Take the frame away but for the sides named."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)


def wrapped(labels: Sequence[str], width: int = 30) -> list[str]:
    """Return labels broken into two lines where they are long."""
    return [
        "\n".join(textwrap.wrap(clean(label), width, max_lines=2, placeholder=" …"))
        for label in labels
    ]


def room(labels: Sequence[str]) -> float:
    """Return the inches that the widest of some labels takes, tick and all."""
    every = (line for label in labels for line in label.split("\n"))
    return 0.3 + 0.078 * max(map(len, every), default=0)
