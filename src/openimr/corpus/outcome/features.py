"""Items as numbers: fields as they are, words by how rare they are, the year."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log, sqrt
from typing import Any

from openimr.corpus.extra import needed

from .items import Item

_LEAST = 10
"""Items that a feature must have been seen in."""

_MOST_WORDS = 10_000
_STOPPED = frozenset(
    "a an and are as at be by for from has have in is it of on or that the this to was "
    "were which with".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A feature, and what one of it weighs."""

    name: str
    weight: float
    """1 for a field; for words the logarithm of how rare they are."""


@dataclass(frozen=True)
class Encoder:
    """Turns items into rows of numbers; what it does not know it passes over."""

    terms: tuple[Term, ...]
    year: tuple[float, float, float, float]
    """Mean and spread of the years trained on, the first and the last.

    Years beyond count as the nearest of these: a trend is not drawn on.
    """

    @cached_property
    def _place(self) -> dict[str, int]:
        return {term.name: number for number, term in enumerate(self.terms)}

    def matrix(self, items: Sequence[Item]) -> Any:
        """Return a sparse matrix: a row an item, a column a term, the year last."""
        sparse, numpy = needed("scipy.sparse", "outcome"), needed("numpy", "outcome")
        values: list[float] = []
        columns: list[int] = []
        ends = [0]
        for item in items:
            for column, value in self._row(item):
                columns.append(column)
                values.append(value)
            ends.append(len(values))
        return sparse.csr_matrix(
            (
                numpy.array(values, numpy.float64),
                numpy.array(columns, numpy.int32),
                numpy.array(ends, numpy.int64),
            ),
            shape=(len(items), len(self.terms) + 1),
        )

    def _row(self, item: Item) -> list[tuple[int, float]]:
        place = self._place
        row = [(place[token], 1.0) for token in set(item.tokens) if token in place]
        counts = Counter(name for name in phrases(item) if name in place)
        weights = {
            name: (1 + log(count)) * self.terms[place[name]].weight
            for name, count in counts.items()
        }
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        row += [(place[name], weight / length) for name, weight in weights.items()]
        mean, spread, first, last = self.year
        year = min(max(float(item.day.year), first), last)
        row.append((len(self.terms), (year - mean) / spread))
        return sorted(row)


def fit_encoder(items: Sequence[Item]) -> Encoder:
    """Return the encoder of the items to train on."""
    fields: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for item in items:
        fields.update(set(item.tokens))
        words.update(set(phrases(item)))
    terms = [Term(name, 1.0) for name in _kept(fields, len(fields))]
    terms += [
        Term(name, float(f"{1 + log((1 + len(items)) / (1 + words[name])):.9g}"))
        for name in _kept(words, _MOST_WORDS)
    ]
    years = [float(item.day.year) for item in items]
    mean = sum(years) / len(years)
    spread = sqrt(sum((year - mean) ** 2 for year in years) / len(years)) or 1.0
    year = (float(f"{mean:.9g}"), float(f"{spread:.9g}"), min(years), max(years))
    return Encoder(tuple(terms), year)


def _kept(counts: Counter[str], most: int) -> list[str]:
    """Return the features seen often enough, the most frequent, by name."""
    often = [(-count, name) for name, count in counts.items() if count >= _LEAST]
    return sorted(name for _, name in sorted(often)[:most])


def phrases(item: Item) -> Iterable[str]:
    """Yield the words of a summary that say something, alone and in pairs."""
    kept = [word for word in item.words if word not in _STOPPED]
    for word in kept:
        yield f"word {word}"
    for one, other in pairwise(kept):
        yield f"words {one} {other}"
