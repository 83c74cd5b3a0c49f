"""What was perhaps meant by a word that no letter holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .fields import FIELDS, NOT_GIVEN, Field, Kind, folded
from .lexicon import Lexicon, tokens
from .tree import Leaf, Match, Node, Words, wanted

_RARE = 3
"""A word in no more items than this may be a misprint itself."""

_OFTEN = 50
"""How many times more frequent the other word must be."""

_NAMED = tuple(f for f in FIELDS if f.kind is Kind.NAME)


@dataclass(frozen=True, slots=True)
class Meant:
    """A word of a query and what could stand in its place."""

    written: str
    meant: str
    start: int
    end: int
    value: str
    """What to put in, with its field and quotation marks."""

    def put_into(self, query: str) -> str:
        """Return the query with the other word."""
        return query[: self.start] + self.value + query[self.end :]


def meant(node: Node, lexicon: Lexicon) -> Iterator[Meant]:
    """Yield better words for those of a query that stand in few letters or none."""
    for leaf in wanted(node):
        found = _of(leaf, lexicon)
        if found is not None:
            yield found


def _of(leaf: Leaf, lexicon: Lexicon) -> Meant | None:
    if isinstance(leaf, Words):
        return _word(leaf, lexicon)
    if isinstance(leaf, Match) and leaf.field.kind is Kind.NAME and not leaf.prefix:
        return _value(leaf, lexicon)
    return None


def _word(leaf: Words, lexicon: Lexicon) -> Meant | None:
    """Return the words with each unknown one changed for its nearest."""
    if leaf.prefix:
        return None
    better = {}
    for word in tokens(leaf.text):
        near = _near_word(word, lexicon)
        if near is not None:
            better[word] = near
    if not better:
        return None
    put = " ".join(better.get(word, word) for word in tokens(leaf.text))
    value = f'"{put}"' if leaf.phrase or " " in put else put
    if leaf.place is not None and not leaf.phrase:
        value = put if " " not in put else value
    return Meant(leaf.text, put, leaf.start, leaf.end, value)


def _near_word(word: str, lexicon: Lexicon) -> str | None:
    if not word.isalpha() or len(word) < 3:
        return None
    known = lexicon.words()
    many = max(known.get(each, 0) for each in lexicon.variants(word))
    if many > _RARE:
        return None
    least = max(1, many * _OFTEN)
    there = lexicon.words_of_lengths(len(word), _errors(word))
    near = _nearest(word, there, known)
    return near if near is not None and known[near] >= least else None


def _nearest(word: str, there: Iterable[str], known: dict[str, int]) -> str | None:
    """Return the word with the fewest letters changed, of several the most frequent.

    A wrong first letter counts double: people seldom miss that one.
    """
    scorer: Any = OSA.distance
    near = process.extract(
        word, there, scorer=scorer, score_cutoff=_errors(word), limit=20
    )
    best = [
        (far + (each[0] != word[0]), -known.get(each, 0), each)
        for each, far, _ in near
        if each != word
    ]
    return min(best)[2] if best else None


def _errors(word: str) -> int:
    """Return how many letters may be wrong."""
    return 1 if len(word) <= 4 else 2 if len(word) <= 9 else 3


def _value(leaf: Match, lexicon: Lexicon) -> Meant | None:
    """Return the nearest value of the field, or the field that has this value."""
    value = folded(leaf.value)
    if value == NOT_GIVEN or lexicon.meant(leaf):
        return None
    for other in _NAMED:
        if other.name != leaf.field.name and lexicon.named_exactly(other, value):
            return _put(leaf, other, value)
    names = lexicon.names.known.get(leaf.field.name, {})
    there = {
        name: lexicon.named(leaf.field, name)
        for name in (*lexicon.values(leaf.field.name), *names)
    }
    held = [name for name, values in there.items() if values]
    near = _nearest(value, sorted(held), {})
    return _put(leaf, leaf.field, near) if near else None


def _put(leaf: Match, field: Field, value: str) -> Meant:
    quoted = f'"{value}"' if not value.isalnum() else value
    written = f"{leaf.field.name}:{leaf.value}"
    put = f"{field.name}:{quoted}"
    return Meant(written, put, leaf.start, leaf.end, put)
