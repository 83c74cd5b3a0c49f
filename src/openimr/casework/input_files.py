"""Files that are read whole: a determination, and what is handed in beside it."""

from pathlib import Path

from openimr.domain import Determination
from openimr.errors import EmptyInputError, MissingInputError, UnreadableFileError
from openimr.letters.write import from_json

DETERMINATION = "determination.json"
_LARGEST = 200_000_000
"""Bytes that a file which is read whole may have."""


def determination_file(place: Path) -> Path:
    """Return where a determination lies: the file itself, or the one in a folder."""
    return place / DETERMINATION if place.is_dir() else place


def read_determination(place: Path) -> Determination:
    """Return the determination of a file, or of the folder it was written to.

    Raises:
        MissingInputError: it is not there.
        EmptyInputError: nothing is in it.
        UnreadableFileError: it cannot be read or breaks the contract.
    """
    return from_json(read_file(determination_file(place)))


def read_file(path: Path, wanted: str = "a file that openimr wrote") -> bytes:
    """Return the bytes of a file; ``wanted`` is what to give in place of an empty one.

    Raises:
        MissingInputError: it is not there.
        EmptyInputError: nothing is in it.
        UnreadableFileError: it cannot be read, or is far too large.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableFileError(path, "it is far too large for what it should be")
        data = path.read_bytes()
    except FileNotFoundError:
        raise MissingInputError(path) from None
    except (OSError, ValueError) as problem:  # ValueError: a path with a NUL in it
        reason = getattr(problem, "strerror", None) or "the path is not a valid one"
        raise UnreadableFileError(path, reason.lower()) from None
    if not data:
        raise EmptyInputError(path, wanted)
    return data
