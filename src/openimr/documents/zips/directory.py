"""The list of files in an archive, from its directory or, failing that, from itself."""

import io
import stat
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

from openimr.documents.limits import MOST_DIRECTORY_BYTES, MOST_FILES
from openimr.errors import TooLargeError

from .entries import HEADER_BYTES, UTF_8, Entry, Listing, decoded
from .searching import search_entries


class _TooLongError(Exception):
    """The list would take more memory than a list of files needs."""


_DAMAGE = (
    zipfile.BadZipFile,
    ValueError,  # a name that is no text, or a place before the beginning
    NotImplementedError,
    OverflowError,
    struct.error,
)


class _Bounded(io.FileIO):
    """A file that gives no more at once than a list of files may have.

    The standard library reads the whole list in one go, at the length it claims.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        at = self.tell()
        left = max(0, self.seek(0, io.SEEK_END) - at)
        self.seek(at)
        wanted = left if size is None or size < 0 else min(size, left)
        if wanted > MOST_DIRECTORY_BYTES:
            raise _TooLongError
        return super().read(wanted) or b""


def list_entries(path: Path, name: str) -> Listing:
    """Return the files that an archive says it holds.

    Where its list is damaged or cut off, the files are searched for one by one.

    Raises:
        TooLargeError: the list itself is larger than any honest one.
        OSError: the file cannot be read.
    """
    try:
        entries = _from_directory(path)
    except _TooLongError as problem:
        limit = f"{MOST_DIRECTORY_BYTES:,} bytes"
        raise TooLargeError(name, "its list of files", limit) from problem
    except _DAMAGE:
        entries = []
    if entries:
        return Listing(entries=tuple(_overlaps_marked(entries)))
    found = tuple(islice(search_entries(path), MOST_FILES + 1))
    return Listing(entries=found, complete=not found and _is_empty(path))


def names_inside(path: Path) -> tuple[str, ...]:
    """Return the names in an archive's list; none where it is damaged or too long."""
    try:
        return tuple(entry.name for entry in _from_directory(path))
    except (_TooLongError, OSError, *_DAMAGE):
        return ()


def _is_empty(path: Path) -> bool:
    """Tell whether a file is an archive without files, and not a damaged one."""
    return zipfile.is_zipfile(path)


def _from_directory(path: Path) -> list[Entry]:
    with _Bounded(path) as stream, zipfile.ZipFile(stream) as archive:
        return [_entry(info) for info in archive.infolist()]


def _entry(info: zipfile.ZipInfo) -> Entry:
    name = info.orig_filename
    if name.isascii():
        name = name.split("\0", 1)[0]
    elif not info.flag_bits & UTF_8:
        name = decoded(name.encode("cp437"), info.flag_bits)
    return Entry(
        name=name,
        offset=info.header_offset,
        packed=info.compress_size,
        method=info.compress_type,
        flags=info.flag_bits,
        crc=info.CRC,
        link=stat.S_ISLNK(info.external_attr >> 16),
    )


def _overlaps_marked(entries: Sequence[Entry]) -> list[Entry]:
    """Mark each file within whose bytes another begins, as in a bomb."""
    order = sorted(range(len(entries)), key=lambda at: (entries[at].offset, at))
    marked = list(entries)
    for at, following in pairwise(order):
        end = entries[at].offset + HEADER_BYTES + entries[at].packed
        if entries[following].offset < end and not entries[at].folder:
            marked[at] = replace(entries[at], overlapping=True)
    return marked
