from pathlib import Path

import pytest

from openimr.documents.opening import opened

from .containers import LISTED, case_with, changed, told, zip_bytes
from .test_formats import NOTE

TOO_DEEP = "files inside files, over the limit of 4 inside each other"
LIMITS = "openimr.documents.zips.allowance"


def test_a_bomb_is_stopped_by_the_bytes_that_come_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{LIMITS}.FREE_UNPACKED_BYTES", 300_000)
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(unpacked))
    bomb = changed(
        zip_bytes({"a.txt": bytes(3_000_000), "b.txt": b"b"}), LISTED, 24, b"\1\0\0\0"
    )

    with opened(case_with(tmp_path, bomb) / "mail.zip") as (found, _):
        assert [str(file.refused).split(".  ")[0] for file in found] == [
            f"mail.zip/{name}.txt: what the archive unpacks to, over the limit of "
            "200 times the size of the archive"
            for name in "ab"
        ]
        assert sum(file.stat().st_size for file in unpacked.rglob("*")) < 300_000


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        ("MOST_FILE_BYTES", 20, "its size unpacked, over the limit of 20 bytes"),
        (
            "MOST_UNPACKED_BYTES",
            20,
            "all that was unpacked, over the limit of 20 bytes",
        ),
    ],
)
def test_files_beyond_a_limit_are_named(
    limit: str, value: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{LIMITS}.{limit}", value)

    files, _ = told(case_with(tmp_path, zip_bytes({"a.txt": b"small", "b.txt": NOTE})))

    assert files["mail.zip/a.txt"] == b"small"
    assert str(files["mail.zip/b.txt"]).startswith(reason)


def test_an_archive_of_too_many_files_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openimr.documents.unpacking.MOST_FILES", 4)
    (tmp_path / "note.txt").write_bytes(NOTE)
    many = zip_bytes({f"{number}.txt": b"x" for number in range(3)})

    files, _ = told(case_with(tmp_path, many))

    assert files["note.txt"] == NOTE
    assert str(files["mail.zip"]).startswith("too many files, over the limit of")


def test_a_list_of_files_that_is_too_long_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openimr.documents.zips.directory.MOST_DIRECTORY_BYTES", 30_000)
    many = zip_bytes({f"{number}-{'x' * 90}.txt": b"" for number in range(300)})

    files, _ = told(case_with(tmp_path, many))

    assert files == {"mail.zip": "its list of files, over the limit of 30,000 bytes"}


def test_archives_in_archives_are_opened_to_a_stated_depth(tmp_path: Path) -> None:
    content = zip_bytes({"a.txt": NOTE})
    for _ in range(5):
        content = zip_bytes({"in.zip": content})

    files, _ = told(case_with(tmp_path, content))

    assert files == {
        "mail.zip"
        + "/in.zip" * 5: "files inside files, over the limit of 4 inside each other"
    }


def test_an_archive_that_holds_itself_ends(tmp_path: Path) -> None:
    # No true quine, but the same to us: each opens to several more.
    content = zip_bytes({"a.txt": NOTE})
    for _ in range(7):
        content = zip_bytes({f"{number}.zip": content for number in range(4)})

    files, _ = told(case_with(tmp_path, content))

    assert set(files.values()) == {
        "files inside files, over the limit of 4 inside each other"
    }
    assert len(files) == 4**5
