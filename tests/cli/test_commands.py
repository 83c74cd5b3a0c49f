"""Commands as a user runs them: what is printed, what is written, how they fail."""

import csv
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfWriter

from .running import EXAMPLE, LETTERS, ROOT, openimr, openimr_itself

FILES = {"determination.json", "letter.pdf", "letter.docx", "evidence.html"}


def test_review_writes_four_files_and_shows_the_decisions(tmp_path: Path) -> None:
    done = openimr_itself("review", str(EXAMPLE), "--out", str(tmp_path / "out"))

    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    assert "Upheld" in done.stdout
    assert "Overturned" in done.stdout
    assert str(tmp_path / "out" / "letter.pdf") in done.stdout


def test_review_prints_the_contract_as_json(tmp_path: Path) -> None:
    done = openimr_itself("review", str(EXAMPLE), "--out", str(tmp_path), "--json")

    assert json.loads(done.stdout)["schema"] == "openimr.determination/1"
    assert done.stdout == (tmp_path / "determination.json").read_text()


def test_read_prints_one_json_object_a_letter() -> None:
    done = openimr_itself("read", str(LETTERS), "--json")

    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert len(objects) == len(list(LETTERS.glob("*.txt")))
    assert all(each["items"] for each in objects)


def test_read_prints_one_csv_row_an_item() -> None:
    objects = [
        json.loads(line)
        for line in openimr("read", str(LETTERS), "--json").stdout.splitlines()
    ]
    done = openimr("read", str(LETTERS), "--csv")

    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == sum(len(each["items"]) for each in objects)


def test_replay_prints_a_table_and_a_total() -> None:
    done = openimr_itself("replay", str(LETTERS))

    assert done.returncode == 0
    assert "By treatment" in done.stdout
    assert "decisions agree" in done.stdout.splitlines()[-1]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Return a folder with one file of each bad kind."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (tmp_path / "format.xyz").write_bytes(b"anything")
    locked = PdfWriter()
    locked.add_blank_page(612, 792)
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(tmp_path / "locked.pdf")
    huge = PdfWriter()
    huge.add_blank_page(14_400 * 100, 14_400 * 100)
    huge.write(tmp_path / "huge.pdf")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize("command", ["review", "read", "replay"])
@pytest.mark.parametrize(
    "name",
    [
        "empty.txt",
        "damaged.pdf",
        "format.xyz",
        "locked.pdf",
        "huge.pdf",
        "folder",
        "no",
    ],
)
def test_bad_input_gets_one_clear_sentence_and_exit_code_one(
    command: str, name: str, bad: Path
) -> None:
    done = openimr(command, str(bad / name), *_out(command, bad))

    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert "defect" not in done.stderr


def _out(command: str, folder: Path) -> tuple[str, ...]:
    return ("--out", str(folder / "out")) if command == "review" else ()


def test_a_bad_letter_costs_itself_only(bad: Path) -> None:
    done = openimr_itself("read", str(LETTERS), str(bad / "damaged.pdf"), "--json")

    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == len(list(LETTERS.glob("*.txt")))
    assert "damaged.pdf" in done.stderr


def test_wrong_usage_ends_with_code_two() -> None:
    assert openimr_itself("review").returncode == 2
    assert openimr("read", str(LETTERS), "--json", "--csv").returncode == 2


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")

    done = openimr("review", str(EXAMPLE), "--out", str(tmp_path / "taken"))

    assert done.returncode == 1
    assert "taken" in done.stderr


def test_the_command_reference_is_the_programs_own() -> None:
    from openimr.cli.reference import reference

    assert (ROOT / "docs" / "cli.md").read_text() == reference()
