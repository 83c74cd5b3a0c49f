"""Where on its pages a document says what was told of it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from openimr.domain import Evidence

from .views import plain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a line, as the views of a document count pages and lines."""

    page: int
    """0-based among the pages of the document that have text."""

    line: int
    start: int
    end: int
    """Half-open offsets into the line."""


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """A title, an author: what it is, and where it stands if anywhere."""

    value: T
    place: Place | None = None


def place_in(line: str, words: str, *, page: int, at: int) -> Place | None:
    """Return the place of words in a line, or None where it has them not."""
    start = line.find(words)
    return None if start < 0 else Place(page, at, start, start + len(words))


def evidence_at(text: str, place: Place, *, document: str, page: int) -> Evidence:
    r"""Return the words of a page at a place, as the page was read.

    ``page`` is the page of the file, ``text`` what stands on it.

    >>> found = evidence_at("\n  DOS: 1O/ 03/2014", Place(0, 0, 6, 16), document="D1",
    ...                     page=3)
    >>> found.quote, found.start, found.end
    ('1O/ 03/2014', 8, 19)
    """
    start, end = _offsets(text, place)
    # A space within a date stands before it in the view, so that nothing moves.
    while start and text[start - 1].isalnum():
        start -= 1
    quote = " ".join(text[start:end].split())
    return Evidence(document=document, page=page, quote=quote, start=start, end=end)


def _offsets(text: str, place: Place) -> tuple[int, int]:
    at, number = 0, -1
    for raw in plain(text).split("\n"):
        number += bool(raw.strip())
        if number == place.line:
            break
        at += len(raw) + 1
    at += len(raw) - len(raw.lstrip())
    return at + place.start, at + place.end
