"""``openimr corpus similar`` from the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from openimr.cli.app import app
from openimr.corpus.store import LAYOUT, MARK
from openimr.errors import OpenImrError
from tests.corpus.making import LETTERS, corpus_of, own_texts

EXAMPLE = Path(__file__).parents[2] / "examples" / "case"


def run(*words: str | Path) -> Result:
    arguments = ["corpus", "similar", *map(str, words)]
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "80", "NO_COLOR": "1"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus_of(own_texts(), tmp_path_factory.mktemp("corpus")).folder


def test_words_of_a_request_find_both_sides(folder: Path) -> None:
    shown = run("Norco 10/325 mg #60", "--corpus", folder).stdout

    assert shown.startswith("Norco 10/325 mg #60 (hydrocodone;")
    assert shown.index("Nearest overturned") < shown.index("Nearest upheld")
    assert "differs: " in shown
    assert "nothing here foretells one" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_letter_is_asked_about_item_by_item_and_is_not_its_own_precedent(
    folder: Path,
) -> None:
    letter = LETTERS / "a-two-items.txt"

    found = run(letter, "--corpus", folder, "--json").stdout.splitlines()
    second = run(letter, "--corpus", folder, "--json", "--item", "2").stdout

    answers = [json.loads(line) for line in found]
    assert len(answers) == 2
    assert json.loads(second) == answers[1]
    for answer in answers:
        assert [side["outcome"] for side in answer["sides"]] == ["overturned", "upheld"]
        sources = {hit["source"] for side in answer["sides"] for hit in side["hits"]}
        assert "a-two-items.txt" not in sources
        assert answer["asked"]["criteria"]


def test_a_case_file_is_asked_about(folder: Path) -> None:
    done = run(EXAMPLE, "--corpus", folder, "--item", "1", "--limit", "1", "--json")

    answer = json.loads(done.stdout)
    assert answer["asked"]["treatment"] == "cyclobenzaprine"
    assert [len(side["hits"]) for side in answer["sides"]] == [0, 1]
    assert answer["profiled"] > 0


def test_a_treatment_can_be_named(folder: Path) -> None:
    done = run("the usual", "--corpus", folder, "--treatment", "baclofen", "--json")

    assert json.loads(done.stdout)["asked"]["treatment"] == "baclofen"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere.pdf"], r"nowhere.pdf: no such file"),
        ([" "], "nothing is asked"),
        (["Norco", "--treatment", "norco"], "no treatment family is called 'norco'"),
        (["Norco", "--item", "2"], "has no item 2"),
        (["\x00"], "nothing"),
        (["x" * 5000, "--item", "7"], "has no item 7"),
    ],
)
def test_bad_input_is_told_in_one_sentence(
    words: list[str], told: str, folder: Path
) -> None:
    done = run(*words, "--corpus", folder)

    if done.exception is not None and done.exit_code:
        assert isinstance(done.exception, OpenImrError)
        assert told in str(done.exception)
    else:
        assert told == "nothing"  # odd words are words that nothing is like


def test_a_folder_without_a_corpus_is_told(tmp_path: Path) -> None:
    assert "no such file or folder" in str(
        run("Norco", "--corpus", tmp_path / "no").exception
    )
    assert "no corpus in this folder" in str(
        run("Norco", "--corpus", tmp_path).exception
    )


def test_an_empty_corpus_has_nothing_on_either_side(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text(f'{{"layout": {LAYOUT}}}')

    shown = run("Norco 10/325 #60", "--corpus", tmp_path).stdout

    assert shown.count("none in this corpus") == 2
    assert "Nothing can separate" in shown
