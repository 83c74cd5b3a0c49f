"""Bytes onto the disk and off it: written whole or not at all, and for us only."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

_PIECE = 1 << 20


def write(place: Path, pieces: Iterable[bytes]) -> str:
    """Write a file, in a folder made if need be; return the SHA-256 of what it holds.

    Raises:
        OSError: the system refuses it; what stood there before stays.
    """
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".part-")
    beside, seen = Path(name), sha256()
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                seen.update(piece)
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return seen.hexdigest()


def pieces(place: Path) -> Iterator[bytes]:
    """Yield the bytes of a file.

    Raises:
        OSError: it cannot be read.
    """
    with place.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece
