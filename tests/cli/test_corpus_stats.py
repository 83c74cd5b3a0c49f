"""Counts of a corpus as a user sees them."""

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pyarrow import parquet
from typer.testing import CliRunner, Result

from openimr.cli.app import app
from openimr.corpus.stats import FIELDS
from openimr.errors import InputError, MissingInputError, UnreadableFileError
from tests.corpus.stats.rows import day, items_of, made

RUN = CliRunner()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    when = {"decision_date": day("2014-06-30"), "specialty": "Pain Medicine"}
    rows = [
        *items_of("hydrocodone", 30, 10, year=2014, **when),
        *items_of("hydrocodone", 12, 4, year=2015),
        *items_of("tramadol", 45, 15, year=2014, pages=["mtus_cp_2009 93"]),
        *items_of("naproxen", 5, 1, year=2014),
        *items_of("baclofen", 6, 2, year=2014),
    ]
    return made(tmp_path_factory.mktemp("cli") / "corpus", rows).folder


def stats(folder: Path, *more: str) -> Result:
    return RUN.invoke(
        app,
        ["corpus", "stats", "--corpus", str(folder), *more],
        env={"COLUMNS": "80", "NO_COLOR": "1"},
    )


def lines(result: Result) -> list[str]:
    assert result.exception is None
    plain = result.stdout.replace("\N{EN DASH}", "-")
    return [" ".join(line.split()) for line in plain.splitlines()]


def test_counts_are_a_table_with_rates_and_intervals(folder: Path) -> None:
    shown = lines(stats(folder, "--by", "drug"))

    assert shown[0] == "Decisions per item by drug"
    assert "Drug n upheld overturned rate 95 % interval" in shown
    assert "tramadol 60 45 15 25.0 % 15.8-37.2 %" in shown
    assert "suppressed (2) 14 11 3 21.4 % 7.6-47.6 %" in shown
    assert "all 130 98 32 24.6 % 18.0-32.7 %" in shown
    assert shown[-1].startswith("Source: 130 letters, decided 2014-06-30")


def test_a_change_over_time_names_both_years(folder: Path) -> None:
    shown = lines(stats(folder, "--trend"))

    assert any(line.startswith("2014 2015 ") for line in shown)


def test_nothing_is_wider_than_the_terminal(folder: Path) -> None:
    for view in ("--trend", "--guidelines", "--specialties", "--days", "--citations"):
        result = stats(folder, view)
        assert result.exception is None
        assert max(map(len, result.stdout.splitlines())) <= 80


def test_brands_reach_their_drug(folder: Path) -> None:
    found = json.loads(
        stats(folder, "--where", "drug=Norco", "--by", "year", "--json").stdout
    )

    assert found["question"]["where"] == ["drug=Norco"]
    assert [(row["row"], row["year"], row["decided"]) for row in found["rows"]] == [
        ("group", 2014, 40), ("group", 2015, 16), ("all", None, 56),
    ]  # fmt: skip


def test_guidelines_are_found_by_the_name_that_letters_give_them(folder: Path) -> None:
    name = "MTUS Chronic Pain Medical Treatment Guidelines p. 93"

    found = json.loads(stats(folder, "--where", f"page={name}", "--json").stdout)

    assert found["rows"][-1]["decided"] == 60


def test_rows_and_charts_go_to_files(folder: Path, tmp_path: Path) -> None:
    names = ("rows.csv", "rows.parquet", "chart.svg")
    table, columns, chart = (tmp_path / "new" / name for name in names)

    result = stats(
        folder, "--by", "drug", "--csv", str(table), "--parquet", str(columns),
        "--chart", str(chart), "--note", "Invented letters.",
    )  # fmt: skip

    assert result.exception is None
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["decided"] for row in rows] == ["56", "60", "", "", "14", "130"]
    assert parquet.read_table(columns).num_rows == 6
    root = ET.parse(chart).getroot()  # noqa: S314 - our own file
    assert "Invented letters." in ET.tostring(root, "unicode")


def test_a_png_is_drawn_for_a_name_in_capitals(folder: Path, tmp_path: Path) -> None:
    chart = tmp_path / "CHART.PNG"

    assert stats(folder, "--trend", "--chart", str(chart)).exception is None

    assert chart.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--by", "drgu"), "Did you mean 'drug'?"),
        (("--by", "requester"), "do not name who asked"),
        (("--where", "drug=tramadoll"), "Did you mean 'tramadol'?"),
        (("--where", "year:2014"), "not a condition"),
        (("--min", "-1"), "too small"),
        (("--min", "1000", "--by", "drug", "--chart", "a.svg"), "large enough"),
    ],
)
def test_bad_questions_are_told(folder: Path, more: tuple[str, ...], told: str) -> None:
    problem = stats(folder, *more).exception

    assert isinstance(problem, InputError)
    assert told in str(problem)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--trend", "--days"), "--trend or --days"),
        (("--specialties", "--by", "drug"), "leave --by out"),
        (("--chart", "chart.pdf"), ".svg or .png"),
        (("--per", "page"), "--per is item or letter"),
        (("--order", "outcome"), "--order is group"),
    ],
)
def test_wrong_usage_is_told(folder: Path, more: tuple[str, ...], told: str) -> None:
    result = stats(folder, *more)

    assert (result.exit_code, told in " ".join(result.stderr.split())) == (2, True)


def test_a_folder_that_is_missing_or_no_corpus_is_told(tmp_path: Path) -> None:
    assert isinstance(stats(tmp_path / "x").exception, MissingInputError)
    problem = stats(tmp_path).exception
    assert isinstance(problem, InputError)
    assert "openimr corpus build" in str(problem)


def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    corpus = made(tmp_path / "c", items_of("a", 20, 4))
    corpus.parts("items")[0].write_bytes(b"PAR1")

    assert isinstance(stats(corpus.folder).exception, UnreadableFileError)


def test_an_empty_corpus_shows_that_there_is_nothing(tmp_path: Path) -> None:
    shown = lines(stats(made(tmp_path / "c", []).folder, "--by", "drug"))

    assert "all 0 0 0" in shown
    assert shown[-1] == "Source: 0 letters."


def test_the_help_names_every_field(folder: Path) -> None:
    told = " ".join(stats(folder, "--help").stdout.split()).split("Fields: ")[1]

    assert sorted(told.split(".")[0].split(", ")) == sorted(FIELDS)
