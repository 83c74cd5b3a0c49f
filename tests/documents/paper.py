"""Make small PDF files by hand: every byte of them is ours, and so is their text.

A page is given as its lines; a line that ends with a space is one that wraps, as it
comes out of a text layer.  ``SCAN`` is a page that is only a picture.
"""

import zlib
from collections.abc import Sequence
from pathlib import Path

SCAN = object()
BLANK = object()

Paper = str | object


def write_pdf(
    path: Path, pages: Sequence[Paper], *, size: tuple[float, float] = (612, 792)
) -> Path:
    """Write the pages to a PDF file and return its path."""
    path.write_bytes(pdf_bytes(pages, size=size))
    return path


def pdf_bytes(
    pages: Sequence[Paper], *, size: tuple[float, float] = (612, 792)
) -> bytes:
    """Return a PDF file with these pages."""
    objects: list[bytes] = [b"", b"", _FONT, _picture()]
    kids = []
    for page in pages:
        content = _content(page, size)
        objects.append(_stream(b"", content))
        resources = b"/Font <</F 3 0 R>> /XObject <</P 4 0 R>>"
        objects.append(
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] "
            b"/Resources <<%s>> /Contents %d 0 R>>" % (*size, resources, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type /Catalog /Pages 2 0 R>>"
    objects[1] = b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(kids), b" ".join(kids))
    return _file(objects)


_FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding>>"


def _content(page: Paper, size: tuple[float, float]) -> bytes:
    if page is BLANK:
        return b""
    if page is SCAN:
        return b"q %g 0 0 %g 0 0 cm /P Do Q" % size
    shown = [
        b"1 0 0 1 40 %g Tm (%s) Tj" % (760 - 12 * number, _escaped(line))
        for number, line in enumerate(str(page).split("\n"))
        if line
    ]
    return b"BT /F 9 Tf " + b" ".join(shown) + b" ET"


def _escaped(line: str) -> bytes:
    raw = line.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        raw = raw.replace(mark, b"\\" + mark)
    return raw


def _picture() -> bytes:
    head = (
        b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Filter /FlateDecode "
    )
    return _stream(head, zlib.compress(bytes(range(0, 256, 4))))


def _stream(head: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(content), content)


def _file(objects: Sequence[bytes]) -> bytes:
    body = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<</Size %d /Root 1 0 R>>\n" % (len(objects) + 1)
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % table)
