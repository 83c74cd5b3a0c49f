"""A file's pages as documents, before its neighbours in the case are known."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from openimr.domain import DocumentKind, Evidence, Grounds, PageStatus

from .authors import tell_author
from .boundaries import Leaf
from .date_roles import DateFound
from .dating import tell_date
from .kinds import Clue, tell_kind, title_clues
from .ledger import LedgerPage, enter
from .places import Place, Told, evidence_at
from .sources import Sheet, Source
from .splitting import own_numbers, seems_to_open, split
from .titles import tell_title
from .views import PageView


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document as its own pages tell it."""

    file: str
    first_page: int
    """1-based page of the file."""

    pages: tuple[LedgerPage, ...]
    kind: DocumentKind
    title: str | None = None
    author: str | None = None
    date: dt.date | None = None
    places: tuple[Place | None, ...] = (None, None, None)
    """Where title, author and date stand."""

    def grounds(self, id_: str) -> Grounds:
        """Return the words that title, author and date rest on."""
        title, author, date = (self._words(place, id_) for place in self.places)
        return Grounds(title=title, author=author, date=date)

    def _words(self, place: Place | None, id_: str) -> Evidence | None:
        if place is None:
            return None
        written = [at for at, page in enumerate(self.pages) if page.view]
        at = written[place.page]
        text, number = self.pages[at].sheet.text, self.first_page + at
        return evidence_at(text, place, document=id_, page=number)

    @property
    def views(self) -> tuple[PageView, ...]:
        """Return the pages that have text, as they are looked at."""
        return tuple(page.view for page in self.pages if page.view)


@dataclass(frozen=True, slots=True)
class DraftedFile:
    """A file cut into documents, which hold all of its pages in order."""

    name: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A page as it was looked at by itself."""

    page: LedgerPage
    titles: tuple[Clue, ...]


class Looks:
    """Pages looked at as they arrive, so that the wait for the others is used."""

    def __init__(self) -> None:
        self._pages: dict[int, Looked] = {}

    def look(self, sheet: Sheet) -> None:
        """Enter a page, find what it calls itself, and remember it."""
        self._pages[id(sheet)] = _look(sheet)

    def at(self, sheet: Sheet) -> Looked:
        """Return a page as looked at; one that has changed since is looked at anew."""
        known = self._pages.get(id(sheet))
        same = known is not None and known.page.sheet is sheet
        return known if known is not None and same else _look(sheet)


def _look(sheet: Sheet) -> Looked:
    page = enter(sheet)
    return Looked(page, title_clues(page.view) if page.view else ())


def draft_file(source: Source, look: Callable[[Sheet], Looked] = _look) -> DraftedFile:
    """Cut a file into documents and tell what each is."""
    looked = [look(sheet) for sheet in source.sheets]
    pages = tuple(one.page for one in looked)
    leaves = tuple(_leaves(looked, source.starts))
    return DraftedFile(source.name, tuple(_drafts(source.name, pages, leaves)))


def _leaves(looked: Sequence[Looked], starts: frozenset[int]) -> Iterator[Leaf]:
    views = [one.page.view for one in looked]
    titles = [one.titles for one in looked]
    openings = map(seems_to_open, views, (None, *views), titles)
    numbers = own_numbers(views, tuple(openings))
    for at, one in enumerate(looked):
        yield Leaf(
            view=one.page.view,
            titles=one.titles,
            number=numbers[at],
            picture=one.page.status is PageStatus.UNREADABLE,
            blank=one.page.status is PageStatus.BLANK,
            bookmarked=at in starts,
        )


def _drafts(
    file: str, pages: Sequence[LedgerPage], leaves: tuple[Leaf, ...]
) -> Iterator[Draft]:
    spans = split(leaves)
    # A file that is one document may say by its name what its pages do not.
    file_name = file if len(spans) == 1 else None
    for span in spans:
        own = tuple(pages[number] for number in span)
        views = tuple(page.view for page in own if page.view)
        titles = next((leaves[n].titles for n in span if leaves[n].view), ())
        found = tell_kind(views, titles, file_name)
        title = tell_title(views[0], titles, found.kind) if views else None
        author = tell_author(views, found.kind)
        date = tell_date(views, found.kind, file_name)
        told: tuple[Told[str] | DateFound | None, ...] = (title, author, date)
        yield Draft(
            file=file,
            first_page=span.start + 1,
            pages=own,
            kind=found.kind,
            title=title.value if title else None,
            author=author.value if author else None,
            date=date.value if date else None,
            places=tuple(one.place if one else None for one in told),
        )
