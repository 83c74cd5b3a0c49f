"""Which of many texts share a good part of their words, without comparing them all."""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

_SHINGLE = 4
_SHORT = 60
_SAMPLE = 8
"""One word in so many begins a shingle that is kept; its hash alone decides."""

_COMMON = 24
"""A shingle in more texts than this is a form's print and tells nothing."""

_FEWEST_WORDS = 12

Sample = set[tuple[str, ...]]


def likely_pairs(
    texts: Sequence[Sequence[str]], alike: float
) -> dict[tuple[int, int], float]:
    """Return pairs that share at least that part of their sampled word sequences.

    The pairs are places in the list, the smaller first, with the share of the shorter
    text.  Time grows with the number of texts and not with that of pairs.

    >>> note = tuple("the neck is stiff and sore after work in the cold yard".split())
    >>> likely_pairs([note, ("other",) * 12, note], 0.5)
    {(0, 2): 1.0}
    """
    return pairs_of(samples(texts), alike)


def samples(texts: Sequence[Sequence[str]]) -> list[Sample]:
    """Return of each text the word sequences that begin with a chosen word."""
    chosen = _chosen(texts)
    return [
        _shingles(words, chosen) if len(words) >= _FEWEST_WORDS else set()
        for words in texts
    ]


def pairs_of(sampled: Sequence[Sample], alike: float) -> dict[tuple[int, int], float]:
    """Return the likely pairs of texts that were sampled together."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, sample in enumerate(sampled):
        for shingle in sample:
            holders[shingle].append(number)
    sizes: dict[int, int] = defaultdict(int)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for places in holders.values():
        if len(places) > _COMMON:
            continue
        for place in places:
            sizes[place] += 1
        for pair in combinations(places, 2):
            shared[pair] += 1
    shares = {
        pair: count / min(sizes[pair[0]], sizes[pair[1]])
        for pair, count in sorted(shared.items())
    }
    return {pair: share for pair, share in shares.items() if share >= alike}


def share_in_order(own: Sample, earlier: Sample) -> float:
    """Return the share of a text's sampled word sequences that another one has.

    >>> share_in_order(*samples([tuple("she sleeps badly".split() * 4)] * 2))
    1.0
    """
    return len(own & earlier) / len(own) if own else 0.0


def _chosen(texts: Sequence[Sequence[str]]) -> set[str]:
    """Return the words that begin a shingle which is kept."""
    vocabulary = frozenset().union(*texts)
    return {word for word in vocabulary if zlib.crc32(word.encode()) % _SAMPLE == 0}


def _shingles(words: Sequence[str], chosen: set[str]) -> set[tuple[str, ...]]:
    """Return the shingles that begin with a chosen word; all of a short text."""
    if len(words) < _SHORT:
        return {tuple(words[at : at + _SHINGLE]) for at in range(len(words))}
    return {
        tuple(words[at : at + _SHINGLE])
        for at, word in enumerate(words)
        if word in chosen
    }
