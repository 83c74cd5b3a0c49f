"""Search an archive for its files when its list of them is damaged or cut off."""

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .entries import HEADER, HEADER_BYTES, LATER, Entry, decoded

_CHUNK = 1 << 20
_LIST = b"PK\x01\x02"
"""Where the list begins, behind the last file."""

_ZIP64_EXTRA = 1
_IN_EXTRA = 0xFFFFFFFF


def search_entries(path: Path) -> Iterator[Entry]:
    """Yield the files whose local headers are found, in their order."""
    with path.open("rb") as stream:
        size = stream.seek(0, io.SEEK_END)
        at = _find(stream, HEADER, 0)
        while at is not None:
            entry = _local(stream, at, size)
            if entry is None:
                return
            yield entry
            behind = at + HEADER_BYTES
            if not entry.flags & LATER:
                behind += entry.packed
            at = _find(stream, HEADER, behind)


def _local(stream: BinaryIO, at: int, size: int) -> Entry | None:
    """Return what the header at that place says; None where it is cut off."""
    stream.seek(at)
    header = stream.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return None
    flags, method = struct.unpack_from("<HH", header, 6)
    crc, packed, full, length, more = struct.unpack_from("<LLLHH", header, 14)
    raw, extra = stream.read(length), stream.read(more)
    if len(raw) < length:
        return None
    if packed == _IN_EXTRA:
        packed = _long_size(extra, full == _IN_EXTRA)
    begin = at + HEADER_BYTES + length + more
    if flags & LATER:
        end = _find(stream, HEADER, begin) or _find(stream, _LIST, begin) or size
        packed = max(0, end - begin)
    return Entry(
        name=decoded(raw, flags),
        offset=at,
        packed=packed,
        method=method,
        flags=flags,
        crc=None if flags & LATER else crc,
    )


def _long_size(extra: bytes, full_too: bool) -> int:
    """Return the packed size out of the extra field for large files, or 0."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        where = at + 4 + (8 if full_too else 0)
        if kind == _ZIP64_EXTRA and where + 8 <= len(extra):
            return int(struct.unpack_from("<Q", extra, where)[0])
        at += 4 + length
    return 0


def _find(stream: BinaryIO, mark: bytes, start: int) -> int | None:
    """Return where the mark stands next, without loading the whole file."""
    stream.seek(start)
    at, tail = start, b""
    while chunk := stream.read(_CHUNK):
        window = tail + chunk
        found = window.find(mark)
        if found >= 0:
            return at - len(tail) + found
        at += len(chunk)
        tail = window[-(len(mark) - 1) :]
    return None
