"""The index and the tables, opened once and lent to one request at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from openimr.casework.corpus_letter import letter_shelf
from openimr.casework.corpus_search import search_in
from openimr.corpus.search import Search
from openimr.corpus.shelf import Shelf
from openimr.errors import QueryError

from .edition import Edition


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers questions about one edition of the corpus."""

    edition: Edition
    search: Search
    shelf: Shelf


_lock = Lock()
_free: list[Desk] = []


@contextmanager
def lent(edition: Edition) -> Iterator[Desk]:
    """Lend a desk; so there are as many as requests were answered at one time.

    A desk of an earlier edition, or one at which something broke, is not lent again.

    Raises:
        InputError, UnreadableFileError: the corpus cannot be opened.
    """
    desk = _taken(edition)
    try:
        yield desk
    except QueryError:
        _put_back(desk)
        raise
    except BaseException:
        desk.shelf.close()
        raise
    _put_back(desk)


def _taken(edition: Edition) -> Desk:
    with _lock:
        old = [desk for desk in _free if desk.edition != edition]
        _free[:] = [desk for desk in _free if desk.edition == edition]
        desk = _free.pop() if _free else None
    for each in old:
        each.shelf.close()
    if desk is None:
        folder = edition.folder
        desk = Desk(edition, search_in(folder), letter_shelf(folder))
    return desk


def _put_back(desk: Desk) -> None:
    with _lock:
        _free.append(desk)
