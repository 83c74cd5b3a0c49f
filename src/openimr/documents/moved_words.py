"""Words that only stand elsewhere: cells of a table, lines of another order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from .gaps import Gap, Word

_WHOLE_BLOCK = 3
"""Words that, moved together, keep their meaning, figures and sides among them."""


def without_moved(gaps: Sequence[Gap]) -> tuple[list[Gap], set[tuple[int, int]]]:
    """Take out what only stands elsewhere; return the rest, and places moved singly.

    Only words that are missing in one place and added in another can have moved: where
    a word stands for another in both places, two words were exchanged.
    """
    lost = [word for gap in gaps if not gap.other for word in gap.one]
    added = [word for gap in gaps if not gap.one for word in gap.other]
    gone: tuple[set[int], set[int]] = set(), set()
    single: set[tuple[int, int]] = set()
    while lost and added:
        keys = [w.key for w in lost], [w.key for w in added]
        match = SequenceMatcher(None, *keys, autojunk=False).find_longest_match()
        if not match.size:
            break
        here = lost[match.a : match.a + match.size]
        there = added[match.b : match.b + match.size]
        gone[0].update(word.at for word in here)
        gone[1].update(word.at for word in there)
        if match.size < _WHOLE_BLOCK:
            single.update((w.at, v.at) for w, v in zip(here, there, strict=True))
        del lost[match.a : match.a + match.size]
        del added[match.b : match.b + match.size]
    return list(_rest(gaps, *gone)), single


def _rest(gaps: Sequence[Gap], one: set[int], other: set[int]) -> Iterator[Gap]:
    for gap in gaps:
        here = tuple(word for word in gap.one if word.at not in one)
        there = tuple(word for word in gap.other if word.at not in other)
        if here or there:
            yield Gap(here, there, gap.first)


def in_order(
    one: Sequence[Word],
    other: Sequence[Word],
    gaps: Sequence[Gap],
    moved: set[tuple[int, int]],
) -> bool:
    """Tell whether words moved singly passed none of their kind.

    "Left 7, right 3" and "left 3, right 7" have the same words.
    """
    singles = {a for a, _ in moved}, {b for _, b in moved}
    aside = (
        {w.at for gap in gaps for w in gap.one} - singles[0],
        {w.at for gap in gaps for w in gap.other} - singles[1],
    )
    return all(
        _of_kind(one[:a], one[a].kind, aside[0])
        == _of_kind(other[:b], one[a].kind, aside[1])
        for a, b in sorted(moved)
        if one[a].kind
    )


def _of_kind(words: Sequence[Word], kind: int, aside: set[int]) -> Counter[str]:
    return Counter(w.key for w in words if w.kind == kind and w.at not in aside)
