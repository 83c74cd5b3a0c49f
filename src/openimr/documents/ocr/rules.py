"""Take the ruled lines of forms and tables out, and turn white print on bars black.

Inside ruled boxes the engine joins a line of the frame with the words beside it and
loses them: on a ruled request form more than half of its words.  A rule is a straight
run of ink longer than any stroke of a letter and thinner than any bar.
"""

from PIL import Image, ImageChops, ImageFilter

from .cleaning import ink

_RUN = 0.3
"""Inches of unbroken ink, level or upright, that make a rule; a 24 point capital is
0.24 inches tall."""

_THICK = 0.03
"""Inches; what is thicker is a bar or a heading's letter, not a rule."""

_BAR = 0.12
"""Inches of solid ink both ways that only a bar has."""

_LETTERS = 0.25
"""Inches of white that letters leave in a row of a bar, at most."""

_MOSTLY = 140
"""Of 255: bold capitals ink half of their line, white print leaves more of its bar."""

_WIDE = 1.0
"""Inches that a bar is wide at least; white print in a logo is none to be read."""

_COARSE = 4
"""Pixels taken as one where rules and bars are followed, which costs that much less."""

_STRIDES = 8
"""Inches that a bar is followed from its solid part."""

_UNBROKEN = 240
"""Of 255: a run may have this little missing and still count."""

_WORN = 150
"""Of 255: what goes on from a run may have this much missing; a line of letters is
half white at any height."""

_FOLLOWED = 4
"""Lengths of a run that worn parts are followed."""


def without_rules(page: Image.Image, dpi: float) -> Image.Image:
    """Return a cleaned, level page without its ruled lines."""
    dots = ink(page, 160)
    half, thick = round(_RUN * dpi / 2), max(2, round(_THICK * dpi))
    width, height = page.size
    level = dots.resize((max(1, width // _COARSE), height), Image.Resampling.BOX)
    upright = dots.resize((width, max(1, height // _COARSE)), Image.Resampling.BOX)
    level = _thin(_runs(level, half // _COARSE, 0), 0, thick)
    upright = _thin(_runs(upright, 0, half // _COARSE), thick, 0)
    if level.getbbox() is None and upright.getbbox() is None:
        return page
    lines = ImageChops.lighter(
        level.resize(page.size, Image.Resampling.NEAREST),
        upright.resize(page.size, Image.Resampling.NEAREST),
    )
    # One pixel more on each side takes the grey rim of the line along.
    lines = ImageChops.multiply(_over(lines, 1), dots)
    lines = _over(lines.filter(ImageFilter.BoxBlur(1)), 1)
    return Image.composite(Image.new("L", page.size, 255), page, lines)


def with_dark_print(page: Image.Image, dpi: float) -> Image.Image:
    """Return the page with its dark bars inverted, white print and all.

    A bar is known by a solid square somewhere in it, larger than any stroke.  From
    there it is followed along its rows, across the holes that its letters make.
    """
    small = _over(ink(page).reduce(_COARSE), 128)
    bars = _bars(small, dpi / _COARSE)
    if bars.getbbox() is None:
        return page
    # What is left of a bar's edge is read as a bracket before the first word.
    inner = bars.filter(ImageFilter.MinFilter(3)).resize(
        page.size, Image.Resampling.NEAREST
    )
    around = bars.filter(ImageFilter.MaxFilter(5)).resize(
        page.size, Image.Resampling.NEAREST
    )
    rest = Image.composite(Image.new("L", page.size, 255), page, around)
    return Image.composite(ImageChops.invert(page), rest, inner)


def _bars(dots: Image.Image, dpi: float) -> Image.Image:
    half = max(2, round(_BAR * dpi / 2))
    core = _over(dots.filter(ImageFilter.BoxBlur(half)), _UNBROKEN)
    if core.getbbox() is None:
        return core
    letter = round(_LETTERS * dpi)
    closed = _over(dots.filter(ImageFilter.BoxBlur((letter, 0))), 1)
    closed = _over(closed.filter(ImageFilter.BoxBlur((letter, 0))), 255)
    followed = ImageChops.multiply(closed, _dense(dots, letter, half // 2))
    bars = _over(core.filter(ImageFilter.BoxBlur(half)), 1)
    for _ in range(_STRIDES):
        reached = _over(bars.filter(ImageFilter.BoxBlur((round(dpi), 0))), 1)
        bars = ImageChops.multiply(reached, followed)
    bars = _wide(bars, round(dpi * _WIDE / 2))
    # At the ends of a bar half of what was counted for its density is paper.
    ends = _over(bars.filter(ImageFilter.BoxBlur((letter, 0))), 1)
    return ImageChops.multiply(ends, closed)


def _dense(dots: Image.Image, across: int, down: int) -> Image.Image:
    """Return where more is inked than not; no line of print beside a logo is."""
    inner = _over(dots.filter(ImageFilter.BoxBlur((across, down))), _MOSTLY)
    return _over(inner.filter(ImageFilter.BoxBlur((0, down))), 1)


def _wide(bars: Image.Image, half: int) -> Image.Image:
    """Return the bars without what is as short as a logo."""
    middles = _over(bars.filter(ImageFilter.BoxBlur((half, 0))), _UNBROKEN)
    for _ in range(_STRIDES):
        reached = _over(middles.filter(ImageFilter.BoxBlur((2 * half, 0))), 1)
        middles = ImageChops.multiply(reached, bars)
    return middles


def _runs(dots: Image.Image, across: int, down: int) -> Image.Image:
    """Return the ink that lies in runs of twice that length.

    A run once found is followed through its worn parts: half of a rule left standing
    is read as a line of small letters.
    """
    density = dots.filter(ImageFilter.BoxBlur((across, down)))
    middles = _over(density, _UNBROKEN)
    if middles.getbbox() is None:
        return middles
    reach = ImageFilter.BoxBlur((across + 2 if across else 0, down + 2 if down else 0))
    worn = _over(density, _WORN)
    for _ in range(_FOLLOWED):
        middles = ImageChops.multiply(_over(middles.filter(reach), 1), worn)
    return ImageChops.multiply(_over(middles.filter(reach), 1), _over(dots, 1))


def _thin(runs: Image.Image, across: int, down: int) -> Image.Image:
    """Return the runs without those that are thick in the other direction."""
    thick = _over(runs.filter(ImageFilter.BoxBlur((across, down))), 200)
    whole = _over(thick.filter(ImageFilter.BoxBlur((across, down))), 1)
    return ImageChops.subtract(runs, whole)


def _over(mask: Image.Image, least: int) -> Image.Image:
    return mask.point([255 if level >= least else 0 for level in range(256)])
