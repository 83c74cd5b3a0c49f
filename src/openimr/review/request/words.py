"""Words of a request with their places, and names found among them.

Names match by whole words, without regard to case; hyphens, slashes and brackets are
as good as spaces, and a plural is as good as its singular.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"[a-z\u00b5\u03bc]+|\d+(?:\.\d+)?|\.\d+|[#%]")
_ENDS_ES = ("ches", "shes", "sses", "xes")
_NO_PLURAL = ("ss", "us", "is")


@dataclass(slots=True)
class Found(Generic[T]):
    """A name found: its words' indices, and what it stands for."""

    first: int
    after: int
    means: T

    @property
    def length(self) -> int:
        """Return the number of words of the name."""
        return self.after - self.first

    def within(self, other: "Found[T]") -> bool:
        """Tell whether it is a part of a longer name."""
        return (
            other.first <= self.first
            and self.after <= other.after
            and self.length < other.length
        )


class Names(Generic[T]):
    """Names of many things, found among words in one look-up a word."""

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], T]]] = {}
        for name, means in named:
            spelt = spell(name)
            if spelt:
                self._by_first.setdefault(spelt[0], []).append((spelt, means))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def words(self) -> Iterator[str]:
        """Yield every word of the names, as requests are compared."""
        for entries in self._by_first.values():
            for spelt, _ in entries:
                yield from spelt

    def find(self, words: list[str]) -> Iterator[Found[T]]:
        """Yield every name among the words: by place, the longest first."""
        by_first = self._by_first
        if by_first.keys().isdisjoint(words):
            return
        for first, word in enumerate(words):
            if word not in by_first:
                continue
            for spelt, means in by_first[word]:
                after = first + len(spelt)
                if words[first:after] == spelt:
                    yield Found(first, after, means)

    def longest(self, words: list[str]) -> Iterator[Found[T]]:
        """Yield names that do not overlap, the longest at each place."""
        reached = 0
        for found in self.find(words):
            if found.first >= reached:
                reached = found.after
                yield found


def read_words(text: str) -> list[re.Match[str]]:
    """Return the words of a lower-case text, each where it stands."""
    return list(_WORD.finditer(text))


def spell(text: str) -> list[str]:
    """Return the words of a text, lower case and singular.

    >>> spell("Trigger-point injections x3")
    ['trigger', 'point', 'injection', 'x', '3']
    """
    return list(map(singular, _WORD.findall(text.lower())))


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """Return a word without its plural ending.

    Words of four letters stay as they are: TENS is a device, ten is a number.

    >>> [singular(w) for w in "patches studies visits tens pelvis".split()]
    ['patch', 'study', 'visit', 'tens', 'pelvis']
    """
    if len(word) < 5 or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_ENDS_ES) else word[:-1]
