"""Where words stand: the boxes of any stretch of a page's text."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from openimr.domain import AddedText, Box, Page
from openimr.errors import UnreadableFileError

from .files import FoundFile
from .readers.display import around, tenths
from .readers.pdf import placed_page


def locate(path: Path, page: Page, start: int, end: int) -> tuple[Box, ...]:
    """Return where a stretch of a page's text stands, one box for each of its lines.

    Args:
        path: the file on the disk that has the page; for a file inside an archive,
            the place it was unpacked to.
        page: the page, as ``read_case`` gave it.
        start: offset into ``page.text``.
        end: offset after the last character; what lies beyond the text is left out.

    Returns:
        Boxes in points from the top left of the page as it is displayed, rotated and
        cropped, in the order of the text.  Words of form fields, notes and stamps
        have the box of the whole piece, on its own.  Empty for blanks, and for
        formats without places, such as DOCX and text.

    Raises:
        UnreadableFileError: the file cannot be opened, or no longer says what the page
            says.
        ProtectedFileError: a password is needed.
        TooLargeError: more pages than a file may have.

    pdfium parses the file in this process, not in a worker with bounds of memory and
    time: hand in only files that ``read_case`` has read.
    """
    start, end = max(0, start), min(end, len(page.text))
    if start >= end:
        return ()
    if page.ocr:
        places = {(word.start, word.end): word.box for word in page.words}
        return tuple(_boxes(page.text, page.added, places, start, end))
    if not _is_pdf(path, page.file):
        return ()
    file = FoundFile(name=page.file, path=path, format="pdf")
    text, characters = placed_page(file, page.number - 1)
    if text != page.text:
        raise UnreadableFileError(page.file, "it has changed since it was read")
    single = {(at, at + 1): box for at, box in characters.items()}
    return tuple(_boxes(text, page.added, single, start, end))


def _is_pdf(path: Path, name: str) -> bool:
    try:
        with path.open("rb") as stream:
            return b"%PDF-" in stream.read(1024)
    except (OSError, ValueError) as problem:
        raise UnreadableFileError(name, "it cannot be opened") from problem


def _boxes(
    text: str,
    added: Sequence[AddedText],
    places: Mapping[tuple[int, int], Box],
    start: int,
    end: int,
) -> Iterator[Box]:
    """Yield a box for each run of the layer's own words in a line, and each piece."""
    touched = [piece for piece in added if piece.start < end and start < piece.end]
    cuts = {start, end}
    cuts |= {at + 1 for at in range(start, end) if text[at] == "\n"}
    cuts |= {at for piece in touched for at in (piece.start, piece.end)}
    edges = sorted(at for at in cuts if start <= at <= end)
    inside = sorted((at, to, box) for (at, to), box in places.items())
    shown: AddedText | None = None
    for first, last in pairwise(edges):
        piece = next((p for p in touched if p.start <= first and last <= p.end), None)
        if piece is not None:
            if piece is not shown and piece.box is not None:
                yield piece.box
            shown = piece
            continue
        own = [box for at, to, box in inside if at < last and first < to]
        if own:
            yield tenths(around(own))
