"""Find which phrases a sentence can hold, looking at each of its words once.

Every phrase waits at its anchor words.  A word is looked up once in the life of the
index; after that a sentence costs one dictionary look-up a word, however many phrases
the lexicon has.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from .phrases import Phrase

T = TypeVar("T")
_WORDS = re.compile(r"[a-z0-9]+")
_STEM = 3
"""Letters by which prefix anchors are first sorted."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found, and what the lexicon files under it."""

    start: int
    end: int
    payload: T
    phrase: Phrase


class PhraseIndex(Generic[T]):
    """Phrases with a payload each, searched for together."""

    def __init__(self, phrases: Iterable[tuple[Phrase, T]]) -> None:
        self._all = tuple(phrases)
        self._exact: dict[str, list[int]] = {}
        self._prefix: dict[str, list[tuple[str, int]]] = {}
        self._known: dict[str, tuple[int, ...]] = {}
        for number, (phrase, _) in enumerate(self._all):
            for anchor in phrase.anchors:
                self._file(anchor, number)

    def _file(self, anchor: str, number: int) -> None:
        stem = anchor.rstrip("*")
        if stem == anchor:
            self._exact.setdefault(anchor, []).append(number)
        else:
            self._prefix.setdefault(stem[:_STEM], []).append((stem, number))

    def find(self, low: str, start: int, end: int) -> Iterator[Hit[T]]:
        """Yield the phrases between two offsets of a lower-case text, in file order."""
        sentence = low[start:end]
        for number in self.candidates(_WORDS.findall(sentence)):
            phrase, payload = self._all[number]
            # A loop, for a generator would cost more than the search that this saves.
            for letters in phrase.besides:
                if letters in sentence:
                    break
            else:
                if phrase.besides:
                    continue
            for match in phrase.pattern.finditer(low, start, end):
                yield Hit(match.start(), match.end(), payload, phrase)

    def candidates(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of the phrases whose anchor is among the words."""
        known = self._known
        waiting: set[int] = set()
        for word in words:
            numbers = known.get(word)
            if numbers is None:
                numbers = self._look_up(word)
            if numbers:
                waiting.update(numbers)
        return sorted(waiting)

    def _look_up(self, word: str) -> tuple[int, ...]:
        numbers = list(self._exact.get(word, ()))
        for size in range(1, _STEM + 1):
            for stem, number in self._prefix.get(word[:size], ()):
                if word.startswith(stem):
                    numbers.append(number)

        found = tuple(sorted(set(numbers)))
        if len(self._known) < _MOST_WORDS:
            self._known[word] = found
        return found


_MOST_WORDS = 200_000
"""Distinct words remembered; numbers and slips must not fill the memory."""
