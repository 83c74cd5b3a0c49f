"""``openimr publish`` on the bundled example case."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from openimr.casework import Reviewed
from openimr.casework.publish import publish
from openimr.cli.app import app
from openimr.letters.write import from_json, to_json
from openimr.publication import Leak

from .running import CACHE
from .running import EXAMPLE as CASE

RECOGNISED = ("--ocr-cache", CACHE)
FILES = {"determination.json", "letter.docx", "letter.pdf", "letter.txt"}


@pytest.fixture(scope="module")
def determination(tmp_path_factory: pytest.TempPathFactory, example: Reviewed) -> Path:
    """Return the folder of the example's determination."""
    folder = tmp_path_factory.mktemp("determination")
    (folder / "determination.json").write_bytes(to_json(example.determination))
    return folder


def _run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["publish", *map(str, (*words, *RECOGNISED))])
    return result.exit_code, result.output


def test_a_copy_is_written_in_four_forms_and_tells_nobody(
    determination: Path, tmp_path: Path
) -> None:
    out, report = tmp_path / "copy", tmp_path / "report.json"

    code, said = _run(determination, "--case", CASE, "--out", out, "--report", report)

    before = from_json((determination / "determination.json").read_bytes()).case
    copy = (out / "determination.json").read_text("utf-8")
    assert code == 0, said
    assert {path.name for path in out.iterdir()} == FILES
    assert before.employer
    assert before.employer not in copy
    assert from_json(copy.encode()).case.employer == "[employer]"
    told = json.loads(report.read_text("utf-8"))
    assert told["blocked"] is False
    assert told["removed"]["worker"] > 0


def test_the_same_copy_has_the_same_bytes(determination: Path) -> None:
    one, other = (publish(determination, CASE) for _ in range(2))

    assert one.files == other.files


@pytest.mark.parametrize(("dates", "day"), [("year", None), ("remove", None)])
def test_a_day_that_is_withheld_stands_in_no_field(
    determination: Path, dates: str, day: None
) -> None:
    made = publish(determination, CASE, dates=dates)

    copy = from_json(made.files["determination.json"])
    assert not made.blocked
    assert copy.case.date_of_injury is day
    assert copy.case.number is None


def test_days_that_are_moved_keep_their_intervals(determination: Path) -> None:
    before = from_json((determination / "determination.json").read_bytes())

    made = publish(determination, CASE, dates="shift", shift_days=-41)

    after = from_json(made.files["determination.json"])
    moved = {
        (one.date - other.date).days
        for one, other in zip(before.documents, after.documents, strict=True)
        if one.date and other.date
    }
    assert moved == {41}


def test_a_leak_blocks_and_nothing_is_written(
    determination: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leak = Leak(
        file="letter.pdf", where="page 2", what="worker", how="a name", blocks=True
    )
    monkeypatch.setattr("openimr.casework.publish.find_leaks", lambda *_: (leak,))

    code, said = _run(determination, "--case", CASE, "--out", tmp_path / "copy")

    assert code == 1
    assert "leak: letter.pdf, page 2: worker (a name)" in said
    assert not (tmp_path / "copy").exists()


def test_a_foreign_letter_is_copied_as_text(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Ms. Pellworth, claim no. PC-00-418837, asks for Norco.\n")

    code, said = _run(letter, "--out", tmp_path / "copy")

    assert code == 0, said
    copy = (tmp_path / "copy" / "letter.txt").read_text()
    assert copy == "A person, claim no. [claim number], asks for Norco.\n"
    assert "without --case" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--dates", "weekly"], "keep"),
        (["--dates", "shift", "--shift-days", "0"], "--shift-days"),
    ],
)
def test_a_wrong_option_is_one_sentence(
    words: list[str], told: str, determination: Path, tmp_path: Path
) -> None:
    result = CliRunner().invoke(
        app, ["publish", str(determination), "--out", str(tmp_path / "c"), *words]
    )

    assert result.exit_code == 1
    assert told in str(result.exception)
