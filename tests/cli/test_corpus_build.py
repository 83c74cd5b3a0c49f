"""Building a corpus as a user sees it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from openimr.cli.app import app
from openimr.errors import EmptyInputError, InputError, MissingInputError
from tests.corpus.building.making import letter

RUN = CliRunner()


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no processes: the crew has tests of its own."""
    from openimr.corpus.building import run
    from openimr.corpus.building.here import Here

    monkeypatch.setattr(run, "Crew", lambda out, prepare, *_: Here(out, prepare))


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, number in {"a": 1, "b": 2, "twin": 1}.items():
        (folder / f"{name}.txt").write_text(letter(number), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def build(*arguments: object) -> Result:
    return RUN.invoke(
        app,
        ["corpus", "build", *map(str, arguments)],
        env={"COLUMNS": "80", "NO_COLOR": "1"},
    )


def test_a_table_tells_what_was_built(letters: Path, tmp_path: Path) -> None:
    result = build(letters, "--out", tmp_path / "corpus", "--no-index")

    assert result.exception is None
    shown = " ".join(result.stdout.split())
    assert "Letters │ 2 │" in shown
    assert "Files without a letter │ 1 │ 1 empty-input" in shown
    assert "1 duplicate" in shown
    assert "4 files read in " in shown
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert result.stderr == ""


def test_json_tells_the_same_in_numbers(letters: Path, tmp_path: Path) -> None:
    out = tmp_path / "corpus"
    first = json.loads(build(letters, "--out", out, "--no-index", "--json").stdout)
    again = json.loads(build(letters, "--out", out, "--no-index", "--json").stdout)

    assert (first["letters"], first["lost"]) == (2, {"empty-input": 1})
    assert (first["files_read"], first["files_known"]) == (4, 0)
    assert (again["files_read"], again["files_known"]) == (0, 4)
    assert again["files_per_second"] is None
    assert first["items"] == again["items"] > 0
    assert not (out / "index").exists()


def test_the_index_follows_unless_it_is_left_out(letters: Path, tmp_path: Path) -> None:
    out = tmp_path / "corpus"

    assert build(letters, "--out", out).exception is None

    found = RUN.invoke(app, ["corpus", "search", "injured", "--corpus", str(out)])
    assert (found.exit_code, any((out / "index").iterdir())) == (0, True)


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = build(tmp_path / "nowhere", "--out", tmp_path / "corpus")

    assert isinstance(result.exception, MissingInputError)


def test_a_folder_without_letters_is_told(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()

    result = build(tmp_path / "letters", "--out", tmp_path / "corpus")

    assert isinstance(result.exception, EmptyInputError)


def test_letters_are_not_built_over(letters: Path) -> None:
    result = build(letters, "--out", letters)

    assert isinstance(result.exception, InputError)
    assert "holds something else" in str(result.exception)


def test_a_damaged_corpus_is_told(letters: Path, tmp_path: Path) -> None:
    out = tmp_path / "corpus"
    build(letters, "--out", out, "--no-index")
    for part in (out / "letters").iterdir():
        part.write_bytes(b"no table")

    result = build(letters, "--out", out, "--no-index")

    assert isinstance(result.exception, InputError)
    assert "corpus" in str(result.exception)


def test_a_damaged_record_is_told(letters: Path, tmp_path: Path) -> None:
    out = tmp_path / "corpus"
    build(letters, "--out", out, "--no-index")
    for record in (out / "build" / "records").iterdir():
        record.write_bytes(b"no table")

    result = build(letters, "--out", out, "--no-index")

    assert isinstance(result.exception, InputError)
    assert "missing or damaged" in str(result.exception)
