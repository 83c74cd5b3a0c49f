"""One page drawn, upright, with the places of its words.

This runs in worker processes only: what it decodes comes from strangers.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from openimr.documents.files import FoundFile
from openimr.documents.ocr.pictures import open_picture
from openimr.documents.ocr.raster import paper_inches
from openimr.documents.ocr.values import OcrFailure
from openimr.documents.readers.display import around
from openimr.documents.readers.pdf import open_page, placed_text
from openimr.domain import Box, PageFace, WordBox
from openimr.errors import UnreadableFileError

_DPI = 200
"""Shows the fine print of a fax, which 150 dpi smears; 300 dpi doubles the bytes."""

_MOST_SIDE = 5_000
"""Pixels of the longer side."""

_QUALITY, _EFFORT = 70, 2
"""Of WebP: on scans a fifth of the bytes of a PNG file, at 60 ms a page."""

_COLOUR = 40
"""Difference between channels, of 255, from which a pixel is coloured and not paper
gone yellow or the fringe of a scanner."""

_COLOURED = 0.0005
"""Share of coloured pixels from which the page is kept in colours: one stamp."""

_WORD = re.compile(r"\S+")
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Degrees clockwise and what Pillow, which counts the other way, calls them."""


def draw_face(file: FoundFile, number: int, rotation: int) -> tuple[PageFace, str]:
    """Return the face of a page, and the text of its own layer.

    Args:
        file: a PDF, PNG, JPEG or TIFF file.
        number: 1-based page of the PDF, or picture inside the TIFF.
        rotation: degrees clockwise to turn the page, one of 0, 90, 180 and 270.

    Raises:
        InputError: it cannot be drawn.
    """
    if file.format == "pdf":
        return _pdf_face(file, number, rotation)
    drawn = open_picture(file.path, number, coloured=True)
    if isinstance(drawn, OcrFailure):
        raise UnreadableFileError(file.name, drawn.reason)
    width, height = drawn.points
    scale = _scale(width, height) * width / drawn.picture.width
    return _face(_shrunk(drawn.picture, scale), drawn.points, (), rotation), ""


def _pdf_face(file: FoundFile, number: int, rotation: int) -> tuple[PageFace, str]:
    with open_page(file, number - 1) as (document, page):
        width, height = page.get_size()
        if min(width, height) < 1:
            raise UnreadableFileError(file.name, "the page has no size")
        picture = page.render(scale=_scale(width, height)).to_pil().convert("RGB")
        try:
            text, boxes = placed_text(document, page, number - 1)
        except pdfium.PdfiumError:  # the page can be seen all the same
            text, boxes = "", {}
    words = tuple(_words(text, boxes))
    return _face(picture, (width, height), words, rotation), text


def _scale(width: float, height: float) -> float:
    """Return pixels a point, from the paper's size as far as it can be believed."""
    short = min(width, height)
    wanted = paper_inches(short) * _DPI / short
    return min(wanted, _MOST_SIDE / max(width, height))


def _shrunk(picture: Image.Image, scale: float) -> Image.Image:
    if scale >= 1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _words(text: str, boxes: Mapping[int, Box]) -> Iterable[WordBox]:
    for found in _WORD.finditer(text):
        own = [boxes[at] for at in range(found.start(), found.end()) if at in boxes]
        if own:
            yield WordBox(
                start=found.start(), end=found.end(), box=around(own), confidence=1.0
            )


def _face(
    picture: Image.Image,
    points: tuple[float, float],
    words: Sequence[WordBox],
    rotation: int,
) -> PageFace:
    turned = picture.transpose(_TURNS[rotation]) if rotation in _TURNS else picture
    kept, stream = turned if _coloured(turned) else turned.convert("L"), io.BytesIO()
    kept.save(stream, format="WEBP", quality=_QUALITY, method=_EFFORT)
    width, height = points if rotation in {0, 180} else points[::-1]
    return PageFace(
        width=width,
        height=height,
        words=tuple(words),
        picture=stream.getvalue(),
    )


def _coloured(picture: Image.Image) -> bool:
    """Tell whether a page says anything by its colours."""
    small = picture.reduce(max(1, min(picture.size) // 400))
    red, green, blue = small.split()
    spread = ImageChops.lighter(
        ImageChops.difference(red, green), ImageChops.difference(green, blue)
    )
    coloured = sum(spread.histogram()[_COLOUR:])
    return coloured > _COLOURED * small.width * small.height
