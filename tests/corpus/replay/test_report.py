"""What a replay tells, counted by hand on ten items."""

from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from openimr.corpus.replay.causes import Cause
from openimr.corpus.replay.report import ItemAt, ReplayReport, Share, report_of
from openimr.corpus.rows import Row, as_table
from openimr.corpus.stats.intervals import wilson
from openimr.corpus.store import LAYOUT, MARK, Corpus
from openimr.corpus.tables import REPLAYED, SCHEMAS
from openimr.errors import InputError
from tests.corpus.making import corpus_of, own_texts

UP, OVER = "upheld", "overturned"
MET, NOT_MET, SILENT = "met", "not_met", "not_documented"
ROWS: tuple[tuple[Any, ...], ...] = (
    # treatment, year, published, proposed, decided by, cause, drivers
    ("tens", 2014, OVER, OVER, MET, None, []),
    ("tens", 2014, UP, UP, NOT_MET, None, []),
    ("tens", 2015, UP, UP, SILENT, None, []),
    ("tens", 2015, OVER, UP, SILENT, "not_held", ["f1", "f2"]),
    ("mri", 2014, UP, OVER, MET, "all_held", []),
    ("mri", 2014, OVER, UP, NOT_MET, "limit_exceeded", ["f3"]),
    ("mri", None, UP, UP, NOT_MET, None, []),
    ("mri", 2015, None, UP, NOT_MET, "no_decision", []),
    ("mri", 2015, UP, None, None, "no_criteria", []),
    (None, 2015, UP, None, None, "not_recognised", []),
)


def row(number: int) -> Row:
    treatment, year, published, proposed, by, cause, drivers = ROWS[number]
    letter = f"{number:032x}"
    head = (letter, f"{letter}-1", "california_workers_comp", year, treatment, None)
    return (*head, published, proposed, by, False, [], [], cause, None, drivers)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ReplayReport:
    corpus = Corpus(tmp_path_factory.mktemp("corpus"))
    (corpus.folder / MARK).write_text(f'{{"layout": {LAYOUT}}}\n', "utf-8")
    for table in ("letters", "replays"):
        (corpus.folder / table).mkdir()
    empty = SCHEMAS["letters"].empty_table()
    parquet.write_table(empty, corpus.folder / "letters" / "part-0.parquet")
    rows = as_table([row(n) for n in range(len(ROWS))], REPLAYED["replays"])
    parquet.write_table(rows, corpus.folder / "replays" / "part-0.parquet")
    return report_of(corpus)


def test_the_cells_hold_every_item(report: ReplayReport) -> None:
    assert dict(report.total.cells) == {
        (OVER, OVER): 1,
        (UP, UP): 2,
        (UP, "undecided"): 1,
        (OVER, "undecided"): 1,
        (UP, OVER): 1,
        (OVER, UP): 1,
        ("not found", UP): 1,
        (UP, "no criteria"): 2,
    }
    assert report.total.items == len(ROWS)


def test_agreement_is_told_with_its_interval_and_the_base_rate(
    report: ReplayReport,
) -> None:
    assert report.total.agreed == Share(4, 7, wilson(4, 7))
    assert report.total.agreed_decided == Share(3, 5, wilson(3, 5))
    assert report.total.overturned == Share(3, 7, wilson(3, 7))


def test_kappa_is_of_what_was_judged(report: ReplayReport) -> None:
    # Agreed 4/7; by chance (4 * 5 + 3 * 2) / 49 = 26/49.
    assert report.total.kappa is not None
    assert report.total.kappa.value == pytest.approx((4 / 7 - 26 / 49) / (1 - 26 / 49))


def test_groups_come_by_name_and_the_unknown_last(report: ReplayReport) -> None:
    treatments = {each.group: each.agreed for each in report.by_treatment}
    years = {each.group: each.agreed for each in report.by_year}

    assert list(treatments) == ["mri", "tens", None]
    assert treatments["tens"] == Share(3, 4, wilson(3, 4))
    assert treatments[None] == Share(0, 0, None)
    assert {year: share.among for year, share in years.items()} == {
        "2014": 4,
        "2015": 2,
        None: 1,
    }


def test_causes_are_counted_among_what_they_are_causes_of(
    report: ReplayReport,
) -> None:
    assert [
        (each.cause, each.share.hits, each.share.among) for each in report.causes
    ] == [
        (Cause.NO_DECISION, 1, 10),
        (Cause.NOT_RECOGNISED, 1, 10),
        (Cause.NO_CRITERIA, 1, 10),
        (Cause.LIMIT_EXCEEDED, 1, 3),
        (Cause.NOT_HELD, 1, 3),
        (Cause.ALL_HELD, 1, 3),
    ]


def test_a_fact_is_counted_by_treatment_with_an_example(report: ReplayReport) -> None:
    told = [(each.treatment, each.cause, each.fact) for each in report.facts]

    assert told == [
        ("mri", Cause.LIMIT_EXCEEDED, "f3"),
        ("tens", Cause.NOT_HELD, "f1"),
        ("tens", Cause.NOT_HELD, "f2"),
    ]
    assert report.facts[0].share == Share(1, 2, wilson(1, 2))
    assert report.facts[1].examples == (ItemAt(f"{3:032x}", "", 1),)


def test_a_corpus_that_was_not_replayed_says_so(tmp_path: Path) -> None:
    corpus = corpus_of(own_texts(), tmp_path)

    with pytest.raises(InputError, match="it has not been replayed"):
        report_of(corpus)
