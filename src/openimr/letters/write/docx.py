"""The letter as a Word file with real headings, lists and tables."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches, Length, Pt
from docx.table import Table as WordTable
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from .blocks import (
    Block,
    Bullets,
    Heading,
    LetterContent,
    Pairs,
    Paragraph,
    Run,
    Table,
    Text,
    Tone,
)
from .docx_styles import (
    CELL,
    FOOT,
    NOTICE,
    PAIR,
    ROLES,
    TEXT_WIDTH,
    TONES,
    prepare,
    style_id,
)

_LONGEST_PROPERTY = 255  # characters that a document property may have
_PARAGRAPH, _PARAGRAPH_PROPERTIES, _PARAGRAPH_STYLE, _RUN, _RUN_PROPERTIES = map(
    qn, ("w:p", "w:pPr", "w:pStyle", "w:r", "w:rPr")
)
_RUN_STYLE, _WORDS, _LINK, _ANCHOR, _VALUE = map(
    qn, ("w:rStyle", "w:t", "w:hyperlink", "w:anchor", "w:val")
)
_SPACE = qn("xml:space")
_LOGO_HEIGHT = 38  # points
_OLDEST_ZIP = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"


def docx_bytes(content: LetterContent) -> bytes:
    """Return the letter as a DOCX file; the same content gives the same bytes."""
    document = docx.Document()
    prepare(document, content.template.word)
    _properties(document, content)
    _running_lines(document, content)
    _letterhead(document, content)
    document.add_paragraph(content.title, style="Title")
    for block in content.blocks:
        _block(document, block)
    return _packed(document)


def _letterhead(document: Document, content: LetterContent) -> None:
    if content.logo is not None:
        picture = (
            document.add_paragraph()
            .add_run()
            .add_picture(io.BytesIO(content.logo.data), height=Pt(_LOGO_HEIGHT))
        )
        picture._inline.docPr.set("descr", content.logo.alt)
    _write(document.add_paragraph(), (Run(content.organisation, Tone.STRONG),))
    for line in content.address:
        _write(_paragraph(document, PAIR), (Run(line),))


def _properties(document: Document, content: LetterContent) -> None:
    core = document.core_properties
    core.title = f"{content.title}, {content.case_number}"[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = content.organisation[:_LONGEST_PROPERTY]
    core.subject = "Independent Medical Review"
    core.keywords = "draft" if content.draft else "final"
    core.comments = ""
    core.language = "en-US"
    core.revision = 1
    if content.day is None:
        for dated in (qn("dcterms:created"), qn("dcterms:modified")):
            core._element.remove(core._element.find(dated))
        return
    core.created = core.modified = dt.datetime.combine(content.day, dt.time())


def _running_lines(document: Document, content: LetterContent) -> None:
    section = document.sections[0]
    if content.draft:
        notice = section.header.paragraphs[0]
        notice.style = document.styles[NOTICE]
        notice.add_run(content.draft_notice)
    foot = section.footer.paragraphs[0]
    foot.style = document.styles[FOOT]
    foot.add_run(f"{content.case_line}\tPage ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: WordParagraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _block(document: Document, block: Block) -> None:
    match block:
        case Heading(level=level, text=words):
            document.add_heading(words, level)
        case Paragraph(text=text, role=role):
            _write(_paragraph(document, ROLES[role]), text)
        case Pairs():
            _pairs(document, block)
        case Table():
            _table(document, block)
        case Bullets(items=items):
            for item in items:
                _write(_paragraph(document, "List Bullet"), item)


def _paragraph(document: Document, style: str) -> WordParagraph:
    """Add a paragraph at the end, before the properties of the section."""
    body = document.element.body
    made = _child(body, _PARAGRAPH)
    body.sectPr.addprevious(made)
    named = _child(_child(made, _PARAGRAPH_PROPERTIES), _PARAGRAPH_STYLE)
    named.set(_VALUE, style_id(style))
    return WordParagraph(made, document._body)


def _pairs(document: Document, block: Pairs) -> None:
    for start in range(0, len(block.pairs), block.columns):
        paragraph = _paragraph(document, PAIR)
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Inches(TEXT_WIDTH / 2), WD_TAB_ALIGNMENT.LEFT
        )
        line = block.pairs[start : start + block.columns]
        for number, (label, value) in enumerate(line):
            paragraph.add_run("\t" * (number > 0) + f"{label}: ")
            _write(paragraph, value)
        if start + block.columns >= len(block.pairs):
            paragraph.paragraph_format.space_after = Pt(7)


def _table(document: Document, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.header), style="Table Grid")
    table.autofit = False
    _described(table, block.caption)
    total = sum(block.widths)
    widths = [Inches(TEXT_WIDTH * share / total) for share in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    header = tuple((Run(name, Tone.STRONG),) for name in block.header)
    _fill(table.rows[0], header, widths)
    for row in block.rows:
        added = table.add_row()
        _fill(added, row.cells, widths)
        if row.anchor is not None:
            _bookmark(added.cells[0].paragraphs[0], row.anchor)
    _paragraph(document, CELL)


def _described(table: WordTable, caption: str) -> None:
    """Say what the table lists, repeat its header, and draw level lines only."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        level = side in {"bottom", "insideH"}
        line.set(qn("w:val"), "single" if level else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "B9BAC2")
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    margins.append(_wide("w:left", 0))
    margins.append(_wide("w:right", 100))
    # Word is strict about the order of these properties.
    properties = table._tbl.tblPr
    properties.find(qn("w:tblLayout")).addprevious(borders)
    look = properties.find(qn("w:tblLook"))
    look.addprevious(margins)
    look.addnext(_valued("w:tblCaption", caption))
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(_valued("w:tblHeader", "true"))


