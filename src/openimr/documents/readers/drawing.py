"""Whether a page shows more than its text layer says."""

from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

FEW_CHARACTERS = 250
"""A page with fewer may be a picture under a fax line; the others are not looked at."""

_FEW_LETTERS = 40
_DPI = 36
_LEVELS = 256

_ANYTHING = 0.0001
"""Share of a page without text that a printed word darkens."""

_MUCH = 0.015
"""Share that print of a page darkens, and the frame of a divider or a logo does not."""

_MOST_PIXELS = 120_000_000
"""Pixels of a picture that is not unpacked just to be looked at."""

_MOST_OBJECTS = 2_000


def shows_more(page: pdfium.PdfPage, text: str, *, annotated: bool) -> bool:
    """Tell whether a page of little text shows a picture, or print that is no text.

    Args:
        page: the page.
        text: the text of its layer, fewer than ``FEW_CHARACTERS``.
        annotated: whether what lies on the page was read, so that it is left out.
    """
    if _is_picture(page):
        return True
    letters = sum(map(str.isalnum, text))
    if letters >= _FEW_LETTERS or not _has_more_than_text(page, annotated):
        return False
    least = _MUCH if text.strip() else _ANYTHING
    try:
        return _darkness(page, drawn=not annotated) > least
    except pdfium.PdfiumError:  # it cannot be drawn, so nothing of it is seen
        return False


def _is_picture(page: pdfium.PdfPage) -> bool:
    """Tell whether pictures cover most of the page, alone or inside its forms."""
    width, height = page.get_size()
    covered = 0.0
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM]
    for count, thing in enumerate(page.get_objects(filter=kinds, max_depth=1)):
        if count > _MOST_OBJECTS or covered > 0.5 * width * height:
            break
        try:
            left, bottom, right, top = thing.get_bounds()
            pixels = _pixels(page, thing)
        except pdfium.PdfiumError:
            continue  # a picture that lies nowhere covers nothing
        if pixels > _MOST_PIXELS:
            return True
        if pixels:
            covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > 0.5 * width * height)


def _pixels(page: pdfium.PdfPage, thing: pdfium.PdfObject) -> int:
    """Return how many pixels a picture has, or the first one inside a form."""
    if thing.type == pdfium_c.FPDF_PAGEOBJ_FORM:
        kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE]
        thing = next(page.get_objects(filter=kinds, max_depth=4, form=thing), None)
        if thing is None:
            return 0
    across, down = thing.get_px_size()
    return int(across * down)


def _has_more_than_text(page: pdfium.PdfPage, annotated: bool) -> bool:
    if not annotated and pdfium_c.FPDFPage_GetAnnotCount(page) > 0:
        return True
    things = page.get_objects(max_depth=1)
    return any(thing.type != pdfium_c.FPDF_PAGEOBJ_TEXT for thing in things)


def _darkness(page: pdfium.PdfPage, *, drawn: bool) -> float:
    """Return how much of a white page is dark; ``drawn`` with its annotations."""
    scale = min(_DPI / 72, 2_000 / max(1.0, *page.get_size()))
    with closing(
        page.render(
            scale=scale, grayscale=True, may_draw_forms=False, draw_annots=drawn
        )
    ) as picture:
        return darkness(picture.to_pil())


def darkness(picture: Image.Image) -> float:
    """Return how dark a picture is, from 0 for white to 1 for black."""
    levels = picture.convert("L").histogram()
    dark = sum((_LEVELS - 1 - level) * count for level, count in enumerate(levels))
    return dark / (_LEVELS - 1) / max(1, sum(levels))
