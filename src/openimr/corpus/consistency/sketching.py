"""Sketches of texts (MinHash), and which of many are alike by them.

Broder 1997: the share of places at which two sketches agree estimates the share of
words, or runs of words, that two texts have in common.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from openimr.corpus.extra import needed

PLACES = 64
"""Places of a sketch: an estimate is right to about 0.06 either way."""

_SEED = 1
_ODD = np.uint64(0x9E3779B97F4A7C15)
Sketches = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]


def sketch(words: Sequence[str]) -> bytes:
    """Return the sketch of some words or runs, the same on every machine.

    Raises:
        InputError: rensa, an optional part of this package, is not installed.
    """
    made = needed("rensa").RMinHash(PLACES, _SEED)
    made.update(sorted(set(words)))
    return np.asarray(made.digest(), "<u4").tobytes()


def runs(words: Sequence[str], length: int) -> list[str]:
    """Return every run of so many words.

    >>> runs("no gain in function".split(), 3)
    ['no gain in', 'gain in function']
    """
    return [" ".join(words[at : at + length]) for at in range(len(words) - length + 1)]


def alike(one: Sketches, others: Sketches) -> npt.NDArray[np.float64]:
    """Return how much each of the others has in common with one, 0 to 1."""
    return np.asarray((others == one).mean(axis=1), np.float64)


def buckets(
    sketches: Sketches, rows: int, within: Keys | None = None
) -> Iterator[Numbers]:
    """Yield groups of two or more sketches that agree in some band of ``rows`` places.

    With ``within``, a number a sketch, they agree in that number too.

    Groups come band by band; members are in the order of the sketches.  Memory is that
    of one band, whatever the number of groups.
    """
    for start in range(0, PLACES - rows + 1, rows):
        keys = np.zeros(len(sketches), np.uint64) if within is None else within
        for place in range(start, start + rows):
            keys = keys * _ODD + sketches[:, place]  # a clash costs one comparison
        yield from groups(keys)


def groups(keys: Keys) -> Iterator[Numbers]:
    """Yield the places of each key that stands more than once."""
    order = np.argsort(keys, kind="stable")
    kept = keys[order]
    inner = np.flatnonzero(kept[1:] != kept[:-1]) + 1
    edges = np.concatenate([[0], inner, [len(keys)]])
    for at in np.flatnonzero(np.diff(edges) > 1):
        yield np.asarray(order[edges[at] : edges[at + 1]], np.int64)


class Families:
    """Which of many belong together, found pair by pair."""

    def __init__(self, many: int) -> None:
        self._leader = np.arange(many)

    def leader(self, at: int) -> int:
        """Return the first of the family to which one belongs."""
        path = []
        while self._leader[at] != at:
            path.append(at)
            at = int(self._leader[at])
        self._leader[path] = at
        return at

    def join(self, one: int, other: int) -> None:
        """Make two families one; the earlier leader leads."""
        first, second = sorted((self.leader(one), self.leader(other)))
        self._leader[second] = first

    def leaders(self) -> Numbers:
        """Return the leader of each."""
        return np.array([self.leader(at) for at in range(len(self._leader))], np.int64)


def families(sketches: Sketches, share: float, rows: int) -> Numbers:
    """Return for each sketch the first of those that it is alike to, by chains.

    Args:
        sketches: one a row.
        share: what two must have in common.
        rows: places of a band; fewer find less alike pairs, and take longer.
    """
    found = Families(len(sketches))
    for group in buckets(sketches, rows):
        rest = group
        while len(rest) > 1:
            near = alike(sketches[rest[0]], sketches[rest]) >= share
            for other in rest[1:][near[1:]]:
                found.join(int(rest[0]), int(other))
            rest = rest[1:][~near[1:]]
    return found.leaders()
