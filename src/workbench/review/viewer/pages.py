"""One page as the viewer shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from openimr.domain import READABLE, Document, Page, PageFace, PageStatus

from .case_book import CaseBook
from .layout import (
    Line,
    Piece,
    Rectangle,
    Stretch,
    lines_of,
    pieces_of,
    rectangles,
)
from .search import hits_on

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
"""Percent of the width of the view."""

TURNS = (0, 90, 180, 270)
_MOST_HITS = 300
"""Marks of a search on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How somebody wants to see a page."""

    start: int = 0
    end: int = 0
    """Offsets into its text of what is to be pointed out; equal for nothing."""

    query: str = ""
    zoom: int = 100
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page with everything around it."""

    number: int
    last: int
    page: Page
    face: PageFace
    document: Document | None
    wish: Wish
    lines: tuple[Line, ...]
    marks: tuple[Rectangle, ...]
    stretches: tuple[Stretch, ...]
    repeats: int | None = None
    """Number of the first page of the document that this one repeats."""

    previous_document: int | None = None
    next_document: int | None = None

    @property
    def previous(self) -> int | None:
        """Number of the page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Number of the page after, if there is one."""
        return self.number + 1 if self.number < self.last else None

    @property
    def place(self) -> tuple[int, int]:
        """Which page of its document it is, and of how many."""
        if self.document is None:
            return 1, 1
        return self.page.number - self.document.first_page + 1, self.document.pages

    @property
    def frame(self) -> tuple[float, float]:
        """Width and height of the page as it is turned."""
        size = (self.face.width, self.face.height)
        return size if self.wish.turn in {0, 180} else size[::-1]

    @property
    def transform(self) -> str:
        """What turns the page into its frame, as SVG writes it."""
        width, height = _figure(self.face.width), _figure(self.face.height)
        return {
            90: f"translate({height} 0) rotate(90)",
            180: f"translate({width} {height}) rotate(180)",
            270: f"translate(0 {width}) rotate(270)",
        }.get(self.wish.turn, "")

    @property
    def next_turn(self) -> int:
        """The turn after this one, clockwise."""
        return (self.wish.turn + 90) % 360

    @property
    def wider(self) -> int | None:
        """The next larger zoom."""
        return next((zoom for zoom in ZOOMS if zoom > self.wish.zoom), None)

    @property
    def narrower(self) -> int | None:
        """The next smaller zoom."""
        return next((z for z in reversed(ZOOMS) if z < self.wish.zoom), None)

    @property
    def confidence(self) -> int | None:
        """Percent, where the words were recognised."""
        sure = self.page.confidence
        return None if sure is None else round(100 * sure)

    @property
    def unread(self) -> bool:
        """Tell whether no words of the page are known though it may say something."""
        return self.page.status is PageStatus.UNREADABLE

    @property
    def counts(self) -> bool:
        """Tell whether facts may rest on the page."""
        return self.page.status in READABLE

    @property
    def pieces(self) -> Iterator[tuple[Line, tuple[Piece, ...]]]:
        """Yield the lines of the text, cut where marks begin and end."""
        for line in self.lines:
            yield line, pieces_of(line, self.stretches)


def _figure(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def page_view(book: CaseBook, number: int, face: PageFace, wish: Wish) -> PageView:
    """Return a page as the viewer shows it; it must be one of the case."""
    page = book.case.pages[number - 1]
    document = book.documents.get(page.document or "")
    stretches = tuple(_stretches(book, number, page, wish))
    firsts = sorted(set(book.first_pages.values()))
    own = book.first_pages.get(document.id, number) if document else number
    repeated = document.duplicate_of if document else None
    return PageView(
        number=number,
        last=book.last,
        page=page,
        face=face,
        document=document,
        wish=wish,
        lines=lines_of(page.text, face),
        marks=tuple(rectangles(page.text, face, reversed(stretches))),
        stretches=stretches,
        repeats=book.first_pages.get(repeated) if repeated else None,
        previous_document=max((first for first in firsts if first < own), default=None),
        next_document=min((first for first in firsts if first > number), default=None),
    )


def _stretches(
    book: CaseBook, number: int, page: Page, wish: Wish
) -> Iterator[Stretch]:
    start, end = max(0, wish.start), min(wish.end, len(page.text))
    if start < end:
        yield Stretch(start=start, end=end, kind="asked")
    for first, last in hits_on(page.text, wish.query)[:_MOST_HITS]:
        yield Stretch(start=first, end=last, kind="hit")
    for mark in book.marks_on(number):
        yield Stretch(start=mark.start, end=mark.end, kind="quote")
