"""A page of a PDF, drawn as a person would see it.

A page that is one scanned picture is drawn at that picture's own resolution, which
gives back its very pixels (measured: no difference) and yet honours what stands over
it, turns it, crops it or masks it.  All other pages are drawn at the resolution the
engine reads best.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .limits import DPI, LEAST_DPI, LEAST_SIDE, MOST_DRAWN, MOST_PIXELS, MOST_SIDE
from .raster import Raster, paper_inches
from .values import OcrFailure

_MOST_OBJECTS = 2_000
"""Objects of a page that are looked at before it is drawn."""

_STAMP_OBJECTS = 24
"""Pieces of text or line work that a fax header or a stamp puts over a scan."""

_SCAN_SHARE = 0.5
"""Share of the page that pictures cover where the page is a scan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """A picture placed on the page."""

    pixels: int
    area: float
    dpi: float
    masked: bool


def draw_pdf_page(path: Path, page: int) -> Raster | OcrFailure:
    """Return the page as a grey picture, or why it cannot be drawn."""
    try:
        with closing(pdfium.PdfDocument(path)) as document:
            if page > len(document):
                return OcrFailure(reason="the file has no such page")
            with closing(document[page - 1]) as sheet:
                return _draw(sheet)
    except pdfium.PdfiumError as problem:
        if problem.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            return OcrFailure(reason="the file is protected by a password")
        return OcrFailure(reason="the page is damaged")
    except (OSError, ValueError):
        return OcrFailure(reason="the file cannot be opened")


def _draw(sheet: pdfium.PdfPage) -> Raster | OcrFailure:
    width, height = sheet.get_size()
    if min(width, height) < 1:
        return OcrFailure(reason="the page has no size")
    pictures, others = _contents(sheet)
    if any(picture.pixels > MOST_PIXELS for picture in pictures):
        return OcrFailure(reason=f"a picture of more than {MOST_PIXELS:,} pixels")
    dpi = _resolution(pictures, others, width, height)
    if min(width, height) * dpi / 72 < LEAST_SIDE:
        return OcrFailure(reason="the page is too small to hold text")
    with closing(sheet.render(scale=dpi / 72, grayscale=True)) as drawn:
        picture = drawn.to_pil().convert("L").copy()
    return Raster(picture=picture, points=(width, height))


def _contents(sheet: pdfium.PdfPage) -> tuple[list[_Picture], int]:
    """Return the pictures of the page, and how many things stand beside them."""
    pictures: list[_Picture] = []
    others = 0
    for count, thing in enumerate(sheet.get_objects(max_depth=5)):
        if thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures += _measured(thing)
        elif thing.type != pdfium_c.FPDF_PAGEOBJ_FORM:
            others += 1
        if count > _MOST_OBJECTS:
            break
    return pictures, others


def _measured(picture: pdfium.PdfImage) -> Iterator[_Picture]:
    """Yield the picture; one that pdfium cannot measure, it does not draw either."""
    try:
        across, down = picture.get_px_size()
        left, bottom, right, top = picture.get_bounds()
        facts = picture.get_metadata()
    except pdfium.PdfiumError:
        return
    yield _Picture(
        pixels=across * down,
        area=max(0.0, right - left) * max(0.0, top - bottom),
        dpi=max(facts.horizontal_dpi, facts.vertical_dpi),
        masked=bool(pdfium_c.FPDFPageObj_HasTransparency(picture.raw)),
    )


def _resolution(
    pictures: list[_Picture], others: int, width: float, height: float
) -> float:
    """Return the dots an inch, in the page's own inches, at which to draw it."""
    honest = min(width, height) / 72 / paper_inches(min(width, height))
    best = DPI / honest
    scanned = sum(p.area for p in pictures) >= _SCAN_SHARE * width * height
    if scanned and others <= _STAMP_OBJECTS and not any(p.masked for p in pictures):
        large = [p.dpi for p in pictures if p.area >= 0.02 * width * height]
        best = min(best, max(LEAST_DPI / honest, *large, 0.0))
    most = min(
        MOST_SIDE / max(width, height) * 72,
        (MOST_DRAWN / (width * height)) ** 0.5 * 72,
    )
    return float(min(best, most))
