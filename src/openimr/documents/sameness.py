"""Whether two pages are one: their words without those of stamps are the same.

A copy differs from its original by what transit put on it: a fax line, a print date,
"COPY"; and by what the recognition of its picture got wrong: characters that look
alike, broken words, cells of a table in another order.  A note that is copied forward
differs in what matters: another date, another score, one small "no".  So a difference
is overlooked only where its kind and the engine's own doubt say that nobody wrote it.
"""

from collections import Counter
from collections.abc import Sequence

from .doubts import MOST_SLIPS, only_misread
from .gaps import Gap, Word, gaps, tokens
from .misreading import copy_knowledge, has_figure, shape
from .moved_words import in_order, without_moved
from .page_words import PageWords

FEWEST_WORDS = 12
"""Pages with fewer words are never compared, only found equal."""

_FIGURES_COMPARED = 4
_HEAD_WORDS = 25
"""Words that transit may put before the first line of a copy."""

_STAMP_WORDS = 12
_SURE_FIGURES = 0.85
_SHIFT = 50


def is_copy(one: PageWords, other: PageWords) -> bool:
    """Tell whether two pages are one, by their words without those of stamps.

    >>> note = "pain is 7/10 today as it was and she sleeps badly again".split()
    >>> page, marked = PageWords(tuple(note)), PageWords((*note, "copy"))
    >>> other = PageWords((*note[:2], "8/10", *note[3:]))
    >>> is_copy(page, marked), is_copy(page, other)
    (True, False)
    """
    if one.words == other.words:
        return len(one.words) >= FEWEST_WORDS // 2
    read = one.sure is not None or other.sure is not None
    if not _worth_comparing(one, other, read=read):
        return False
    first, second = tokens(one, read=read), tokens(other, read=read)
    every = list(gaps(first, second))
    left, moved = without_moved([gap for gap in every if not _of_transit(gap)])
    if not in_order(first, second, every, moved):
        return False
    if not left or not read:
        return not left
    return only_misread(left, min(len(first), len(second)), _figure_count(first))


def _worth_comparing(one: PageWords, other: PageWords, *, read: bool) -> bool:
    """Take a cheap look before the dear one."""
    sizes = len(one.words), len(other.words)
    if min(sizes) < FEWEST_WORDS or abs(sizes[0] - sizes[1]) > max(
        _SHIFT, 0.1 * max(sizes)
    ):
        return False
    if read:
        keys = [Counter(map(shape, page.words)) for page in (one, other)]
        return (keys[0] & keys[1]).total() >= (1 - MOST_SLIPS) * min(sizes)
    first, second = _last_figures(one.words), _last_figures(other.words)
    full = len(first) == len(second) == _FIGURES_COMPARED
    return not full or Counter(first) == Counter(second) or _stamped(one, other)


def _stamped(one: PageWords, other: PageWords) -> bool:
    """Tell whether the end of a page may bear a stamp that the other has not."""
    stamp = copy_knowledge().stamp
    ends = [
        Counter(w for w in p.words[-_STAMP_WORDS:] if w in stamp) for p in (one, other)
    ]
    return ends[0] != ends[1]


def _last_figures(words: Sequence[str]) -> list[str]:
    figures = [word for word in words[_HEAD_WORDS:] if not word.isalpha()]
    return [word for word in figures if has_figure(word)][-_FIGURES_COMPARED:]


def _figure_count(words: Sequence[Word]) -> int:
    return sum(has_figure(word.text) for word in words)


def _of_transit(gap: Gap) -> bool:
    """Tell whether a difference is of transit or typesetting only."""
    sizes = len(gap.one), len(gap.other)
    if gap.first and 0 in sizes and sum(sizes) <= _HEAD_WORDS:
        return True  # only added, before the first line
    if _bare(gap.one, broken=sizes) == _bare(gap.other, broken=sizes):
        # A word broken elsewhere; but 2-3 is not 23, unless the engine is unsure.
        words = (*gap.one, *gap.other)
        sure = min(word.certainty for word in words) >= _SURE_FIGURES
        return not (sure and all(word.text.isdigit() for word in words))
    return _is_handling(gap)


def _bare(words: Sequence[Word], *, broken: tuple[int, int]) -> str:
    """Join words; a hyphen goes unless it stands between figures: 2-3 is not 23."""
    joined = "".join(word.key for word in words)
    if any(has_figure(word.text) for word in words) and broken[0] == broken[1]:
        return joined
    return joined.replace("-", "")


def _is_handling(gap: Gap) -> bool:
    known = copy_knowledge()
    texts = [word.text for word in (*gap.one, *gap.other)]
    if known.stamp.isdisjoint(texts):
        return False
    if known.handling.issuperset(texts):
        return True
    one_sided = not gap.one or not gap.other
    return (
        one_sided
        and len(texts) <= _STAMP_WORDS
        and all(text in known.handling or has_figure(text) for text in texts)
    )
