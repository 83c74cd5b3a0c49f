"""Files of a backup, written whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

_UNDER_WAY = ".part-"
_PIECE = 1 << 20


def write(place: Path, pieces: Iterable[bytes]) -> str:
    """Write a file, for us only; return the SHA-256 of what was written.

    Raises:
        OSError: the system refuses it; what stood there before stays.
    """
    beside, seen = place.with_name(f"{_UNDER_WAY}{place.name}"), sha256()
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                seen.update(piece)
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    beside.replace(place)
    return seen.hexdigest()


def pieces(place: Path) -> Iterator[bytes]:
    """Yield the bytes of a file.

    Raises:
        OSError: it cannot be read.
    """
    with place.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece
