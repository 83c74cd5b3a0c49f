"""``openimr corpus consistency`` and ``openimr corpus lint`` from the command line."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from openimr.cli.app import app
from openimr.corpus.store import LAYOUT, MARK
from tests.corpus.consistency.test_boilerplate import family
from tests.corpus.consistency.test_twins import OVERTURNED, UPHELD, specialty
from tests.corpus.making import corpus_of, own_texts
from tests.corpus.precedents.making import made_corpus


def run(*words: str | Path) -> Result:
    arguments = ["corpus", *map(str, words), "--workers", "1"]
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "80", "NO_COLOR": "1"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = [
        UPHELD,
        OVERTURNED,
        *family(4),
        *specialty("Neurology", 15, 5, "x"),
        *specialty("Psychiatry", 18, 2, "x"),
    ]
    return made_corpus(made, tmp_path_factory.mktemp("corpus")).folder


def test_the_three_parts_are_shown(folder: Path) -> None:
    shown = run("consistency", "--corpus", folder).stdout

    assert "Alike, decided otherwise: 9 pairs" in shown
    assert "specialty: Neurology / Pain Medicine" in shown
    assert "53.1% to 88.8%" in shown  # 15 of 20 as the others, by Wilson's method
    assert "Rationales used again: 1 families" in shown
    assert "4 letters, 4 items, 2013 to 2016" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_the_same_as_json(folder: Path) -> None:
    found = json.loads(run("consistency", "--corpus", folder, "--json").stdout)

    assert set(found) == {"twins", "specialties", "boilerplate"}
    assert found["boilerplate"]["families"][0]["letters"] == 4


def test_specialties_below_the_smallest_number_are_not_shown(folder: Path) -> None:
    shown = run("consistency", "--corpus", folder, "--min", "30").stdout

    assert "Neurology   " not in shown
    assert "with fewer than 30 such items not shown" in " ".join(shown.split())


def test_lint_counts_by_check_and_year(tmp_path: Path) -> None:
    corpus_of(own_texts(), tmp_path / "corpus")

    shown = run("lint", "--corpus", tmp_path / "corpus", "--csv", tmp_path / "all.csv")
    counts = json.loads(run("lint", "--corpus", tmp_path / "corpus", "--json").stdout)

    assert "Findings by check" in shown.stdout
    assert "Findings by year" in shown.stdout
    assert f"{counts['letters']} letters checked" in shown.stdout
    with (tmp_path / "all.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(each["findings"] for each in counts["checks"])


@pytest.mark.parametrize("command", ["consistency", "lint"])
def test_a_folder_without_a_corpus_is_told(command: str, tmp_path: Path) -> None:
    missing = run(command, "--corpus", tmp_path / "no").exception
    empty = run(command, "--corpus", tmp_path).exception

    assert "no such file or folder" in str(missing)
    assert "no corpus in this folder" in str(empty)


@pytest.mark.parametrize("command", ["consistency", "lint"])
def test_an_empty_corpus_is_no_trouble(command: str, tmp_path: Path) -> None:
    (tmp_path / MARK).write_text(f'{{"layout": {LAYOUT}}}')

    assert run(command, "--corpus", tmp_path).exit_code == 0


@pytest.mark.parametrize("command", ["consistency", "lint"])
def test_a_damaged_part_is_told(command: str, tmp_path: Path) -> None:
    corpus = made_corpus([UPHELD], tmp_path)
    (corpus.folder / "items" / "part-0.parquet").write_bytes(b"PAR1")

    assert "is damaged" in str(run(command, "--corpus", tmp_path).exception)
