from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from PIL import Image

from openimr.documents import ReadingOptions, read_case
from openimr.documents.formats import Foreign, tell_format

from .containers import zip_bytes
from .paper import pdf_bytes

WITHOUT_PICTURES = ReadingOptions(recognise=False)
NOTE = b"PROGRESS REPORT\nShe sleeps well."


def word_bytes(text: str = "PROGRESS REPORT") -> bytes:
    out = BytesIO()
    document = WordDocument()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def picture_bytes(kind: str) -> bytes:
    out = BytesIO()
    Image.new("L", (40, 50), 255).save(out, kind)
    return out.getvalue()


def old_office(name: str) -> bytes:
    """Return the beginning of a compound file whose directory has that entry."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30] = 9
    return bytes(head) + name.encode("utf-16-le").ljust(512, b"\0")


PDF = pdf_bytes(["PROGRESS REPORT"])
BIG_TIFF = b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0"
WORKBOOK = zip_bytes({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})

TOLD = {
    "pdf under its own name": ("a.pdf", PDF, "pdf"),
    "pdf in capitals": ("A.PDF", PDF, "pdf"),
    "pdf with two extensions": ("visit.docx.pdf", PDF, "pdf"),
    "pdf called text": ("a.txt", PDF, "pdf"),
    "pdf called a workbook": ("a.xlsx", PDF, "pdf"),
    "pdf without an extension": ("visit", PDF, "pdf"),
    "pdf behind a mail header": ("a.bin", b"x-fax: 1\r\n\r\n" + PDF, "pdf"),
    "pdf called a picture": ("a.jpg", PDF, "pdf"),
    "jpeg called pdf": ("a.pdf", picture_bytes("JPEG"), "jpg"),
    "jpeg": ("a.JPEG", picture_bytes("JPEG"), "jpg"),
    "png called jpeg": ("a.jpg", picture_bytes("PNG"), "png"),
    "tiff": ("a.tif", picture_bytes("TIFF"), "tif"),
    "big tiff without a name": ("a", BIG_TIFF, "tif"),
    "docx": ("a.docx", word_bytes(), "docx"),
    "docx called pdf": ("a.pdf", word_bytes(), "docx"),
    "docx called zip": ("a.zip", word_bytes(), "docx"),
    "zip": ("a.zip", zip_bytes({"a.txt": NOTE}), "zip"),
    "zip of a stored docx": ("a.zip", zip_bytes({"a.docx": word_bytes()}), "zip"),
    "zip called pdf": ("a.pdf", zip_bytes({"a.txt": NOTE}), "zip"),
    "zip called docx": ("a.docx", zip_bytes({"a.txt": NOTE}), "zip"),
    "empty zip called docx": ("a.docx", zip_bytes({}), "docx"),
    "docx with a password": ("a.docx", old_office("EncryptedPackage"), "docx"),
    "the same called doc": ("a.doc", old_office("EncryptedPackage"), "docx"),
    "text": ("a.txt", NOTE, "txt"),
    "text without an extension": ("visit 5.3.2016", NOTE, "txt"),
    "text that begins like a mail": ("a.txt", b"From: Dr. Osei\nRe: neck", "txt"),
    "text called pdf is no pdf": ("a.pdf", NOTE, "pdf"),
    "web page called pdf is no pdf": ("a.pdf", b"<html><p>404</p></html>", "pdf"),
    "workbook called pdf is no pdf": ("a.pdf", WORKBOOK, "pdf"),
    "nothing called pdf": ("a.pdf", b"", "pdf"),
}

FOREIGN = {
    "workbook": ("a.xlsx", WORKBOOK, "a workbook; save it as PDF"),
    "old word file": ("a.doc", old_office("WordDocument"), "PDF or DOCX"),
    "rich text": ("a.rtf", b"{\\rtf1 x}", "a rich text file; save it as PDF or DOCX"),
    "rich text called doc": ("a.doc", b"{\\rtf1 x}", "a rich text file; save it"),
    "web page": ("a", b"\n<!DOCTYPE html><p>x", "a web page; save it as PDF"),
    "mail": ("a.eml", b"From: x", "an e-mail; save it, and what is attached to it"),
    "mail without a name": ("a", b"Received: from x by y", "an e-mail; save it"),
    "photograph": ("a.bin", b"\0\0\0\x18ftypheic", "a picture of another kind; save"),
    "other archive": ("a.zzz", b"7z\xbc\xaf\x27\x1c\0", "an archive of another kind"),
    "program": ("a.pdf.exe", b"MZ\x90\0\x03", "a program"),
    "e-book": ("a.epub", zip_bytes({"a.txt": NOTE}), "an electronic book; save it"),
    "sound": ("dictation.DSS", b"\x02dss", "a sound or film recording; add its"),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_file_is_told_by_its_bytes_before_its_name(name: str, tmp_path: Path) -> None:
    called, content, expected = TOLD[name]
    (tmp_path / "x").write_bytes(content)

    assert tell_format(tmp_path / "x", called) == expected


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_is_no_record_says_what_to_do(name: str, tmp_path: Path) -> None:
    called, content, expected = FOREIGN[name]
    (tmp_path / "x").write_bytes(content)

    told = tell_format(tmp_path / "x", called)

    assert isinstance(told, Foreign)
    assert told.reason.startswith("not a format of case files: ")
    assert expected in told.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [("gold.json", b"{}"), ("x", b"{}"), ("y", b"\0\1"), ("z", b""), ("a.log", NOTE)],
)
def test_what_nobody_knows_is_no_record(
    name: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)

    assert tell_format(tmp_path / name, name) == Foreign("not a format of case files")


def test_a_file_that_is_not_there_keeps_the_format_of_its_name(tmp_path: Path) -> None:
    assert tell_format(tmp_path / "nowhere", "a.TIFF") == "tif"


def test_files_under_wrong_names_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PDF)
    (tmp_path / "b").write_bytes(word_bytes("OPERATIVE REPORT"))
    (tmp_path / "c.pdf.TXT").write_bytes(NOTE)

    case = read_case(tmp_path, WITHOUT_PICTURES)

    assert [(page.file, page.text.split("\n")[0]) for page in case.pages] == [
        ("a.txt", "PROGRESS REPORT"),
        ("b", "OPERATIVE REPORT"),
        ("c.pdf.TXT", "PROGRESS REPORT"),
    ]
