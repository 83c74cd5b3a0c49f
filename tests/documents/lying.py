"""Make pages with form fields, notes and stamps lying on them.

The text of the page is set by ``paper`` in a grid, and so is everything here: a place
is given as a row and a column of that grid.
"""

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from .paper import pdf_bytes

Place = tuple[int, int, int]
"""Row, column and width in columns."""

HIDDEN, PRINTED, NO_VIEW = 2, 4, 32
PASSWORD, MULTILINE, READ_ONLY = 1 << 13, 1 << 12, 1


def corners(place: Place) -> tuple[float, float, float, float]:
    row, column, width = place
    left, low = 40 + 5.4 * column, 757 - 12 * row
    return left, low, left + 5.4 * width, low + 10


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def _object(value: object) -> PdfObject:
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, int):
        return NumberObject(value)
    if isinstance(value, str):
        return TextStringObject(value)
    assert isinstance(value, Sequence)
    return ArrayObject(_object(one) for one in value)


def lying(kind: str, place: Place, **entries: object) -> DictionaryObject:
    """Return an annotation; names are given as ``name("Off")``."""
    made = DictionaryObject(
        {
            NameObject("/Type"): name("Annot"),
            NameObject("/Subtype"): name(kind),
            NameObject("/Rect"): ArrayObject(map(FloatObject, corners(place))),
            NameObject("/F"): NumberObject(PRINTED),
        }
    )
    for key, value in entries.items():
        made[NameObject(f"/{key}")] = _object(value)
    return made


def field(place: Place, value: str, **entries: object) -> DictionaryObject:
    """Return a text field that was filled in."""
    return lying("Widget", place, FT=name("Tx"), **{"V": value, "T": "f", **entries})


def box(place: Place, state: str, **entries: object) -> DictionaryObject:
    """Return a box to tick, ``Off`` or in a state of its own."""
    made = lying(
        "Widget",
        place,
        FT=name("Btn"),
        V=name(state),
        AS=name(state),
        **{"T": "b", **entries},
    )
    looks = DictionaryObject({name("Off"): _drawing("", place)})
    looks[name("On" if state == "Off" else state)] = _drawing("", place)
    made[name("AP")] = DictionaryObject({name("N"): looks})
    return made


def drawn(kind: str, place: Place, content: str, **entries: object) -> DictionaryObject:
    """Return an annotation with its own appearance, in units of its rectangle."""
    made = lying(kind, place, **entries)
    made[name("AP")] = DictionaryObject({name("N"): _drawing(content, place)})
    return made


def _drawing(content: str, place: Place) -> DecodedStreamObject:
    left, low, right, high = corners(place)
    form = DecodedStreamObject()
    form.set_data(content.encode())
    face = DictionaryObject(
        {
            name("Type"): name("Font"),
            name("Subtype"): name("Type1"),
            name("BaseFont"): name("Helvetica"),
        }
    )
    fonts = DictionaryObject({name("F"): face})
    form.update(
        {
            name("Type"): name("XObject"),
            name("Subtype"): name("Form"),
            name("BBox"): ArrayObject(
                map(FloatObject, (0, 0, right - left, high - low))
            ),
            name("Resources"): DictionaryObject({name("Font"): fonts}),
        }
    )
    return form


def page_with(
    text: str,
    *pieces: DictionaryObject,
    form: bool = True,
    content: bytes = b"",
    rotation: int = 0,
    crop: tuple[float, float, float, float] | None = None,
) -> bytes:
    """Return a PDF of one page with the pieces lying on it."""
    base = pdf_bytes([text or "x"]).replace(
        b"(x) Tj", b"() Tj" if not text else b"(x) Tj"
    )
    writer = PdfWriter(PdfReader(BytesIO(base)))
    page = writer.pages[0]
    if content:
        stream = DecodedStreamObject()
        own = page.get_contents()
        stream.set_data((own.get_data() if own is not None else b"") + b"\n" + content)
        page[name("Contents")] = writer._add_object(stream)
    kept = [writer._add_object(_deep(writer, piece)) for piece in pieces]
    page[name("Annots")] = ArrayObject(kept)
    widgets = [
        reference
        for reference, piece in zip(kept, pieces, strict=True)
        if "/FT" in piece
    ]
    if form and widgets:
        writer.root_object[name("AcroForm")] = DictionaryObject(
            {
                name("Fields"): ArrayObject(widgets),
                name("NeedAppearances"): BooleanObject(False),
            }
        )
    if rotation:
        page.rotate(rotation)
    if crop is not None:
        page[name("CropBox")] = ArrayObject(map(FloatObject, crop))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _deep(writer: PdfWriter, piece: PdfObject) -> PdfObject:
    """Make the streams inside a dictionary objects of their own, as they must be."""
    if isinstance(piece, DictionaryObject):
        for key, value in list(piece.items()):
            if isinstance(value, DecodedStreamObject):
                piece[NameObject(key)] = writer._add_object(value)
            else:
                _deep(writer, value)
    return piece
