"""The book of a case: everything that the viewer shows of it but the pictures.

A case file of 300 scanned pages is ten megabytes of JSON, most of it places of words,
which would be far too much to read for each page that is opened.  The book has the
texts and no places; those are kept with the pictures.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db import IntegrityError
from pydantic import TypeAdapter

from openimr.casework.case_timeline import case_timeline
from openimr.domain import CaseFile, Document, Page, Timeline
from workbench.assignment.models import Assignment
from workbench.cases.models import Case, Reading
from workbench.cases.results import case_file_of
from workbench.files.models import StoredFile
from workbench.files.store import get
from workbench.review.models import Book, Draft

from .cache import Unsealed
from .folding import plain
from .keeping import keep


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """A quote that the proposal rests on."""

    number: int
    """Page of the case, from 1."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBook:
    """The documents and pages of a case, the pages counted through."""

    case: CaseFile
    marks: tuple[Mark, ...] = ()
    numbers: dict[tuple[str, int], int] = field(init=False, repr=False, compare=False)
    """Number of a page in the case, by its file and page of the file."""

    documents: dict[str, Document] = field(init=False, repr=False, compare=False)
    first_pages: dict[str, int] = field(init=False, repr=False, compare=False)
    """Number of the first page of each document."""

    folded: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """Texts of the pages as they are searched."""

    def __post_init__(self) -> None:
        """Lay out what is looked up."""
        numbers = {(p.file, p.number): n for n, p in enumerate(self.case.pages, 1)}
        documents = {one.id: one for one in self.case.documents}
        firsts = {
            one.id: numbers[one.file, one.first_page]
            for one in self.case.documents
            if (one.file, one.first_page) in numbers
        }
        object.__setattr__(self, "numbers", numbers)
        object.__setattr__(self, "documents", documents)
        object.__setattr__(self, "first_pages", firsts)
        folded = tuple(plain(page.text) for page in self.case.pages)
        object.__setattr__(self, "folded", folded)

    @property
    def last(self) -> int:
        """Number of the last page; 0 in a case without any."""
        return len(self.case.pages)

    def page(self, number: int) -> Page | None:
        """Return the page of the case with that number."""
        return self.case.pages[number - 1] if 1 <= number <= self.last else None

    def number_of(self, document: str, page: int) -> int | None:
        """Return the number of a page, from its document's id and page of the file.

        So evidence, which names both, leads to a page of the viewer.
        """
        named = self.documents.get(document)
        return self.numbers.get((named.file, page)) if named else None

    def marks_on(self, number: int) -> tuple[Mark, ...]:
        """Return the quotes of the proposal on a page."""
        return tuple(mark for mark in self.marks if mark.number == number)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    case: CaseFile
    marks: tuple[Mark, ...]


_KEPT = TypeAdapter(_Kept)
_TIMELINE = TypeAdapter(Timeline | None)
_MOST_BYTES = 64 << 20
"""Of books in memory; a case of a thousand pages has about three megabytes."""


def _opened(content: bytes) -> CaseBook:
    kept = _KEPT.validate_json(content)
    return CaseBook(case=kept.case, marks=kept.marks)


_BOOKS: Unsealed[CaseBook] = Unsealed(_opened, _MOST_BYTES)


def shown_reading(case: Case) -> Reading | None:
    """Return the latest reading of a case that left a case file."""
    found = case.readings.filter(case_file__isnull=False)
    return found.select_related("case", "book__file").order_by("-number").first()


def reading_for(assignment: Assignment) -> Reading | None:
    """Return the reading that a reviewer looks at: the draft's, else the latest.

    So offsets of the draft's evidence and of what is pointed out are those of the pages
    that are shown, though the case was read again.
    """
    draft = (
        Draft.objects.filter(assignment=assignment, reading__case_file__isnull=False)
        .select_related("reading__case", "reading__book__file")
        .first()
    )
    return draft.reading if draft else shown_reading(assignment.case)


def book_of(reading: Reading) -> CaseBook:
    """Return the book of a reading, made where there is none yet.

    Raises:
        StorageError: the results of the reading cannot be given back.
    """
    return _BOOKS.of(row_of(reading).file)


def row_of(reading: Reading) -> Book:
    """Return the row of a reading's book, made where there is none yet.

    Raises:
        StorageError: the results of the reading cannot be given back.
    """
    try:
        return reading.book
    except Book.DoesNotExist:
        return _made(reading)


def _made(reading: Reading) -> Book:
    read = case_file_of(reading)
    case = read or CaseFile(name="", documents=(), pages=())
    kept = _Kept(
        case=replace(case, pages=tuple(replace(page, words=()) for page in case.pages)),
        marks=tuple(sorted(set(_marks(reading, CaseBook(case=case))))),
    )
    content = _KEPT.dump_json(kept)
    made = keep(
        "book.json", content, lambda f: Book.objects.create(reading=reading, file=f)
    )
    return made or Book.objects.select_related("file").get(reading=reading)


def _marks(reading: Reading, book: CaseBook) -> Iterator[Mark]:
    if reading.determination is None:
        return
    for quoted in _quotes(json.loads(b"".join(get(reading.determination)))):
        document, page = quoted["document"], quoted["page"]
        start, end = quoted.get("start"), quoted.get("end")
        number = book.number_of(str(document), page) if isinstance(page, int) else None
        if number and isinstance(start, int) and isinstance(end, int) and start < end:
            yield Mark(number=number, start=start, end=end)


def _quotes(told: object) -> Iterator[dict[str, object]]:
    """Yield every piece of evidence in a determination, wherever it hangs."""
    if isinstance(told, dict):
        if "quote" in told and "document" in told and "page" in told:
            yield told
        for inner in told.values():
            yield from _quotes(inner)
    elif isinstance(told, list):
        for inner in told:
            yield from _quotes(inner)


def timeline_of(reading: Reading) -> Timeline | None:
    """Return the treatment over time, made and kept where it was not yet.

    Raises:
        StorageError: it cannot be given back.
    """
    row = row_of(reading)
    if row.timeline is not None:
        return _TIMELINE.validate_json(b"".join(get(row.timeline)))
    read = case_file_of(reading)
    made = case_timeline(read) if read else None
    keep("timeline.json", _TIMELINE.dump_json(made), lambda f: _point(row, f))
    return made


def _point(row: Book, file: StoredFile) -> None:
    if not Book.objects.filter(pk=row.pk, timeline=None).update(timeline=file):
        raise IntegrityError("the book has its timeline")
