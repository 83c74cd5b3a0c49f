"""One reader a format, all giving the same: a file as sheets of text.

Each reader is imported with the first file of its format.  Outside of tests they run
in worker processes only: what they parse comes from strangers.
"""

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace

from openimr.documents.files import FoundFile
from openimr.documents.formats import IMAGES, READERS
from openimr.documents.limits import (
    MOST_FILE_BYTES,
    MOST_FILE_PAGES,
    MOST_PAGE_CHARACTERS,
    MOST_TEXT_BYTES,
)
from openimr.documents.sources import Sheet, Source
from openimr.errors import (
    InputError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFormatError,
)


def read_source(file: FoundFile, pages: range | None = None) -> Source:
    """Read one file of the case, or some pages of it.

    Args:
        file: the file.
        pages: 0-based numbers of the pages wanted, all by default.  Only PDF files
            can be read in parts; the others are always read as a whole.

    Raises:
        UnreadableFileError: damaged, empty or not what its name says.
        ProtectedFileError: a password is needed.
        TooLargeError: beyond a stated limit.
        UnsupportedFormatError: no reader for its format.
    """
    if file.format not in READERS:
        raise UnsupportedFormatError(file.name, READERS)
    try:
        _check_size(file)
        return _read(file, pages)
    except InputError:
        raise
    except OSError as problem:
        raise _refused(file, problem) from problem


def _refused(file: FoundFile, problem: OSError) -> UnreadableFileError:
    """Return the error for what the disk said, or was asked by a damaged file."""
    asked_nonsense = problem.errno in (None, errno.EINVAL)  # such as a place before 0
    reason = "it is damaged" if asked_nonsense else "the disk refused it"
    return UnreadableFileError(file.name, reason)


def count_pages(file: FoundFile) -> int:
    """Return how many pages a PDF file has, without reading them.

    Raises:
        UnreadableFileError: damaged, or no PDF in spite of its name.
        ProtectedFileError: a password is needed.
        TooLargeError: more pages than a file may have.
    """
    from .pdf import count_pages

    try:
        return count_pages(file)
    except OSError as problem:
        raise _refused(file, problem) from problem


def _check_size(file: FoundFile) -> None:
    limit = MOST_TEXT_BYTES if file.format == "txt" else MOST_FILE_BYTES
    size = file.path.stat().st_size
    if size == 0:
        raise UnreadableFileError(file.name, "it is empty")
    if size > limit:
        raise TooLargeError(file.name, f"{size:,} bytes", f"{limit:,} bytes")


def _read(file: FoundFile, pages: range | None) -> Source:
    if file.format == "pdf":
        from .pdf import read_pdf

        return read_pdf(file, pages)
    source = _reader(file.format)(file)
    sheets = tuple(_of_bounded_length(source.sheets))
    if len(sheets) > MOST_FILE_PAGES:
        raise TooLargeError(file.name, f"{len(sheets)} pages", f"{MOST_FILE_PAGES}")
    return replace(source, sheets=sheets)


def _reader(kind: str) -> Callable[[FoundFile], Source]:
    if kind == "docx":
        from .word import read_docx

        return read_docx
    if kind in IMAGES:
        from .picture import read_picture

        return read_picture
    from .plain import read_text

    return read_text


def _of_bounded_length(sheets: tuple[Sheet, ...]) -> Iterator[Sheet]:
    """Yield the sheets, an endless one cut into several; no text is lost."""
    for sheet in sheets:
        rest = sheet.text
        while len(rest) > MOST_PAGE_CHARACTERS:
            end = rest.rfind("\n", 1, MOST_PAGE_CHARACTERS)
            end = MOST_PAGE_CHARACTERS if end < 0 else end
            yield replace(sheet, text=rest[:end])
            rest = rest[end:].removeprefix("\n")
        yield replace(sheet, text=rest)
