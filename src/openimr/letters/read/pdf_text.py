"""The text of a PDF's pages, taken by the library's bare calls.

Its comfortable objects cost a tenth of the time of a letter: the document, each page
and each of its texts is an object that is tracked until it is closed.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

_SPARE = 16
_BYTES = 2
"""Of a character as the library gives it (UTF-16)."""


class Pdf:
    """A PDF that is open until it is closed.

    Raises:
        PdfiumError: it cannot be opened; ``err_code`` says why.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data  # the library reads on in it
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        self.pages: int = pdfium.FPDF_GetPageCount(self._document)
        if self.pages < 1:
            code = pdfium.FPDF_GetLastError()
            self.close()
            raise pypdfium2.PdfiumError("Failed to load document.", err_code=code)

    def __enter__(self) -> "Pdf":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the document back; a second time does nothing."""
        if self._document:
            pdfium.FPDF_CloseDocument(self._document)
        self._document = None

    def texts(self) -> Iterator[str]:
        """Yield the text of each page, as ``get_text_range`` of the library gives it.

        Raises:
            PdfiumError: a page is damaged.
        """
        for number in range(self.pages):
            page = pdfium.FPDF_LoadPage(self._document, number)
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
