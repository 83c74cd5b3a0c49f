"""One reader a format, all giving the same: a file as sheets of text."""

from collections.abc import Callable

from openimr.documents.files import IMAGES, READERS, FoundFile
from openimr.documents.limits import MOST_FILE_BYTES, MOST_TEXT_BYTES
from openimr.documents.sources import Sheet, Source
from openimr.errors import (
    OpenImrError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFormatError,
)

from .pdf import read_pdf
from .plain import read_text
from .word import read_docx

_READERS: dict[str, tuple[Callable[[FoundFile], Source], int]] = {
    "pdf": (read_pdf, MOST_FILE_BYTES),
    "docx": (read_docx, MOST_FILE_BYTES),
    "txt": (read_text, MOST_TEXT_BYTES),
}


def read_source(file: FoundFile) -> Source:
    """Read one file of the case.

    Raises:
        UnreadableFileError: damaged, empty or not what its name says.
        ProtectedFileError: a password is needed.
        TooLargeError: beyond a stated limit.
        UnsupportedFormatError: no reader for its format.
    """
    if file.format in IMAGES:
        return Source(name=file.name, sheets=(Sheet(text="", image=True),))
    if file.format not in _READERS:
        raise UnsupportedFormatError(file.name, READERS)
    reader, limit = _READERS[file.format]
    try:
        size = file.path.stat().st_size
        if size == 0:
            raise UnreadableFileError(file.name, "it is empty")
        if size > limit:
            raise TooLargeError(file.name, f"{size:,} bytes", f"{limit:,} bytes")
        return reader(file)
    except OpenImrError:
        raise
    except (OSError, MemoryError) as problem:
        raise UnreadableFileError(
            file.name, "the disk or the memory refused it"
        ) from problem
