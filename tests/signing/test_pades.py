"""The signed letter is at once tagged (PDF/UA) and signed (PAdES)."""

import datetime as dt
import io
from typing import cast

import pypdf
import pypdfium2
import pytest
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from openimr.errors import SigningError
from openimr.signing import RECORD_FILE, sha256, sign_pdf

from .making import AT, parts, signed_letter, signer

LETTER, RECORD, _ = parts()


def _reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def _bare(value: object) -> object:
    return value.idnum if isinstance(value, IndirectObject) else str(value)


def _field() -> DictionaryObject:
    form = cast(DictionaryObject, _reader(signed_letter()).root_object["/AcroForm"])
    [field] = cast(list[DictionaryObject], form["/Fields"])
    return cast(DictionaryObject, field.get_object())


def _words(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize(
    "key", ["/StructTreeRoot", "/MarkInfo", "/Lang", "/ViewerPreferences", "/Outlines"]
)
def test_what_makes_the_letter_accessible_is_as_it_was(key: str) -> None:
    before, after = (_reader(data).root_object for data in (LETTER, signed_letter()))

    # References are to the same objects, which an addition to the file leaves alone.
    assert _bare(after.raw_get(key)) == _bare(before.raw_get(key))


def test_the_file_still_says_that_it_is_pdf_ua() -> None:
    root = _reader(signed_letter()).root_object
    metadata = cast(StreamObject, root["/Metadata"]).get_data()

    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_pages_say_the_same_as_before() -> None:
    assert _words(signed_letter()) == _words(LETTER)


def test_the_signature_asks_nothing_of_the_structure_tree() -> None:
    # ISO 14289-1, 7.18: a hidden widget is left alone, any other has to be tagged.
    field = _field()

    assert cast(int, field["/F"]) & 2
    assert str(field["/TU"]) == "Signature of the determination"
    assert str(_reader(signed_letter()).pages[0]["/Tabs"]) == "/S"


def test_the_signature_is_pades_and_allows_no_change() -> None:
    signature = cast(DictionaryObject, _field()["/V"])
    [reference] = cast(list[DictionaryObject], signature["/Reference"])

    assert str(signature["/SubFilter"]) == "/ETSI.CAdES.detached"
    assert str(signature["/M"]) == "D:20260304153000Z"
    assert str(reference["/TransformMethod"]) == "/DocMDP"
    assert str(cast(DictionaryObject, reference["/TransformParams"])["/P"]) == "1"


def test_the_signature_names_the_digest_that_it_is_bound_to() -> None:
    signature = cast(DictionaryObject, _field()["/V"])

    assert sha256(RECORD) in str(signature["/Reason"])


def test_the_record_is_attached_with_its_names_and_a_description() -> None:
    reader = _reader(signed_letter())
    names = cast(DictionaryObject, reader.root_object["/Names"])
    files = cast(DictionaryObject, names["/EmbeddedFiles"])
    spec = cast(list[DictionaryObject], files["/Names"])[1].get_object()

    assert reader.attachments[RECORD_FILE] == [RECORD]
    assert str(cast(DictionaryObject, spec)["/F"]) == RECORD_FILE
    assert str(cast(DictionaryObject, spec)["/UF"]) == RECORD_FILE
    assert cast(DictionaryObject, spec)["/Desc"]


def test_the_same_letter_key_and_time_give_the_same_bytes() -> None:
    assert sign_pdf(LETTER, RECORD, signer(), AT) == signed_letter()


def test_no_name_but_that_of_the_key_comes_in_with_the_signature() -> None:
    added = signed_letter()[len(LETTER) :]

    assert signed_letter().startswith(LETTER)
    assert b"/Name" not in added.replace(b"/Names", b"")
    assert b"/ContactInfo" not in added


@pytest.mark.parametrize("at", [AT - dt.timedelta(days=1), AT + dt.timedelta(days=731)])
def test_a_certificate_that_is_not_valid_on_the_day_signs_nothing(
    at: dt.datetime,
) -> None:
    with pytest.raises(SigningError, match="not valid on this day"):
        sign_pdf(LETTER, RECORD, signer(), at)


@pytest.mark.parametrize("data", [b"", b"no PDF", LETTER[: len(LETTER) // 2]])
def test_what_is_no_pdf_cannot_take_a_signature(data: bytes) -> None:
    with pytest.raises(SigningError, match="cannot take a signature"):
        sign_pdf(data, RECORD, signer(), AT)


def test_what_is_signed_is_not_signed_again() -> None:
    with pytest.raises(SigningError, match="signed already"):
        sign_pdf(signed_letter(), RECORD, signer(), AT)
