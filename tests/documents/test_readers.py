from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.enum.text import WD_BREAK
from pypdf import PdfReader, PdfWriter

from openimr.documents import ReadingOptions, read_case
from openimr.documents.files import FoundFile
from openimr.documents.readers import read_source
from openimr.domain import CaseFile, DocumentKind, PageStatus
from openimr.errors import (
    InputError,
    ProtectedFileError,
    TooLargeError,
    UnreadableFileError,
)

from .packets import note
from .paper import BLANK, SCAN, pdf_bytes, write_pdf

WITHOUT_PICTURES = ReadingOptions(recognise=False)


@pytest.fixture
def beside(tmp_path: Path) -> Callable[[str, bytes], CaseFile]:
    """Read a case of one sound file and another beside it."""

    def read(name: str, content: bytes) -> CaseFile:
        write_pdf(tmp_path / "a-visit.pdf", [note("05/03/2016")])
        (tmp_path / name).write_bytes(content)
        return read_case(tmp_path, WITHOUT_PICTURES)

    return read


def _encrypted() -> bytes:
    return _written(lambda writer: writer.encrypt("pass", algorithm="RC4-128"))


def _written(change: Callable[[PdfWriter], object], text: str = "x") -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(pdf_bytes([text]))))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _word() -> bytes:
    out = BytesIO()
    document = WordDocument()
    document.add_paragraph("PROGRESS REPORT " * 40)
    document.save(out)
    return out.getvalue()


def _damaged_word() -> bytes:
    """Break the packed text of the document, but not the directory of the package."""
    content = bytearray(_word())
    at = content.index(b"word/document.xml") + 60
    content[at : at + 40] = bytes(40)
    return bytes(content)


def _locked_word() -> bytes:
    """Mark every part as encrypted in the directory of the package."""
    content = bytearray(_word())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


