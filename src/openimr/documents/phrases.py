"""Find many phrases at once, in time that grows with the text and not their number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from openimr.text import same_length

T = TypeVar("T")

_WORD = re.compile(r"[a-z0-9]+(?:[-/.'&][a-z0-9]+)*")
_ANY_CASE = re.compile(r"[a-zA-Z0-9]+(?:[-/.'&][a-zA-Z0-9]+)*")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a line in lower case, without punctuation at their ends.

    >>> words_of("Treating Physician\u2019s Report (PR-2)")
    ('treating', "physician's", 'report', 'pr-2')
    """
    plain = text if text.isascii() else same_length(text)
    return tuple(_WORD.findall(plain.lower()))


def places_of_words(text: str, start: int = 0) -> list[tuple[int, int, str]]:
    """Return the words of a text in lower case with their places in it.

    >>> places_of_words("Not certified.")
    [(0, 3, 'not'), (4, 13, 'certified')]
    """
    plain = text if text.isascii() else same_length(text)
    return [(*m.span(), m[0].lower()) for m in _ANY_CASE.finditer(plain, start)]


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: where it begins, how many words it has, what it stands for."""

    start: int
    words: int
    meaning: T


class PhraseBook(Generic[T]):
    """Phrases, each with a meaning, looked up by their first two words.

    >>> book = PhraseBook([("progress report", 1), ("report", 2)])
    >>> [(hit.start, hit.meaning) for hit in book.find(words_of("Progress report"))]
    [(0, 1), (1, 2)]
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._single: dict[str, list[T]] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        for phrase, meaning in phrases:
            words = words_of(phrase)
            if len(words) == 1:
                self._single.setdefault(words[0], []).append(meaning)
            elif words:
                seconds = self._longer.setdefault(words[0], {})
                seconds.setdefault(words[1], []).append((words, meaning))
        self._firsts = frozenset((*self._single, *self._longer))

    def find(self, words: Sequence[str]) -> list[Hit[T]]:
        """Return every phrase that stands in the words, overlapping ones too."""
        firsts = self._firsts
        if firsts.isdisjoint(words):
            return []
        hits: list[Hit[T]] = []
        for start, word in enumerate(words):
            if word in firsts:
                hits += [
                    Hit(start, 1, meaning) for meaning in self._single.get(word, ())
                ]
                seconds = self._longer.get(word)
                if seconds and start + 1 < len(words):
                    for phrase, meaning in seconds.get(words[start + 1], ()):
                        size = len(phrase)
                        if tuple(words[start : start + size]) == phrase:
                            hits.append(Hit(start, size, meaning))
        return hits
