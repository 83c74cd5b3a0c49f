"""Even paper, dark ink, no specks: what a scanner or a fax line added is taken out.

Every step is neutral on a clean scan and was kept because it helps a poor one:
levelling the paper (shadows, grey copies), cutting the noise below the ink (the engine
takes the grain of the paper for thousands of letters), dropping lone dots (fax lines).
"""

from PIL import Image, ImageChops, ImageFilter

_PAPER_BLOCK = 16
"""Pixels of a side of the blocks in which the colour of the paper is taken."""

_INK_SHARE = 0.004
"""The darkest share of the page that tells how dark its ink is: some forty words."""

_FAINTEST_INK = 40
"""Steps of grey below the paper; what is paler is no writing."""

_NOISE, _MOST_NOISE, _FULL = 0.15, 0.4, 0.9
"""Shares of the ink's depth: paler than the first is paper, and up to the second
where the paper is coarse; darker than the third is black."""

_PAPER_SHARE = 0.75
"""Share of a page that is paper even where print is densest."""

_GRAIN = 3.5
"""Depths of the grain, as three quarters of the page have it, that are still paper."""

_INK = 192
"""Grey level below which a pixel of a cleaned page is ink."""

_TWO_TONE = 0.98
"""Share of pixels near black or white that makes a picture a fax or line scan."""

_FEWEST_SPECKS = 0.0005
"""Share of a page that lone dots must cover before they are worth removing."""

_SPECK = 3
"""Pixels of ink, of nine around it and itself, that a pixel needs to stay."""

_BLUR = 0.8
"""Pixels; closes the ragged edges of two-tone scans and calms the grain of others."""


def cleaned(picture: Image.Image, dpi: float) -> Image.Image:
    """Return the page with white paper and black ink, same size."""
    # A full stop is one or two pixels wide below 150 dpi; it must not go as a speck.
    if dpi >= 150 and _is_two_tone(picture):
        picture = _without_specks(picture)
    return _levelled(picture.filter(ImageFilter.GaussianBlur(_BLUR)))


def ink(picture: Image.Image, below: int = _INK) -> Image.Image:
    """Return a mask: 255 where there is ink, else 0."""
    return picture.point([255 if level < below else 0 for level in range(256)])


def ink_share(picture: Image.Image) -> float:
    """Return the share of a cleaned page that ink covers."""
    return ink(picture).histogram()[255] / (picture.width * picture.height)


def _is_two_tone(picture: Image.Image) -> bool:
    levels = picture.histogram()
    plain = sum(levels[:30]) + sum(levels[226:])
    return plain > _TWO_TONE * picture.width * picture.height


def _without_specks(picture: Image.Image) -> Image.Image:
    dots = ink(picture)
    around = dots.filter(ImageFilter.Kernel((3, 3), [1] * 9, scale=9))
    least = 255 * (_SPECK - 0.5) / 9
    kept = around.point([255 if level >= least else 0 for level in range(256)])
    lone = ImageChops.subtract(dots, kept).histogram()[255]
    if lone < _FEWEST_SPECKS * picture.width * picture.height:
        return picture
    return Image.composite(picture, Image.new("L", picture.size, 255), kept)


def _levelled(picture: Image.Image) -> Image.Image:
    depth = ImageChops.subtract(_paper(picture), picture)
    deepest = max(_FAINTEST_INK, _depth_at(depth, 1 - _INK_SHARE))
    grain = _GRAIN * _depth_at(depth, _PAPER_SHARE)
    low = min(max(_NOISE * deepest, grain), _MOST_NOISE * deepest)
    high = _FULL * deepest
    curve = [
        round(255 * min(1.0, max(0.0, (high - level) / (high - low))))
        for level in range(256)
    ]
    return depth.point(curve)


def _paper(picture: Image.Image) -> Image.Image:
    """Return what the page would be without ink: the lightest around each place."""
    blocks = (
        max(1, picture.width // _PAPER_BLOCK),
        max(1, picture.height // _PAPER_BLOCK),
    )
    paper = picture.resize(blocks, Image.Resampling.BOX)
    for step in (
        ImageFilter.MaxFilter(9),
        ImageFilter.MedianFilter(5),
        ImageFilter.GaussianBlur(2),
    ):
        paper = paper.filter(step)
    return paper.resize(picture.size, Image.Resampling.BILINEAR)


def _depth_at(depth: Image.Image, share: float) -> int:
    """Return the level below which that share of the pixels lies."""
    wanted = share * depth.width * depth.height
    seen = 0
    for level, count in enumerate(depth.histogram()):
        seen += count
        if seen >= wanted:
            return level
    return 255