BROKEN = {
    "damaged.docx": (_damaged_word(), "cannot be read, it is damaged"),
    "with-password.docx": (_locked_word(), "is protected by a password"),
    "encrypted.pdf": (_encrypted(), "is protected by a password"),
    "zero-pages.pdf": (pdf_bytes([]), "cannot be read, it is damaged or has no pages"),
    "text.pdf": (b"PROGRESS REPORT\nno pdf", "cannot be read, it is no PDF"),
    "truncated.pdf": (pdf_bytes(["x"])[:150], "cannot be read, it is damaged"),
    "random.pdf": (
        b"%PDF-1.7\n" + bytes(range(256)) * 9,
        "cannot be read, it is damag",
    ),
    "empty.pdf": (b"", "cannot be read, it is empty"),
    "empty.txt": (b"", "cannot be read, it is empty"),
    "binary.txt": (b"\0\1\2" * 99, "cannot be read, it is no text"),
    "rich.txt": (rb"{\rtf1 x}", "cannot be read, it is no text in spite of its name"),
    "text.docx": (b"PROGRESS REPORT", "cannot be read, it is no DOCX"),
    "zip.docx": (b"PK\x05\x06" + bytes(18), "cannot be read, it is damaged"),
    "locked.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), "is protected by a password"),
    "damaged.png": (b"\x89PNG", "cannot be read, the picture is damaged"),
    "damaged.TIFF": (b"II*\0", "cannot be read, the picture is damaged"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_bad_file_stands_in_the_ledger_and_stops_nothing(
    name: str, beside: Callable[[str, bytes], CaseFile]
) -> None:
    content, reason = BROKEN[name]

    case = beside(name, content)

    assert [(p.file, p.status) for p in case.pages] == [
        ("a-visit.pdf", PageStatus.TEXT),
        (name, PageStatus.UNREADABLE),
    ]
    bad = case.pages[1]
    assert (bad.number, bad.text) == (1, "")
    assert (bad.reason or "").startswith(reason)
    assert "\n" not in (bad.reason or "")
    assert case.document(str(bad.document)).kind is DocumentKind.OTHER


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("encrypted.pdf", ProtectedFileError),
        ("zero-pages.pdf", UnreadableFileError),
        ("text.pdf", UnreadableFileError),
        ("damaged.png", UnreadableFileError),
    ],
)
def test_a_single_file_that_cannot_be_read_is_an_error(
    name: str, error: type[InputError], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(BROKEN[name][0])

    with pytest.raises(error):
        read_case(tmp_path / name)


def test_a_password_that_only_restricts_printing_is_no_hindrance(
    tmp_path: Path,
) -> None:
    content = _written(
        lambda writer: writer.encrypt(
            user_password="",
            owner_password="o",  # noqa: S106 - a file of the test's own
            algorithm="RC4-128",
        ),
        "PROGRESS REPORT",
    )
    (tmp_path / "a.pdf").write_bytes(content)

    assert read_case(tmp_path).pages[0].text == "PROGRESS REPORT"


def _found(path: Path) -> FoundFile:
    return FoundFile(name=path.name, path=path, format=path.suffix[1:])


def test_pages_are_text_picture_or_blank(tmp_path: Path) -> None:
    write_pdf(
        tmp_path / "a.pdf",
        [
            note("05/03/2016"),
            SCAN,
            BLANK,
            "This page intentionally left blank",
            "\u2022\u2022\u2022 (\u2013)",
        ],
    )

    case = read_case(tmp_path, WITHOUT_PICTURES)

    assert [(page.status, page.reason) for page in case.pages] == [
        (PageStatus.TEXT, None),
        (
            PageStatus.UNREADABLE,
            "image without text; character recognition was switched off",
        ),
        (PageStatus.BLANK, None),
        (PageStatus.BLANK, "says that it is blank"),
        (PageStatus.TEXT, None),
    ]


def test_leading_blank_pages_belong_to_the_first_document(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [BLANK, note("05/03/2016")])

    case = read_case(tmp_path)

    assert [page.document for page in case.pages] == ["D1", "D1"]
    assert [(d.first_page, d.pages) for d in case.documents] == [(1, 2)]
    assert str(case.documents[0].date) == "2016-05-03"


def test_a_page_as_large_as_a_wall_is_read(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", ["PROGRESS REPORT"], size=(14400, 14400))

    assert read_case(tmp_path).pages[0].text == "PROGRESS REPORT"


def test_a_page_with_endless_text_is_cut_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("pdf", "layer"):
        name = f"openimr.documents.readers.{module}.MOST_PAGE_CHARACTERS"
        monkeypatch.setattr(name, 12)
    write_pdf(tmp_path / "a.pdf", ["She sleeps well and eats."])

    sheet = read_source(_found(tmp_path / "a.pdf")).sheets[0]

    assert (sheet.text, sheet.problem) == (
        "She sleeps w",
        "only the first 12 characters",
    )


def test_a_large_file_is_read_from_the_disk_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _found(write_pdf(tmp_path / "a.pdf", [note("05/03/2016"), "second"]))
    whole = read_source(file)

    monkeypatch.setattr("openimr.documents.readers.pdf._IN_MEMORY", 0)

    assert read_source(file) == whole


def test_a_file_beyond_a_limit_stands_in_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a page\f" * 20_001)
    (tmp_path / "b.txt").write_text("PROGRESS REPORT")

    case = read_case(tmp_path)

    assert case.pages[0].reason == "20001 pages, over the limit of 20000"
    with pytest.raises(TooLargeError):
        read_case(tmp_path / "a.txt")


def test_a_word_document_gives_its_header_paragraphs_tables_and_pages(
    tmp_path: Path,
) -> None:
    document = WordDocument()
    document.sections[0].header.paragraphs[0].text = "LANTERN PAIN GROUP"
    document.add_paragraph("PROGRESS REPORT\tMay 3, 2016")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Tizanidine 4 mg"
    table.rows[0].cells[1].text = "#60"
    document.add_paragraph("Rest.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Second page.")
    document.save(str(tmp_path / "visit.docx"))

    case = read_case(tmp_path)

    assert [page.text for page in case.pages] == [
        "LANTERN PAIN GROUP\nPROGRESS REPORT\tMay 3, 2016\nTizanidine 4 mg    #60\n"
        "Rest.",
        "Second page.",
    ]
    assert case.documents[0].kind is DocumentKind.PROGRESS_REPORT


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (b"one\r\ntwo\fthree\f", ["one\ntwo", "three"]),
        ("na\u00efve \u2013 5\u00b0".encode(), ["na\u00efve \u2013 5\u00b0"]),
        ("na\u00efve \u2013 5\u00b0".encode("cp1252"), ["na\u00efve \u2013 5\u00b0"]),
        ("\ufeffnote".encode("utf-16"), ["\ufeffnote"]),
        ("\ufeffnote".encode(), ["note"]),
    ],
)
def test_text_files_are_read_in_any_common_encoding(
    content: bytes, pages: list[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(content)

    assert [page.text for page in read_case(tmp_path).pages] == pages


def test_a_text_layer_of_no_characters_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ue000\ue001\ue002 \ufffd\ufffd\ufffd\ue003" * 3)
    (tmp_path / "b.txt").write_text("PROGRESS REPORT")

    page = read_case(tmp_path, WITHOUT_PICTURES).pages[0]

    assert page.status is PageStatus.UNREADABLE
    assert page.reason == "the text layer has no usable characters"


def test_a_picture_under_a_fax_line_is_still_a_picture(tmp_path: Path) -> None:
    fax = "06/13/2016 08:51 FROM: KELP COVE TO: 13105550171 PAGE 01/02"
    content = pdf_bytes([fax]).replace(b"BT /F", b"q 612 0 0 792 0 0 cm /P Do Q BT /F")
    (tmp_path / "a.pdf").write_bytes(content)
    (tmp_path / "b.txt").write_text("PROGRESS REPORT")

    page = read_case(tmp_path, WITHOUT_PICTURES).pages[0]

    assert (page.text, page.status) == (fax, PageStatus.UNREADABLE)


def test_reading_leaves_no_file_open(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [note("05/03/2016"), SCAN])
    for name, (content, _) in BROKEN.items():
        (tmp_path / name).write_bytes(content)
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("open files are counted by the proc file system, absent here")
    read_case(tmp_path)
    before = len(list(folder.iterdir()))

    read_case(tmp_path)

    assert len(list(folder.iterdir())) == before
