"""What a build reads: one entry a file, and many of them in little memory."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import starmap
from typing import Any, NamedTuple

ROWS = ".csv"
"""Ending of a table whose rows are letters."""

ARCHIVE = ".zip"
_PLAIN = ".txt"
_PARTED = frozenset("/\\")
_NO_STEM = frozenset(("", *_PARTED))
INSIDE = "::"
"""Between an archive's address and the name of a file in it."""

_BLOCK = 1000
_DEAR = 4
"""A PDF or Word file costs about as much as so many plain texts."""

_ROW = 500
"""Bytes of a table that cost about as much as a plain text."""


class Entry(NamedTuple):
    """A file that holds a letter, or a table whose rows do."""

    address: str
    """What it is called in the corpus, such as ``/letters/2019.zip::0001.pdf``."""

    stamp: str
    """Changes when the content does; empty where nothing of the kind is known."""

    size: int = 0
    """Bytes."""

    place: str = ""
    """Where it is opened, if not at its address: names that are no Unicode."""

    member: str = ""
    """Its name inside the archive at that place."""

    @property
    def name(self) -> str:
        """Return the name of the file, without the way to it."""
        return (self.member or self.address).replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def opened_at(self) -> str:
        """Return the place of the file or of the archive that holds it."""
        return self.place or self.address

    @property
    def suffix(self) -> str:
        """Return the ending of the name, in small letters."""
        stem, dot, ending = (self.member or self.address).rpartition(".")
        named = stem and stem[-1] not in "/\\" and not _PARTED.intersection(ending)
        return f".{ending.lower()}" if dot and named else ""

    @property
    def is_table(self) -> bool:
        """Tell whether its rows are letters."""
        # Most names are told from these by their last signs, at no price.
        return self._ends_like(ROWS) and self.suffix == ROWS

    @property
    def is_archive(self) -> bool:
        """Tell whether there are files in it."""
        return self._ends_like(ARCHIVE) and self.suffix == ARCHIVE

    @property
    def weight(self) -> int:
        """Return what reading it costs, a plain text being 1."""
        name = self.member or self.address
        if name.endswith(_PLAIN) and name[-5:-4] not in _NO_STEM:
            return 1  # told at a third of the price of what follows
        suffix = self.suffix
        if suffix == ROWS:
            return max(1, self.size // _ROW)
        return 1 if suffix == _PLAIN else _DEAR

    def _ends_like(self, ending: str) -> bool:
        return (self.member or self.address)[-len(ending) :].lower() == ending


def new_digest() -> Any:
    """Return what the keys of a list of files are put into, one after the other."""
    return blake2b(digest_size=16)


@dataclass(slots=True)
class Spool:
    """A list of entries that is packed: some twenty bytes an entry."""

    weight: int = 0
    many: int = 0
    _packed: list[bytes] = field(default_factory=list)
    _open: list[Entry] = field(default_factory=list)
    _keys: Any = field(default_factory=new_digest)

    @property
    def digest(self) -> str:
        """Return a number for the list, the same for the same contents."""
        return str(self._keys.hexdigest())

    def add(self, entry: Entry, key: bytes) -> None:
        """Take in one more entry, with what its content is known by."""
        self._open.append(entry)
        self._keys.update(key)
        self.weight += entry.weight
        self.many += 1
        if len(self._open) == _BLOCK:
            self._packed.append(pack(self._open))
            self._open = []

    def __iter__(self) -> Iterator[Entry]:
        for block in self._packed:
            yield from unpack(block)
        yield from self._open


def pack(entries: list[Entry] | tuple[Entry, ...]) -> bytes:
    """Return entries as few bytes."""
    return zlib.compress(json.dumps(entries).encode("ascii"), 1)


def unpack(packed: bytes) -> list[Entry]:
    """Return what :func:`pack` was given."""
    return list(starmap(Entry, json.loads(zlib.decompress(packed))))


def shown(place: str) -> str:
    """Return a place as Unicode; a name of other bytes is written with escapes."""
    if place.isascii():
        return place
    return place.encode("utf-8", "backslashreplace").decode("utf-8")


def place_of(place: str) -> str:
    """Return where to open a file, if that differs from how it is shown."""
    return place if shown(place) != place else ""
