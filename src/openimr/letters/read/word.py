"""The parts of a Word file: its headings, paragraphs, list items and table rows."""

import re
from collections.abc import Iterator

from .outline import Part, PartKind, part

_HEADING = re.compile(r"Heading ([1-6])\Z")


def word_parts(document: object) -> Iterator[Part]:
    """Yield the parts of an opened Word file in reading order.

    Label and value that share a line are divided by a tab there, and here are parts
    of their own.
    """
    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if hasattr(block, "rows"):
            yield from _rows(block)
        else:
            yield from _paragraph(block)


def _paragraph(paragraph: object) -> Iterator[Part]:
    name = str(paragraph.style.name)  # type: ignore[attr-defined]
    words = str(paragraph.text)  # type: ignore[attr-defined]
    heading = _HEADING.match(name)
    if heading is not None:
        yield part(PartKind.HEADING, words, level=int(heading[1]))
    elif name == "Title":
        yield part(PartKind.TITLE, words)
    elif name.startswith("List"):
        yield part(PartKind.ITEM, words)
    else:
        for line in words.replace("\t", "\n").split("\n"):
            yield part(PartKind.TEXT, line)


def _rows(table: object) -> Iterator[Part]:
    for row in table.rows:  # type: ignore[attr-defined]
        head = row._tr.trPr is not None and bool(row._tr.trPr.xpath("./w:tblHeader"))
        cells = {id(cell._tc): cell.text for cell in row.cells}
        yield part(PartKind.HEAD if head else PartKind.ROW, *cells.values())
