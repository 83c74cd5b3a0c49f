"""The ready-made views, each figure checked by hand."""

from pathlib import Path

import pytest

from openimr.corpus.stats import (
    Counts,
    Order,
    Question,
    citations,
    cited_pages,
    condition_of,
    days_to_decision,
    specialties,
    trend,
)
from openimr.corpus.store import Corpus

from .rows import Row, day, item, items_of, made


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return made(
        tmp_path_factory.mktemp("course") / "corpus",
        [
            *items_of("a", 32, 48, year=2014),
            *items_of("a", 30, 30, year=2015),
            *items_of("a", 14, 56, year=2016),
            *items_of("b", 20, 0, year=2014),
            *items_of("b", 4, 1, year=2015),
            *items_of("c", 25, 5, year=2016),
            *items_of("c", 11, 1, year=None),
        ],
    )


def test_a_trend_tells_the_change_with_the_interval_of_the_difference(
    course: Corpus,
) -> None:
    """48 of 80, later 56 of 70, is the first example of Newcombe's second paper."""
    found = trend(course, Question(by=("drug",)))

    assert found.table.question.by == ("drug", "year")
    assert [(change.keys, change.first, change.last) for change in found.changes] == [
        (("a",), 2014, 2016)
    ]
    [change] = found.changes
    assert change.difference == pytest.approx(0.2)
    assert change.interval is not None
    assert (round(change.interval.low, 4), round(change.interval.high, 4)) == (
        0.0524,
        0.3339,
    )


def test_a_trend_without_groups_runs_along_all(course: Corpus) -> None:
    found = trend(course, Question(top=1, minimum=0))

    assert [group.keys for group in found.table.groups] == [
        (2014,), (2015,), (2016,), (None,),
    ]  # fmt: skip
    assert [(change.first, change.last) for change in found.changes] == [(2014, 2016)]


def test_a_trend_runs_along_the_time_asked_for(course: Corpus) -> None:
    found = trend(course, Question(by=("quarter", "drug")))

    assert found.table.question.by == ("drug", "quarter")
    assert found.changes == ()


