"""Quotes and the pages they stand on, gathered while statements are written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from openimr.domain import DocumentEntry, Evidence, Span

from .markup import Markup, element, joined, opening

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A page with its picture beside its text."""

    text: str
    """Raw text of the page, to which quotes give their offsets."""

    data: bytes
    media_type: str = "image/png"


PageView = str | PageImage
"""A page as the evidence page shows it: its raw text alone, or with a picture."""


@dataclass(slots=True, kw_only=True)
class Quote:
    """A stretch of a page that statements rest on."""

    id: str
    span: Span | None
    """None where the page does not hold the words, or is not at hand."""

    words: str
    statements: list[str] = field(default_factory=list)
    """Ids of the statements that quote it, in the order of the page."""


@dataclass(slots=True, kw_only=True)
class QuotedPage:
    """A page of the case file and every quote taken from it."""

    id: str
    file: str
    number: int
    document: DocumentEntry | None
    view: PageView | None
    quotes: list[Quote] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Raw text of the page; empty where the page is not at hand."""
        view = self.view
        return view.text if isinstance(view, PageImage) else view or ""


class Quotes:
    """Every quote of a determination, each page and each stretch once."""

    def __init__(
        self,
        documents: Iterable[DocumentEntry],
        pages: Mapping[tuple[str, int], PageView],
    ) -> None:
        self._views = pages
        self._documents: dict[str, DocumentEntry] = {}
        for entry in documents:
            self._documents.setdefault(entry.id, entry)
        self._pages: dict[tuple[str, int], QuotedPage] = {}
        self._quotes: dict[tuple[str, int, Span | str], Quote] = {}

    def cite(self, evidence: Evidence, statement: str) -> Quote:
        """Return the quote, noting which statement rests on it."""
        page = self._page(evidence.document, evidence.page)
        span = locate(page.text, evidence.quote, Span(evidence.start, evidence.end))
        key = (page.file, page.number, span or evidence.quote)
        quote = self._quotes.get(key)
        if quote is None:
            number = len(self._quotes) + 1
            quote = Quote(id=f"q{number}", span=span, words=evidence.quote)
            self._quotes[key] = quote
            page.quotes.append(quote)
        if statement not in quote.statements:
            quote.statements.append(statement)
        return quote

    def _page(self, document: str, number: int) -> QuotedPage:
        entry = self._documents.get(document)
        # A document the index does not know still gets a page of its own.
        file = entry.file if entry else f"document {document}"
        page = self._pages.get((file, number))
        if page is None:
            page = QuotedPage(
                id=f"page-{len(self._pages) + 1}",
                file=file,
                number=number,
                document=entry,
                view=self._views.get((file, number)),
            )
            self._pages[file, number] = page
        return page

    def pages(self) -> list[QuotedPage]:
        """Return the quoted pages by file and page."""
        return sorted(self._pages.values(), key=lambda page: (page.file, page.number))


def locate(text: str, quote: str, claimed: Span) -> Span | None:
    r"""Return where the quote stands on the page.

    The offsets that came with it count if the words are there; else the first place
    where the words stand, however they are broken over lines.

    >>> locate("no\n spasm", "no spasm", Span(0, 9))
    Span(start=0, end=9)
    >>> locate("There was no\n spasm", "no spasm", Span(0, 9))
    Span(start=10, end=19)
    >>> locate("There was none", "no spasm", Span(0, 9)) is None
    True
    """
    wanted = _BLANKS.sub("", quote)
    if not wanted:
        return None
    inside = 0 <= claimed.start < claimed.end <= len(text)
    if inside and _BLANKS.sub("", claimed.of(text)).startswith(wanted):
        return claimed
    words = r"\s*".join(re.escape(word) for word in quote.split())
    found = re.search(words, text)
    return Span(*found.span()) if found else None


def marked(page: QuotedPage) -> Markup:
    """Return the page's text with every quote marked.

    Quotes may overlap: one that runs across the end of another is closed and goes on
    in a second mark, so that elements nest as HTML wants.
    """
    parts: list[str] = []
    stack: list[Quote] = []
    cursor = 0
    starting = _by_start(page.quotes)
    ends = {end for quotes in starting.values() for _, end, _ in _spans(quotes)}
    for place in sorted(starting.keys() | ends):
        parts.append(page.text[cursor:place])
        cursor = place
        parts += _closed(stack, place)
        for _, _, quote in sorted(_spans(starting.get(place, [])), key=_longest_first):
            parts.append(opening("mark", id=quote.id, class_="quote"))
            stack.append(quote)
    parts.append(page.text[cursor:])
    return joined(*parts)


def _by_start(quotes: Iterable[Quote]) -> dict[int, list[Quote]]:
    starting: dict[int, list[Quote]] = {}
    for start, _, quote in _spans(quotes):
        starting.setdefault(start, []).append(quote)
    return starting


def _spans(quotes: Iterable[Quote]) -> Iterator[tuple[int, int, Quote]]:
    for quote in quotes:
        if quote.span is not None:
            yield quote.span.start, quote.span.end, quote


def _longest_first(spanned: tuple[int, int, Quote]) -> int:
    return -spanned[1]


def _closed(stack: list[Quote], place: int) -> Iterator[str]:
    """Yield the end tags that are due, and reopen what runs on."""
    running: list[Quote] = []
    while any(quote.span and quote.span.end == place for quote in stack):
        quote = stack.pop()
        yield Markup("</mark>")
        if quote.span and quote.span.end == place:
            yield from (back_link(statement) for statement in quote.statements)
        else:
            running.append(quote)
    for quote in reversed(running):
        yield opening("mark", class_="quote")
        stack.append(quote)


def shown(statement: str) -> str:
    """Return a statement's number as readers see it.

    >>> shown("s3"), shown("i1-c2")
    ('S3', '1-C2')
    """
    return statement.upper().removeprefix("I")


def back_link(statement: str) -> Markup:
    """Return a link from a quote to a statement that rests on it."""
    return element(
        "a",
        shown(statement),
        href=f"#{statement}",
        class_="back",
        aria_label=f"Back to statement {shown(statement)}",
    )