def _wide(tag: str, width: int) -> BaseOxmlElement:
    """Return a width in twentieths of a point."""
    element = OxmlElement(tag)
    element.set(qn("w:w"), str(width))
    element.set(qn("w:type"), "dxa")
    return element


def _valued(tag: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def _fill(row: WordRow, texts: tuple[Text, ...], widths: Sequence[Length]) -> None:
    unbroken = row._tr.get_or_add_trPr()
    unbroken.append(_valued("w:cantSplit", "true"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph._p.style = style_id(CELL)
        _write(paragraph, text)


def _bookmark(paragraph: WordParagraph, anchor: str) -> None:
    """Make the paragraph a place that references can jump to."""
    number = anchor.rpartition("-")[2]
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), number)
    start.set(qn("w:name"), anchor)
    paragraph._p.append(start)
    paragraph._p.append(end)


def _write(paragraph: WordParagraph, text: Text) -> None:
    """Add runs to a paragraph whose properties are set.

    The library looks up where each child belongs, once a run; in a long letter that
    is most of the time, so the elements are made here in their order.
    """
    for run in text:
        parent = paragraph._p
        if run.target is not None:
            parent = _child(parent, _LINK)
            parent.set(_ANCHOR, run.target)
        made = _child(parent, _RUN)
        if run.tone in TONES:
            style = _child(_child(made, _RUN_PROPERTIES), _RUN_STYLE)
            style.set(_VALUE, style_id(TONES[run.tone]))
        words = _child(made, _WORDS)
        words.text = run.text
        words.set(_SPACE, "preserve")


def _child(parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    child: BaseOxmlElement = parent.makeelement(tag)
    parent.append(child)
    return child


def _packed(document: Document) -> bytes:
    """Return the file with every part in a fixed order and at a fixed time."""
    loose = io.BytesIO()
    document.save(loose)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(loose) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        # The list of content types comes first, as Word itself writes it.
        names = sorted(source.namelist(), key=lambda n: (n != _CONTENT_TYPES, n))
        for name in names:
            part = zipfile.ZipInfo(name, _OLDEST_ZIP)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            target.writestr(part, source.read(name))
    return packed.getvalue()