def test_pages_are_told_with_their_treatments(tmp_path: Path) -> None:
    corpus = made(
        tmp_path / "corpus",
        [
            *items_of("a", 9, 3, pages=["m 8", "m 75"], treatment="opioids"),
            *items_of("b", 12, 0, pages=["m 8"], treatment="therapy"),
            *items_of("c", 1, 0, pages=["m 75"], treatment="rare"),
            *items_of("d", 30, 0, treatment="surgery"),
        ],
    )

    view = cited_pages(corpus, Question(order=Order.COUNT))

    assert [(group.keys, group.counts) for group in view.table.groups] == [
        ((None,), Counts(upheld=30)),
        (("m 8",), Counts(upheld=21, overturned=3)),
        (("m 75",), Counts(upheld=10, overturned=3)),
    ]
    assert view.treatments == {
        ("m 8",): ("opioids", "therapy"),
        ("m 75",): ("opioids",),  # one rare item more is not given away
        (None,): ("surgery",),
    }
    assert view.table.total == Counts(upheld=52, overturned=3)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Two treatments overturned at 50 % and 10 %, and three specialties."""

    def cell(specialty: str, treatment: str, upheld: int, overturned: int) -> list[Row]:
        return items_of(
            f"{specialty}{treatment}",
            upheld,
            overturned,
            specialty=specialty,
            treatment=treatment,
        )

    return made(
        tmp_path_factory.mktemp("mixed") / "corpus",
        [
            *cell("A", "often", 30, 30),
            *cell("A", "rarely", 18, 2),
            *cell("B", "often", 20, 20),
            *cell("B", "rarely", 144, 16),
            *cell("C", "rarely", 18, 2),
        ],
    )


def test_specialties_are_held_against_what_their_treatments_let_expect(
    mixed: Corpus,
) -> None:
    view = specialties(mixed, Question())

    assert {group.keys: group.counts.rate for group in view.table.groups} == {
        ("A",): 32 / 80,
        ("B",): 36 / 200,
        ("C",): 2 / 20,
    }
    assert {keys: each.expected for keys, each in view.adjusted.items()} == {
        ("A",): pytest.approx(60 * 0.5 + 20 * 0.1),
        ("B",): pytest.approx(40 * 0.5 + 160 * 0.1),
        ("C",): pytest.approx(20 * 0.1),
    }
    for adjusted in view.adjusted.values():
        assert adjusted.ratio == pytest.approx(1)
        assert adjusted.rate == pytest.approx(70 / 300)
        assert adjusted.interval.low < adjusted.rate < adjusted.interval.high


def test_expected_and_overturned_are_the_same_in_all(mixed: Corpus) -> None:
    view = specialties(mixed, Question(where=(condition_of("specialty=A,B"),)))

    expected = sum(adjusted.expected for adjusted in view.adjusted.values())
    assert expected == pytest.approx(68)


def test_days_are_told_by_quantiles_and_impossible_ones_apart(tmp_path: Path) -> None:
    decided = day("2015-03-01")
    assigned = ["2015-02-28", "2015-02-19", "2015-02-09", "2015-01-30", "2015-01-20"]
    letters = [
        {"letter": f"l{number}", "date_assigned": day(text), "decision_date": decided,
         "year": 2015}
        for number, text in enumerate([*assigned, "2015-03-02", "1915-03-01"])
    ]  # fmt: skip
    letters.append({"letter": "l7", "decision_date": decided, "year": 2015})
    corpus = made(tmp_path / "corpus", [], letters)

    view = days_to_decision(corpus, Question(by=("year",), minimum=0))

    [group] = view.groups
    days = group.days
    assert (days.letters, days.impossible, days.missing) == (5, 2, 1)
    assert (days.quarter, days.median, days.three_quarters) == (10, 20, 30)
    assert days.nine_tenths == pytest.approx(36)
    assert view.total == days


def test_days_by_a_field_of_items_count_a_letter_once_a_group(tmp_path: Path) -> None:
    corpus = made(
        tmp_path / "corpus",
        [item("x", "upheld", drug="a"), item("x", "upheld", drug="a"),
         item("x", "upheld", drug="b"), item("y", "upheld", drug="b")],
        [{"letter": "x", "date_assigned": day("2015-01-01"),
          "decision_date": day("2015-01-11")},
         {"letter": "y", "date_assigned": day("2015-01-01"),
          "decision_date": day("2015-01-21")}],
    )  # fmt: skip

    view = days_to_decision(
        corpus, Question(by=("drug",), minimum=0, order=Order.COUNT, top=1)
    )

    [group] = view.groups
    assert (group.keys, group.days.letters, group.days.median) == (("b",), 2, 15)
    assert view.total is not None
    assert (view.total.letters, view.overlapping) == (2, True)


def test_days_of_few_letters_are_hidden(tmp_path: Path) -> None:
    letters = [
        {"letter": f"l{number}", "date_assigned": day("2015-01-01"),
         "decision_date": day("2015-01-31"), "sex": "female" if number else "male"}
        for number in range(30)
    ]  # fmt: skip
    corpus = made(tmp_path / "corpus", [], letters)

    view = days_to_decision(corpus, Question(by=("sex",)))

    assert (view.groups, view.suppressed) == ((), (("female",), ("male",)))


def test_citations_are_counted_by_guideline_and_by_who_cites(tmp_path: Path) -> None:
    def cited(number: int, by: str, **more: object) -> dict[str, object]:
        head = {"letter": f"a--{number}", "item": f"a--{number}-1", "cited_by": by}
        return head | {"name": "Manual", "decision": "upheld"} | more

    corpus = made(
        tmp_path / "corpus",
        items_of("a", 20, 0, year=2014),
        citations=[
            *(cited(number, "reviewer", guideline="m", page_numbers=[8, 9])
              for number in range(12)),
            *(cited(number, "reviewer", guideline="m", verbatim="words")
              for number in range(3)),
            *(cited(number, "claims_administrator", decision="overturned")
              for number in range(15)),
            cited(19, "reviewer", name="Other"),
        ],
    )  # fmt: skip

    view = citations(corpus, Question(minimum=2))

    assert [(group.keys, group.counts.decided) for group in view.table.groups] == [
        (("Manual", "claims_administrator"), 15)
    ]
    assert view.table.suppressed == (("m", "reviewer"), ("Other", "reviewer"))
    assert view.table.hidden == Counts(upheld=13)
    whole = citations(corpus, Question(minimum=0))
    cited_so = whole.cited["m", "reviewer"]
    assert (cited_so.citations, cited_so.with_page, cited_so.verbatim) == (15, 12, 3)
    chosen = citations(corpus, Question(minimum=0, where=(condition_of("year=2013"),)))
    assert chosen.table.groups == ()
