"""Two pages word by word: what they share, and the gaps between."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .misreading import has_figure, is_date, is_turning, shape
from .page_words import SURE, PageWords

_LONG = 4000
_PARTS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page, as it is compared."""

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
class Gap:
    """Words of two pages between words that they share."""

    one: tuple[Word, ...]
    other: tuple[Word, ...]
    first: bool
    """True before the first words that they share."""


def tokens(page: PageWords, *, read: bool) -> list[Word]:
    """Return the words; those to be compared with a reading in their parts.

    The engine is as likely to lose the hyphen, slash or point in a word as to see one.
    """
    if not read:
        return [Word(word, word, SURE, at) for at, word in enumerate(page.words)]
    parts = (
        (part, page.certainty(at), is_date(word))
        for at, word in enumerate(page.words)
        for part in _PARTS.findall(word)
    )
    return [
        Word(part, shape(part), sure, at, dated)
        for at, (part, sure, dated) in enumerate(parts)
    ]


def gaps(one: Sequence[Word], other: Sequence[Word]) -> Iterator[Gap]:
    """Yield where two pages differ, in order."""
    keys = [word.key for word in one], [word.key for word in other]
    # Without its short cut the matcher is quadratic in the commonest words.
    matcher = SequenceMatcher(None, *keys, autojunk=len(other) > _LONG)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Gap(tuple(one[a:b]), tuple(other[c:d]), a == c == 0)
