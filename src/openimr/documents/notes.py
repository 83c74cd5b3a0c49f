"""A note as words that know where they stand, for comparing it with an earlier one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from .ledger import LedgerPage
from .page_words import placed_words

_ENDS = frozenset(".;!?")
_LONG = 2000
_CLAUSE = 4
"""Words before and behind a difference that are shown with it, at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands: page of the file, and half-open offsets into its text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True)
class Note:
    """The words of a document that are its own, in order."""

    words: tuple[str, ...]
    places: tuple[Place, ...]
    texts: dict[int, str]
    """Raw text by page of the file."""

    read: bool
    """True when a page was read from its picture."""

    lines: tuple[int, ...]
    """Place of the first word of each line, and behind the last word."""

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return the words line by line."""
        ends = zip(self.lines, self.lines[1:], strict=False)
        return tuple(self.words[start:end] for start, end in ends)

    def quote(self, start: int, end: int) -> str:
        """Return the words from one place to another as they are written."""
        pieces = []
        for page in sorted({place.page for place in self.places[start:end]}):
            own = [place for place in self.places[start:end] if place.page == page]
            pieces.append(self.texts[page][own[0].start : own[-1].end])
        return " ".join(" ".join(pieces).split())

    def before(self, start: int, end: int) -> int:
        """Return how many words before a run, which may be empty, go with it."""
        count, checked = 0, start == end
        while count < min(_CLAUSE, start) and (
            checked or not self._parted(start - count - 1)
        ):
            count, checked = count + 1, False
        return count

    def behind(self, start: int, end: int) -> int:
        """Return how many words behind a run, which may be empty, go with it."""
        count, checked, left = 0, start == end, len(self.words) - end
        while count < min(_CLAUSE, left) and (
            checked or not self._parted(end + count - 1)
        ):
            count, checked = count + 1, False
        return count

    def _parted(self, at: int) -> bool:
        """Tell whether a clause ends between a word and the next one."""
        if at < 0 or at + 1 >= len(self.places):
            return True
        one, other = self.places[at], self.places[at + 1]
        if one.page != other.page:
            return True
        between = self.texts[one.page][one.end : other.start]
        if not _ENDS.isdisjoint(between) or between.count("\n") > 1:
            return True
        # A line that opens with a capital letter begins something, more often than not.
        return "\n" in between and self.texts[one.page][other.start].isupper()


def note_of(pages: Sequence[tuple[int, LedgerPage]]) -> Note:
    """Return a document as a note; each page with its number in the file."""
    words: list[str] = []
    places: list[Place] = []
    lines: list[int] = []
    for number, page in pages:
        text, last = page.sheet.text, -1
        for start, end, word in placed_words(page):
            if last < 0 or "\n" in text[last:start]:
                lines.append(len(words))
            words.append(word)
            places.append(Place(number, start, end))
            last = end
    texts = {number: page.sheet.text for number, page in pages}
    read = any(page.sheet.ocr for _, page in pages)
    return Note(tuple(words), tuple(places), texts, read, (*lines, len(words)))


def differing(one: Note, other: Note) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two notes differ, as places in the words of one and of the other.

    Lines are compared first and words only where no line is the same: that is quick,
    and keeps a changed word with its line.
    """
    rows = SequenceMatcher(None, one.rows, other.rows, autojunk=False)
    for tag, a, b, c, d in rows.get_opcodes():
        if tag == "equal":
            continue
        first, second = one.lines[a], other.lines[c]
        old = one.words[first : one.lines[b]]
        new = other.words[second : other.lines[d]]
        # Without its short cut the matcher is quadratic in the commonest words.
        words = SequenceMatcher(None, old, new, autojunk=len(new) > _LONG)
        for what, e, f, g, h in words.get_opcodes():
            if what != "equal":
                yield first + e, first + f, second + g, second + h
