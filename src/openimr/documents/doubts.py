"""Whether all differences of two pages may be the doing of the recognition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .gaps import Gap, Word
from .misreading import has_figure, is_turning, may_be_misread
from .page_words import SURE

_NOISY = 0.02
"""Share of misread words from which on a sure reading may be wrong as well."""

MOST_SLIPS = 0.25
"""Share of the words of a page that may be misread."""

_MOST_FIGURES = 0.2
_MOST_LOST = 0.01
_LOST_TOGETHER = 2
_MISSING_TOGETHER = 3
_JUNK = 0.65
_AT_A_LOSS = 0.5
_LOOSELY_ALIKE = 0.25
_UNSURE_DATE = 0.6
_SMALL_WORD = 3


@dataclass(frozen=True, slots=True)
class _Slip:
    """Words that differ, and that the engine may have misread."""

    one: Word | None
    other: Word | None

    @property
    def read(self) -> bool:
        """Tell whether the engine saw something else, rather than nothing."""
        words = [word for word in (self.one, self.other) if word]
        return len(words) == 2 or words[0].certainty < _JUNK

    @property
    def figure(self) -> bool:
        return any(word and has_figure(word.text) for word in (self.one, self.other))


def only_misread(gaps: Sequence[Gap], size: int, figures: int) -> bool:
    """Tell whether every difference that is left may be the engine's doing."""
    slips = [slip for gap in gaps for slip in _slips(gap)]
    plain = sum(slip.read and not slip.figure for slip in slips)
    if len(slips) > MOST_SLIPS * size:
        return False
    if sum(slip.figure for slip in slips) > max(2, _MOST_FIGURES * figures):
        return False
    noisy = plain > _NOISY * size
    lost = [sum(map(_is_lost, _slips(gap))) for gap in gaps]
    if sum(lost) > (_MOST_LOST * size if noisy else 0) or max(lost) > _LOST_TOGETHER:
        return False
    if any(
        sum(not slip.read for slip in _slips(gap)) > _MISSING_TOGETHER for gap in gaps
    ):
        return False
    return all(
        _may_be(slip, noisy=noisy) or (noisy and _guessed(slip, gap))
        for gap in gaps
        for slip in _slips(gap)
    )


def _guessed(slip: _Slip, gap: Gap) -> bool:
    """Tell whether the engine was at a loss where the words should stand."""
    words = [word for word in (slip.one, slip.other) if word]
    if any(is_turning(word.text) for word in words):
        return False
    if len(words) == 2 and _likeness(*words) < _LOOSELY_ALIKE:
        return False
    return min(word.certainty for word in (*gap.one, *gap.other)) < _AT_A_LOSS


def _slips(gap: Gap) -> Iterator[_Slip]:
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


def _likeness(one: Word, other: Word) -> float:
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
