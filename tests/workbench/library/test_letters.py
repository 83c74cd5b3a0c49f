"""A letter is shown as it was published, and nothing else of it."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.test import Client

from .making import COPIES, words


def test_a_letter_shows_what_was_published(a_letter: str) -> None:
    page = words(a_letter)

    assert "Zanaflex 4 mg #60" in page
    assert "Ativan 1 mg #30" in page
    assert "He was pinned between a conveyor and a post." in page
    assert "In March" not in page
    assert page.count('<span class="tag">overturned</span>') == 1
    assert page.count('<span class="tag">upheld</span>') == 1


def test_a_citation_leads_to_all_that_rely_on_its_pages(a_letter: str) -> None:
    page = words(a_letter)
    link = re.search(r'href="(/library/\?q=guideline[^"]*page%3A66)"', page)

    assert link is not None
    found = words(link[1])
    assert f"{2 * COPIES} decisions" in found
    assert "Robaxin 750 mg #30" in found


def test_letters_and_files_tell_no_folder_of_the_machine(
    a_letter: str, corpus: Path
) -> None:
    folder = str(corpus.parent)
    answers = [
        Client().get(address).getvalue().decode()
        for address in (
            a_letter,
            f"{a_letter}letter.json",
            f"{a_letter}letter.csv",
            f"{a_letter}items/1/like/",
            "/library/",
            "/library/hits.csv",
            "/library/feed/",
            "/library/figures/",
        )
    ]

    assert [each for each in answers if folder in each] == []
    assert "CM14-0000001.txt" in answers[5]


@pytest.mark.parametrize(
    "name",
    ["0" * 32, "..", "%2e%2e%2fcorpus.json", "x'; DROP TABLE letters; --", "\0", "é"],
)
@pytest.mark.parametrize("rest", ["", "letter.json", "letter.csv", "items/1/like/"])
def test_a_letter_that_is_not_there_is_not_found(name: str, rest: str) -> None:
    answer = Client().get(f"/library/letters/{name}/{rest}")

    assert answer.status_code == 404


def test_a_letter_is_given_as_data(a_letter: str) -> None:
    told = json.loads(words(f"{a_letter}letter.json"))
    rows = list(csv.DictReader(io.StringIO(words(f"{a_letter}letter.csv"))))

    assert [each["decision"] for each in told["items"]] == ["overturned", "upheld"]
    assert [row["decision"] for row in rows] == ["overturned", "upheld"]
    assert told["source"] == f"{told['case_number']}.txt"


def test_like_determinations_are_shown_both_ways_and_looked_up_once(
    a_letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = words(f"{a_letter}items/1/like/")
    monkeypatch.setattr("workbench.library.likeness.like_item", None)
    again = words(f"{a_letter}items/1/like/")

    assert again == first
    assert first.index("Nearest overturned") < first.index("Nearest upheld")
    assert a_letter not in first.split("Nearest overturned")[1]


def test_like_determinations_come_as_a_part_where_a_page_asks_for_them(
    a_letter: str,
) -> None:
    answer = Client().get(f"{a_letter}items/1/like/", headers={"HX-Request": "true"})

    assert answer.content.decode().strip().startswith('<div class="columns">')
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("number", ["9", "0", "99999999999999999999"])
def test_an_item_that_a_letter_has_not_is_not_found(a_letter: str, number: str) -> None:
    assert Client().get(f"{a_letter}items/{number}/like/").status_code == 404
