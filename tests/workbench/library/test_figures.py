"""Decisions are counted, with intervals, and small groups stay hidden."""

import csv
import io
import re

import pytest
from django.conf import LazySettings
from django.test import Client

from .making import COPIES, words


def test_figures_have_their_intervals_and_lead_to_what_they_count() -> None:
    page = words("/library/figures/", by="class", first=2014, last=2016)
    link = re.search(r'href="(/library/\?q=year[^"]*relaxant)"', page)

    assert "95 % interval" in page
    assert link is not None
    assert f"{2 * COPIES + 1} decisions" in words(link[1].replace("&amp;", "&"))


def test_figures_hide_small_groups() -> None:
    page = words("/library/figures/", by="drug")

    assert "carisoprodol" not in page
    assert "suppressed (4)" in page


@pytest.mark.parametrize(
    "look", ["counts", "trend", "guidelines", "specialties", "days", "citations"]
)
def test_every_view_of_the_figures_can_be_opened(look: str) -> None:
    page = words("/library/figures/", look=look)
    file = words("/library/figures/figures.csv", look=look)
    rows = list(csv.reader(io.StringIO(file)))

    assert "Source: 29 letters" in page
    assert len(rows) > 1


def test_a_chart_is_drawn_once_and_runs_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words("/library/figures/", by="category")
    monkeypatch.setattr("workbench.library.figures.draw", None)
    monkeypatch.setattr("workbench.library.figures.corpus_stats", None)
    answer = Client().get("/library/figures/chart.svg", {"by": "category"})

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "physician"},
        {"drug": "no such drug at all"},
        {"top": "-1"},
        {"first": "x"},
        {"look": "outcome"},
        {"order": "rate"},
        {"first": "2016", "last": "2014", "by": "\0"},
    ],
)
def test_figures_that_cannot_be_asked_for_are_told_in_a_sentence(
    asked: dict[str, str],
) -> None:
    answer = Client().get("/library/figures/", asked)

    assert answer.status_code == 422
    assert 'class="note error"' in answer.content.decode()
    assert Client().get("/library/figures/chart.svg", asked).status_code == 404


def test_costly_work_of_one_address_is_limited_and_pages_are_not(
    settings: LazySettings,
) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "library-work": (2, 60)}
    asked = ["category", "drug", "year"]
    answers = [Client().get("/library/figures/", {"by": each}) for each in asked]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert Client().get("/library/figures/", {"by": "drug"}).status_code == 200
    assert Client().get("/library/").status_code == 200
