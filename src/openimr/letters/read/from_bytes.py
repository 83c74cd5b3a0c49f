"""A letter whose bytes are at hand: out of an archive, or fetched from a store."""

from openimr.domain import Letter

from .files import opened, read_opened
from .reading import Recognise


def read_bytes(
    data: bytes, name: str, recognise: Recognise, *, places: bool = True
) -> Letter:
    """Return the letter in the bytes of a file.

    Args:
        data: the file's content.
        name: the name of the file; its ending says which kind it is of.
        recognise: splits the words of a request into what they ask for.
        places: without them published letters have no spans, as
            :func:`~openimr.letters.read.read` says.

    Raises:
        InputError: as for :func:`~openimr.letters.read.files.read_file`.
    """
    ending = f".{name.rpartition('.')[2].lower()}"
    text, parts = opened(name, ending, data)
    return read_opened(name, text, parts, recognise, places=places)
