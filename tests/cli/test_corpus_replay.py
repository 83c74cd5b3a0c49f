"""``openimr corpus replay`` from the command line."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from openimr.cli.app import app
from openimr.corpus.store import LAYOUT, MARK
from tests.corpus.making import corpus_of, own_texts


def run(*words: str | Path) -> Result:
    arguments = ["corpus", "replay", *map(str, words)]
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "80", "NO_COLOR": "1"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    corpus_of(own_texts(), folder)
    assert run("--corpus", folder, "--workers", "0").exit_code == 0
    return folder


def test_agreement_is_shown_beside_the_base_rate(folder: Path) -> None:
    shown = run("--corpus", folder, "--report").stdout

    assert "Published (rows) and proposed (columns)" in shown
    assert "Agreement: " in shown
    assert "Base rate: " in shown
    assert "What drives the disagreements" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_second_run_finds_everything_done(folder: Path) -> None:
    told = run("--corpus", folder, "--workers", "0").stdout

    assert told.startswith(f"0 letters replayed, {len(own_texts())} were already.")


def test_json_holds_every_cell(folder: Path) -> None:
    told = json.loads(run("--corpus", folder, "--report", "--json").stdout)

    cells = told["total"]["cells"]
    assert told["replayed"] is None
    assert sum(cell["n"] for cell in cells) == told["total"]["items"] > 0
    assert sum(each["items"] for each in told["by_year"]) == told["total"]["items"]


def test_csv_holds_a_row_a_group(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "csv"

    run("--corpus", folder, "--report", "--csv", out)

    with (out / "agreement.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["by"] for row in rows} == {"all", "treatment", "year"}
    assert {path.name for path in out.iterdir()} == {
        "agreement.csv",
        "causes.csv",
        "facts.csv",
    }


def test_an_empty_corpus_has_nothing_to_compare(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")

    done = run("--corpus", tmp_path, "--workers", "0")

    assert done.exit_code == 0
    assert "No items to compare." in done.stdout


@pytest.mark.parametrize("options", [(), ("--report",)])
def test_a_folder_without_a_corpus_is_told(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    done = run("--corpus", tmp_path, *options)

    assert done.exit_code == 1
    assert "no corpus in this folder" in str(done.exception or done.output)


def test_a_report_without_a_replay_says_what_to_do(tmp_path: Path) -> None:
    corpus_of(own_texts(), tmp_path)

    done = run("--corpus", tmp_path, "--report")

    assert done.exit_code == 1
    assert "has not been replayed" in str(done.exception or done.output)


def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    corpus_of(own_texts(), tmp_path)
    (tmp_path / "items" / "part-0.parquet").write_bytes(b"PAR1")

    done = run("--corpus", tmp_path, "--workers", "0")

    assert done.exit_code == 1
    assert "damaged" in str(done.exception or done.output)
