"""DOCX files: paragraphs and tables in order, cut at page breaks."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.table import Table
from docx.text.paragraph import Paragraph

from openimr.documents.files import FoundFile
from openimr.documents.limits import MOST_FILE_PAGES, MOST_TEXT_BYTES
from openimr.documents.sources import Sheet, Source
from openimr.errors import ProtectedFileError, TooLargeError, UnreadableFileError

_PAGE = "\f"
_BREAKS = {qn("w:br"), qn("w:lastRenderedPageBreak")}
_SAME_BREAK = re.compile(r"\f\s*\f")
"""Word notes a break it made on request a second time, where the page begins."""

_SIGNATURE_OF_ENCRYPTED = b"\xd0\xcf\x11\xe0"

_MACROS = "vbaproject.bin"
_NOT_RUN = "the macros in it were not run"

_OFFICE = "application/vnd."
_KINDS = (
    "openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
)
"""Content types of a document, of a template, and of both with macros."""

PartFactory.part_type_for.update(
    dict.fromkeys((_OFFICE + kind for kind in _KINDS), DocumentPart)
)

_ENCRYPTED = 0x1
"""Bit of a packed part that needs a password (APPNOTE.TXT 4.4.4)."""

_DAMAGE = (
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    TypeError,
    RuntimeError,
    SyntaxError,  # what lxml raises for broken XML
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    PythonDocxError,
)
"""What comes out of a damaged package depends on the part that is missing."""


def read_docx(file: FoundFile) -> Source:
    """Read a DOCX file; its pages are those that its page breaks make.

    Raises:
        UnreadableFileError: damaged, or no DOCX in spite of its name.
        ProtectedFileError: encrypted.
        TooLargeError: beyond a limit after unpacking.
    """
    parts = _parts(file)
    _refuse_what_cannot_be(file, parts)
    try:
        main = Package.open(str(file.path)).main_document_part
        text = "\n".join(_lines(main.document))
    except _DAMAGE as problem:
        raise UnreadableFileError(file.name, "it is damaged") from problem
    pages = _SAME_BREAK.sub(_PAGE, text).split(_PAGE)
    if len(pages) > MOST_FILE_PAGES:
        raise TooLargeError(file.name, f"{len(pages)} pages", f"{MOST_FILE_PAGES}")
    sheets = [Sheet(text=page.strip("\n")) for page in pages]
    if sheets[0].text and any(_MACROS in part.filename.lower() for part in parts):
        sheets[0] = replace(sheets[0], problem=_NOT_RUN)
    return Source(name=file.name, sheets=tuple(sheets))


def _parts(file: FoundFile) -> list[zipfile.ZipInfo]:
    with file.path.open("rb") as stream:
        if stream.read(4) == _SIGNATURE_OF_ENCRYPTED:
            raise ProtectedFileError(file.name)
    try:
        with zipfile.ZipFile(file.path) as package:
            return package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise UnreadableFileError(
            file.name, "it is no DOCX file in spite of its name"
        ) from problem


def _refuse_what_cannot_be(file: FoundFile, parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise ProtectedFileError(file.name)
    unpacked = sum(part.file_size for part in parts if part.filename.endswith("xml"))
    if unpacked > MOST_TEXT_BYTES:
        raise TooLargeError(
            file.name, f"{unpacked:,} bytes unpacked", f"{MOST_TEXT_BYTES:,}"
        )


def _lines(document: WordDocument) -> Iterator[str]:
    section = document.sections[0] if len(document.sections) else None
    if section is not None:
        yield from _written(section.header.iter_inner_content())
    yield from _written(document.iter_inner_content())
    if section is not None:
        yield from _written(section.footer.iter_inner_content())


def _written(content: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in content:
        if isinstance(block, Paragraph):
            yield _paragraph(block)
        else:
            yield from _rows(block)


def _paragraph(paragraph: Paragraph) -> str:
    """Return the paragraph's text, each page break in it as a form feed."""
    pieces: list[str] = []
    for element in paragraph._p.iter():
        if element.tag in _BREAKS:
            kind = element.get(qn("w:type"))
            whole = element.tag == qn("w:lastRenderedPageBreak") or kind == "page"
            pieces.append(_PAGE if whole else "\n")
        elif element.tag == qn("w:t"):
            pieces.append(element.text or "")
        elif element.tag == qn("w:tab"):
            pieces.append("\t")
    return "".join(pieces)


def _rows(table: Table) -> Iterator[str]:
    """Yield a line for each row; a cell that spans columns is written once."""
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(" ".join(_paragraph(p) for p in cell.paragraphs))
        yield "    ".join(cells)
