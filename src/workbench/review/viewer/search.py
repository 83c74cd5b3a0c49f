"""Searching the pages of one case: words and phrases, every page that has them all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from openimr.domain import Document, Page

from .case_book import CaseBook
from .folding import plain
from .layout import Piece

_MOST_QUERY = 200
_MOST_TERMS = 12
SHOWN = 40
"""Pages shown of a search at once."""

_MOST_SNIPPETS = 3
_AROUND = 70
"""Characters shown on either side of a hit."""

_TERMS = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """One hit with the words around it."""

    start: int
    end: int
    before: str
    words: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return the snippet cut into what is marked and what is not."""
        return (
            Piece(text=self.before),
            Piece(text=self.words, kind="hit"),
            Piece(text=self.after),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """A page that has every term."""

    number: int
    page: Page
    hits: int
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document with pages that have every term."""

    document: Document | None
    pages: tuple[FoundPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found."""

    documents: tuple[FoundDocument, ...] = ()
    pages: int = 0
    """Pages that have every term, shown or not."""

    hits: int = 0
    skipped: int = 0
    """Pages that stand before those that are shown."""

    shown: int = 0

    @property
    def after(self) -> int | None:
        """How many to skip for the next ones, where there are more."""
        there = self.skipped + self.shown
        return there if there < self.pages else None

    @property
    def before(self) -> int | None:
        """How many to skip for the ones before, where there are some."""
        return max(0, self.skipped - SHOWN) if self.skipped else None


def terms_of(query: str) -> tuple[re.Pattern[str], ...]:
    r"""Return what to look for: words by their beginnings, phrases in quotes.

    Blanks in a phrase stand for any blanks and ends of lines; letters with and without
    accents, large and small are the same.

    >>> [term.search("low\nback spasm").span() for term in terms_of('"low back" spas')]
    [(0, 8), (9, 13)]
    >>> terms_of(' " ')
    ()
    """
    found = []
    for phrase, word in _TERMS.findall(query[:_MOST_QUERY]):
        parts = [plain(part) for part in (phrase or word.strip('"')).split()]
        if any(parts):
            pattern = r"\s+".join(map(re.escape, parts))
            edge = r"(?<!\w)" if parts[0][:1].isalnum() else ""
            ending = r"(?!\w)" if phrase and parts[-1][-1:].isalnum() else ""
            found.append(re.compile(edge + pattern + ending))
    return tuple(found[:_MOST_TERMS])


def hits_on(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Return where the terms of a query stand on a page, in order, none overlapping."""
    return _hits(plain(text), terms_of(query))


def _hits(
    folded: str, terms: tuple[re.Pattern[str], ...]
) -> tuple[tuple[int, int], ...]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(h.span() for term in terms for h in term.finditer(folded)):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def search(book: CaseBook, query: str, skip: int = 0) -> Found:
    """Return pages that have every term of a query, by document, in page order.

    The first ``skip`` of them are passed over, and a bounded number is shown.
    """
    terms = terms_of(query)
    if not terms:
        return Found()
    found = list(_found(book, terms))
    skip = min(skip, max(0, len(found) - 1))
    shown = [_page(book, *one) for one in found[skip : skip + SHOWN]]
    return Found(
        documents=tuple(
            FoundDocument(
                document=book.documents.get(document or ""), pages=tuple(pages)
            )
            for document, pages in groupby(shown, key=lambda one: one.page.document)
        ),
        pages=len(found),
        hits=sum(len(hits) for _, hits in found),
        skipped=skip,
        shown=len(shown),
    )


def _found(
    book: CaseBook, terms: tuple[re.Pattern[str], ...]
) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    for number, folded in enumerate(book.folded, 1):
        if all(term.search(folded) for term in terms):
            yield number, _hits(folded, terms)


def _page(book: CaseBook, number: int, hits: tuple[tuple[int, int], ...]) -> FoundPage:
    page = book.case.pages[number - 1]
    first = hits[:_MOST_SNIPPETS]
    return FoundPage(
        number=number,
        page=page,
        hits=len(hits),
        snippets=tuple(_snippet(page.text, start, end) for start, end in first),
    )


def _snippet(text: str, start: int, end: int) -> Snippet:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first and " " in before:
        before = f"… {before.split(' ', 1)[1]}"
    if last < len(text) and " " in after:
        after = f"{after.rsplit(' ', 1)[0]} …"
    return Snippet(
        start=start, end=end, before=before, words=text[start:end], after=after
    )
