"""Files in: find letters, and take the text out of one."""

import codecs
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from openimr.domain import Letter
from openimr.errors import (
    EmptyInputError,
    MissingInputError,
    ProtectedFileError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFormatError,
)

from .outline import Part, placed, text_by
from .own import may_be_own, own_template, read_own
from .reader import read
from .reading import Recognise
from .tagged import tagged_parts
from .word import word_parts

FORMATS = (".docx", ".pdf", ".txt")
_WANTED = "a letter as .txt, .pdf or .docx"
MOST_BYTES = 50_000_000
MOST_TEXT = 5_000_000
MOST_PAGES = 500
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEAST_OF_BOMS = min(bom for bom, _ in _BOMS)[:1]
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
_OLE = b"\xd0\xcf\x11\xe0"
"""Word writes a protected .docx in the older container."""


def read_file(path: Path | str, recognise: Recognise, *, places: bool = True) -> Letter:
    """Return the letter that a file holds.

    Spans are places in the file's text: of a .txt its decoded characters, of a .pdf its
    pages joined by a form feed, of a .docx its paragraphs and table rows in order.  A
    letter of our own layouts is read by its headings and tables; its text is its parts,
    one a line, cells divided by tabs, without what runs along head and foot.  Without
    ``places`` published letters have no spans (:func:`~openimr.letters.read.read`).

    Raises:
        MissingInputError: there is no such file.
        UnsupportedFormatError: it is none of .txt, .pdf and .docx.
        EmptyInputError: there is no text in it.
        UnreadableFileError: it is damaged or not what its name says.
        ProtectedFileError: it opens with a password only.
        TooLargeError: it is far beyond the size of a letter.
    """
    place = Path(path)
    return read_opened(place.name, *_opened(place), recognise, places=places)


def read_opened(
    name: str,
    text: str,
    parts: tuple[Part, ...],
    recognise: Recognise,
    *,
    places: bool = True,
) -> Letter:
    """Return the letter of a file of that name that has been opened."""
    layout = own_template(parts) if parts else None
    if layout is None:
        return read(text, name, recognise, places=places)
    return read_own(parts, layout, name, recognise)


def text_of(path: Path) -> str:
    """Return the text of a file; errors as :func:`read_file`."""
    return _opened(path)[0]


def _opened(path: Path) -> tuple[str, tuple[Part, ...]]:
    """Return a file's text and, of a letter of our own layouts, its parts."""
    if not path.exists():
        raise MissingInputError(path)
    kind = path.suffix.lower()
    if not path.is_file() or kind not in FORMATS:
        raise UnsupportedFormatError(path, FORMATS)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            limit = f"{MOST_BYTES // 1_000_000} MB"
            raise TooLargeError(path, "the file is too big for a letter", limit)
        data = path.read_bytes()
    except OSError as problem:
        raise UnreadableFileError(path, "it cannot be opened") from problem
    return opened(path, kind, data)


def opened(place: Path | str, kind: str, data: bytes) -> tuple[str, tuple[Part, ...]]:
    """Return the text in a file's bytes and, of a letter of our layouts, its parts.

    The place is told in errors, which are those of :func:`read_file`; the kind is the
    ending of the file's name, in small letters.
    """
    if not data:
        raise EmptyInputError(place, _WANTED)
    if kind not in FORMATS:
        raise UnsupportedFormatError(place, FORMATS)
    if len(data) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise TooLargeError(place, "the file is too big for a letter", limit)
    text, parts = _TAKEN[kind](place, data)
    if not text or text.isspace():
        raise EmptyInputError(place, "a letter whose text can be selected")
    if len(text) > MOST_TEXT:
        raise TooLargeError(place, "the text is too long for a letter", "5 MB of text")
    if parts and own_template(parts) is not None:
        return text_by(parts), parts
    return text, ()


def _of_text(path: Path | str, data: bytes) -> tuple[str, tuple[Part, ...]]:
    encoding = None
    if data[:1] >= _LEAST_OF_BOMS:
        encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None and (data.startswith(_BINARY) or b"\0" in data):
        raise UnreadableFileError(path, "it holds no text, whatever its name says")
    for name in (encoding,) if encoding else ("utf-8", "cp1252", "latin-1"):
        try:
            return data.decode(name), ()
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(path, "its characters cannot be decoded")


def _of_pdf(path: Path | str, data: bytes) -> tuple[str, tuple[Part, ...]]:
    from pypdfium2 import PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    from .pdf_fonts import look_at
    from .pdf_text import Pdf

    look_at(data)
    try:
        document = Pdf(data)
    except PdfiumError as problem:
        if problem.err_code == FPDF_ERR_PASSWORD:
            raise ProtectedFileError(path) from problem
        raise UnreadableFileError(path, "it is damaged or no PDF") from problem
    try:
        with document:
            if document.pages > MOST_PAGES:
                what = f"the file has {document.pages} pages"
                raise TooLargeError(path, what, f"{MOST_PAGES} pages")
            text = "\n\f\n".join(document.texts())
    except PdfiumError as problem:
        raise UnreadableFileError(path, "a page of it is damaged") from problem
    return text, placed(tagged_parts(data)) if may_be_own(text) else ()


def _of_word(path: Path | str, data: bytes) -> tuple[str, tuple[Part, ...]]:
    if data.startswith(_OLE):
        raise ProtectedFileError(path)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_blocks(document))
        return text, placed(word_parts(document)) if may_be_own(text) else ()
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        SyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        NotImplementedError,
        OSError,
        EOFError,
    ) as problem:
        raise UnreadableFileError(path, "it is damaged or no Word file") from problem


def _blocks(document: object) -> Iterator[str]:
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(cell.text for cell in row.cells)
                yield " ".join(cells)
        else:
            yield block.text


_TAKEN = {".txt": _of_text, ".pdf": _of_pdf, ".docx": _of_word}


def find_letters(places: Iterable[Path | str]) -> list[Path]:
    """Return the letters under files, folders and globs, each once.

    The order is that of the places, and by name within a folder or glob; so it is the
    same on every machine.

    Raises:
        MissingInputError: a place does not exist and, as a glob, matches nothing.
        EmptyInputError: a folder holds no letter, or no place is given.
    """
    found: dict[Path, None] = {}
    for place in places:
        found.update(dict.fromkeys(_letters_at(Path(place))))
    if not found:
        raise EmptyInputError("the list of letters", _WANTED)
    return list(found)


def _letters_at(place: Path) -> list[Path]:
    if place.is_dir():
        letters = sorted(path for path in place.rglob("*") if _is_letter(path))
        if not letters:
            raise EmptyInputError(place, _WANTED)
        return letters
    if place.exists():
        return [place]
    letters = sorted(path for path in _expand(place) if _is_letter(path))
    if not letters:
        raise MissingInputError(place)
    return letters


def _expand(pattern: Path) -> Iterator[Path]:
    """Yield what a glob matches; the fixed beginning of the path is where it starts."""
    fixed = Path(pattern.anchor)
    parts = pattern.parts[1 if pattern.anchor else 0 :]
    while parts and not any(mark in parts[0] for mark in "*?["):
        fixed, parts = fixed / parts[0], parts[1:]
    if parts and fixed.is_dir():
        yield from fixed.glob(str(Path(*parts)))


def _is_letter(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return path.suffix.lower() in FORMATS and not hidden and path.is_file()
