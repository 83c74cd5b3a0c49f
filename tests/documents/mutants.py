"""Sound files of every format, and ways to damage them; everything from a seed."""

import random
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

from docx import Document as WordDocument
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Text
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from .packets import note
from .paper import BLANK, SCAN, pdf_bytes

Mutation = Callable[[random.Random, bytearray], None]


def seeds() -> Mapping[str, bytes]:
    """Return a sound file of each kind by a name that says what it is."""
    plain = pdf_bytes([note("05/03/2016"), SCAN, BLANK])
    return {
        "plain.pdf": plain,
        "form.pdf": _rewritten(plain, _fill_in),
        "packed.pdf": packed_pdf(["PROGRESS REPORT", "She sleeps well."]),
        "locked.pdf": _rewritten(plain, lambda w: w.encrypt("", "owner")),
        "attached.pdf": _rewritten(
            plain, lambda w: w.add_attachment("a.txt", b"see the records")
        ),
        "page.png": _picture("PNG"),
        "photo.jpg": _picture("JPEG"),
        "fax.tif": _picture("TIFF", save_all=True, append_images=[_grey()] * 2),
        "visit.docx": word(),
        "visit.txt": note("05/03/2016").encode("cp1252"),
        "wide.txt": ("\ufeff" + note("05/03/2016")).encode("utf-16"),
        "mail.zip": _zip({"a.pdf": plain, "in/b.txt": b"PROGRESS REPORT"}),
        "deep.zip": _zip({"mail.zip": _zip({"a.txt": b"PROGRESS REPORT"})}),
    }


