"""The parts of a tagged PDF, as a screen reader hears them.

pdfium says what stands under each mark on a page, pypdf in which order the marks
belong together; what is marked as an artifact (running heads, page numbers) belongs
to none.
"""

import ctypes
import io
from collections.abc import Iterator, Mapping

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject

from .outline import Part, PartKind, part

_LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u200b": None})
"""pdfium's sign for a hyphen before a line end, and where long words may break."""

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_LEAVES = frozenset({"/P", "/Span", "/Title", "/Caption"})
_MOST_DEPTH = 60
_MOST_NODES = 200_000

Marks = Mapping[tuple[int, int], str]
"""Page from 0 and mark on it, to the words that stand there."""


def tagged_parts(data: bytes) -> tuple[Part, ...]:
    """Return the parts of a PDF that tells its structure; nothing for any other.

    A file whose structure is damaged counts as one that tells none.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        root = reader.trailer["/Root"].get_object()
        tree = (
            root.get("/StructTreeRoot") if isinstance(root, DictionaryObject) else None
        )
        if tree is None:
            return ()
        pages = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(reader.pages)
            if page.indirect_reference is not None
        }
        return tuple(_Walk(_marks(data), pages).parts(tree))
    except (
        PyPdfError,
        pypdfium2.PdfiumError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        return ()


def _marks(data: bytes) -> Marks:
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            for mark, words in _words_on(page):
                key = (number, mark)
                found[key] = found.get(key, "") + words
    finally:
        document.close()
    return found


def _words_on(page: pypdfium2.PdfPage) -> Iterator[tuple[int, str]]:
    text = page.get_textpage()
    try:
        for number in range(pdfium.FPDFPage_CountObjects(page)):
            thing = pdfium.FPDFPage_GetObject(page, number)
            if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
            if mark >= 0:
                yield mark, _words_of(thing, text)
    finally:
        text.close()
        page.close()


def _words_of(thing: object, text: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(thing, text, pointer, size)
    words = buffer.raw[: size - 2].decode("utf-16-le", "replace")
    # pdfium gives nothing for a piece of text that is a space alone.
    return words.translate(_LINE_END_HYPHENS) if words else " "


class _Walk:
    """A walk over the structure tree, which a damaged file may tie in knots."""

    def __init__(self, marks: Marks, pages: Mapping[int, int]) -> None:
        self.marks = marks
        self.pages = pages
        self.left = _MOST_NODES

    def parts(
        self, node: object, page: int | None = None, depth: int = 0
    ) -> Iterator[Part]:
        """Yield the parts below a node in reading order."""
        node, page = self._opened(node, page, depth)
        if isinstance(node, ArrayObject):
            for child in node:
                yield from self.parts(child, page, depth + 1)
        if not isinstance(node, DictionaryObject):
            return
        kind = str(node.get("/S", ""))
        if kind in _HEADINGS:
            words = self._words(node, page, depth)
            yield part(PartKind.HEADING, words, level=_HEADINGS[kind])
        elif kind == "/TR":
            yield self._row(node, page, depth)
        elif kind == "/LI":
            yield part(PartKind.ITEM, self._words(node, page, depth))
        elif kind in _LEAVES:
            named = PartKind.TITLE if kind == "/Title" else PartKind.TEXT
            yield part(named, self._words(node, page, depth))
        elif "/K" in node:
            yield from self.parts(node.raw_get("/K"), page, depth + 1)

    def _row(self, node: DictionaryObject, page: int | None, depth: int) -> Part:
        cells = node.get("/K")
        cells = cells if isinstance(cells, ArrayObject) else ArrayObject([cells])
        opened = [cell.get_object() for cell in cells if cell is not None]
        heads = [str(cell.get("/S")) == "/TH" for cell in opened]
        kind = PartKind.HEAD if all(heads) else PartKind.ROW
        return part(kind, *(self._words(cell, page, depth) for cell in opened))

    def _words(self, node: object, page: int | None, depth: int) -> str:
        node, page = self._opened(node, page, depth)
        if isinstance(node, ArrayObject):
            return "".join(self._words(child, page, depth + 1) for child in node)
        if isinstance(node, NumberObject) and page is not None:
            return self.marks.get((page, int(node)), "")
        if not isinstance(node, DictionaryObject) or str(node.get("/S")) == "/Lbl":
            return ""
        mark = node.get("/MCID")
        if isinstance(mark, NumberObject) and page is not None:
            return self.marks.get((page, int(mark)), "")
        return self._words(node.raw_get("/K"), page, depth + 1) if "/K" in node else ""

    def _opened(
        self, node: object, page: int | None, depth: int
    ) -> tuple[object, int | None]:
        """Return a node itself and its page; a tree beyond all measure ends here."""
        self.left -= 1
        if depth > _MOST_DEPTH or self.left < 0:
            return None, page
        if isinstance(node, IndirectObject):
            node = node.get_object()
        if isinstance(node, DictionaryObject) and "/Pg" in node:
            at = node.raw_get("/Pg")
            page = self.pages.get(at.idnum) if isinstance(at, IndirectObject) else page
        return node, page
