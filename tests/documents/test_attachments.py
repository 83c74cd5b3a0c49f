import sys
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from openimr.documents import ReadingOptions, read_case
from openimr.documents.attachments import Extractor, may_hold_files
from openimr.documents.attachments.extracting import extract_attachments
from openimr.domain import PageStatus

from .containers import case_with, told, zip_bytes
from .paper import pdf_bytes
from .test_formats import NOTE

WITHOUT_PICTURES = ReadingOptions(recognise=False)


def _with_attached(files: list[tuple[str, bytes]], text: str = "LETTER") -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(pdf_bytes([text]))))
    for name, content in files:
        writer.add_attachment(name, content)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_paper_clip(name: str, content: bytes) -> bytes:
    """Return a PDF with a file on its page, that its list of files does not name."""
    writer = PdfWriter(PdfReader(BytesIO(pdf_bytes(["LETTER"]))))
    stream = DecodedStreamObject()
    stream.set_data(content)
    held = DictionaryObject({NameObject("/F"): writer._add_object(stream)})
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FileAttachment"),
            NameObject("/Rect"): ArrayObject(FloatObject(n) for n in (9, 9, 20, 20)),
            NameObject("/FS"): DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Filespec"),
                    NameObject("/F"): TextStringObject(name),
                    NameObject("/EF"): held,
                }
            ),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return _written(writer)


def test_files_attached_to_a_pdf_are_read_as_files_of_their_own(
    tmp_path: Path,
) -> None:
    files = [("visit.pdf", pdf_bytes(["PROGRESS REPORT"])), ("sums.xlsx", b"x")]
    case_with(tmp_path, _with_attached(files), "letter.pdf")

    case = read_case(tmp_path, WITHOUT_PICTURES)

    assert [(page.file, page.text, page.status) for page in case.pages] == [
        ("letter.pdf", "LETTER", PageStatus.TEXT),
        ("letter.pdf/visit.pdf", "PROGRESS REPORT", PageStatus.TEXT),
    ]
    assert [(one.file, one.reason) for one in case.ignored] == [
        (
            "letter.pdf/sums.xlsx",
            "attached to letter.pdf; not a format of case files: a workbook; save it "
            "as PDF",
        )
    ]


def test_a_paper_clip_on_a_page_is_found(tmp_path: Path) -> None:
    case_with(tmp_path, _with_paper_clip("note.txt", NOTE), "letter.pdf")

    files, _ = told(tmp_path)

    assert files["letter.pdf/note.txt"] == NOTE


def test_attached_files_may_hold_files_themselves(tmp_path: Path) -> None:
    inner = _with_attached([("deep.txt", NOTE)])
    mail = zip_bytes({"a.pdf": _with_attached([("b.pdf", inner)])})

    files, _ = told(case_with(tmp_path, mail))

    assert list(files) == [
        "mail.zip/a.pdf",
        "mail.zip/a.pdf/b.pdf",
        "mail.zip/a.pdf/b.pdf/deep.txt",
    ]


def test_attached_files_go_to_a_stated_depth(tmp_path: Path) -> None:
    content = NOTE
    name = "a.txt"
    for _ in range(6):
        content, name = _with_attached([(name, content)]), "a.pdf"
    case_with(tmp_path, content, "top.pdf")

    files, _ = told(tmp_path)

    assert files["top.pdf" + "/a.pdf" * 5] == (
        "files inside files, over the limit of 4 inside each other"
    )
    assert len(files) == 6


def test_names_of_attached_files_lead_nowhere_and_differ(tmp_path: Path) -> None:
    names = ["../../a.txt", "C:\\x\\b.txt", "", "visit.txt"]
    content = _with_attached([(name, NOTE) for name in names])
    case_with(tmp_path, content, "letter.pdf")

    files, ignored = told(tmp_path)

    assert {*files, *ignored} == {
        "letter.pdf",
        "letter.pdf/a.txt",
        "letter.pdf/x/b.txt",
        "letter.pdf/without a name",
        "letter.pdf/visit.txt",
    }


@pytest.mark.parametrize("limit", ["MOST_ATTACHED", "MOST_ATTACHED_BYTES"])
def test_attached_files_beyond_a_limit_are_named(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = "openimr.documents.attachments.extracting.MOST_ATTACHED"
    monkeypatch.setattr(where, 1)
    case = case_with(tmp_path, _with_attached([("a", b"12"), ("b", b"34")]), "x.pdf")
    most_bytes = 1 if limit.endswith("BYTES") else 100

    first, second = extract_attachments(case / "x.pdf", tmp_path, most_bytes)

    assert second.problem == "more than 1 files are attached"
    if most_bytes == 1:
        assert first.problem == "more than 1 bytes are attached"
    else:
        assert first.path is not None
        assert first.path.read_bytes() == b"12"


def test_most_pdfs_are_not_asked_for_files(tmp_path: Path) -> None:
    plain = case_with(tmp_path, pdf_bytes(["x"]), "a.pdf") / "a.pdf"
    holding = case_with(tmp_path, _with_attached([("a", b"x")]), "b.pdf") / "b.pdf"

    assert [may_hold_files(path) for path in (plain, holding, tmp_path / "c")] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("import sys; sys.exit(3)", "the reader cannot be started"),
        ("print('ready'); input(); print('7')", "what it holds cannot be listed"),
    ],
)
def test_an_extraction_that_breaks_down_is_named(
    says: str, reason: str, tmp_path: Path
) -> None:
    extractor = Extractor((sys.executable, "-u", "-c", says))

    told_of = extractor.files_of(tmp_path / "a.pdf", tmp_path, 100)
    extractor.close()

    assert told_of == reason


def test_a_worker_is_not_believed_about_where_files_are(tmp_path: Path) -> None:
    (tmp_path / "0").symlink_to("/etc/passwd")
    answer = '[["a",0,null],["b",9,null],["c","../x",null],7,["d",null,"damaged"]]'
    says = f"print('ready'); input(); print({answer!r})"
    extractor = Extractor((sys.executable, "-u", "-c", says))

    held = extractor.files_of(tmp_path / "a.pdf", tmp_path, 100)
    extractor.close()

    assert [(one if isinstance(one, str) else one.path) for one in held] == [None] * 4


def test_nothing_that_was_attached_stays_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "case"
    case.mkdir()
    case_with(case, _with_attached([("a.txt", NOTE)]), "letter.pdf")
    (tmp_path / "unpacked").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "unpacked"))

    files, _ = told(case)

    assert files["letter.pdf/a.txt"] == NOTE
    assert list((tmp_path / "unpacked").iterdir()) == []
