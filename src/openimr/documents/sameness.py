"""Whether two pages are one: their words without those of stamps are the same.

A copy differs from its original by what transit put on it: a fax line, a print date,
"COPY"; and by what the recognition of its picture got wrong: characters that look
alike, broken words, cells of a table in another order.  A note that is copied forward
differs in what matters: another date, another score, one small "no".  So a difference
is overlooked only where its kind and the engine's own doubt say that nobody wrote it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .misreading import (
    copy_knowledge,
    has_figure,
    is_date,
    is_turning,
    may_be_misread,
    shape,
)
from .page_words import SURE, PageWords

FEWEST_WORDS = 12
"""Pages with fewer words are never compared, only found equal."""

_FIGURES_COMPARED = 4
_HEAD_WORDS = 25
"""Words that transit may put before the first line of a copy."""

_STAMP_WORDS = 12
_SHIFT = 50
_WHOLE_BLOCK = 3
"""Words that, moved together, keep their meaning, figures and sides among them."""

_NOISY = 0.02
"""Share of misread words from which on a sure reading may be wrong as well."""

_MOST_SLIPS = 0.25
_MOST_FIGURES = 0.2
_MOST_LOST = 0.03
_LOST_TOGETHER = 2
_JUNK = 0.65
_AT_A_LOSS = 0.5
_UNSURE_DATE = 0.6
_SMALL_WORD = 3
_PARTS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    key: str
    certainty: float
    at: int
    dated: bool = False
    """True for a part of a date."""

    @property
    def kind(self) -> int:
        """Return what it could be exchanged with, unseen: 0 for nothing that matters.

        Figures of one length are a kind, and the words that turn a finding round.
        """
        if is_turning(self.text):
            return -1
        return len(self.text) if has_figure(self.text) else 0


@dataclass(frozen=True, slots=True)
class _Gap:
    """Words of two pages between words that they share."""

    one: tuple[_Word, ...]
    other: tuple[_Word, ...]
    first: bool
    """True before the first words that they share."""


@dataclass(frozen=True, slots=True)
class _Slip:
    """Words that differ, and that the engine may have misread."""

    one: _Word | None
    other: _Word | None

    @property
    def figure(self) -> bool:
        return any(word and has_figure(word.text) for word in (self.one, self.other))


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
    first, second = _tokens(one, read=read), _tokens(other, read=read)
    every = list(_gaps(first, second))
    gaps, moved = _without_moved([gap for gap in every if not _of_transit(gap)])
    if not _in_order(first, second, every, moved):
        return False
    if not gaps or not read:
        return not gaps
    return _only_misread(gaps, min(len(first), len(second)), _figure_count(first))


def _worth_comparing(one: PageWords, other: PageWords, *, read: bool) -> bool:
    """Take a cheap look before the dear one."""
    sizes = len(one.words), len(other.words)
    if min(sizes) < FEWEST_WORDS or abs(sizes[0] - sizes[1]) > max(
        _SHIFT, 0.1 * max(sizes)
    ):
        return False
    if read:
        keys = [Counter(map(shape, page.words)) for page in (one, other)]
        return (keys[0] & keys[1]).total() >= (1 - _MOST_SLIPS) * min(sizes)
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


def _tokens(page: PageWords, *, read: bool) -> list[_Word]:
    """Return the words; those to be compared with a reading in their parts.

    The engine is as likely to lose the hyphen, slash or point in a word as to see one.
    """
    if not read:
        return [_Word(word, word, SURE, at) for at, word in enumerate(page.words)]
    parts = (
        (part, page.certainty(at), is_date(word))
        for at, word in enumerate(page.words)
        for part in _PARTS.findall(word)
    )
    return [
        _Word(part, shape(part), sure, at, dated)
        for at, (part, sure, dated) in enumerate(parts)
    ]


def _figure_count(words: Sequence[_Word]) -> int:
    return sum(has_figure(word.text) for word in words)


def _gaps(one: Sequence[_Word], other: Sequence[_Word]) -> Iterator[_Gap]:
    keys = [word.key for word in one], [word.key for word in other]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield _Gap(tuple(one[a:b]), tuple(other[c:d]), a == c == 0)


def _of_transit(gap: _Gap) -> bool:
    """Tell whether a difference is of transit or typesetting only."""
    sizes = len(gap.one), len(gap.other)
    if gap.first and 0 in sizes and sum(sizes) <= _HEAD_WORDS:
        return True  # only added, before the first line
    if _bare(gap.one, broken=sizes) == _bare(gap.other, broken=sizes):
        return True  # a word broken elsewhere
    return _is_handling(gap)


def _bare(words: Sequence[_Word], *, broken: tuple[int, int]) -> str:
    """Join words; a hyphen goes unless it stands between figures: 2-3 is not 23."""
    joined = "".join(word.key for word in words)
    if any(has_figure(word.text) for word in words) and broken[0] == broken[1]:
        return joined
    return joined.replace("-", "")


def _is_handling(gap: _Gap) -> bool:
    known = copy_knowledge()
    texts = [word.text for word in (*gap.one, *gap.other)]
    if known.handling.issuperset(texts):
        return True
    one_sided = not gap.one or not gap.other
    return (
        one_sided
        and len(texts) <= _STAMP_WORDS
        and not known.stamp.isdisjoint(texts)
        and all(text in known.handling or has_figure(text) for text in texts)
    )


def _without_moved(gaps: Sequence[_Gap]) -> tuple[list[_Gap], set[tuple[int, int]]]:
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


def _rest(gaps: Sequence[_Gap], one: set[int], other: set[int]) -> Iterator[_Gap]:
    for gap in gaps:
        here = tuple(word for word in gap.one if word.at not in one)
        there = tuple(word for word in gap.other if word.at not in other)
        if here or there:
            yield _Gap(here, there, gap.first)


def _in_order(
    one: Sequence[_Word],
    other: Sequence[_Word],
    gaps: Sequence[_Gap],
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


def _of_kind(words: Sequence[_Word], kind: int, aside: set[int]) -> Counter[str]:
    return Counter(w.key for w in words if w.kind == kind and w.at not in aside)


def _only_misread(gaps: Sequence[_Gap], size: int, figures: int) -> bool:
    """Tell whether every difference that is left may be the engine's doing."""
    slips = [slip for gap in gaps for slip in _slips(gap)]
    plain = sum(not slip.figure for slip in slips)
    if len(slips) > _MOST_SLIPS * size:
        return False
    if sum(slip.figure for slip in slips) > max(2, _MOST_FIGURES * figures):
        return False
    noisy = plain > _NOISY * size
    lost = [sum(map(_is_lost, _slips(gap))) for gap in gaps]
    if sum(lost) > (_MOST_LOST * size if noisy else 0) or max(lost) > _LOST_TOGETHER:
        return False
    return all(
        _may_be(slip, noisy=noisy) or (noisy and _guessed(slip, gap))
        for gap in gaps
        for slip in _slips(gap)
    )


