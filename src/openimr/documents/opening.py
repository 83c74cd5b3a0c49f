"""Open a case: everything in it as files, packed and attached ones for a while."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from openimr.domain import IgnoredFile

from .attachments import Extractor
from .files import FoundFile, find_files, in_order
from .unpacking import Unpacking


@contextmanager
def opened(case: Path) -> Iterator[tuple[list[FoundFile], list[IgnoredFile]]]:
    """Give the files of a case in reading order, and those that are no record.

    A file in an archive, or attached to a PDF, is named behind what holds it, such as
    ``mail.zip/notes.pdf``.  Its bytes are there until the end of the ``with`` block,
    under another name; then they are removed, whatever happened.

    Raises:
        MissingInputError: nothing at that path.
        EmptyInputError: a folder without any file.
        UnsupportedFormatError: a single file that is no case file.
        TooLargeError: more files than a case may have.
        UnreadableFileError: the folder cannot be listed.
    """
    found, ignored = find_files(case)
    with ExitStack() as until_the_end:
        with closing(Extractor()) as extractor:
            unpacking = Unpacking([*found, *ignored], until_the_end, extractor)
        yield in_order(unpacking.entries)