def mutant(chance: random.Random, content: bytes) -> bytes:
    """Return the content with one to four kinds of damage."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        chance.choice(_MUTATIONS)(chance, damaged)
    return bytes(damaged)


def packed_pdf(pages: list[str]) -> bytes:
    """Return a PDF whose objects stand in a compressed stream, with a table of them."""
    kids = " ".join(f"{4 + number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        f"<</Type /Pages /Count {len(pages)} /Kids [{kids}]>>",
        "<</Type /Font /Subtype /Type1 /BaseFont /Courier>>",
    ]
    first = 4 + len(pages)
    objects += [
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources "
        f"<</Font <</F 3 0 R>>>> /Contents {first + number} 0 R>>"
        for number in range(len(pages))
    ]
    body = bytearray(b"%PDF-1.5\n")
    places = []
    for number, text in enumerate(pages):
        places.append(len(body))
        shown = zlib.compress(f"BT /F 9 Tf 40 700 Td ({text}) Tj ET".encode())
        body += _object(first + number, b"/Filter /FlateDecode", shown)
    holder = first + len(pages)
    places.append(len(body))
    body += _object(holder, *_object_stream(objects))
    table = len(body)
    rows = [(0, 0, 255)]
    rows += [(2, holder, number) for number in range(len(objects))]
    rows += [(1, place, 0) for place in (*places, table)]
    packed = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + bytes([part])
        for kind, place, part in rows
    )
    head = b"/Type /XRef /Size %d /W [1 4 1] /Root 1 0 R" % len(rows)
    body += _object(holder + 1, head, packed)
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % table)


def word(paragraphs: int = 30) -> bytes:
    """Return a DOCX file."""
    document = WordDocument()
    document.sections[0].header.paragraphs[0].text = "LANTERN PAIN GROUP"
    for _ in range(paragraphs):
        document.add_paragraph("PROGRESS REPORT, she sleeps well.")
    document.add_table(rows=2, cols=2).rows[0].cells[0].text = "Tizanidine 4 mg"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _object(number: int, head: bytes, content: bytes) -> bytes:
    return b"%d 0 obj\n<<%s /Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        *(number, head, len(content)),
        content,
    )


def _object_stream(objects: list[str]) -> tuple[bytes, bytes]:
    places, at = [], 0
    for number, content in enumerate(objects, start=1):
        places.append(f"{number} {at}")
        at += len(content) + 1
    index = " ".join(places) + " "
    head = f"/Type /ObjStm /N {len(objects)} /First {len(index)} /Filter /FlateDecode"
    return head.encode(), zlib.compress((index + " ".join(objects)).encode())


def _rewritten(content: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(content)))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _fill_in(writer: PdfWriter) -> None:
    corners = (100, 100, 200, 150)
    writer.add_annotation(0, FreeText(text="clarified by telephone", rect=corners))
    writer.add_annotation(0, Text(text="see reverse", rect=corners))
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("Claim no."),
            NameObject("/V"): TextStringObject("QX-114"),
            NameObject("/Rect"): ArrayObject(FloatObject(side) for side in corners),
        }
    )
    page = writer.pages[0]
    reference = writer._add_object(field)
    notes = page["/Annots"]
    assert isinstance(notes, ArrayObject)
    page[NameObject("/Annots")] = ArrayObject([*notes, reference])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([reference])}
    )


def _grey() -> Image.Image:
    return Image.linear_gradient("L").resize((60, 80))


def _picture(kind: str, **options: object) -> bytes:
    out = BytesIO()
    _grey().save(out, kind, **options)
    return out.getvalue()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _place(chance: random.Random, data: bytearray) -> int:
    return chance.randrange(len(data)) if data else 0


def _flip_bits(chance: random.Random, data: bytearray) -> None:
    for _ in range(min(len(data), chance.randint(1, 40))):
        data[_place(chance, data)] ^= 1 << chance.randrange(8)


def _cut_off(chance: random.Random, data: bytearray) -> None:
    del data[_place(chance, data) :]


def _take_out(chance: random.Random, data: bytearray) -> None:
    start = _place(chance, data)
    del data[start : start + chance.randint(1, 200)]


def _repeat(chance: random.Random, data: bytearray) -> None:
    start = _place(chance, data)
    piece = data[start : start + chance.randint(1, 400)]
    at = _place(chance, data)
    data[at:at] = piece * chance.choice([1, 2, 50])


def _splice(chance: random.Random, data: bytearray) -> None:
    start, at = _place(chance, data), _place(chance, data)
    piece = data[start : start + chance.randint(1, 400)]
    data[at : at + len(piece)] = piece


def _fill(chance: random.Random, data: bytearray) -> None:
    start = _place(chance, data)
    size = min(len(data) - start, chance.randint(1, 64))
    data[start : start + size] = bytes([chance.choice([0, 255, 32])]) * size


_NUMBERS = [b"0", b"-1", b"1", b"65535", b"2147483647", b"-2147483648", b"9" * 20]


def _change_number(chance: random.Random, data: bytearray) -> None:
    """Change a number as it is written in PDF syntax."""
    numbers = list(re.finditer(rb"\d+", bytes(data[:20_000])))
    if numbers:
        found = chance.choice(numbers)
        near = b"%d" % (int(found[0][:9]) + chance.choice([-1, 1, 2, 10]))
        data[found.start() : found.end()] = chance.choice([*_NUMBERS, near])


def _change_reference(chance: random.Random, data: bytearray) -> None:
    """Let one object point at another, perhaps at itself."""
    found = list(re.finditer(rb"(\d+) 0 R", bytes(data[:20_000])))
    if found:
        one, other = chance.choice(found), chance.choice(found)
        data[one.start() : one.end()] = other[0]


def _change_name(chance: random.Random, data: bytearray) -> None:
    found = list(re.finditer(rb"/[A-Za-z]+", bytes(data[:20_000])))
    if found:
        one, other = chance.choice(found), chance.choice(found)
        data[one.start() : one.end()] = other[0]


_MUTATIONS: tuple[Mutation, ...] = (
    *(_flip_bits, _cut_off, _take_out, _repeat, _splice, _fill),
    *(_change_number, _change_reference, _change_name),
)
