"""Four files are written, all of them or none."""

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from openimr.errors import OutputError
from openimr.letters.write import from_json, write_all

from .fictional import CASE, DETERMINATION, PATIENT

NAMES = ["determination.json", "letter.pdf", "letter.docx", "evidence.html"]


def test_four_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"

    written = write_all(DETERMINATION, CASE, out, patient=PATIENT)

    assert written == tuple(out / name for name in NAMES)
    assert sorted(path.name for path in out.iterdir()) == sorted(NAMES)
    assert from_json((out / "determination.json").read_bytes()) == DETERMINATION
    assert len(pypdf.PdfReader(io.BytesIO((out / "letter.pdf").read_bytes())).pages) > 1
    assert (out / "letter.docx").read_bytes().startswith(b"PK")
    assert "no spasm\nis felt</mark>" in (out / "evidence.html").read_text("utf-8")


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_all(DETERMINATION, CASE, tmp_path / "a")
    second = write_all(DETERMINATION, CASE, tmp_path / "b")

    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_older_files_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_text("old")
    (tmp_path / "kept.txt").write_text("mine")

    write_all(DETERMINATION, CASE, tmp_path)

    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "kept.txt").read_text() == "mine"


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("a file")

    with pytest.raises(OutputError) as caught:
        write_all(DETERMINATION, CASE, out)

    assert str(caught.value) == (
        f"{out}: cannot be written, it is a file, not a folder.  Choose another place."
    )
    assert out.read_text() == "a file"


@pytest.mark.parametrize("name", ["file/below", "nul\x00name", "n" * 300])
def test_a_path_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("a file")

    with pytest.raises(OutputError):
        write_all(DETERMINATION, CASE, tmp_path / name)

    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_in_place_of_a_file_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "evidence.html").mkdir()

    with pytest.raises(OutputError) as caught:
        write_all(DETERMINATION, CASE, tmp_path)

    assert str(caught.value) == (
        f"{tmp_path / 'evidence.html'}: cannot be written, a folder of that name is in "
        "the way.  Choose another place."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["evidence.html"]


def test_a_full_disk_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(DETERMINATION, CASE, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write = Path.write_bytes

    def fills_up(path: Path, data: bytes) -> int:
        if path.name == "letter.docx":
            write(path, data[:100])
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fills_up)
    with pytest.raises(OutputError) as caught:
        write_all(replace(DETERMINATION, items=()), CASE, tmp_path)
    monkeypatch.undo()

    assert str(caught.value) == (
        f"{tmp_path}: cannot be written, no space left on device.  Choose another "
        "place."
    )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
