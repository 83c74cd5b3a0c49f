"""Files in: what is found, what is decoded, and what is refused with one sentence."""

import codecs
import io
from pathlib import Path

import docx
import pytest
import typst
from pypdf import PdfWriter

from openimr.domain import RequestDetails
from openimr.errors import (
    EmptyInputError,
    InputError,
    MissingInputError,
    ProtectedFileError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from openimr.letters.read import files, find_letters, read_file, text_of

LETTER = "Rationale: \u201cThe patient\u2019s pain\u201d is 5/10 \u2013 no more.\r\n"


def _recognise(text: str) -> RequestDetails:
    return RequestDetails(requested=text)


def _text(folder: Path, data: bytes, name: str = "letter.txt") -> str:
    path = folder / name
    path.write_bytes(data)
    return text_of(path)


@pytest.mark.parametrize(
    "data",
    [
        LETTER.encode(),
        codecs.BOM_UTF8 + LETTER.encode(),
        LETTER.encode("cp1252"),
        codecs.BOM_UTF16_LE + LETTER.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + LETTER.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with a mark", "cp1252", "utf-16 little", "utf-16 big"],
)
def test_text_is_decoded_from_every_usual_encoding(data: bytes, tmp_path: Path) -> None:
    assert _text(tmp_path, data) == LETTER


def test_bytes_of_no_encoding_are_taken_as_they_are(tmp_path: Path) -> None:
    assert _text(tmp_path, b"pain \x81 5/10") == "pain \x81 5/10"


def test_line_ends_stay_as_they_are_so_that_spans_fit(tmp_path: Path) -> None:
    assert _text(tmp_path, b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


def test_a_name_in_capitals_is_as_good(tmp_path: Path) -> None:
    assert _text(tmp_path, b"pain", "LETTER.TXT") == "pain"


@pytest.mark.parametrize(
    ("name", "data", "error", "message"),
    [
        ("a.txt", b"", EmptyInputError, "nothing to read in it.  Give a letter as"),
        ("a.txt", b" \r\n ", EmptyInputError, "nothing to read in it."),
        ("a.pdf", b"", EmptyInputError, "nothing to read in it."),
        ("a.docx", b"", EmptyInputError, "nothing to read in it."),
        ("a.txt", b"%PDF-1.7 x", UnreadableFileError, "it holds no text"),
        ("a.txt", b"pain\0pain", UnreadableFileError, "it holds no text"),
        ("a.txt", b"PK\x03\x04", UnreadableFileError, "it holds no text"),
        ("a.txt", codecs.BOM_UTF16_LE + b"x", UnreadableFileError, "cannot be decoded"),
        ("a.pdf", b"just words", UnreadableFileError, "it is damaged or no PDF"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", UnreadableFileError, "damaged or no PDF"),
        ("a.docx", b"just words", UnreadableFileError, "damaged or no Word file"),
        ("a.docx", b"PK\x03\x04 broken", UnreadableFileError, "or no Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", ProtectedFileError, "by a password"),
        ("a.rtf", b"{\\rtf}", UnsupportedFormatError, "Use .docx, .pdf, .txt."),
    ],
)
def test_bad_input_is_refused_with_one_sentence_that_names_the_file(
    name: str, data: bytes, error: type[InputError], message: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(error) as caught:
        read_file(path, _recognise)

    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "words" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read_file(tmp_path / "none.txt", _recognise)


def test_a_folder_is_no_letter(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormatError):
        read_file(tmp_path, _recognise)


def test_a_cut_pdf_is_refused(tmp_path: Path) -> None:
    pdf = bytes(typst.compile(b"A letter about pain."))
    path = tmp_path / "cut.pdf"
    path.write_bytes(pdf[: len(pdf) // 3])

    with pytest.raises(InputError):
        read_file(path, _recognise)


def test_a_pdf_without_text_says_that_its_text_cannot_be_selected(
    tmp_path: Path,
) -> None:
    path = tmp_path / "blank.pdf"
    path.write_bytes(bytes(typst.compile(b"#rect()")))

    with pytest.raises(EmptyInputError) as caught:
        read_file(path, _recognise)

    assert "whose text can be selected" in str(caught.value)


def test_a_protected_pdf_is_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    writer = PdfWriter(io.BytesIO(bytes(typst.compile(b"A letter."))))
    writer.encrypt("secret", algorithm="RC4-128")
    path = tmp_path / "protected.pdf"
    writer.write(path)

    with pytest.raises(ProtectedFileError):
        read_file(path, _recognise)


def test_a_word_file_with_nothing_in_it_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "blank.docx"
    docx.Document().save(str(path))

    with pytest.raises(EmptyInputError):
        read_file(path, _recognise)


def test_a_file_far_beyond_the_size_of_a_letter_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1000)

    with pytest.raises(TooLargeError):
        _text(tmp_path, b"pain " * 300)


def test_a_text_far_beyond_the_length_of_a_letter_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_TEXT", 1000)

    with pytest.raises(TooLargeError):
        _text(tmp_path, b"pain " * 300)


def test_a_pdf_with_too_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_PAGES", 1)
    pdf = bytes(typst.compile(b"one #pagebreak() two"))

    with pytest.raises(TooLargeError):
        _text(tmp_path, pdf, "letter.pdf")


def test_pages_of_a_pdf_are_joined_by_a_form_feed(tmp_path: Path) -> None:
    pdf = bytes(typst.compile(b"one #pagebreak() two"))

    assert _text(tmp_path, pdf, "letter.pdf").split() == ["one", "two"]
    assert "\f" in _text(tmp_path, pdf, "letter.pdf")


def test_tables_of_a_word_file_are_read_row_by_row(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("first")
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, [("a", "b"), ("c", "d")], strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph("last")
    path = tmp_path / "letter.docx"
    document.save(str(path))

    assert text_of(path) == "first\na b\nc d\nlast"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.pdf", "sub/c.docx", "sub/a.txt", "notes.md", "~$c.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    return tmp_path


def _names(found: list[Path], archive: Path) -> list[str]:
    return [path.relative_to(archive).as_posix() for path in found]


def test_a_folder_gives_its_letters_in_the_order_of_their_names(archive: Path) -> None:
    found = find_letters([archive])

    assert _names(found, archive) == ["a.pdf", "b.txt", "sub/a.txt", "sub/c.docx"]


def test_files_globs_and_folders_keep_their_order_and_count_once(archive: Path) -> None:
    found = find_letters(
        [archive / "b.txt", str(archive / "**" / "*.txt"), archive / "sub"]
    )

    assert _names(found, archive) == ["b.txt", "sub/a.txt", "sub/c.docx"]


def test_a_file_that_was_named_is_kept_whatever_its_kind(archive: Path) -> None:
    assert _names(find_letters([archive / "notes.md"]), archive) == ["notes.md"]


def test_a_file_whose_name_looks_like_a_glob_is_found(archive: Path) -> None:
    odd = archive / "letter[1].txt"
    odd.write_text("x")

    assert find_letters([odd]) == [odd]


@pytest.mark.parametrize("place", ["none.txt", "none/*.txt", "*.odt", "[x"])
def test_a_place_that_holds_nothing_is_named(place: str, archive: Path) -> None:
    with pytest.raises(MissingInputError) as caught:
        find_letters([archive / place])

    assert str(archive / place) in str(caught.value)


def test_a_folder_without_letters_is_named(archive: Path) -> None:
    with pytest.raises(EmptyInputError):
        find_letters([archive / "empty"])


def test_no_place_at_all_is_an_error() -> None:
    with pytest.raises(EmptyInputError):
        find_letters([])
