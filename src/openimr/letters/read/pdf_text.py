"""The text of a PDF's pages, taken by the library's bare calls.

Its comfortable objects cost a tenth of the time of a letter: each page and each of its
texts is an object that is tracked until it is closed.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

_SPARE = 16
_BYTES = 2
"""Of a character as the library gives it (UTF-16)."""


def page_texts(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Yield the text of each page, as ``get_text_range`` of the library gives it.

    Raises:
        PdfiumError: a page is damaged.
    """
    for number in range(len(document)):
        page = pdfium.FPDF_LoadPage(document.raw, number)
        if not page:
            raise pypdfium2.PdfiumError("Failed to load page.")
        try:
            yield _text_of(page)
        finally:
            pdfium.FPDF_ClosePage(page)


def _text_of(page: object) -> str:
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        raise pypdfium2.PdfiumError("Failed to load text page.")
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count < 0:
            raise pypdfium2.PdfiumError("Failed to get character count.")
        first, last = _active(text, count)
        return _characters(text, first, last - first + 1) if first <= last else ""
    finally:
        pdfium.FPDFText_ClosePage(text)


def _active(text: object, count: int) -> tuple[int, int]:
    """Return the first and last character that the library does not leave out.

    Asked for one that it leaves out it would give those of elsewhere
    (https://crbug.com/pdfium/2079).
    """
    first, last = 0, count - 1
    index = pdfium.FPDFText_GetTextIndexFromCharIndex
    while first <= last and index(text, first) < 0:
        first += 1
    while first <= last and index(text, last) < 0:
        last -= 1
    return first, last


def _characters(text: object, first: int, count: int) -> str:
    index = pdfium.FPDFText_GetTextIndexFromCharIndex
    span = index(text, first + count - 1) - index(text, first) + 1
    buffer = (ctypes.c_ushort * (max(span, count) + _SPARE))()
    written = pdfium.FPDFText_GetText(text, first, count, buffer)
    data = ctypes.string_at(buffer, max(written - 1, 0) * _BYTES)
    return data.decode("utf-16-le", "ignore")
