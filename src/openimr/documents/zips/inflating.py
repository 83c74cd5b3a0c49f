"""Unpack one file of an archive, piece by piece, believing none of its sizes."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from openimr.errors import ProtectedFileError, UnreadableFileError

from .allowance import Meter
from .entries import (
    DEFLATED,
    ENCRYPTED,
    HEADER,
    HEADER_BYTES,
    STORED,
    Entry,
)

_CHUNK = 1 << 16
_DESCRIPTOR = b"PK\x07\x08"
"""Begins the sizes behind a file; it may be missing (APPNOTE.TXT 4.3.9.3)."""


def unpack(
    archive: BinaryIO, entry: Entry, into: Path, name: str, meter: Meter
) -> None:
    """Write the bytes of one file to a new file ``into``; ``name`` is for errors.

    Raises:
        ProtectedFileError: a password is needed.
        UnreadableFileError: damaged, cut off, or packed in a way that is not read.
        TooLargeError: beyond what may still be unpacked.
        OSError: the disk refused it.
    """
    _refuse(entry, name)
    crc = written = 0
    pieces = _Pieces(archive, entry, name)
    with into.open("xb") as output:
        for piece in pieces:
            meter.take(name, len(piece), written)
            written += len(piece)
            crc = zlib.crc32(piece, crc)
            output.write(piece)
    if crc != pieces.expected():
        raise UnreadableFileError(name, "its check sum in the archive is wrong")


def _refuse(entry: Entry, name: str) -> None:
    if entry.flags & ENCRYPTED:
        raise ProtectedFileError(name)
    if entry.overlapping:
        raise UnreadableFileError(name, "it overlaps another file of the archive")
    if entry.method not in (STORED, DEFLATED):
        raise UnreadableFileError(name, "it is packed in a way that is not read")
    if entry.method == STORED and entry.crc is None:
        raise UnreadableFileError(name, "the archive does not say where it ends")


class _Pieces:
    """The bytes of one file, unpacked piece by piece."""

    def __init__(self, archive: BinaryIO, entry: Entry, name: str) -> None:
        self._archive = archive
        self._entry = entry
        self._name = name
        self._end = 0
        """Where the packed bytes have ended, once they have."""

    def __iter__(self) -> Iterator[bytes]:
        self._to_begin()
        return self._stored() if self._entry.method == STORED else self._inflated()

    def expected(self) -> int:
        """Return the check sum that the bytes should have."""
        if self._entry.crc is not None:
            return self._entry.crc
        self._archive.seek(self._end)
        behind = self._archive.read(8).removeprefix(_DESCRIPTOR)
        if len(behind) < 4:
            raise self._cut_off()
        return int(struct.unpack_from("<L", behind)[0])

    def _to_begin(self) -> None:
        if self._entry.offset < 0:
            raise self._damaged()
        self._archive.seek(self._entry.offset)
        header = self._archive.read(HEADER_BYTES)
        if len(header) < HEADER_BYTES:
            raise self._cut_off()
        if not header.startswith(HEADER):
            raise self._damaged()
        self._archive.seek(sum(struct.unpack_from("<HH", header, 26)), 1)

    def _packed(self) -> Iterator[bytes]:
        left = self._entry.packed
        while left > 0:
            chunk = self._archive.read(min(_CHUNK, left))
            if not chunk:
                raise self._cut_off()
            left -= len(chunk)
            yield chunk

    def _stored(self) -> Iterator[bytes]:
        return self._packed()

    def _inflated(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for chunk in self._packed():
                left = chunk
                while left and not inflater.eof:
                    yield inflater.decompress(left, _CHUNK)
                    left = inflater.unconsumed_tail
                if inflater.eof:
                    break
            while not inflater.eof and (piece := inflater.decompress(b"", _CHUNK)):
                yield piece
        except zlib.error as problem:
            raise self._damaged() from problem
        if not inflater.eof:
            raise self._cut_off()
        self._end = self._archive.tell() - len(inflater.unused_data)

    def _damaged(self) -> UnreadableFileError:
        return UnreadableFileError(self._name, "it is damaged in the archive")

    def _cut_off(self) -> UnreadableFileError:
        return UnreadableFileError(self._name, "the archive ends within it")
