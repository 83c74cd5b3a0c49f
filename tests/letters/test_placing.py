"""Files are placed all of them or none, over what may be written over."""

from pathlib import Path

import pytest

from openimr.errors import OutputError
from openimr.letters.placing import place_files, write_file


def _held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_written_to_a_folder_that_is_made_for_them(tmp_path: Path) -> None:
    files = {"b.txt": b"two", "a.txt": b"one"}
    out = tmp_path / "new" / "folder"

    assert place_files(files, out) == (out / "b.txt", out / "a.txt")
    assert _held(out) == files


def test_a_file_is_replaced_unless_that_is_forbidden(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"old")

    with pytest.raises(OutputError) as caught:
        place_files({"a.txt": b"one", "b.txt": b"two"}, tmp_path, replace=False)

    assert str(caught.value) == (
        f"{tmp_path / 'b.txt'}: cannot be written, a file of that name is there.  "
        "Choose another place."
    )
    assert _held(tmp_path) == {"b.txt": b"old"}
    place_files({"b.txt": b"two"}, tmp_path)
    assert _held(tmp_path) == {"b.txt": b"two"}


@pytest.mark.parametrize("replace", [True, False])
def test_a_folder_is_never_replaced(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "b.txt").mkdir()

    with pytest.raises(OutputError, match="a folder of that name is in the way"):
        place_files({"a.txt": b"one", "b.txt": b"two"}, tmp_path, replace=replace)

    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("file", "it is a file, not a folder"),
        ("file/below", "not a directory"),
        ("nul\x00name", "the path is not a valid one"),
        ("n" * 300, "file name too long"),
    ],
)
def test_a_folder_that_cannot_be_is_told(
    tmp_path: Path, name: str, problem: str
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    out = tmp_path / name

    with pytest.raises(OutputError) as caught:
        place_files({"a.txt": b"one"}, out)

    assert str(caught.value) == (
        f"{out}: cannot be written, {problem}.  Choose another place."
    )
    assert _held(tmp_path) == {"file": b"mine"}


def test_one_file_is_written_over_another_and_its_folder_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"

    for data in (b"one", b"two"):
        write_file(path, data)

    assert _held(tmp_path / "new") == {"a.txt": b"two"}


def test_one_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a directory"):
        write_file(tmp_path, b"one")
    with pytest.raises(OutputError, match="the path is not a valid one"):
        write_file(tmp_path / "a\x00b", b"one")
