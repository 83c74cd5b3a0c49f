"""Find documents and pages that repeat others of the case file.

Documents are judged, not pages: the second page of two notes may well be equal word
for word, and still speak of two visits.  A single page is set aside only where its
own words say that it is the page of that other day, or where it lies twice in a row.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .likely_pairs import likely_pairs
from .page_words import PageWords
from .sameness import is_copy

_ALIKE = 0.4
"""Share of the shingles of the shorter page that a pair must have to be compared."""

_FEWEST_WORDS = 30
"""Pages with fewer words are not set aside on their own."""

Place = tuple[int, int]
"""A document and one of its pages, by their places in lists."""


@dataclass(frozen=True, slots=True)
class Copyable:
    """A document as what it may repeat or be repeated by."""

    pages: tuple[PageWords | None, ...]
    """Its pages that are not blank; None for one that cannot be read."""

    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Copies:
    """What repeats what."""

    documents: dict[int, int] = field(default_factory=dict)
    """Which document repeats which, by their places in the list."""

    pages: dict[Place, Place] = field(default_factory=dict)
    """Which page repeats which, of documents that are no copies as a whole."""


def find_copies(documents: Sequence[Copyable]) -> Copies:
    """Return which documents repeat which, and single pages that lie there twice.

    A document repeats another when each of its pages is a copy of one of the other's,
    in order; pages may have been left out.  The original is the one with most pages,
    then the one with a text layer, with the fewest marks of transit, the earliest.
    """
    signs = _signs(documents)
    order = sorted(range(len(documents)), key=lambda n: _rank(documents[n], n))
    whole = [n for n in order if documents[n].pages and None not in documents[n].pages]
    copies = _repeating(whole, signs)
    rest = [n for n in order if n not in copies]
    return Copies(copies, dict(_single_pages(rest, documents, signs)))


def _rank(document: Copyable, place: int) -> tuple[int, bool, int, int]:
    pages = [page for page in document.pages if page]
    read = any(page.sure is not None for page in pages)
    return -len(pages), read, sum(page.marks for page in pages), place


def _signs(documents: Sequence[Copyable]) -> list[list[int]]:
    """Return for each document a sign of each page: equal for copies, -1 for none."""
    places = [
        (n, at)
        for n, one in enumerate(documents)
        for at, p in enumerate(one.pages)
        if p
    ]
    pages = [page for one in documents for page in one.pages if page]
    groups = _Groups(len(pages))
    same: dict[tuple[str, ...], int] = {}
    for number, page in enumerate(pages):
        if is_copy(page, page):  # too few words are nobody's in particular
            groups.join(same.setdefault(page.words, number), number)
    for one, other in likely_pairs([page.words for page in pages], _ALIKE):
        if groups.of(one) != groups.of(other) and is_copy(pages[one], pages[other]):
            groups.join(one, other)
    signs = [[-1] * len(one.pages) for one in documents]
    for number, (document, at) in enumerate(places):
        signs[document][at] = groups.of(number)
    return signs


def _repeating(order: Sequence[int], signs: Sequence[list[int]]) -> dict[int, int]:
    by_sign: dict[int, list[int]] = defaultdict(list)
    found: dict[int, int] = {}
    for document in order:
        own = signs[document]
        earlier = by_sign.get(own[0], ())
        original = next((n for n in earlier if _stands_in(own, signs[n])), None)
        if original is not None:
            found[document] = original
            continue
        for sign in sorted(set(own)):
            by_sign[sign].append(document)
    return found


def _stands_in(part: Sequence[int], entire: Sequence[int]) -> bool:
    """Tell whether the pages of one document come in the other, in their order."""
    left = iter(entire)
    return all(sign in left for sign in part)


def _single_pages(
    order: Sequence[int], documents: Sequence[Copyable], signs: Sequence[list[int]]
) -> Iterator[tuple[Place, Place]]:
    """Yield the pages that lie there twice in documents that are not copies."""
    seen: dict[int, Place] = {}
    for document in order:
        date, pages = documents[document].date, documents[document].pages
        for at, sign in enumerate(signs[document]):
            page = pages[at]
            if page is None or len(page.words) < _FEWEST_WORDS:
                continue
            first = seen.setdefault(sign, (document, at))
            if first == (document, at):
                continue
            dates = [day for day in (date, documents[first[0]].date) if day]
            if first[0] == document:
                again = signs[document][at - 1] == sign
            else:
                again = any(bears_date(page, day) for day in dates) or _goes_with(
                    signs, (document, at), first
                )
            if again:
                yield (document, at), first


def _goes_with(signs: Sequence[list[int]], page: Place, first: Place) -> bool:
    """Tell whether the pages before repeat the other's too, back to its first."""
    (one, at), (other, place) = page, first
    if place > at:
        return False
    before = signs[one][at - place : at]
    return before == signs[other][:place] and (
        place > 0 or signs[one][at + 1 : at + 2] == signs[other][1:2] != []
    )


def bears_date(page: PageWords, day: dt.date) -> bool:
    """Tell whether a day stands on a page, in figures or in words.

    >>> page = PageWords(("seen", "october", "16", "2014"))
    >>> bears_date(page, dt.date(2014, 10, 16)), bears_date(page, dt.date(2014, 10, 6))
    (True, False)
    """
    month, number, year = day.month, day.day, day.year
    written = {
        f"{m}{sign}{d}{sign}{y}"
        for sign in "/-."
        for m in (f"{month}", f"{month:02}")
        for d in (f"{number}", f"{number:02}")
        for y in (f"{year}", f"{year % 100:02}")
    }
    if not written.isdisjoint(page.words) or day.isoformat() in page.words:
        return True
    name = f"{day:%B}".lower()
    wanted = {(name, str(number), str(year)), (name[:3], str(number), str(year))}
    runs = zip(page.words, page.words[1:], page.words[2:], strict=False)
    return any(run in wanted for run in runs)


class _Groups:
    """Pages that are one another's copies (union-find)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def of(self, page: int) -> int:
        while self._parent[page] != page:
            self._parent[page] = self._parent[self._parent[page]]
            page = self._parent[page]
        return page

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first
