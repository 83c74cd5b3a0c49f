"""Answers written: the same rows as objects, CSV and Parquet, nothing hidden told."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from openimr.corpus.stats import (
    Order,
    Per,
    Question,
    Source,
    citations,
    cited_pages,
    condition_of,
    count,
    days_to_decision,
    specialties,
    trend,
)
from openimr.corpus.stats.exports import to_csv, to_object, to_parquet
from openimr.corpus.stats.sheets import Line
from openimr.corpus.stats.view_sheets import View, sheet_of
from openimr.corpus.store import Corpus

from .rows import day, items_of, made


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    when = {"decision_date": day("2014-06-30"), "programme": "one", "specialty": "A"}
    return made(
        tmp_path_factory.mktemp("sheets") / "corpus",
        [
            *items_of("a", 30, 10, year=2014, pages=["m 8"], **when),
            *items_of("a", 12, 4, year=2015),
            *items_of("b", 20, 0, year=2014, pages=["m 8", "m 9"], specialty="B"),
            *items_of("c", 12, 2, year=2014),
            *items_of("d", 3, 2, year=2014),
            *items_of("e", 1, 1, year=2014),
            *items_of("f", 50, 0, year=2015),
        ],
        citations=[
            {"letter": f"a-2014-{number}", "item": f"a-2014-{number}-1",
             "guideline": "m", "cited_by": "reviewer", "decision": "upheld"}
            for number in range(20)
        ],
    )  # fmt: skip


@pytest.fixture(scope="module")
def views(corpus: Corpus) -> dict[str, View]:
    return {
        "counts": count(corpus, Question(by=("drug",), top=2, order=Order.COUNT)),
        "total": count(corpus, Question()),
        "letters": count(corpus, Question(by=("year",), per=Per.LETTER)),
        "trend": trend(corpus, Question(by=("drug",))),
        "pages": cited_pages(corpus, Question()),
        "specialties": specialties(corpus, Question()),
        "days": days_to_decision(corpus, Question(by=("drug",), minimum=0)),
        "citations": citations(corpus, Question()),
    }


def test_rows_say_what_they_stand_for(views: dict[str, View]) -> None:
    rows = to_object(sheet_of(views["counts"]))["rows"]

    told = [
        (row["row"], row["drug"], row["decided"], row.get("groups")) for row in rows
    ]
    assert told == [
        ("group", "a", 56, None),
        ("group", "f", 50, None),
        ("other groups", None, 20, 1),
        ("suppressed", "c", None, None),
        ("suppressed", "d", None, None),
        ("suppressed", "e", None, None),
        ("suppressed together", None, 21, 3),
        ("all", None, 147, None),
    ]


def test_an_object_repeats_question_and_source(views: dict[str, View]) -> None:
    made_of = to_object(sheet_of(views["counts"]))

    assert made_of["title"] == "Decisions per item by drug"
    assert made_of["question"] == {
        "by": ["drug"], "where": [], "per": "item", "order": "count", "top": 2,
        "minimum": 11,
    }  # fmt: skip
    assert made_of["source"] == {
        "letters": 147, "programmes": ["one"],
        "first_decision": "2014-06-30", "last_decision": "2014-06-30",
    }  # fmt: skip
    assert made_of["rows"][0] == {
        "row": "group", "drug": "a", "decided": 56, "upheld": 42, "overturned": 14,
        "partial": 0, "undecided": 0, "rate": 0.25,
        "low": pytest.approx(0.1552, abs=5e-5), "high": pytest.approx(0.3769, abs=5e-5),
    }  # fmt: skip


def test_csv_and_parquet_hold_the_rows_of_the_object(views: dict[str, View]) -> None:
    for view in views.values():
        sheet = sheet_of(view)
        rows: list[dict[str, Any]] = to_object(sheet)["rows"]
        for row in rows:
            row.pop("groups", None)

        table = parquet.read_table(io.BytesIO(to_parquet(sheet)))
        text = io.StringIO(to_csv(sheet).decode())

        assert table.to_pylist() == rows
        assert list(csv.DictReader(text)) == [
            {name: "" if value is None else str(value) for name, value in row.items()}
            for row in rows
        ]


def test_columns_have_the_same_types_with_rows_and_without(
    views: dict[str, View], tmp_path: Path
) -> None:
    empty = made(tmp_path / "corpus", [])
    question = Question(by=("drug",), top=2)

    full = parquet.read_schema(io.BytesIO(to_parquet(sheet_of(views["counts"]))))
    none = parquet.read_schema(io.BytesIO(to_parquet(sheet_of(count(empty, question)))))

    assert full == none


def test_the_numbers_of_a_suppressed_group_are_nowhere(corpus: Corpus) -> None:
    """Drug d has 5 decisions, e has 2, c has 14 and is hidden beside them."""
    sheet = sheet_of(count(corpus, Question(by=("drug",))))

    assert {row.values for row in sheet.rows if row.line is Line.SUPPRESSED} == {
        (name, *[None] * 8) for name in "cde"
    }
    assert [row.values[1] for row in sheet.rows if row.values[1] is not None] == [
        56, 20, 50, 21, 147,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("counts", "3 groups are suppressed: fewer than 11 decided, or hidden so that "
         "those cannot be computed."),
        ("letters", "n: letters decided.  Rate: share of n overturned, in whole or in "
         "part.  Interval: Wilson, 95 %."),
        ("pages", "An item may stand in several groups, which add up to more than "
         "all."),
        ("days", "A letter stands in the group of each of its items."),
    ],
)  # fmt: skip
def test_notes_tell_how_to_read_a_sheet(
    views: dict[str, View], name: str, note: str
) -> None:
    assert note in sheet_of(views[name]).notes


def test_undecided_ones_and_groups_left_out_are_told(tmp_path: Path) -> None:
    rows = [*items_of("a", 20, 0), {"letter": "z", "decision": None, "drug": "a"}]
    whens = [
        {"letter": f"{drug}--{number}", "date_assigned": day("2015-01-01"),
         "decision_date": day("2015-01-31")}
        for drug in "ab" for number in range(15)
    ]  # fmt: skip
    corpus = made(tmp_path / "corpus", [*rows, *items_of("b", 15, 0)], whens)

    counted = sheet_of(count(corpus, Question()))
    days = sheet_of(days_to_decision(corpus, Question(by=("drug",), top=1)))
    few = sheet_of(count(corpus, Question(where=(condition_of("drug=b"),), minimum=16)))

    left = "1 items without a decision that could be read are not in n."
    assert left in counted.notes
    assert "1 smaller group is left out, as asked for." in days.notes
    assert few.rows == ()
    assert "Suppressed: fewer than 16 are decided." in few.notes


def test_a_title_has_the_conditions(corpus: Corpus) -> None:
    question = Question(by=("drug", "year"), where=(condition_of("year=2014..2015"),))

    assert sheet_of(count(corpus, question)).title == (
        "Decisions per item by drug and year, where year=2014..2015"
    )
    assert sheet_of(trend(corpus, question)).title == (
        "Rates over time by drug, where year=2014..2015"
    )


def test_a_source_is_told_in_words() -> None:
    nothing = Source(letters=1, programmes=(), first=None, last=None)
    some = Source(
        letters=2000, programmes=("a", "b"), first=day("2013-01-02"),
        last=day("2014-05-06"),
    )  # fmt: skip

    assert str(nothing) == "1 letter"
    assert str(some) == "2,000 letters, decided 2013-01-02 to 2014-05-06 (a, b)"
