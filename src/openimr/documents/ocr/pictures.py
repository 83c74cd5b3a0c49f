"""A picture file (PNG, JPEG, or one frame of a TIFF) as a grey page."""

import warnings
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from openimr.documents.pillow import DAMAGE, FORMATS

from .limits import DPI, LEAST_SIDE, MOST_DRAWN, MOST_PIXELS, MOST_SIDE
from .raster import LETTER_INCHES, Raster, paper_inches
from .values import OcrFailure

_LEAST_DPI, _MOST_DPI = 50.0, 2400.0
"""Resolutions that a file may believably state."""


def open_picture(
    path: Path, page: int, *, coloured: bool = False
) -> Raster | OcrFailure:
    """Return the page as a picture, grey unless asked, or why it cannot be decoded.

    The size that the file declares is checked before anything is decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # ours are the stricter limits
            with Image.open(path, formats=FORMATS) as opened:
                return _decoded(opened, page, _on_white if coloured else _grey)
    except Image.DecompressionBombError:
        return _too_large()
    except UnidentifiedImageError:
        return OcrFailure(reason="it is no PDF, PNG, JPEG or TIFF file")
    except DAMAGE:
        return OcrFailure(reason="the picture is damaged")


def _too_large() -> OcrFailure:
    return OcrFailure(reason=f"a picture of more than {MOST_PIXELS:,} pixels")


def _decoded(
    opened: Image.Image, page: int, tinted: Callable[[Image.Image], Image.Image]
) -> Raster | OcrFailure:
    if page > 1:
        if page > getattr(opened, "n_frames", 1):
            return OcrFailure(reason="the file has no such page")
        opened.seek(page - 1)
    width, height = opened.size
    if width * height > MOST_PIXELS:
        return _too_large()
    if min(width, height) < LEAST_SIDE:
        return OcrFailure(reason="the picture is too small to hold text")
    across, down = _stated_dpi(opened)
    if opened.format == "JPEG" and width * height > MOST_DRAWN:
        opened.draft("L", (width // 2, height // 2))
    upright = ImageOps.exif_transpose(opened)
    if (upright.width < upright.height) != (width < height):
        width, height, across, down = height, width, down, across
    points = (width / across * 72, height / down * 72)
    return Raster(picture=_sized(tinted(upright), points), points=points)


def _stated_dpi(opened: Image.Image) -> tuple[float, float]:
    """Return the resolution across and down; of a letter page where none is stated."""
    stated = opened.info.get("dpi")
    if isinstance(stated, tuple) and len(stated) == 2:
        across, down = (float(number) for number in stated)
        if min(across, down) >= _LEAST_DPI and max(across, down) <= _MOST_DPI:
            return across, down
    guess = min(opened.size) / LETTER_INCHES
    return guess, guess


def _grey(picture: Image.Image) -> Image.Image:
    """Return eight bits of grey; what is transparent is white paper."""
    if picture.mode in ("I", "F", "I;16", "I;16B", "I;16L"):
        return _spread(picture)
    if picture.mode in ("1", "L", "P", "RGB") and "transparency" not in picture.info:
        return picture.convert("L")
    return _on_white(picture).convert("L")


def _on_white(picture: Image.Image) -> Image.Image:
    """Return it in its colours; what is transparent is white paper."""
    if picture.mode in ("I", "F", "I;16", "I;16B", "I;16L"):
        return _spread(picture).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or (
        "transparency" in picture.info
    ):
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    return picture.convert("RGB")


def _spread(picture: Image.Image) -> Image.Image:
    """Return deep grey brought to eight bits, from its darkest to its lightest."""
    deep = picture.convert("F")
    extrema = deep.getextrema()
    low, high = float(str(extrema[0])), float(str(extrema[1]))
    scale = 255 / (high - low) if high > low else 1.0
    return deep.point(lambda value: value * scale - low * scale).convert("L")


def _sized(picture: Image.Image, points: tuple[float, float]) -> Image.Image:
    """Return it with square pixels, no finer than is read and within the bounds."""
    width, height = picture.size
    short = min(points)
    believed = paper_inches(short) / short * 72  # 1 unless the size is absurd
    inches = points[0] / 72 * believed, points[1] / 72 * believed
    dpi = min(
        max(width / inches[0], height / inches[1]),
        DPI,
        MOST_SIDE / max(inches),
        (MOST_DRAWN / (inches[0] * inches[1])) ** 0.5,
    )
    size = max(1, round(inches[0] * dpi)), max(1, round(inches[1] * dpi))
    if size == picture.size:
        return picture
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
