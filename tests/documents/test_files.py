import os
from pathlib import Path

import pytest

from openimr.documents import read_case
from openimr.documents.files import find_files, natural_key
from openimr.documents.limits import MOST_DEPTH
from openimr.errors import (
    EmptyInputError,
    MissingInputError,
    TooLargeError,
    UnsupportedFormatError,
)

from .packets import note
from .paper import write_pdf


def _text(path: Path, words: str = "PROGRESS REPORT\nShe sleeps well.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words)
    return path


def test_files_stand_in_the_order_a_person_would_give_them(tmp_path: Path) -> None:
    for name in ("10-lab.txt", "9-visit.txt", "b/2.txt", "b/10.txt", "A.TXT"):
        _text(tmp_path / name, name)

    case = read_case(tmp_path)

    assert [page.file for page in case.pages] == [
        "9-visit.txt",
        "10-lab.txt",
        "A.TXT",
        "b/2.txt",
        "b/10.txt",
    ]
    assert [d.id for d in case.documents] == ["D1", "D2", "D3", "D4", "D5"]


def test_names_that_differ_in_case_only_have_one_order() -> None:
    assert sorted(["b.pdf", "B.pdf", "a10", "a9"], key=natural_key) == [
        "a9",
        "a10",
        "B.pdf",
        "b.pdf",
    ]


def test_hidden_files_are_passed_over_and_strange_ones_listed(tmp_path: Path) -> None:
    _text(tmp_path / "visit.txt")
    _text(tmp_path / ".secret.txt")
    _text(tmp_path / ".git" / "x.txt")
    (tmp_path / "gold.json").write_text("{}")
    (tmp_path / "sheet.xlsx").write_bytes(b"x")

    case = read_case(tmp_path)

    assert [page.file for page in case.pages] == ["visit.txt"]
    assert [(f.file, f.reason) for f in case.ignored] == [
        ("gold.json", "not a format of case files"),
        ("sheet.xlsx", "not a format of case files: a workbook; save it as PDF"),
    ]


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    outside = _text(tmp_path / "outside" / "other.txt")
    case = tmp_path / "case"
    _text(case / "visit.txt", "PROGRESS REPORT\nShe sleeps badly.")
    (case / "again.txt").symlink_to(case / "visit.txt")
    (case / "leads-out.txt").symlink_to(outside)
    (case / "broken.txt").symlink_to(case / "nowhere.txt")
    (case / "folder").symlink_to(tmp_path / "outside")

    found = read_case(case)

    assert [page.file for page in found.pages] == ["again.txt", "visit.txt"]
    assert [(f.file, f.reason) for f in found.ignored] == [
        ("broken.txt", "a link that leads out of the folder"),
        ("folder", "a linked folder"),
        ("leads-out.txt", "a link that leads out of the folder"),
    ]


def test_folders_are_entered_to_a_stated_depth(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*(f"d{n}" for n in range(MOST_DEPTH + 1)))
    _text(deep / "too-deep.txt")
    _text(tmp_path / "d0" / "visit.txt")

    case = read_case(tmp_path)

    assert [page.file for page in case.pages] == ["d0/visit.txt"]
    assert [f.reason for f in case.ignored] == [f"more than {MOST_DEPTH} folders deep"]


def test_a_name_with_odd_characters_can_be_written_down(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/f\xfcr Ines \xe2\x98\x83 (1)\n.pdf"
    write_pdf(Path(os.fsdecode(odd)), [note("05/03/2016")])

    case = read_case(tmp_path)

    assert [page.file for page in case.pages] == ["f\\xfcr Ines \u2603 (1)\n.pdf"]
    assert case.pages[0].file.encode()


def test_what_is_no_case_is_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.xyz").write_text("x")

    with pytest.raises(MissingInputError):
        read_case(tmp_path / "nowhere")
    with pytest.raises(EmptyInputError):
        read_case(tmp_path / "empty")
    with pytest.raises(
        UnsupportedFormatError, match=r"Use docx, jpg, pdf, png, tif, txt, zip\."
    ):
        read_case(tmp_path / "notes.xyz")


def test_a_folder_with_nothing_to_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" ")
    (tmp_path / "other.json").write_text("{}")

    with pytest.raises(EmptyInputError, match="ZIP archive of them"):
        read_case(tmp_path)


def test_a_case_of_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openimr.documents.files.MOST_FILES", 2)
    for number in range(3):
        _text(tmp_path / f"{number}.txt")

    with pytest.raises(TooLargeError, match="too many files"):
        find_files(tmp_path)


def test_a_case_of_too_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openimr.documents.workers.files.MOST_CASE_PAGES", 2)
    _text(tmp_path / "a.txt", "one\fand two\fand three")

    with pytest.raises(TooLargeError, match="too many pages"):
        read_case(tmp_path)
