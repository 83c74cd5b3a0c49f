"""Take the files out of a PDF by pdfium; runs in a worker process."""

import ctypes
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from openimr.documents.limits import MOST_ATTACHED, MOST_ATTACHED_BYTES

from .values import Attached

_LONGEST_NAME = 2_000
"""Bytes of a name that are asked for."""

_MOST_CLIPPED_PAGES = 5_000
"""Pages on which paper clips are looked for."""

_MOST_NOTES = 500
"""Annotations of a page that are looked at."""


def extract_attachments(
    path: Path, into: Path, most_bytes: int = MOST_ATTACHED_BYTES
) -> list[Attached]:
    """Write the files that a PDF holds into a folder, under numbers.

    No more than ``most_bytes`` are written of them all.  A PDF that cannot be opened
    holds none; its reader says what is wrong with it.

    Raises:
        OSError: the disk refused it.
    """
    with path.open("rb") as stream:
        try:
            document = pdfium.PdfDocument(stream)
        except pdfium.PdfiumError:
            return []
        with closing(document):
            return list(_extracted(document, into, most_bytes))


def _extracted(
    document: pdfium.PdfDocument, into: Path, most_bytes: int
) -> Iterator[Attached]:
    left = most_bytes
    for number, handle in enumerate(_handles(document)):
        name = _name(handle)
        if number >= MOST_ATTACHED:
            problem = f"more than {MOST_ATTACHED} files are attached"
            yield Attached(name=name, problem=problem)
            return
        size = _size(handle)
        if size is None:
            yield Attached(name=name, problem="it is damaged in the file that holds it")
        elif size > left:
            problem = f"more than {most_bytes:,} bytes are attached"
            yield Attached(name=name, problem=problem)
        elif not _write(handle, size, into / str(number)):
            yield Attached(name=name, problem="it is damaged in the file that holds it")
        else:
            left -= size
            yield Attached(name=name, path=into / str(number))


def _handles(document: pdfium.PdfDocument) -> Iterator[object]:
    """Yield pdfium's handles: of the document's list, then of clips on its pages."""
    for number in range(max(0, pdfium_c.FPDFDoc_GetAttachmentCount(document))):
        handle = pdfium_c.FPDFDoc_GetAttachment(document, number)
        if handle:
            yield handle
    for index in range(min(len(document), _MOST_CLIPPED_PAGES)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            continue  # its reader says that the page is damaged
        with closing(page):
            yield from _clips(page)


def _clips(page: pdfium.PdfPage) -> Iterator[object]:
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page), _MOST_NOTES)
    for number in range(count):
        note = pdfium_c.FPDFPage_GetAnnot(page, number)
        if not note:
            continue
        try:
            kind = pdfium_c.FPDFAnnot_GetSubtype(note)
            if kind == pdfium_c.FPDF_ANNOT_FILEATTACHMENT:
                handle = pdfium_c.FPDFAnnot_GetFileAttachment(note)
                if handle:
                    yield handle
        finally:
            pdfium_c.FPDFPage_CloseAnnot(note)


def _name(handle: object) -> str:
    length = pdfium_c.FPDFAttachment_GetName(handle, None, 0)
    if not 2 < length <= _LONGEST_NAME:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDFAttachment_GetName(
        handle, ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), length
    )
    return buffer.raw.decode("utf-16-le", "replace").split("\0")[0]


def _size(handle: object) -> int | None:
    """Return how many bytes the file has unpacked; None where it has none."""
    length = ctypes.c_ulong()
    if not pdfium_c.FPDFAttachment_GetFile(handle, None, 0, length):
        return None
    return length.value


def _write(handle: object, size: int, path: Path) -> bool:
    buffer = ctypes.create_string_buffer(max(1, size))
    length = ctypes.c_ulong()
    if not pdfium_c.FPDFAttachment_GetFile(handle, buffer, size, length):
        return False
    path.write_bytes(memoryview(buffer)[: min(size, length.value)])
    return True
