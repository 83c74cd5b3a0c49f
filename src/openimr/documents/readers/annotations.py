"""Text that lies on a page rather than in it: notes, stamps and marks; see fields."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from openimr.domain import Box, Origin

from .appearance import Appearances, Corners
from .display import Display, tenths
from .fields import field_of
from .pieces import LARGEST_MARK, Manner, Piece
from .strings import value_of, without_markup

_MOST_ANNOTATIONS = 2_000
_UNSEEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_SILENT = frozenset(
    {pdfium_c.FPDF_ANNOT_POPUP, pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_WIDGET}
)
_WRITTEN = frozenset({pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_STAMP})
_MARKS = frozenset(
    {
        pdfium_c.FPDF_ANNOT_INK,
        pdfium_c.FPDF_ANNOT_LINE,
        pdfium_c.FPDF_ANNOT_POLYLINE,
        pdfium_c.FPDF_ANNOT_STAMP,
    }
)
_STAMPS = frozenset(
    "approved asis confidential departmental draft experimental expired final "
    "forcomment forpublicrelease notapproved notforpublicrelease sold topsecret "
    "completed preliminaryresults informationonly void received reviewed revised "
    "accepted rejected witness initialhere signhere".split()
)
"""Names that say what a stamp shows (PDF 32000-1:2008, table 181, and the stamps that
common editors add); any other name is only an identifier."""

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_VENDOR = re.compile(r"^(?:SB|SH|#D?)(?=[A-Z])")


def pieces_of(
    page: pdfium.PdfPage, index: int, forms: pdfium.PdfFormEnv | None, display: Display
) -> list[Piece]:
    """Return what lies on the page and is shown, in the order of the file."""
    appearances = Appearances(page.pdf, index)
    pieces: list[Piece] = []
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)
    for number in range(count):
        with _annotation(page, number) as note:
            if note and not pdfium_c.FPDFAnnot_GetFlags(note) & _UNSEEN:
                piece = _piece(note, forms, display, appearances)
                pieces += [piece] if piece is not None else []
    return pieces


@contextmanager
def _annotation(page: pdfium.PdfPage, index: int) -> Iterator[object]:
    note = pdfium_c.FPDFPage_GetAnnot(page, index)
    try:
        yield note
    finally:
        if note:
            pdfium_c.FPDFPage_CloseAnnot(note)


def _corners(note: object) -> Corners:
    found = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFAnnot_GetRect(note, found):
        return 0.0, 0.0, 0.0, 0.0
    left, right = sorted((found.left, found.right))
    bottom, top = sorted((found.bottom, found.top))
    return left, bottom, right, top


def _box(corners: Corners, display: Display) -> Box | None:
    box = display.box(*corners)
    return tenths(display.within(box)) if display.shows(box) else None


def _piece(
    note: object,
    forms: pdfium.PdfFormEnv | None,
    display: Display,
    appearances: Appearances,
) -> Piece | None:
    corners = _corners(note)
    box = _box(corners, display)
    drawn = partial(appearances.text, corners)
    kind = pdfium_c.FPDFAnnot_GetSubtype(note)
    if kind == pdfium_c.FPDF_ANNOT_WIDGET:
        return field_of(note, forms, box, drawn)
    if kind in _SILENT or pdfium_c.FPDFAnnot_HasKey(note, b"StateModel"):
        return None
    text = _text(note, kind, box, drawn)
    origin = Origin.STAMP if kind == pdfium_c.FPDF_ANNOT_STAMP else Origin.NOTE
    if text:
        written = kind == pdfium_c.FPDF_ANNOT_FREETEXT
        manner = Manner.WRITTEN if written else Manner.LINE
        return Piece(
            text=text,
            origin=origin,
            box=box,
            manner=manner,
            drawn=written and pdfium_c.FPDFAnnot_GetObjectCount(note) > 0,
        )
    if kind in _MARKS and box is not None and _is_small(box):
        return Piece(text="[X]", origin=origin, box=box, manner=Manner.MARK)
    return None


def _is_small(box: Box) -> bool:
    return max(box[2] - box[0], box[3] - box[1]) <= LARGEST_MARK


def _text(note: object, kind: int, box: Box | None, drawn: Callable[[], str]) -> str:
    contents = value_of(note, b"Contents") or without_markup(value_of(note, b"RC"))
    if kind == pdfium_c.FPDF_ANNOT_FREETEXT:
        return contents or drawn()
    if kind in (pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_WATERMARK):
        shown = drawn() or _stamp_name(note, box)
        told = "" if _bare(contents) == _bare(shown) else contents
        return "\n".join(filter(None, (shown, told)))
    return contents


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _stamp_name(note: object, box: Box | None) -> str:
    """Return the words that a stamp is known to show, as its name says.

    A drawn tick may bear a name too, and Draft is what editors fill in when asked for
    none (PDF 32000-1:2008, table 181), whatever picture was pasted.
    """
    drawn = pdfium_c.FPDFAnnot_GetObjectCount(note) > 0
    if drawn and box is not None and _is_small(box):
        return ""
    for key in (b"Name", b"Subj"):
        name = _VENDOR.sub("", value_of(note, key))
        if _bare(name) in _STAMPS and not (drawn and _bare(name) == "draft"):
            return _CAPITAL.sub(" ", name).upper()
    return ""
