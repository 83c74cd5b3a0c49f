"""Links to the pages of a list."""

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

FORWARD = ["Page 1 of 3, 2,001 cases", '?state=read&amp;page=2">Later']
BETWEEN = ["Page 2 of 3, 2,001 cases", "page=1", ">Earlier", "page=3", ">Later"]


@pytest.mark.parametrize(
    ("number", "words"), [(1, FORWARD), (2, BETWEEN), (3, ["Page 3 of 3", "page=2"])]
)
def test_a_page_names_its_place_and_leads_to_its_neighbours(
    number: int, words: list[str]
) -> None:
    page = Paginator(range(2001), 900).page(number)
    request = RequestFactory().get("/cases/?state=read")

    told = render_to_string(
        "pager.html", {"page": page, "label": "Pages", "noun": "case"}, request
    )

    assert [word for word in words if word not in told] == []
    assert told.count("<a ") == (2 if number == 2 else 1)


def test_one_page_of_one_item_has_no_links_and_words_of_its_own() -> None:
    page = Paginator([1], 9).page(1)

    told = render_to_string("pager.html", {"page": page, "newer": "Newer"})

    assert "Page 1 of 1</span>" in told
    assert "<a " not in told
