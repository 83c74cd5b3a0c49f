"""Find many phrases at once, in time that grows with the text and not their number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from openimr.text import same_length

T = TypeVar("T")

_WORD = re.compile(r"[a-z0-9]+(?:[-/.'&][a-z0-9]+)*")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a line in lower case, without punctuation at their ends.

    >>> words_of("Treating Physician\u2019s Report (PR-2)")
    ('treating', "physician's", 'report', 'pr-2')
    """
    plain = text if text.isascii() else same_length(text)
    return tuple(_WORD.findall(plain.lower()))


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: where it begins, how many words it has, what it stands for."""

    start: int
    words: int
    meaning: T


class PhraseBook(Generic[T]):
    """Phrases, each with a meaning, looked up by their first word.

    >>> book = PhraseBook([("progress report", 1), ("report", 2)])
    >>> [(hit.start, hit.meaning) for hit in book.find(words_of("Progress report"))]
    [(0, 1), (1, 2)]
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in phrases:
            words = words_of(phrase)
            if words:
                self._by_first.setdefault(words[0], []).append((words, meaning))

    def find(self, words: Sequence[str]) -> list[Hit[T]]:
        """Return every phrase that stands in the words, overlapping ones too."""
        by_first = self._by_first
        if by_first.keys().isdisjoint(words):
            return []
        return [
            Hit(start, len(phrase), meaning)
            for start, word in enumerate(words)
            if word in by_first
            for phrase, meaning in by_first[word]
            if len(phrase) == 1 or tuple(words[start : start + len(phrase)]) == phrase
        ]
