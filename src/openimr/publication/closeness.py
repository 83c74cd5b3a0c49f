"""Names and numbers in a text, by closeness: the eyes of the leak test.

It shares word lists with the remover and no code: names are compared in windows of
words by edit distance, numbers with everything but letters and figures left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from .parties import Parties
from .words import words

_NO_NAME = frozenset(
    "mr mrs ms miss mx dr md do dc dpm phd psyd dpt pt ot otr cmt np pa rn lac esq jr "
    "sr ii iii iv attorney at law de del la los van von der st cht dds mph "
    "ma pac".split()
)
_LEGAL = frozenset("and inc llc llp lp ltd corp corporation company co".split())
_TITLE = re.compile(r"(?i)\b(?:mr|mrs|ms|miss|mx|dr)\b\.?\s*$")
_LEAST_WORD = 5
_LEAST_NAME = 8
_ALIKE = 90.0
_LEAST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text that come close to something known."""

    what: str
    """Role or kind."""

    how: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    raw: str
    start: int


class Detector:
    """Looks for known people, organisations and numbers."""

    def __init__(self, parties: Parties) -> None:
        known = words()
        self._common = known.also_words | parties.words
        self._not_alike = (
            self._common
            | parties.protected
            | parties.lower
            | known.eponyms
            | known.generic
        )
        self._whole: dict[str, str] = {}
        self._family: dict[str, str] = {}
        self._given: dict[str, str] = {}
        for person in parties.people:
            self._learn(person.role, person.name)
        self._firms = {
            squeezed: firm.role
            for firm in parties.organisations
            if len(squeezed := _firm(firm.name)) >= _LEAST_NAME
        }
        self._numbers = {
            squeezed: value.kind
            for value in parties.values
            if len(squeezed := _squeezed(value.value)) >= _LEAST_NUMBER
            and sum(c.isdigit() for c in squeezed) >= _LEAST_NUMBER - 2
        }

    def _learn(self, role: str, name: str) -> None:
        last, comma, rest = name.partition(",")
        parts = [w for w in _plain_words(rest) if w not in _NO_NAME]
        family = [w for w in _plain_words(last) if w not in _NO_NAME]
        if not (comma and parts):
            words_of = [w for w in re.split(r"[\s]+", last) if w.strip(".")]
            while words_of and set(_plain_words(words_of[-1])) <= _NO_NAME:
                words_of.pop()
            family = _plain_words(words_of[-1]) if words_of else []
            parts = [
                w for w in _plain_words(" ".join(words_of[:-1])) if w not in _NO_NAME
            ]
        first = [w for w in parts if len(w) > 1]
        for one in family:
            if len(one) > 1:
                self._family.setdefault(one, role)
        for one in first:
            self._given.setdefault(one, role)
        if first and family:
            joined = "".join(family)
            self._whole.setdefault(first[0] + joined, role)
            self._whole.setdefault(joined + first[0], role)

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield what comes close to a known name or number."""
        text = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", text)
        found = [
            _Word(_plain(m[0]), m[0], m.start())
            for m in re.finditer(r"[^\W_]+(?:['\u2019](?![sS]\b)[^\W_]+)*", text)
        ]
        for at, word in enumerate(found):
            yield from self._one_word(text, found, at, word)
        yield from self._windows(found)
        yield from self._spelt(found)
        yield from self._numbers_in(text)

    def _one_word(
        self, text: str, found: list[_Word], at: int, word: _Word
    ) -> Iterator[Hit]:
        role = self._family.get(word.plain) or self._given.get(word.plain)
        if role is not None:
            yield from self._same(text, found, at, word, role)
        elif word.raw[0].isupper() and len(word.plain) >= _LEAST_WORD - 1:
            if word.plain in self._not_alike:
                return
            for name, of in self._family.items():
                if name not in self._common and _one_off(word.plain, name):
                    yield Hit(of, "one letter from a name", sure=True)

    def _same(
        self, text: str, found: list[_Word], at: int, word: _Word, role: str
    ) -> Iterator[Hit]:
        titled = bool(_TITLE.search(text[max(0, word.start - 6) : word.start]))
        if titled:
            yield Hit(role, "a title with a name", sure=True)
            return
        ahead = [w.plain for w in found[at + 1 : at + 5]]
        signs = words().eponym_signs | words().eponyms
        if word.plain in words().eponyms and not signs.isdisjoint(ahead):
            return
        if word.plain not in self._common and len(word.plain) > 2:
            if word.raw[0].isupper() or word.plain in self._family:
                yield Hit(role, "a part of a name", sure=True)
        elif word.raw[0].isupper() and not word.raw.isupper() and at:
            before = text[max(0, word.start - 3) : word.start]
            within = re.search(r"[a-z,]\s$", before)
            if within and found[at - 1].raw.islower():
                yield Hit(role, "a word that is a name, too", sure=False)

    def _windows(self, found: list[_Word]) -> Iterator[Hit]:
        """Compare runs of words with whole names and firms."""
        lengths = {len(name) for name in (*self._whole, *self._firms)}
        if not lengths:
            return
        least, most = min(lengths) - 2, max(lengths) + 2
        for at in range(len(found)):
            run = ""
            for word in found[at : at + 7]:
                run += word.plain if word.plain != "and" else ""
                if len(run) > most:
                    break
                if (
                    len(run) >= max(least, _LEAST_NAME - 1)
                    and found[at].raw[0].isupper()
                ):
                    yield from self._alike(run)

    def _alike(self, run: str) -> Iterator[Hit]:
        for names, how in ((self._whole, "a whole name"), (self._firms, "a firm")):
            for name, role in names.items():
                near = len(name) >= _LEAST_NAME and abs(len(name) - len(run)) <= 2
                if near and fuzz.ratio(run, name, score_cutoff=_ALIKE):
                    yield Hit(role, how, sure=True)

    def _spelt(self, found: list[_Word]) -> Iterator[Hit]:
        """Find names whose letters stand apart: ``O r r b o r o``."""
        run = ""
        for word in [*found, _Word("", "", 0)]:
            if len(word.plain) == 1:
                run += word.plain
                continue
            if len(run) >= _LEAST_WORD:
                for name, role in self._family.items():
                    if len(name) >= _LEAST_WORD and name in run:
                        yield Hit(role, "a name in single letters", sure=True)
            run = ""

    def _numbers_in(self, text: str) -> Iterator[Hit]:
        kept = [(c.lower(), at) for at, c in enumerate(text) if c.isalnum()]
        squeezed = "".join(c for c, _ in kept)
        for number, kind in self._numbers.items():
            at = squeezed.find(number)
            while at >= 0:
                start, end = kept[at][1], kept[at + len(number) - 1][1] + 1
                whole = not text[start - 1 : start].isalnum() or not start
                if whole and not text[end : end + 1].isalnum():
                    yield Hit(kind, "a known number or address", sure=True)
                    break
                at = squeezed.find(number, at + 1)


def _one_off(word: str, name: str) -> bool:
    if len(name) < _LEAST_WORD or abs(len(word) - len(name)) > 1:
        return False
    return DamerauLevenshtein.distance(word, name, score_cutoff=1) <= 1


def _plain(word: str) -> str:
    marks = unicodedata.normalize("NFKD", word)
    kept = "".join(c for c in marks if c.isalnum() and not unicodedata.combining(c))
    kept = kept.casefold()
    if any(c.isalpha() for c in kept):
        for figure, letter in ("0o", "1l", "5s", "8b"):
            kept = kept.replace(figure, letter)
    return kept


def _plain_words(text: str) -> list[str]:
    found = re.findall(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*", text)
    return [_plain(word) for word in found]


def _firm(name: str) -> str:
    """Return a firm's name in one word, without its legal form and ``and``."""
    kept = [w for w in re.findall(r"[^\W_]+", name) if w.lower() not in _LEGAL]
    return "".join(_plain(word) for word in kept)


def _squeezed(text: str) -> str:
    return "".join(c.lower() for c in text if c.isalnum())
