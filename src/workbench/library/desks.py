"""The index and the tables, opened once a process and shared by its threads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from openimr.casework.corpus_letter import letter_shelf
from openimr.casework.corpus_search import search_in
from openimr.corpus.search import Search
from openimr.corpus.shelf import Shelf
from openimr.errors import QueryError

from .edition import Edition


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers a request."""

    search: Search
    shelf: Shelf


@dataclass(slots=True)
class _Room:
    """What is open of one edition of the corpus."""

    edition: Edition
    shelf: Shelf
    free: list[Search] = field(default_factory=list)
    """A search serves one thread at a time; these serve none at the moment."""


_lock = Lock()
_room: _Room | None = None


@contextmanager
def lent(edition: Edition) -> Iterator[Desk]:
    """Lend a desk; there are as many as requests were answered at one time.

    A search that broke is not lent again.

    Raises:
        InputError, UnreadableFileError: the corpus cannot be opened.
    """
    room = _room_of(edition)
    with _lock:
        search = room.free.pop() if room.free else None
    if search is None:
        search = search_in(edition.folder)
    try:
        yield Desk(search, room.shelf)
    except QueryError:
        room.free.append(search)
        raise
    room.free.append(search)


def _room_of(edition: Edition) -> _Room:
    """Return what is open of an edition; what was open of an earlier one is closed."""
    global _room  # noqa: PLW0603 - one corpus a process
    with _lock:
        before = _room
        if before is not None and before.edition == edition:
            return before
        _room = room = _Room(edition, letter_shelf(edition.folder))
    if before is not None:
        before.shelf.close()
    return room
