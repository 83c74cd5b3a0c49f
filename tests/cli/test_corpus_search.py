"""``openimr corpus search`` and ``index`` as a user runs them."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from openimr.cli.app import app
from openimr.errors import OpenImrError
from tests.corpus.search.making import SUMMARIES, corpus_with, item, the_items

LINES_OF_80 = {"COLUMNS": "80", "NO_COLOR": "1", "OPENIMR_CORPUS": ""}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("searched") / "corpus"
    corpus_with(place, the_items(), **SUMMARIES)
    assert ran("index", "--corpus", str(place)).exit_code == 0
    return place


def ran(*words: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, ["corpus", *words], env=LINES_OF_80 | (env or {}))


def searched(folder: Path, *words: str) -> Result:
    return ran("search", *words, "--corpus", str(folder))


def test_hits_are_shown_with_decision_passage_source_and_counts(folder: Path) -> None:
    said = searched(folder, 'drug:norco "functional improvement"')

    assert said.exit_code == 0
    lines = [line.rstrip() for line in said.stdout.splitlines()]
    assert lines[:6] == [
        "1 item",
        "",
        "Norco 10/325mg #120: upheld",
        "  CM14-0000001, 2014-05-23, Pain Medicine, mtus_cp_2009 p. 78 80",
        "  There is no functional improvement on file.",
        f"  item {'1'.zfill(32)}-1  (01.txt)",
    ]
    assert "  drug: hydrocodone 1" in lines
    assert "  decision: upheld 1" in lines
    assert max(map(len, lines)) <= 80


def test_the_words_that_were_asked_for_stand_out_on_a_terminal(folder: Path) -> None:
    from rich.console import Console

    from openimr.casework.corpus_search import search_in
    from openimr.cli.corpus_search_lines import lines

    screen = Console(file=io.StringIO(), force_terminal=True, width=80)
    for line, whole in lines(search_in(folder).find("spasms -denied")):
        screen.print(line, soft_wrap=whole)

    assert isinstance(screen.file, io.StringIO)
    assert "\x1b[1;4mspasms\x1b[0m" in screen.file.getvalue()


def test_the_next_page_is_asked_for_with_the_token_of_this_one(folder: Path) -> None:
    first = searched(folder, "", "--sort", "oldest", "--limit", "3").stdout
    token = first.rsplit("--after ", 1)[1].strip()
    second = searched(
        folder, "", "--sort", "oldest", "--limit", "3", "--after", token
    ).stdout

    assert "5 items, the oldest first" in first
    assert "MRI of the left knee" in first
    assert "Epidural steroid injection" in second
    assert "MRI of the left knee" not in second
    assert "--after" not in second


def test_a_page_as_json_has_places_to_mark(folder: Path) -> None:
    page = json.loads(searched(folder, "radiculopathy", "--json").stdout)

    (hit,) = page["hits"]
    (passage,) = hit["passages"]
    start, end = passage["marks"][0]
    assert passage["text"][start:end] == "Radiculopathy"
    assert (hit["decision"], page["count"], page["after"]) == ("overturned", 1, None)
    assert page["facets"][0]["field"] == "drug"


def test_a_page_as_csv_has_a_row_a_hit(folder: Path) -> None:
    said = searched(folder, "spasm", "--csv", "--limit", "2")

    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    assert [row["requested"] for row in rows] == [
        "MRI of the left knee",
        "Baclofen 20 mg #60",
    ]
    assert rows[1]["pages"] == "mtus_cp_2009 63; mtus_cp_2009 64"
    assert "Next page: --after " in said.stderr


def test_a_cell_is_never_a_formula(tmp_path: Path) -> None:
    rows = [item("1", requested="=1+1 norco")]
    folder = corpus_with(tmp_path / "c", rows).folder
    ran("index", "--corpus", str(folder))

    said = searched(folder, "norco", "--csv").stdout

    assert next(csv.DictReader(io.StringIO(said)))["requested"] == "'=1+1 norco"


def test_text_of_a_letter_cannot_steer_the_terminal(tmp_path: Path) -> None:
    rows = [item("1", requested="norco \x1b[31m[bold]x", rationale_text="a\x07\nnorco")]
    folder = corpus_with(tmp_path / "c", rows).folder
    ran("index", "--corpus", str(folder))

    said = searched(folder, "norco").stdout

    assert "\x1b" not in said
    assert "\x07" not in said
    assert "norco [31m[bold]x" in said


def test_a_misprint_is_answered_with_what_was_perhaps_meant(folder: Path) -> None:
    assert "Did you mean spasm  (3 items)" in searched(folder, "spasn").stdout


def test_the_corpus_can_be_named_by_the_environment(folder: Path) -> None:
    said = ran("search", "norco", env={"OPENIMR_CORPUS": str(folder)})

    assert said.exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["durg:norco"], "no field durg, at character 1.  Did you mean drug:?"),
        (["norco", "--sort", "overturned"], "never put in order by their outcome"),
        (["norco", "--after", "x"], "no token of a page"),
        (["norco", "--limit", "5000"], "0 to 1000 hits"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(
    folder: Path, words: list[str], told: str
) -> None:
    said = searched(folder, *words)

    assert isinstance(said.exception, OpenImrError)
    assert told in str(said.exception)


def test_json_and_csv_do_not_go_together(folder: Path) -> None:
    assert searched(folder, "norco", "--json", "--csv").exit_code == 2


def test_a_folder_without_a_corpus_or_an_index_is_told(tmp_path: Path) -> None:
    bare = corpus_with(tmp_path / "bare", the_items()).folder
    for folder, told in (
        (tmp_path / "nowhere", "no such file or folder"),
        (tmp_path, "no corpus in this folder"),
        (bare, "Make it with openimr corpus index."),
    ):
        said = searched(folder, "norco")
        assert isinstance(said.exception, OpenImrError)
        assert told in str(said.exception)


def test_an_empty_corpus_is_searched(tmp_path: Path) -> None:
    folder = corpus_with(tmp_path / "c", []).folder

    made = ran("index", "--corpus", str(folder))
    said = searched(folder, "norco")

    assert made.stdout == "0 items of 1 part taken in; 0 parts taken out.\n"
    assert said.stdout.splitlines() == ["0 items"]


def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    folder = corpus_with(tmp_path / "c", the_items()).folder
    (folder / "items" / "part-0.parquet").write_bytes(b"no table")

    said = ran("index", "--corpus", str(folder))

    assert isinstance(said.exception, OpenImrError)
    assert "part-0.parquet: cannot be read" in str(said.exception)
