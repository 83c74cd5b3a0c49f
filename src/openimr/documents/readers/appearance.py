"""Text that only the appearance of an annotation holds, such as that of a stamp.

pdfium tells the text of objects of a page, not of an annotation.  So the page is
copied, its own contents are taken away, and what is left is made contents.
"""

from contextlib import closing
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MOST_OBJECTS = 20_000

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own coordinates."""


@dataclass(slots=True)
class Appearances:
    """The appearances of a page's annotations; looked at when first asked for."""

    document: pdfium.PdfDocument
    index: int
    _letters: list[tuple[float, float, str]] | None = field(default=None, init=False)

    def text(self, corners: Corners) -> str:
        """Return the text drawn within a rectangle, a line for each of its lines."""
        if self._letters is None:
            try:
                self._letters = _drawn(self.document, self.index)
            except pdfium.PdfiumError:
                self._letters = []
        left, bottom, right, top = corners
        inside = [
            letter
            for across, up, letter in self._letters
            if left - 1 <= across <= right + 1 and bottom - 1 <= up <= top + 1
        ]
        lines = "".join(inside).replace("\r", "\n").split("\n")
        return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _drawn(document: pdfium.PdfDocument, index: int) -> list[tuple[float, float, str]]:
    """Return the letters that lie on the page, and the middle of each."""
    with closing(pdfium.PdfDocument.new()) as copy:
        copy.import_pages(document, pages=[index])
        with closing(copy[0]) as page:
            if pdfium_c.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
                return []
            for number in reversed(range(pdfium_c.FPDFPage_CountObjects(page))):
                thing = pdfium_c.FPDFPage_GetObject(page, number)
                if pdfium_c.FPDFPage_RemoveObject(page, thing):
                    pdfium_c.FPDFPageObj_Destroy(thing)
            pdfium_c.FPDFPage_GenerateContent(page)
            pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
        with closing(copy[0]) as page, closing(page.get_textpage()) as layer:
            return _letters(layer)


def _letters(layer: pdfium.PdfTextPage) -> list[tuple[float, float, str]]:
    letters = []
    across = up = 0.0
    for index in range(layer.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(layer, index)
        if not pdfium_c.FPDFText_IsGenerated(layer, index):
            left, bottom, right, top = layer.get_charbox(index, loose=True)
            across, up = (left + right) / 2, (bottom + top) / 2
        # A break or blank that pdfium puts in belongs to the letter before it.
        letters.append((across, up, chr(code) if 0 < code < 0x110000 else ""))
    return letters
