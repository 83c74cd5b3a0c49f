"""Which way the lines of a page run, and how far from level they are.

Level lines make a profile of deep valleys: rows full of ink, rows without.  The page
is turned step by step, coarse and small first, then fine, and the angle with the
deepest valleys wins; done along both axes it also tells a page lying on its side.
Whether a page stands on its head only reading can tell.
"""

from array import array
from collections.abc import Iterable
from itertools import pairwise

from PIL import Image

from .cleaning import ink

_STEPS = (0.8, 0.2, 0.1)
"""Degrees from try to try; each round looks around the best of the last."""

_MOST_SKEW = 8.0
"""Degrees either way that are looked at."""

_COARSE_SIDE, _FINE_SIDE = 550, 1100
"""Pixels of the longer side at which the profile is taken."""

_OUTLIERS = 0.03
"""Share of the deepest steps left out when the axes are compared: a streak of a fax
or the rule of a table would outweigh all lines of text.  The angle needs them all."""

_CLEARLY = 0.5
"""Share of the other axis' depth below which lines do not run across."""

_LEAST_SKEW = 0.1
"""Degrees below which turning would only blur."""

_INK = 170


def lies_sideways(page: Image.Image) -> bool:
    """Tell whether the lines of a cleaned page clearly run up or down.

    A page of columns of figures looks much the same along both axes; the answer is
    then no, and reading has to tell.
    """
    across, _ = _coarse(page, _OUTLIERS)
    down, _ = _coarse(page.transpose(Image.Transpose.ROTATE_90), _OUTLIERS)
    return across < _CLEARLY * down


def skew_of(page: Image.Image) -> float:
    """Return the degrees clockwise that make the lines of a cleaned page level."""
    _, angle = _coarse(page, 0.0)
    dots = _cropped(_small(page, _FINE_SIDE))
    for wider, step in pairwise(_STEPS):
        reach = round(wider / step) - 1
        tries = (angle + turn * step for turn in range(-reach, reach + 1))
        _, angle = _best(dots, tries, 0.0)
    return round(angle, 1) + 0.0  # no minus zero


def level(page: Image.Image, skew: float) -> Image.Image:
    """Return the page turned clockwise by ``skew`` degrees, same size."""
    if abs(skew) < _LEAST_SKEW:
        return page
    return page.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=255)


def _coarse(page: Image.Image, outliers: float) -> tuple[float, float]:
    reach = round(_MOST_SKEW / _STEPS[0])
    tries = (turn * _STEPS[0] for turn in range(-reach, reach + 1))
    return _best(_cropped(_small(page, _COARSE_SIDE)), tries, outliers)


def _small(page: Image.Image, side: int) -> Image.Image:
    factor = max(1, round(max(page.size) / side))
    return ink(page.reduce(factor) if factor > 1 else page, _INK)


def _cropped(dots: Image.Image) -> Image.Image:
    """Return the part with ink, with room so that no turning cuts anything off."""
    box = dots.getbbox()
    if box is None:
        return dots
    part = dots.crop(box)
    room = round(0.08 * max(part.size)) + 1
    framed = Image.new("L", (part.width + 2 * room, part.height + 2 * room))
    framed.paste(part, (room, room))
    return framed


def _best(
    dots: Image.Image, angles: Iterable[float], outliers: float
) -> tuple[float, float]:
    """Return the depth of the profile at the best angle, and that angle."""
    tried = [(_depth(dots, angle, outliers), -abs(angle), angle) for angle in angles]
    depth, _, angle = max(tried)
    return depth, angle


def _depth(dots: Image.Image, angle: float, outliers: float) -> float:
    """Return the mean squared step of ink from row to row, turned by ``angle``."""
    turned = dots.rotate(-angle, Image.Resampling.BILINEAR) if angle else dots
    rows = array("f", turned.convert("F").resize((1, turned.height)).tobytes())
    steps = sorted((a - b) ** 2 for a, b in pairwise(rows))
    kept = steps[: len(steps) - round(outliers * len(steps))]
    return sum(kept) / (len(kept) or 1)
