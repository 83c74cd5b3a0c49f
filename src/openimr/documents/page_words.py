"""The words of a page that are its own, and how sure each of them is."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from openimr.domain import WordBox
from openimr.text import same_length

from .ledger import LedgerPage
from .phrases import places_of_words
from .views import PageView

SURE = 1.0
_EDGE = 3
_LONGEST_COUNT = 30
_NUMBERED = re.compile(
    r"(?:page|pg?\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|\d{1,4}\s*of\s*\d{1,4}"
    r"|[a-z]{1,12}(?:[-_ .][a-z]{1,8})?[-_ .#]{0,2}\d{4,9}"  # a Bates number
    r"|0\d{3,8}",
    re.IGNORECASE,
)
"""A line at the edge of a page that only counts pages."""

_NUMBER_ALONE = re.compile(r"[-\u2013 ]*\d{1,4}[-\u2013 ]*")


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page without those that transit put there."""

    words: tuple[str, ...]
    """Lower case, in the order of the page."""

    sure: tuple[float, ...] | None = None
    """How sure the recognition is of each word, 0 to 1; None for a text layer."""

    marks: int = 0
    """Lines that transit put there: the fewer, the nearer to the original."""

    def certainty(self, at: int) -> float:
        """Return how sure the word at a place is, 0 to 1."""
        return SURE if self.sure is None else self.sure[at]


def page_words(page: LedgerPage) -> PageWords | None:
    """Return the words of a page, or None where it has none that can be read."""
    view = page.view
    if view is None:
        return None
    counting = _counting(view)
    marks = len(view.stamps) + len(counting)
    if not page.sheet.ocr:
        own = (
            words
            for at, words in enumerate(view.words)
            if at not in view.stamps and at not in counting
        )
        return PageWords(tuple(chain.from_iterable(own)), None, marks)
    read = tuple(_sure_words(page))
    return PageWords(
        tuple(word for word, _ in read), tuple(sure for _, sure in read), marks
    )


def placed_words(page: LedgerPage) -> Iterator[tuple[int, int, str]]:
    """Yield the same words with their half-open places in the text of the page."""
    view = page.view
    if view is None:
        return
    left_out, start, written = view.stamps | _counting(view), 0, 0
    for raw in same_length(page.sheet.text).split("\n"):
        if raw.strip():
            if written not in left_out:
                for begin, end, word in places_of_words(raw):
                    yield start + begin, start + end, word
            written += 1
        start += len(raw) + 1


def _counting(view: PageView) -> frozenset[int]:
    own = [at for at in range(len(view.lines)) if at not in view.stamps]
    edges, outermost = {*own[:_EDGE], *own[-_EDGE:]}, {*own[:1], *own[-1:]}
    return frozenset(
        at
        for at in edges
        if len(view.lines[at]) <= _LONGEST_COUNT
        and (
            _NUMBERED.fullmatch(view.lines[at])
            or (at in outermost and _NUMBER_ALONE.fullmatch(view.lines[at]))
        )
    )


def _sure_words(page: LedgerPage) -> Iterator[tuple[str, float]]:
    boxes = page.sheet.words
    starts = [box.start for box in boxes]
    for begin, end, word in placed_words(page):
        yield word, _certainty(boxes, starts, begin, end)


def _certainty(
    boxes: Sequence[WordBox], starts: Sequence[int], begin: int, end: int
) -> float:
    """Return the least certainty of the boxes that a word touches."""
    at = max(0, bisect_right(starts, begin) - 1)
    found = []
    while at < len(boxes) and boxes[at].start < end:
        if boxes[at].end > begin:
            found.append(boxes[at].confidence)
        at += 1
    return min(found, default=SURE)
