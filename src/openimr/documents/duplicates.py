"""Find pages that repeat other pages of the case file.

A copy differs from its original by what transit put on it: a fax line, a print date,
"COPY".  A note that is copied forward differs in what matters: another date, another
score, one small "no".  So two pages are the same only if, stamps aside, every word of
theirs is, in order, and nothing differs but the marks of a copy.
"""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

from .views import PageView

_SHINGLE = 4
_SHORT_PAGE = 60
_SAMPLE = 8
"""One word in so many begins a shingle that is kept; its hash alone decides."""

_COMMON = 24
"""A shingle on more pages than this is a form's print and tells nothing."""

_FEWEST_WORDS = 12
_ALIKE = 0.4
"""Share of the shingles of the shorter page that a pair must have to be compared."""

_COPY_WORDS = frozenset(
    "copy duplicate for file files chart billing records original resent of the".split()
)
"""Words that mark a page as a copy; any other difference is one that matters."""

_FIGURES_COMPARED = 4
_HEAD_WORDS = 25
"""Words that transit may put before the first line of a copy."""


def find_copies(documents: Sequence[Sequence[PageView | None]]) -> dict[int, int]:
    """Return which documents repeat which, by their places in the list.

    A document is given as the views of its pages, None for a page without text; it
    repeats another when each of its pages is a copy of one of the other's, in order.
    Single pages are never judged apart: the second page of two notes may well be
    equal word for word, and still speak of two visits.
    """
    pages = [(d, page) for d, views in enumerate(documents) for page in views if page]
    words = [page.own_words for _, page in pages]
    groups = _Groups(len(pages))
    for one, other in sorted(_candidates(words)):
        if groups.of(one) != groups.of(other) and is_copy(words[one], words[other]):
            groups.join(one, other)
    signs: dict[int, list[int]] = defaultdict(list)
    sizes: dict[int, int] = defaultdict(int)
    for place, (document, page) in enumerate(pages):
        signs[document].append(groups.of(place))
        sizes[document] += len(words[place]) + len(page.stamps)
    whole = [d for d, views in enumerate(documents) if views and None not in views]
    return _repeating(whole, signs, sizes)


def _repeating(
    whole: list[int], signs: dict[int, list[int]], sizes: dict[int, int]
) -> dict[int, int]:
    """Pair each copy with its original: most pages, fewest stamps, earliest."""
    order = sorted(whole, key=lambda d: (-len(signs[d]), sizes[d], d))
    by_sign: dict[int, list[int]] = defaultdict(list)
    found: dict[int, int] = {}
    for document in order:
        original = next(
            (
                earlier
                for earlier in by_sign.get(signs[document][0], ())
                if _stands_in(signs[document], signs[earlier])
            ),
            None,
        )
        if original is not None:
            found[document] = original
            continue
        for sign in signs[document]:
            by_sign[sign].append(document)
    return found


def _stands_in(part: list[int], entire: list[int]) -> bool:
    return any(
        entire[at : at + len(part)] == part for at in range(len(entire) - len(part) + 1)
    )


def _candidates(words: Sequence[tuple[str, ...]]) -> set[tuple[int, int]]:
    """Return pairs of pages that share a good part of their sampled shingles."""
    vocabulary = frozenset().union(*words)
    chosen = {word for word in vocabulary if zlib.crc32(word.encode()) % _SAMPLE == 0}
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sizes: list[int] = []
    for page, sequence in enumerate(words):
        kept = _shingles(sequence, chosen) if len(sequence) >= _FEWEST_WORDS else ()
        sizes.append(len(kept))
        for shingle in kept:
            holders[shingle].append(page)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for pages in holders.values():
        if 1 < len(pages) <= _COMMON:
            for pair in combinations(pages, 2):
                shared[pair] += 1
    return {
        pair
        for pair, count in shared.items()
        if count >= _ALIKE * min(sizes[pair[0]], sizes[pair[1]])
    }


def _shingles(words: tuple[str, ...], chosen: set[str]) -> set[tuple[str, ...]]:
    """Return the shingles that begin with a chosen word; all of a short page."""
    if len(words) < _SHORT_PAGE:
        return {words[at : at + _SHINGLE] for at in range(len(words))}
    return {
        words[at : at + _SHINGLE] for at, word in enumerate(words) if word in chosen
    }


def is_copy(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two pages are one, by their words without those of stamps.

    >>> note = tuple("pain is 7/10 today as it was and she sleeps badly again".split())
    >>> is_copy(note, (*note, "copy")), is_copy(note, (*note[:2], "8/10", *note[3:]))
    (True, False)
    """
    if one == other:
        return len(one) >= _FEWEST_WORDS // 2
    if abs(len(one) - len(other)) > _HEAD_WORDS + len(_COPY_WORDS):
        return False
    first, second = _last_figures(one), _last_figures(other)
    if len(first) == len(second) == _FIGURES_COMPARED and first != second:
        return False  # a cheap look before the dear one
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return all(
        tag == "equal" or _means_nothing(one[a:b], other[c:d], first=a == c == 0)
        for tag, a, b, c, d in matcher.get_opcodes()
    )


def _means_nothing(
    one: tuple[str, ...], other: tuple[str, ...], *, first: bool
) -> bool:
    """Tell whether a difference is of transit or typesetting only."""
    if first and (not one or not other) and len(one) + len(other) <= _HEAD_WORDS:
        return True  # only added, before the first line
    if _bare(one) == _bare(other):
        return True  # a word broken elsewhere
    return _COPY_WORDS.issuperset(one) and _COPY_WORDS.issuperset(other)


def _bare(words: tuple[str, ...]) -> str:
    return "".join(words).replace("-", "")


def _last_figures(words: tuple[str, ...]) -> list[str]:
    figures = [word for word in words[_HEAD_WORDS:] if not word.isalpha()]
    return [word for word in figures if _has_figure(word)][-_FIGURES_COMPARED:]


def _has_figure(word: str) -> bool:
    return any(character.isdigit() for character in word)


class _Groups:
    """Pages that are one another's copies (union-find)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def of(self, page: int) -> int:
        while self._parent[page] != page:
            self._parent[page] = self._parent[self._parent[page]]
            page = self._parent[page]
        return page

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first
