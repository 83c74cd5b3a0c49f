"""The passages of a letter that show best why it was found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from openimr.text import find_sentences

from .compiling import Compiled
from .found import Passage

_SIGN = r"[^\W_]"
_BETWEEN = r"[\W_]+"
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
        steps = [
            ([sorted(step) for step in form], number)
            for number, forms in enumerate(compiled.forms)
            for form in forms
        ]
        # Of forms that begin at one place the one with most words is tried first.
        steps.sort(key=lambda each: -len(each[0]))
        ways = [_BETWEEN.join(map(_one_of, each)) for each, _ in steps]
        self._asked = [number for _, number in steps]
        if compiled.prefixes:
            ways.append(f"{_one_of(compiled.prefixes)}{_SIGN}*")
            self._asked.append(len(compiled.forms))
        wanted = "|".join(f"({way})" for way in ways)
        self._wanted = (
            re.compile(f"(?<!{_SIGN})(?:{wanted})(?!{_SIGN})") if ways else None
        )

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
        """Return the places of what was asked for; none lies inside another."""
        if self._wanted is None:
            return []
        return [
            (match.start(), match.end(), self._asked[(match.lastindex or 1) - 1])
            for match in self._wanted.finditer(_plain(text))
        ]


def _one_of(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


def _plain(text: str) -> str:
    """Return a text of the same length without capitals and, sign by sign, accents."""
    if text.isascii():
        return text.lower()
    return "".join(sign if sign.isascii() else _bare(sign) for sign in text).lower()


@lru_cache(maxsize=4096)
def _bare(sign: str) -> str:
    """Return a letter without its accent; signs that have no one such letter stay."""
    base = normalize("NFKD", sign)[0].lower()
    return base if len(base) == 1 and base.isalnum() == sign.isalnum() else sign


def _sentences(text: str, marks: _Marks) -> Iterator[_Sentence]:
    """Yield the sentences that hold marks."""
    left = list(reversed(marks))
    for sentence in find_sentences(text):
        inside: _Marks = []
        while left and left[-1][0] < sentence.end:
            inside.append(left.pop())
        if inside:
            yield _Sentence(sentence.start, max(sentence.end, inside[-1][1]), inside)
        if not left:
            return
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
