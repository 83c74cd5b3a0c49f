"""A page as the rest of the room looks at it: lines, words, head, foot, number."""

from dataclasses import dataclass
from itertools import chain

from openimr.text import same_length

from .numbering import PageNumber, number_in
from .phrases import words_of
from .stamps import is_stamp, stamped_number
from .title_slips import plain_dates

_HEAD = 16
_FOOT = 8
_EDGE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What is asked of a page more than once."""

    lines: tuple[str, ...]
    """Its written lines, stripped, typographic characters and dates made plain."""

    words: tuple[tuple[str, ...], ...]
    """The words of each line, lower case."""

    stamps: frozenset[int]
    """Lines put there in transit."""

    number: PageNumber | None
    """The page number of the document it belongs to, as the page states it."""

    sent_number: PageNumber | None
    """The page number of a transmission, which may hold several documents."""

    head: tuple[int, ...]
    """The first lines of the document's own, as line numbers."""

    foot: tuple[int, ...]
    """The last lines of the document's own, as line numbers."""

    own_words: tuple[str, ...]
    """All words of the page but those of stamps."""


def plain(text: str) -> str:
    """Return a page's text with plain characters and dates, of the same length."""
    return plain_dates(text if text.isascii() else same_length(text))


def view(text: str) -> PageView:
    r"""Look at a page once.

    >>> page = view("Orr, P.   page 2 of 3\n\nShe sleeps well.")
    >>> page.lines[1], page.number
    ('She sleeps well.', PageNumber(n=2, of=3))
    """
    lines = tuple(line for raw in plain(text).split("\n") if (line := raw.strip()))
    words = tuple(map(words_of, lines))
    edges = {*range(len(lines))[:_EDGE], *range(len(lines))[-2:]}
    stamps = frozenset(at for at in sorted(edges) if is_stamp(lines[at], words[at]))
    own = [index for index in range(len(lines)) if index not in stamps]
    sent = (stamped_number(lines[index]) for index in sorted(stamps))
    return PageView(
        lines=lines,
        words=words,
        stamps=stamps,
        number=_own_number(lines, own),
        sent_number=next((number for number in sent if number), None),
        head=tuple(own[:_HEAD]),
        foot=tuple(own[-_FOOT:]),
        own_words=tuple(chain.from_iterable(words[index] for index in own)),
    )


def _own_number(lines: tuple[str, ...], own: list[int]) -> PageNumber | None:
    """Look at the head, then at the foot, from the edge inwards."""
    for sequence in (own[:_EDGE], own[: -_EDGE - 1 : -1]):
        for depth, index in enumerate(sequence):
            number = number_in(lines[index], edge=depth == 0)
            if number is not None:
                return number
    return None
