"""What a file is: its first bytes say it, and its name only where they do not."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .foreign import FOREIGN_MARKS, FOREIGN_NAMES, NO_RECORD
from .zips import names_inside

READERS = ("docx", "jpg", "pdf", "png", "tif", "txt", "zip")
"""Formats of case files."""

IMAGES = ("jpg", "png", "tif")
"""Formats that hold no text without character recognition."""

DRAWN = ("pdf", *IMAGES)
"""Formats whose pages can be looked at as pictures."""

WANTED = (
    "a PDF, DOCX or text file, a picture (PNG, JPEG, TIFF), or a folder or ZIP archive "
    "of them"
)

_NAMES = {
    **{name: name for name in READERS},
    **dict.fromkeys(("docm", "dotx", "dotm"), "docx"),
    **dict.fromkeys(("jpeg", "jpe", "jfif"), "jpg"),
    "tiff": "tif",
    "text": "txt",
    "zipx": "zip",
}
"""Extensions of case files."""

_MARKS = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    *((mark, "tif") for mark in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
)
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes in which ``%PDF-`` must stand (PDF 32000-1:2008, annex H.3, note 13)."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0"
_HEAD = 4096
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file is that is no case file."""

    reason: str
    """Half a sentence for the ledger: what it is, and what to do about it."""


def tell_format(path: Path, name: str) -> str | Foreign:
    """Return the format of a file, one of ``READERS``, or why it is none.

    What its bytes say goes before what its name says.  A file whose name is that of a
    case file and whose bytes are of no format at all keeps the format of its name, so
    that it is reported as damaged and not as no record.
    """
    head = _head(path)
    content, named = _by_content(path, head), named_format(name)
    if content == "zip" and _is_named_otherwise(path, name):
        content = None
    told = content or named
    if told is not None:
        return told
    foreign = _foreign_content(head) or FOREIGN_NAMES.get(_extension(name))
    if foreign is not None:
        return Foreign(f"{NO_RECORD}: {foreign}")
    if not _extension(name) and _is_plain_text(head):
        return "txt"
    return Foreign(NO_RECORD)


def named_format(name: str) -> str | None:
    """Return the format that the name of a case file claims.

    >>> named_format("Scan.pdf.TIFF"), named_format("table.xlsx")
    ('tif', None)
    """
    return _NAMES.get(_extension(name))


def _extension(name: str) -> str:
    """Return the extension in lower case; the end of a date or a title is none.

    >>> _extension("a/REPORT.Pdf"), _extension("Dr. Osei 5.3.2016"), _extension("note")
    ('pdf', '', '')
    """
    suffix = PurePosixPath(name).suffix[1:].strip().lower()
    return suffix if suffix.isalnum() and not suffix.isdigit() else ""


def _head(path: Path) -> bytes:
    """Return the first bytes of a file; none where it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""


def _by_content(path: Path, head: bytes) -> str | None:
    for mark, format_ in _MARKS:
        if head.startswith(mark):
            return format_
    if head.startswith(_ZIP):
        return _packaged(path)
    if head.startswith(_OLE):
        return "docx" if _is_locked_office(path, head) else None
    return "pdf" if _PDF in head[:_PDF_WITHIN] else None


def _packaged(path: Path) -> str | None:
    """Tell a Word document and other packages of office programs from an archive."""
    names = names_inside(path)
    if any(name.startswith("word/document") for name in names):
        return "docx"
    return None if "[Content_Types].xml" in names else "zip"


def _is_named_otherwise(path: Path, name: str) -> bool:
    """Tell whether an archive's name makes it an e-book, or a damaged Word file."""
    if named_format(name) == "docx":
        return not names_inside(path)
    return _extension(name) in FOREIGN_NAMES


def _is_locked_office(path: Path, head: bytes) -> bool:
    """Tell whether it is an office file with a password (MS-OFFCRYPTO 2.3.4).

    Its name stands in the first sector of the directory (MS-CFB 2.2, 2.6).
    """
    sector = int.from_bytes(head[48:52], "little")
    shift = int.from_bytes(head[30:32], "little")
    if shift not in (9, 12):
        return False
    try:
        with path.open("rb") as stream:
            stream.seek((sector + 1) << shift)
            return _LOCKED_OFFICE in stream.read(_HEAD)
    except OSError:
        return False


def _foreign_content(head: bytes) -> str | None:
    for offset, mark, reason in FOREIGN_MARKS:
        if head.startswith(mark, offset):
            return reason
    start = head[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, extension in (
        (b"<!doctype html", "html"),
        (b"<html", "html"),
        (b"<?xml", "xml"),
        (b"return-path:", "eml"),
        (b"received:", "eml"),
        (b"delivered-to:", "eml"),
        (b"mime-version:", "eml"),
    ):
        if start.startswith(mark):
            return FOREIGN_NAMES[extension]
    return None


def _is_plain_text(head: bytes) -> bool:
    """Tell whether a file without an extension begins as words do."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    text = head.decode("utf-8", "ignore")
    odd = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return not odd and sum(map(str.isalpha, text)) > len(head) / 2
