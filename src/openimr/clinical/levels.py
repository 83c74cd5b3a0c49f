"""Spinal levels as records write them: ``L4-5``, ``L5/S1``, ``L3 to S1``, ``C6``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_COLUMN = [
    *(f"c{number}" for number in range(1, 8)),
    *(f"t{number}" for number in range(1, 13)),
    *(f"l{number}" for number in range(1, 6)),
    "s1",
]
_PLACE = {name: place for place, name in enumerate(_COLUMN)}
_LEVEL = re.compile(
    r"(?<![a-z0-9'])(?<![clt]/)(?P<letter>[ctls])(?:[\s-](?=\d{1,2}\s*[-/]))?(?P<first>\d{1,2})"
    r"(?!\d|\.\d)"
    r"(?P<more>(?:\s*(?:-|/|\u2013|\bthrough\b|\bto\b)\s*(?:[ctls]-?)?\d{1,2}(?![\d/.]\d|\d))*)"
    r"(?![a-z0-9])"
)
_STEP = re.compile(r"([ctls])?-?(\d{1,2})")
_NERVE = "c8"


@dataclass(frozen=True, slots=True)
class Levels:
    """One level, or a stretch of levels, and where the words stand."""

    start: int
    end: int
    discs: frozenset[str]
    """Motion segments, such as ``l4-l5``; empty where one vertebra or root is named."""

    bones: frozenset[str]
    """Vertebrae or roots, such as ``l5``."""

    @property
    def letter(self) -> str:
        """Return the letter of the upper end."""
        return min(self.bones, key=lambda name: _PLACE.get(name, 0))[0]

    def meets(self, other: "Levels") -> bool:
        """Tell whether both can speak of one level; a root meets both its discs."""
        if self.discs and other.discs:
            return bool(self.discs & other.discs)
        return bool(self.bones & other.bones)


def find_spine_levels(
    low: str, start: int = 0, end: int | None = None
) -> Iterator[Levels]:
    """Yield the levels of lower-case words, in order.

    >>> [sorted(each.discs) for each in find_spine_levels("l4-5, l5/s1; c5 to c7")]
    [['l4-l5'], ['l5-s1'], ['c5-c6', 'c6-c7']]
    """
    for match in _LEVEL.finditer(low, start, len(low) if end is None else end):
        names = list(_names(match))
        if not names or any(name not in _PLACE and name != _NERVE for name in names):
            continue
        yield _levels(match.start(), match.end(), names)


def _names(match: re.Match[str]) -> Iterator[str]:
    letter = match["letter"]
    yield letter + match["first"]
    for step in _STEP.finditer(match["more"]):
        letter = step[1] or letter
        yield letter + step[2]


def _levels(start: int, end: int, names: list[str]) -> Levels:
    places = [_PLACE[name] for name in names if name in _PLACE]
    if len(places) < 2:
        return Levels(start, end, frozenset(), frozenset(names))
    first, last = min(places), max(places)
    column = _COLUMN[first : last + 1]
    discs = frozenset(f"{a}-{b}" for a, b in pairwise(column))
    return Levels(start, end, discs, frozenset(column))


def count_levels(words: str) -> int:
    """Return how many levels a request names: discs, and roots named alone.

    >>> count_levels("L3-4, L4-5, L5-S1"), count_levels("L5-S1"), count_levels("C5, C6")
    (3, 1, 2)
    """
    discs: set[str] = set()
    roots: set[str] = set()
    for each in find_spine_levels(words.lower()):
        discs |= each.discs
        if not each.discs:
            roots |= each.bones
    return len(discs) + len(roots)
