"""PDF files by pdfium: the text layer page by page, form fields and notes added.

pdfium keeps one state a process and must not be called from two threads at once.
Every handle is closed before the function returns.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from openimr.documents.files import FoundFile
from openimr.documents.limits import MOST_FILE_PAGES, MOST_PAGE_CHARACTERS
from openimr.documents.sources import Sheet, Source
from openimr.domain import AddedText, Box
from openimr.errors import ProtectedFileError, TooLargeError, UnreadableFileError

from .annotations import pieces_of
from .covers import without_covers
from .display import display_of
from .drawing import FEW_CHARACTERS, shows_more
from .layer import character_boxes, layer_text, words_of_layer
from .marks import drawn_marks, offers_options, with_ticks
from .merging import merged, own_offsets

_HEADER_WITHIN = 1024
"""Bytes in which ``%PDF-`` must stand (PDF 32000-1:2008, annex H.3, note 13)."""

_IN_MEMORY = 50_000_000
_CHUNK = 1 << 20
_MOST_BOOKMARKS = 5_000


def read_pdf(file: FoundFile, pages: range | None = None) -> Source:
    """Read a PDF file, or some of its pages.

    Args:
        file: the file.
        pages: 0-based numbers of the pages wanted, all by default; numbers beyond the
            last page are passed over.

    Returns:
        A sheet for each page wanted.  Its ``starts`` are those of the whole file, as
        0-based pages of the file.

    Raises:
        UnreadableFileError: damaged, without pages, or no PDF in spite of its name.
        ProtectedFileError: a password is needed.
        TooLargeError: more pages than a file may have.
    """
    with _document(file) as (document, total):
        wanted = range(total) if pages is None else pages
        _start_forms(document)
        return Source(
            name=file.name,
            sheets=tuple(
                _sheet(document, index) for index in wanted if 0 <= index < total
            ),
            starts=frozenset(_bookmarked(document, total)),
        )


def count_pages(file: FoundFile) -> int:
    """Return how many pages a PDF file has.

    Raises:
        UnreadableFileError: damaged, without pages, or no PDF in spite of its name.
        ProtectedFileError: a password is needed.
        TooLargeError: more pages than a file may have.
    """
    with _document(file) as (_, total):
        return total


def placed_page(file: FoundFile, index: int) -> tuple[str, dict[int, Box]]:
    """Return the text of a page as ``read_pdf`` gives it, and where it stands.

    Args:
        file: the file.
        index: 0-based number of the page.

    Returns:
        The text, and the boxes of those of its characters that belong to the text
        layer, by their offsets; as displayed, in points from the top left.

    Raises:
        UnreadableFileError: damaged, without such a page, or no PDF in spite of its
            name.
        ProtectedFileError: a password is needed.
        TooLargeError: more pages than a file may have.
    """
    with open_page(file, index) as (document, page):
        return placed_text(document, page, index)


@contextmanager
def open_page(
    file: FoundFile, index: int
) -> Iterator[tuple[pdfium.PdfDocument, pdfium.PdfPage]]:
    """Open one page, its form fields ready to be read and drawn.

    Raises:
        UnreadableFileError: damaged, without such a page, or no PDF in spite of its
            name.
        ProtectedFileError: a password is needed.
        TooLargeError: more pages than a file may have.
    """
    with _document(file) as (document, total):
        if not 0 <= index < total:
            raise UnreadableFileError(file.name, "it has no such page")
        _start_forms(document)
        with closing(document[index]) as page:
            yield document, page


def placed_text(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int
) -> tuple[str, dict[int, Box]]:
    """Return what :func:`placed_page` does, of a page that is open.

    Raises:
        pypdfium2.PdfiumError: the text layer is damaged.
    """
    text, _ = layer_text(page)
    whole, added = with_added(page, index, document.formenv, text)
    boxes = character_boxes(page)
    return whole, {
        after: boxes[before]
        for before, after in own_offsets(text, whole, added)
        if before in boxes
    }


@contextmanager
def _document(file: FoundFile) -> Iterator[tuple[pdfium.PdfDocument, int]]:
    """Open the file and count its pages; what goes wrong inside means damage."""
    # pdfium does not close a path that it opened itself and then refused.
    with file.path.open("rb") as stream:
        head = stream.read(_HEADER_WITHIN)
        if b"%PDF-" not in head:
            raise UnreadableFileError(file.name, "it is no PDF in spite of its name")
        small = file.path.stat().st_size <= _IN_MEMORY
        content = head + stream.read() if small else stream
        with closing(_opened(file, content)) as document:
            try:
                yield document, _pages(file, document)
            except pdfium.PdfiumError as problem:
                raise UnreadableFileError(file.name, "it is damaged") from problem


def _pages(file: FoundFile, document: pdfium.PdfDocument) -> int:
    pages = len(document)
    if pages == 0:
        raise UnreadableFileError(file.name, "it has no pages")
    if pages > MOST_FILE_PAGES:
        raise TooLargeError(file.name, f"{pages} pages", f"{MOST_FILE_PAGES}")
    return pages


def _opened(file: FoundFile, content: bytes | BinaryIO) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as problem:
        # The code may be that of an earlier file: pdfium does not always set it.
        locked = problem.err_code == pdfium_c.FPDF_ERR_PASSWORD
        if locked and _mentions(file.path, b"/Encrypt"):
            raise ProtectedFileError(file.name) from problem
        raise UnreadableFileError(
            file.name, "it is damaged or has no pages"
        ) from problem


def _mentions(path: Path, mark: bytes) -> bool:
    """Tell whether a file holds a mark, without loading the whole of it."""
    with path.open("rb") as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            if mark in tail + chunk:
                return True
            tail = chunk[-len(mark) :]
    return False


def _start_forms(document: pdfium.PdfDocument) -> None:
    """Let pdfium answer for form fields; a form it cannot start has no fields."""
    if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
        document.init_forms()


def _sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Sheet(text="", problem="the page is damaged")
    with closing(page):
        try:
            text, cut = layer_text(page)
        except pdfium.PdfiumError:
            return Sheet(text="", problem="the text of the page is damaged")
        whole, added = with_added(page, index, document.formenv, text)
        image = len(text) < FEW_CHARACTERS and shows_more(
            page, text, annotated=bool(added)
        )
    problem = f"only the first {MOST_PAGE_CHARACTERS:,} characters" if cut else None
    return Sheet(text=whole, added=added, image=image, problem=problem)


def with_added(
    page: pdfium.PdfPage, index: int, forms: pdfium.PdfFormEnv | None, text: str
) -> tuple[str, tuple[AddedText, ...]]:
    """Return the text of a page's layer with what lies on the page, and where."""
    annotated = pdfium_c.FPDFPage_GetAnnotCount(page) > 0
    options = offers_options(text)
    if not annotated and not options:
        return text, ()
    display = display_of(page)
    try:
        pieces = pieces_of(page, index, forms, display) if annotated else []
        pieces += drawn_marks(page, display) if options else []
        if not pieces:
            return text, ()
        words = words_of_layer(page, display)
        words, pieces = without_covers(page, display, words, pieces)
        pieces = with_ticks(page, display, words, pieces)
    except pdfium.PdfiumError:  # what lies on the page is damaged, not its text
        return text, ()
    return merged(text, words, pieces)


def _bookmarked(document: pdfium.PdfDocument, pages: int) -> Iterator[int]:
    """Yield the pages that the outline's first level leads to."""
    for count, mark in enumerate(document.get_toc(max_depth=1)):
        if count >= _MOST_BOOKMARKS:
            return
        target = mark.get_dest()
        index = target.get_index() if target is not None else None
        if index is not None and 0 <= index < pages:
            yield index
