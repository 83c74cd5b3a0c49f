"""The bytes of a letter's file: plain text, PDF with text to select, or docx."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from .letter import Letter, marker
from .pages import foot

_FONT, _SIZE, _LEADING = "Times-Roman", 11.5, 13.6
_LEFT, _TOP, _FOOT = 72, 720, 42
_TITLE = "Synthetic letter"
_BIN = {".txt": b"\x89PNG\r\n\x1a\n", ".pdf": b"%PDF-1.4\n", ".docx": b"PK\x03\x04"}
_PROTECTED_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Word writes a protected .docx in the older container."""

_PAGE = (612, 792)
"""Letter size in points."""

_DAY = (2000, 1, 1, 0, 0, 0)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" '
    'Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)


def as_txt(letter: Letter) -> bytes:
    """Return the text of extraction."""
    return _spoilt(letter, ".txt") or letter.text.encode()


def as_pdf(letter: Letter) -> bytes:
    """Return letter-size pages in Times, labelled in every foot and in the metadata."""
    if "empty" in letter.truth.faults:
        return b""
    # Without a fixed password there would be no same bytes twice; nobody shall open it.
    locked = "protected" in letter.truth.faults
    key = StandardEncryption("synthetic", ownerPassword="synthetic") if locked else None
    made = BytesIO()
    canvas = Canvas(made, pagesize=_PAGE, invariant=1, encrypt=key)
    canvas.setTitle(_TITLE)
    canvas.setAuthor("benchmark.synthetic")
    canvas.setSubject(marker())
    canvas.setKeywords("synthetic, invented, test data")
    total = len(letter.pages)
    for number, lines in enumerate(letter.pages, start=1):
        text = canvas.beginText(_LEFT, _TOP)
        text.setFont(_FONT, _SIZE, _LEADING)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.setFont(_FONT, 8)
        canvas.drawString(_LEFT, _FOOT, foot(number, total, marker()))
        canvas.showPage()
    canvas.save()
    data = made.getvalue()
    return data[: len(data) // 3] if "damaged" in letter.truth.faults else data


def as_docx(letter: Letter) -> bytes:
    """Return a Word file of the letter's paragraphs, the marker as the last."""
    spoilt = _spoilt(letter, ".docx")
    if spoilt is not None:
        return spoilt
    last = foot(1, 1, marker())
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for text in (*letter.paragraphs, last)
    )
    core = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_TITLE}</dc:title><dc:subject>{escape(marker())}</dc:subject>"
        "<dc:creator>benchmark.synthetic</dc:creator></cp:coreProperties>"
    )
    document = (
        f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    )
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
            ("docProps/core.xml", core),
        ):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, part, compresslevel=1)
    return made.getvalue()


def _spoilt(letter: Letter, ending: str) -> bytes | None:
    """Return the bytes of a file that holds no letter; None for one that does."""
    faults = letter.truth.faults
    if "empty" in faults:
        return b""
    if "damaged" in faults:
        return _BIN[ending] + b"\0damaged on purpose"
    if "protected" in faults:
        return _PROTECTED_WORD + b"\0" * 504
    return None


MEDIA: dict[str, tuple[str, Callable[[Letter], bytes]]] = {
    "text": (".txt", as_txt),
    "pdf": (".pdf", as_pdf),
    "docx": (".docx", as_docx),
}
"""Endings and makers by the name of a medium."""
