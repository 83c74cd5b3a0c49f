"""``openimr corpus outcome`` from the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("sklearn")

from openimr.cli.app import app
from openimr.corpus.outcome import PURPOSE
from tests.corpus.outcome.making import rows_corpus


def run(*words: str | Path | int) -> Result:
    arguments = ["corpus", "outcome", *map(str, words)]
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "80", "NO_COLOR": "1"})


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rows_corpus(tmp_path_factory.mktemp("corpus") / "corpus", 300).folder


@pytest.fixture(scope="module")
def model(folder: Path) -> Path:
    path = folder.parent / "model.json"
    assert run("train", "--corpus", folder, "--out", path).exit_code == 0
    return path


def test_every_figure_stands_beside_the_base_rate(model: Path) -> None:
    shown = run("check", model).stdout

    assert "Base rate: " in shown
    assert "always saying the base rate: " in flat(shown)
    assert flat(shown).endswith(PURPOSE)
    assert max(map(len, shown.splitlines())) <= 80


def test_a_check_on_a_corpus_is_the_same_as_the_model_says(
    model: Path, folder: Path
) -> None:
    own = run("check", model, "--json").stdout
    again = run("check", model, "--corpus", folder, "--json").stdout

    assert json.loads(own) == json.loads(again)
    assert json.loads(own)["purpose"] == PURPOSE


def test_triage_lists_either_outcome_and_says_what_it_is_for(
    model: Path, folder: Path
) -> None:
    done = run("triage", model, "--corpus", folder, "--limit", 2)

    assert done.exit_code == 0
    assert "Published as overturned" in done.stdout
    assert "Published as upheld" in done.stdout
    assert flat(done.stdout).endswith(PURPOSE)
    assert max(map(len, done.stdout.splitlines())) <= 80
    rows = run("triage", model, "--corpus", folder, "--limit", 2, "--json").stdout
    told = [json.loads(line) for line in rows.splitlines()]
    assert [each["published"] for each in told] == [
        *("overturned", "overturned"),
        *("upheld", "upheld"),
    ]


def test_the_diagram_is_drawn(model: Path, tmp_path: Path) -> None:
    for name, begins in (("a.svg", b"<?xml"), ("a.png", b"\x89PNG")):
        done = run("check", model, "--chart", tmp_path / name)
        data = (tmp_path / name).read_bytes()
        assert done.exit_code == 0
        assert data.startswith(begins)
        run("check", model, "--chart", tmp_path / name)
        assert (tmp_path / name).read_bytes() == data
    svg = (tmp_path / "a.svg").read_text("utf-8")
    assert "base rate" in svg
    assert "expected " in svg


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("train", "--corpus", "nowhere", "--out", "m.json"), "nowhere"),
        (("check", "nowhere.json"), "nowhere.json"),
        (("check", "{model}", "--corpus", "nowhere"), "nowhere"),
        (("triage", "{model}", "--corpus", "{empty}"), "no corpus in this folder"),
        (("check", "{junk}"), "it holds no outcome model"),
        (("train", "--corpus", "{few}", "--out", "m.json"), "are too few"),
    ],
)
def test_bad_input_is_told_in_one_sentence(
    model: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "junk").write_text("[]", "utf-8")
    rows_corpus(tmp_path / "few", 20)
    places = {name: str(tmp_path / name) for name in ("empty", "junk", "few")}

    done = run(*(word.format(model=model, **places) for word in words))

    assert done.exit_code == 1
    assert told in str(done.exception)


def test_a_chart_of_another_kind_is_refused(model: Path) -> None:
    assert run("check", model, "--chart", "a.gif").exit_code != 0
