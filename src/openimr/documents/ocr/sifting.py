"""Which of the engine's words are words, and what it left unread.

Single figures in a narrow column of a table, or the numbers of a list, are now and
then passed over, and they may be the quantity of a prescription.  What was read is
therefore painted white and the rest is looked at once more; that costs little,
because hardly anything is left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from PIL import Image, ImageDraw

from .cleaning import ink
from .composing import plain
from .engine import Engine, Seen

_MARKS = frozenset(
    "|\u00a6~`_^=<>\\/\u2014\u2013-.,:;'\"*\u00b0\u00b7\u2022\u00ab\u00bb"
)
"""Characters of which specks, rules and frames are read."""

_DASHES = frozenset("-\u2013\u2014")
_MARK_CONFIDENCE = 0.8
_LYING_CONFIDENCE = 0.7
"""Lists and columns of figures are now and then taken for a line that runs down."""

_LOW, _HIGH = 0.35, 2.5
"""Heights of a word, in those usual on the page, beyond which it is none: the worn
rest of a rule is read as a row of e, a logo or a signature as anything."""

_SURE = 0.5
"""Confidence that a word of the second look needs, or that a tall word needs."""

_CELL = 8
"""Pixels of the cells in which ink left unread is counted."""

_FEWEST_CELLS = 2
"""Cells with ink that are worth a second look: a figure fills three or more."""


def sifted(words: Iterable[Seen]) -> list[Seen]:
    """Return the words in plain characters, without what specks and rules leave."""
    found = list(words)
    usual = usual_height(found)
    kept: list[Seen] = []
    for place, word in enumerate(found):
        text = plain(word.text).strip("|\u00a6_")
        span = text in _DASHES and _stands_between_figures(found, place)
        if text and (_is_word(word, text, usual) or span):
            kept.append(replace(word, text=text))
    return kept


def usual_height(words: Iterable[Seen]) -> float:
    """Return the median height of the words in pixels, 0 for none."""
    heights = [word.height for word in words if not word.lying]
    return median(heights) if heights else 0.0


def second_look(
    page: Image.Image, words: Iterable[Seen], engine: Engine, dpi: int
) -> list[Seen]:
    """Return the words that the engine passed over when it read ``words``."""
    first = list(words)
    usual = usual_height(first)
    rest = _painted_over(page, first)
    cells = ink(rest).reduce(_CELL).point([int(level > 40) for level in range(256)])
    if not usual or cells.histogram()[1] < _FEWEST_CELLS:
        return []
    after = max(word.line for word in first) + 1
    return [
        replace(word, line=word.line + after)
        for word in sifted(engine.words(rest, dpi, whole=True))
        if word.confidence >= _SURE
        and not word.lying
        and 0.4 * usual <= word.height <= 1.8 * usual
        and any(map(str.isalnum, word.text))
        and not any(_touches(word, other, usual) for other in first)
    ]


def _touches(word: Seen, other: Seen, usual: float) -> bool:
    """Tell whether the word is but a piece that the box of another left standing."""
    room = 0.3 * usual
    return (
        word.left < other.right + room
        and other.left < word.right + room
        and word.top < other.bottom
        and other.top < word.bottom
    )


def _stands_between_figures(words: Sequence[Seen], place: int) -> bool:
    """Tell whether a mark joins two numbers of its line, as in ``7 - 56``."""
    word, beside = words[place], words[max(0, place - 1) : place + 2]
    return (
        word.confidence >= _SURE
        and len(beside) == 3
        and all(other.line == word.line for other in beside)
        and beside[0].text[-1:].isdigit()
        and beside[2].text[:1].isdigit()
    )


def _is_word(word: Seen, text: str, usual: float) -> bool:
    if set(text) <= _MARKS:
        return word.confidence >= _MARK_CONFIDENCE
    if word.lying:
        return not _doubtful(word)
    if word.height > _HIGH * usual and word.confidence < _SURE:
        return False
    return word.height >= _LOW * usual


def _doubtful(word: Seen) -> bool:
    return bool(word.lying) and word.confidence < _LYING_CONFIDENCE


def _painted_over(page: Image.Image, words: Iterable[Seen]) -> Image.Image:
    rest = page.copy()
    brush = ImageDraw.Draw(rest)
    for word in words:
        box = (word.left - 3, word.top - 3, word.right + 3, word.bottom + 3)
        brush.rectangle(box, fill=255)
    return rest
