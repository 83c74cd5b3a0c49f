"""The benchmarks run, and say what they measured against what."""

import json

import pytest
from benchmark import corpus_stats, scans
from benchmark.__main__ import main, table
from benchmark.figures import Figure
from benchmark.review import figures

from openimr.documents import why_no_recognition


@pytest.fixture(scope="module")
def measured() -> list[Figure]:
    return list(figures(rounds=1))


def test_a_review_is_timed_room_by_room(measured: list[Figure]) -> None:
    names = {figure.name for figure in measured}

    assert {"of which clinical", "of which documents", "of which review"} <= names
    assert all(figure.value > 0 for figure in measured)


def test_reading_is_measured_against_bare_text_in_the_same_run(
    measured: list[Figure],
) -> None:
    speed = {f.name: f.value for f in measured if f.unit == "pages/s"}
    [ratio] = [figure for figure in measured if figure.unit == "x"]

    assert ratio.yardstick == "bare pypdfium2"
    assert ratio.value == pytest.approx(
        speed["bare pypdfium2"] / speed["documents.read_case"]
    )


def test_the_table_lines_its_numbers_up() -> None:
    rows = [
        Figure(benchmark="review", name="whole", value=12.345, unit="ms"),
        Figure(benchmark="review", name="a", value=20000, unit="x", yardstick="b"),
    ]

    assert table(rows) == "review  whole   12.35 ms\nreview  a      20,000 x b"


def test_json_keeps_four_figures() -> None:
    figure = Figure(benchmark="review", name="whole", value=12.34567, unit="ms")

    assert figure.as_object() == {
        "benchmark": "review",
        "name": "whole",
        "value": 12.35,
        "unit": "ms",
        "yardstick": "",
    }


def test_every_registered_benchmark_gives_figures_of_its_own_name(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    measured: list[Figure],
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmark", "--rounds", "1", "--json"])
    monkeypatch.setattr("benchmark.review.figures", lambda *_: measured)
    kinds = dict(list(scans.KINDS.items())[:1])
    monkeypatch.setattr("benchmark.recognition.KINDS", kinds)
    monkeypatch.setattr("benchmark.clinical.SIZES", (4, 8))
    monkeypatch.setattr("benchmark.clinical.USUAL", 8)
    monkeypatch.setattr("benchmark.corpus_precedents.PAIRS", 2)
    monkeypatch.setattr("benchmark.corpus_replay.LETTERS", 10)
    monkeypatch.setattr("benchmark.corpus_search.LETTERS", 20)
    monkeypatch.setattr("benchmark.corpus_build.TEXTS", 20)
    monkeypatch.setattr("benchmark.corpus_build.PDFS", 4)
    monkeypatch.setattr("benchmark.corpus_build.PROMISES", False)
    monkeypatch.setattr("benchmark.panel.SIZES", ((20, 10),))
    monkeypatch.setattr("benchmark.synthetic.rows._POOL", 20)
    monkeypatch.setattr("benchmark.corpus_stats.ITEMS", 500)
    asked = dict(list(corpus_stats.QUESTIONS.items())[:1])
    monkeypatch.setattr("benchmark.corpus_stats.QUESTIONS", asked)
    named = {
        "clinical",
        "corpus build",
        "corpus precedents",
        "corpus replay",
        "corpus search",
        "corpus stats",
        "documents",
        "letter",
        "long case",
        "panel",
        "reading",
        "recognition",
        "review",
        "signing",
    }
    expected = named if why_no_recognition() is None else named - {"recognition"}

    code = main()

    figures_of = {figure["benchmark"] for figure in json.loads(capsys.readouterr().out)}
    assert (code, figures_of) == (0, expected)