def _guessed(slip: _Slip, gap: _Gap) -> bool:
    """Tell whether the engine was at a loss where the words should stand."""
    words = [word for word in (slip.one, slip.other) if word]
    if any(is_turning(word.text) for word in words):
        return False
    return min(word.certainty for word in (*gap.one, *gap.other)) < _AT_A_LOSS


def _slips(gap: _Gap) -> Iterator[_Slip]:
    """Pair the words of a gap; a word that has no partner was lost or added."""
    one, other = list(gap.one), list(gap.other)
    if len(one) == len(other):
        yield from map(_Slip, one, other)
        return
    shorter, longer = sorted((one, other), key=len)
    turned = shorter is other and len(one) != len(other)
    at = 0
    for number, word in enumerate(shorter):
        left = len(shorter) - number - 1
        choice = range(at, len(longer) - left)
        best = max(choice, key=lambda n: (_likeness(word, longer[n]), -n))
        for passed in longer[at:best]:
            yield _Slip(passed, None) if turned else _Slip(None, passed)
        yield _Slip(longer[best], word) if turned else _Slip(word, longer[best])
        at = best + 1
    for passed in longer[at:]:
        yield _Slip(passed, None) if turned else _Slip(None, passed)


def _likeness(one: _Word, other: _Word) -> float:
    return SequenceMatcher(None, one.key, other.key, autojunk=False).ratio()


def _may_be(slip: _Slip, *, noisy: bool) -> bool:
    if slip.one and slip.other:
        certainty = min(slip.one.certainty, slip.other.certainty)
        if slip.one.dated and slip.other.dated and certainty >= _UNSURE_DATE:
            return False  # another visit
        return may_be_misread(slip.one.text, slip.other.text, certainty, noisy=noisy)
    word = slip.one or slip.other
    if word is None or is_turning(word.text):
        return False
    if word.certainty < _JUNK:
        return True
    if has_figure(word.text):
        # The numbers of a list are often lost; nobody writes a score away.
        return word.text.isdigit() and len(word.text) == 1 and word.certainty == SURE
    return word.certainty == SURE or len(word.text) <= 1 or noisy


def _is_lost(slip: _Slip) -> bool:
    """Tell whether a word of some length is missing, or was added."""
    word = slip.one or slip.other
    if word is None or (slip.one and slip.other) or word.certainty < _JUNK:
        return False
    return len(word.text) > _SMALL_WORD
