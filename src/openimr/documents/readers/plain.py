r"""Text files: a form feed begins a new page."""

from openimr.documents.files import FoundFile
from openimr.documents.limits import MOST_FILE_PAGES
from openimr.documents.sources import Sheet, Source
from openimr.errors import TooLargeError, UnreadableFileError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
_NO_WORDS = (*_BINARY, b"{\\rtf")
"""Beginnings of files whose words are not simply their letters."""


def read_text(file: FoundFile) -> Source:
    """Read a text file, whatever common encoding it has.

    Raises:
        UnreadableFileError: it is no text in spite of its name.
        TooLargeError: more pages than a file may have.
    """
    pages = _decoded(file).replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    if len(pages) > MOST_FILE_PAGES:
        raise TooLargeError(file.name, f"{len(pages)} pages", f"{MOST_FILE_PAGES}")
    return Source(name=file.name, sheets=tuple(Sheet(text=page) for page in pages))


def _decoded(file: FoundFile) -> str:
    data = file.path.read_bytes()
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data.startswith(_NO_WORDS) or b"\0" in data:
        raise UnreadableFileError(file.name, "it is no text in spite of its name")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Office programs save plain text in this code page; it never fails here.
        return data.decode("cp1252", "replace")
