"""The passages of a letter that show best why it was found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.text import find_sentences

from .compiling import Compiled
from .found import Passage
from .lexicon import Form, tokens

_WORD = re.compile(r"[^\W_]+")
_MOST_PASSAGES = 2
_LONGEST = 320
_LEAD = 60
_Marks = list[tuple[int, int, int]]
"""Start, end, and number of what was asked for."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    marks: _Marks

    @property
    def asked(self) -> frozenset[int]:
        return frozenset(number for *_, number in self.marks)


class Highlighter:
    """Finds the words of one query in the letters that it has found."""

    def __init__(self, compiled: Compiled) -> None:
        self._first: dict[str, list[tuple[int, Form]]] = {}
        for number, forms in enumerate(compiled.forms):
            for form in forms:
                for word in form[0]:
                    self._first.setdefault(word, []).append((number, form))
        self._starts = compiled.prefixes
        self._after = len(compiled.forms)

    def passages(
        self, requested: str, rationale: str, summary: str
    ) -> tuple[Passage, ...]:
        """Return one or two passages: of the rationale, else of the summary.

        Where no word that was asked for stands in either, it is the beginning of the
        rationale, without a mark.  Marks in the request come first, where there are.
        """
        found: list[Passage] = []
        asked = self._marks(requested)
        if asked:
            whole = _Sentence(0, len(requested), asked)
            found.append(_passage("requested", requested, whole))
        for place, text in (("rationale", rationale), ("summary", summary)):
            best = self._best(text)
            if best:
                return (*found, *(_passage(place, text, each) for each in best))
        opening = next(find_sentences(rationale), None)
        if opening is None:
            return tuple(found)
        bare = _Sentence(opening.start, opening.end, [])
        return (*found, _passage("rationale", rationale, bare))

    def _best(self, text: str) -> list[_Sentence]:
        """Return the sentence with most of what was asked for, and what adds to it."""
        marks = self._marks(text)
        if not marks:
            return []
        sentences = list(_sentences(text, marks))
        sentences.sort(key=lambda each: (-len(each.asked), each.start))
        best = sentences[:1]
        more = [each for each in sentences[1:] if each.asked - best[0].asked]
        more.sort(key=lambda each: (-len(each.asked - best[0].asked), each.start))
        best += more[: _MOST_PASSAGES - 1]
        return sorted(best, key=lambda each: each.start)

    def _marks(self, text: str) -> _Marks:
        """Return the places of what was asked for; a longer one wins over others."""
        if not self._first and not self._starts:
            return []
        words = [(m.start(), m.end(), _folded(m[0])) for m in _WORD.finditer(text)]
        found: _Marks = []
        at = 0
        while at < len(words):
            many, number = self._longest(words, at)
            if many:
                found.append((words[at][0], words[at + many - 1][1], number))
            at += many or 1
        return found

    def _longest(
        self, words: Sequence[tuple[int, int, str]], at: int
    ) -> tuple[int, int]:
        """Return how many words from here on were asked for, and by what."""
        many, asked = 0, -1
        for number, form in self._first.get(words[at][2], ()):
            stands = len(form) <= len(words) - at and all(
                words[at + n][2] in step for n, step in enumerate(form)
            )
            if stands and len(form) > many:
                many, asked = len(form), number
        if not many and words[at][2].startswith(self._starts or ("\0",)):
            return 1, self._after
        return many, asked


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(tokens(word))


def _sentences(text: str, marks: _Marks) -> Iterator[_Sentence]:
    """Yield the sentences that hold marks."""
    left = list(reversed(marks))
    for sentence in find_sentences(text):
        inside: _Marks = []
        while left and left[-1][0] < sentence.end:
            inside.append(left.pop())
        if inside:
            yield _Sentence(sentence.start, max(sentence.end, inside[-1][1]), inside)
    if left:
        rest = left[::-1]
        yield _Sentence(rest[0][0], rest[-1][1], rest)


def _passage(place: str, text: str, sentence: _Sentence) -> Passage:
    """Return a sentence, of a very long one the piece around its first mark."""
    start, end = sentence.start, sentence.end
    if end - start > _LONGEST:
        first = sentence.marks[0][0] if sentence.marks else start
        start = _word_start(text, max(start, first - _LEAD), first)
        end = _word_end(text, start, min(end, start + _LONGEST))
    marks = tuple(
        (s - start, e - start) for s, e, _ in sentence.marks if start <= s and e <= end
    )
    return Passage(place=place, start=start, text=text[start:end], marks=marks)


def _word_start(text: str, at: int, last: int) -> int:
    """Return where the next word begins; no later than a place."""
    if at == 0 or text[at - 1].isspace():
        return at
    blank = re.compile(r"\s+").search(text, at, last)
    return blank.end() if blank else at


def _word_end(text: str, start: int, at: int) -> int:
    """Return where the last whole word ends."""
    if at == len(text) or text[at].isspace():
        return at
    blank = text.rfind(" ", start, at)
    return blank if blank > start else at
