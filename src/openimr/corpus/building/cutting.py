"""The work cut into parts, the same for every number of workers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .entries import Entry, Spool, new_digest, pack, unpack
from .records import key_of

_PARTS = 64
"""So many parts, if that makes them neither tiny nor huge: enough to share out."""

_LEAST = 500
_MOST = 8_000
"""Weights of a part; the rows of the heaviest take some 150 MB while it is read."""

_MOST_BYTES = 400_000_000
"""Of files in a part."""


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the work."""

    name: str
    """Generation, number and digest of what it reads; sorts by the first two."""

    packed: bytes
    many: int

    @property
    def entries(self) -> list[Entry]:
        """Return what it reads."""
        return unpack(self.packed)


def cut(entries: Spool, generation: int) -> Iterator[Part]:
    """Yield the parts of a build in order.

    How large they are depends on the work alone, so that the same sources give the same
    parts on every machine and under every number of workers.
    """
    bound = min(_MOST, max(_LEAST, entries.weight // _PARTS))
    for number, share in enumerate(_shares(entries, bound), start=1):
        name = f"{generation:04d}-{number:06d}-{digest(share)[:12]}"
        yield Part(name, pack(share), len(share))


def digest(entries: Iterable[Entry]) -> str:
    """Return a number for a list of entries, the same for the same contents."""
    made = new_digest()
    for entry in entries:
        made.update(key_of(entry.address, entry.stamp))
    return str(made.hexdigest())


def _shares(entries: Iterable[Entry], bound: int) -> Iterator[list[Entry]]:
    share: list[Entry] = []
    weight = size = 0
    for entry in entries:
        heaviness = entry.weight
        heavy = weight + heaviness > bound or size + entry.size > _MOST_BYTES
        if share and heavy:
            yield share
            share, weight, size = [], 0, 0
        share.append(entry)
        weight += heaviness
        size += entry.size
    if share:
        yield share
