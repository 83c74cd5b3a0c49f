"""What the words and values of a query stand for in one state of the index."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .fields import NOT_GIVEN, TEXTS, Field, Kind, folded
from .folding import words_in
from .names import Names
from .rows import code
from .schema import MARKS, stemmer
from .tree import Match, Words

if TYPE_CHECKING:
    import tantivy

Form = tuple[frozenset[str], ...]
"""Words side by side; the last may be any of a few."""

_GLUED = re.compile(r"(\d+)([a-z]{1,5})")
_SHORT = re.compile(r"[a-z]{1,5}")
_LEAST_STEM = 3


@dataclass(slots=True)
class Lexicon:
    """The words and values that the index holds, looked up when they are asked for."""

    searcher: "tantivy.Searcher"
    names: Names
    _variants: dict[str, frozenset[str]] = field(default_factory=dict)
    _values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _words: dict[str, int] = field(default_factory=dict)
    _lengths: dict[int, list[str]] = field(default_factory=dict)

    def forms(self, words: Words) -> tuple[Form, ...]:
        """Return the ways in which words may stand in a letter.

        A lone word stands for its other forms too, ``denied`` for ``denial``'s verb;
        words in quotation marks and names of drugs stand for themselves.  ``7.5mg`` is
        found as ``7.5 mg`` and the other way round, ``follow-up`` as ``followup``.
        """
        typed = tokens(words.text)
        if not typed:
            return ()
        ways = dict.fromkeys((typed, _parted(typed), _glued(typed)))
        if not words.phrase and "-" in words.text and "".join(typed).isalpha():
            ways["".join(typed),] = None
        loose = not (words.phrase or words.prefix)
        return tuple(
            (self.variants(way[0]),)
            if len(way) == 1 and loose
            else self._in_order(way, prefix=words.prefix)
            for way in ways
        )

    def _in_order(self, way: tuple[str, ...], *, prefix: bool) -> Form:
        """Return words as they stand; a number at the end may have its unit glued on.

        So ``10/325`` finds ``10/325mg``.
        """
        *steps, last = (frozenset((each,)) for each in way)
        if way[-1].isdecimal() and not prefix:
            last = self.variants(way[-1])
        return (*steps, last)

    def variants(self, word: str) -> frozenset[str]:
        """Return a word with those words of the index that have the same stem."""
        known = self._variants.get(word)
        if known is None:
            known = self._variants[word] = self._looked_up(word)
        return known

    def _looked_up(self, word: str) -> frozenset[str]:
        own = self.names.drug_words
        if word.isdecimal():
            return self._with_units(word)
        if not word.isalpha() or word in own or len(word) < _LEAST_STEM:
            return frozenset((word,))
        stem = _stem(word)
        # An inflected word may differ from its stem in the stem's last letter.
        start = stem[:-1] if len(stem) > _LEAST_STEM or stem[-1] in "ei" else stem
        near = {
            term
            for place in TEXTS
            for term, _ in self.searcher.terms_with_prefix(place, start)
            if term not in own and _stem(term) == stem
        }
        return frozenset({word, *near})

    def _with_units(self, number: str) -> frozenset[str]:
        glued = {
            term
            for place in TEXTS
            for term, _ in self.searcher.terms_with_prefix(place, number)
            if _SHORT.fullmatch(term[len(number) :])
        }
        return frozenset({number, *glued})

    def values(self, name: str) -> tuple[str, ...]:
        """Return every value that a field has in the index, folded."""
        known = self._values.get(name)
        if known is None:
            start = f"{name}="
            terms = self.searcher.terms_with_prefix(MARKS, start)
            known = tuple(term[len(start) :] for term, _ in terms)
            self._values[name] = known
        return known

    def meant(self, match: Match) -> tuple[str, ...]:
        """Return the values of the index that a value of a query stands for."""
        name = match.field.name
        if match.field.kind is Kind.CODE:
            return (code(match.value),)
        value = folded(match.value)
        if value == NOT_GIVEN:
            return (NOT_GIVEN,)
        there = self.values(name)
        if match.prefix:
            return tuple(each for each in there if each.startswith(value))
        return tuple(sorted(self.named(match.field, value)))

    def named(self, field: Field, value: str) -> set[str]:
        """Return the values of the index that a folded name stands for.

        Values by that name, else values in which its words stand side by side.
        """
        there = self.values(field.name)
        known = {value, *self.names.meant(field.name, value)}
        if field.name == "treatment":
            known = {*self.names.with_those_under(known)}
        found = known.intersection(there)
        if found or known != {value}:
            return found
        return {each for each in there if f" {value} " in f" {each} "}

    def named_exactly(self, field: Field, value: str) -> bool:
        """Tell whether the index has items with a value by just this name."""
        table = self.names.known.get(field.name, {})
        known = {
            each
            for v in (value, value.removesuffix("s"))
            for each in (v, *table.get(v, ()))
        }
        return not known.isdisjoint(self.values(field.name))

    def words(self) -> dict[str, int]:
        """Return the words of all letters, each with the number of items it is in."""
        if not self._words:
            for place in TEXTS:
                for term, many in self.searcher.terms_with_prefix(place, ""):
                    self._words[term] = max(many, self._words.get(term, 0))
        return self._words

    def words_of_lengths(self, length: int, more: int) -> list[str]:
        """Return the words whose length is not farther from one than this."""
        if not self._lengths:
            for word in self.words():
                self._lengths.setdefault(len(word), []).append(word)
        span = range(length - more, length + more + 1)
        return [word for each in span for word in self._lengths.get(each, ())]


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text as the index has them.

    >>> tokens("Norco 10/325, L4-5")
    ('norco', '10', '325', 'l4', '5')
    """
    return words_in(text)


def _stem(word: str) -> str:
    stems = stemmer().analyze(word)
    return stems[0] if stems else word


def _parted(typed: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for token in typed:
        glued = _GLUED.fullmatch(token)
        found.extend(glued.groups() if glued else (token,))
    return tuple(found)


def _glued(typed: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for token in typed:
        if found and found[-1].isdecimal() and _SHORT.fullmatch(token):
            found[-1] += token
        else:
            found.append(token)
    return tuple(found)
