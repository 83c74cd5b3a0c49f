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
_MOST_PAGES = 200
"""Pages shown of one search; more say that the words are too common."""

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
    cut: bool = False
    """True where not all pages are shown."""


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


def search(book: CaseBook, query: str) -> Found:
    """Return the pages that have every term of a query, by document, in page order."""
    terms = terms_of(query)
    if not terms:
        return Found()
    found = list(_pages(book, terms))
    shown = found[:_MOST_PAGES]
    return Found(
        documents=tuple(
            FoundDocument(
                document=book.documents.get(document or ""), pages=tuple(pages)
            )
            for document, pages in groupby(shown, key=lambda one: one.page.document)
        ),
        pages=len(found),
        hits=sum(page.hits for page in found),
        cut=len(found) > len(shown),
    )


def _pages(book: CaseBook, terms: tuple[re.Pattern[str], ...]) -> Iterator[FoundPage]:
    both = zip(book.case.pages, book.folded, strict=True)
    for number, (page, folded) in enumerate(both, 1):
        if not all(term.search(folded) for term in terms):
            continue
        hits = _hits(folded, terms)
        shown = hits[:_MOST_SNIPPETS]
        yield FoundPage(
            number=number,
            page=page,
            hits=len(hits),
            snippets=tuple(_snippet(page.text, start, end) for start, end in shown),
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
