import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from openimr.documents import ReadingOptions, read_case
from openimr.documents.opening import opened
from openimr.domain import PageStatus
from openimr.errors import EmptyInputError, ProtectedFileError, TooLargeError

from .containers import (
    LISTED,
    case_with,
    changed,
    streamed_zip,
    told,
    zip_bytes,
)
from .paper import pdf_bytes
from .test_formats import NOTE

WITHOUT_PICTURES = ReadingOptions(recognise=False)


@pytest.fixture
def temporary(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Let temporary folders be made in a folder that can be looked at."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_an_archive_is_opened_in_the_order_of_its_names(tmp_path: Path) -> None:
    content = zip_bytes({"b/10.txt": NOTE, "b/9.txt": b"9", "A.txt": b"A"})

    files, ignored = told(case_with(tmp_path, content) / "mail.zip")

    assert list(files.items()) == [
        ("mail.zip/A.txt", b"A"),
        ("mail.zip/b/9.txt", b"9"),
        ("mail.zip/b/10.txt", NOTE),
    ]
    assert ignored == {}


def test_a_case_of_archives_is_read_page_by_page(tmp_path: Path) -> None:
    inner = zip_bytes({"notes.pdf": pdf_bytes(["PROGRESS REPORT", "second"])})
    (tmp_path / "a.txt").write_bytes(NOTE)
    case_with(tmp_path, zip_bytes({"in/inner.zip": inner, "x.xlsx": b"x"}))

    case = read_case(tmp_path, WITHOUT_PICTURES)

    assert [(page.file, page.number, page.status) for page in case.pages] == [
        ("a.txt", 1, PageStatus.TEXT),
        ("mail.zip/in/inner.zip/notes.pdf", 1, PageStatus.TEXT),
        ("mail.zip/in/inner.zip/notes.pdf", 2, PageStatus.TEXT),
    ]
    assert [(one.file, one.reason) for one in case.ignored] == [
        ("mail.zip/x.xlsx", "not a format of case files: a workbook; save it as PDF")
    ]


def test_hidden_files_and_folders_in_archives_are_passed_over(tmp_path: Path) -> None:
    files = {"__MACOSX/._a.txt": b"x", ".git/a.txt": b"x", "d/": b"", "d/a.txt": NOTE}

    assert told(case_with(tmp_path, zip_bytes(files))) == (
        {"mail.zip/d/a.txt": NOTE},
        {},
    )


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("secret.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert told(case_with(tmp_path, out.getvalue())) == (
        {},
        {"mail.zip/secret.txt": "a link inside an archive"},
    )


PLAIN = zip_bytes({"a.txt": NOTE * 9, "b.txt": b"sound", "c.bin": b"?"})

BAD_FIRST = {
    "a password": (changed(PLAIN, LISTED, 8, b"\1"), "is protected by a password"),
    "a wrong check sum": (
        changed(PLAIN, LISTED, 16, b"\0\0\0\0"),
        "cannot be read, its check sum in the archive is wrong",
    ),
    "another packing": (
        changed(PLAIN, LISTED, 10, b"\x0e"),
        "cannot be read, it is packed in a way that is not read",
    ),
    "damaged bytes": (
        changed(PLAIN, b"a.txt", 5, b"\xff" * 8),
        "cannot be read, it is damaged in the archive",
    ),
    "no header": (
        changed(PLAIN, b"PK\3\4", 0, b"XXXX"),
        "cannot be read, it is damaged in the archive",
    ),
    "a length over its neighbour": (
        changed(PLAIN, LISTED, 20, b"\xff"),
        "cannot be read, it overlaps another file of the archive",
    ),
    "a place beyond the end": (
        changed(PLAIN, LISTED, 42, b"\xff\xff\xff\x0f"),
        "cannot be read, the archive ends within it",
    ),
}


@pytest.mark.parametrize("trouble", BAD_FIRST)
def test_one_bad_file_in_an_archive_stops_nothing(trouble: str, tmp_path: Path) -> None:
    content, reason = BAD_FIRST[trouble]

    files, ignored = told(case_with(tmp_path, content))

    assert files == {"mail.zip/a.txt": reason, "mail.zip/b.txt": b"sound"}
    assert ignored == {"mail.zip/c.bin": "not a format of case files"}


def test_a_bad_file_of_no_record_is_listed(tmp_path: Path) -> None:
    content = changed(zip_bytes({"a.xlsx": b"x"}), LISTED, 8, b"\1")

    assert told(case_with(tmp_path, content)) == (
        {},
        {"mail.zip/a.xlsx": "is protected by a password"},
    )


def test_a_single_archive_with_a_password_says_so(tmp_path: Path) -> None:
    content = changed(zip_bytes({"a.txt": NOTE}), LISTED, 8, b"\1")

    with pytest.raises(ProtectedFileError):
        read_case(case_with(tmp_path, content) / "mail.zip")


@pytest.mark.parametrize("streamed", [False, True])
def test_of_an_archive_cut_short_the_rest_is_read(
    streamed: bool, tmp_path: Path
) -> None:
    names = {"a.txt": NOTE * 9, "b.txt": bytes(range(256)), "c.txt": b"gone"}
    content = streamed_zip(names) if streamed else zip_bytes(names)
    content = content[: content.rindex(b"b.txt", 0, content.index(LISTED)) + 60]

    files, _ = told(case_with(tmp_path, content))

    assert files == {
        "mail.zip": "cannot be read, its list of files is damaged; 2 were found in it",
        "mail.zip/a.txt": NOTE * 9,
        "mail.zip/b.txt": "cannot be read, the archive ends within it",
    }


def test_an_archive_whose_list_is_lost_is_searched(tmp_path: Path) -> None:
    whole = streamed_zip({"a.txt": NOTE, "b.txt": b"more"})

    files, _ = told(case_with(tmp_path, whole[: whole.index(LISTED)]))

    assert files["mail.zip/a.txt"] == NOTE
    assert files["mail.zip/b.txt"] == b"more"
    assert "its list of files is damaged" in str(files["mail.zip"])


@pytest.mark.parametrize("content", [b"PK\3\4", b"PK\3\4" + bytes(90), b"no archive"])
def test_an_archive_of_nothing_is_damaged(content: bytes, tmp_path: Path) -> None:
    files, _ = told(case_with(tmp_path, content))

    assert str(files["mail.zip"]).startswith("cannot be read, it")


def test_an_archive_without_files_is_listed(tmp_path: Path) -> None:
    case = case_with(tmp_path, zip_bytes({"d/": b""}))

    assert told(case) == ({}, {"mail.zip": "an archive without files"})
    with pytest.raises(EmptyInputError):
        read_case(case / "mail.zip")


def test_large_archives_with_long_sizes_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 0)

    files, _ = told(case_with(tmp_path, zip_bytes({"a.txt": NOTE, "b.txt": b"b"})))

    assert files == {"mail.zip/a.txt": NOTE, "mail.zip/b.txt": b"b"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, TooLargeError])
def test_what_was_unpacked_is_removed_whatever_happens(
    error: Callable[..., BaseException], tmp_path: Path, temporary: Path
) -> None:
    case = case_with(tmp_path, zip_bytes({"a.txt": NOTE}))
    problem = error("x", "x", "x")

    with pytest.raises(type(problem)):
        _open_and_fail(case, problem)

    assert list(temporary.iterdir()) == []


def _open_and_fail(case: Path, problem: BaseException) -> None:
    with opened(case) as (found, _):
        assert found[0].path.is_file()
        raise problem


def test_a_folder_without_archives_needs_no_temporary_folder(
    tmp_path: Path, temporary: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(NOTE)

    with opened(tmp_path) as (found, _):
        assert [file.name for file in found] == ["a.txt"]
        assert list(temporary.iterdir()) == []
