"""The bytes of an entry: from the disk, out of an archive, from a store."""

import os
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from openimr.errors import (
    EmptyInputError,
    MissingInputError,
    OpenImrError,
    ProtectedFileError,
    TooLargeError,
    UnreadableFileError,
)
from openimr.letters.read.files import MOST_BYTES

from .ahead import Ahead
from .entries import Entry
from .stores import filesystem, is_remote

MOST_TABLE_BYTES = 400_000_000
_ENCRYPTED = 0x1
_PIECE = 1 << 20
_DAMAGE = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, zlib.error)


class Opener:
    """Opens entries one after the other; an archive stays open for its neighbours.

    Those of stores among the entries it is made with are fetched many at a time.
    """

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self._ahead = Ahead(entries)
        self._place = ""
        self._archive: zipfile.ZipFile | None = None
        self._file: IO[bytes] | None = None

    def bytes_of(self, entry: Entry) -> bytes:
        """Return the content of an entry.

        Raises:
            MissingInputError: it is no longer there.
            EmptyInputError: there is nothing in it.
            TooLargeError: it is far beyond the size of a letter.
            ProtectedFileError: its archive wants a password.
            UnreadableFileError: it, or its archive, is damaged or cannot be opened.
        """
        most = MOST_TABLE_BYTES if entry.is_table else MOST_BYTES
        if entry.size > most:
            raise _too_large(entry, most)
        try:
            data = self._read(entry, most + 1)
        except OpenImrError:
            raise
        except FileNotFoundError as problem:
            raise MissingInputError(entry.name) from problem
        except _DAMAGE as problem:
            raise UnreadableFileError(entry.name, "it is damaged") from problem
        except Exception as problem:  # each store has errors of its own
            raise UnreadableFileError(entry.name, "it cannot be opened") from problem
        if len(data) > most:
            raise _too_large(entry, most)
        return data

    def close(self) -> None:
        """Close the archive that is open."""
        for each in (self._archive, self._file):
            if each is not None:
                with suppress(OSError, ValueError):
                    each.close()
        self._place, self._archive, self._file = "", None, None

    def _read(self, entry: Entry, most: int) -> bytes:
        if entry.member:
            return self._member(entry, most)
        if is_remote(entry.opened_at):
            data = self._ahead.bytes_of(entry)
        else:
            data = _content(entry.opened_at, entry.size, most)
        if entry.is_archive:
            return self._why_not(entry, data)
        return data

    def _member(self, entry: Entry, most: int) -> bytes:
        if self._archive is None or self._place != entry.place:
            self.close()
            self._file = open_place(entry.place)
            self._archive, self._place = zipfile.ZipFile(self._file), entry.place
        try:
            info = self._archive.getinfo(entry.member)
        except KeyError:
            raise MissingInputError(entry.name) from None
        if info.flag_bits & _ENCRYPTED:
            raise ProtectedFileError(entry.name)
        if entry.is_archive:
            problem = "it is an archive inside an archive"
            raise UnreadableFileError(entry.name, problem)
        with self._archive.open(info) as file:
            return file.read(most)

    def _why_not(self, entry: Entry, data: bytes) -> bytes:
        """Raise what is wrong with an archive whose files could not be listed."""
        if not data:
            raise EmptyInputError(entry.name, "an archive with letters")
        raise UnreadableFileError(entry.name, "it is no archive or a damaged one")


def _content(place: str, size: int, most: int) -> bytes:
    """Return a file's bytes; half the price of a path and a stream, of thousands."""
    handle = os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        data = os.read(handle, size + 1)
        if len(data) == size:
            return data
        pieces = [data]  # it is growing, or shorter reads are given
        while pieces[-1] and sum(map(len, pieces)) < most:
            pieces.append(os.read(handle, _PIECE))
        return b"".join(pieces)
    finally:
        os.close(handle)


def open_place(place: str) -> IO[bytes]:
    """Return a file of this machine or of a store, open for reading."""
    if is_remote(place):
        system, path = filesystem(place)
        return system.open(path, "rb")  # type: ignore[no-any-return]
    return Path(place).open("rb")


def _too_large(entry: Entry, most: int) -> TooLargeError:
    limit = f"{most // 1_000_000} MB"
    return TooLargeError(entry.name, "the file is too big for a letter", limit)
