"""Everybody searches published determinations."""

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from .making import COPIES, HIT, words


def test_a_search_finds_marks_and_counts() -> None:
    page = words("/library/", q="spasm drug:zanaflex")

    assert f"{COPIES} decisions" in page
    assert "<mark>Spasm</mark>" in page or "<mark>spasm</mark>" in page
    assert "muscle relaxant" in page
    assert "2014" in page


def test_a_search_asks_the_database_nothing(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, a_letter: str
) -> None:
    with django_assert_num_queries(0):
        words("/library/", q="spasm")
        words(a_letter)


def test_a_value_narrows_and_can_be_taken_away_again() -> None:
    page = words("/library/", q="spasm OR ativan", f=["class:benzodiazepine"])
    links = re.findall(
        r'href="(/library/\?[^"]*)" rel="nofollow">[^<]*Drug class', page
    )

    assert f"{COPIES} decisions" in page
    assert links == ["/library/?q=spasm+OR+ativan"]


def test_every_value_offered_finds_as_many_as_it_says() -> None:
    page = words("/library/")
    offered = re.findall(
        r'<a href="(/library/\?f=[^"]*)" rel="nofollow"><span>[^<]*</span> '
        r'<span class="library-count">([\d,]+)',
        page,
    )

    assert len(offered) > 20
    for address, count in offered:
        told = "1 decision<" if count == "1" else f"{count} decisions<"
        assert told in words(address), address


def test_hits_stand_by_day_where_no_words_are_asked_for() -> None:
    page = words("/library/")

    days = re.findall(r"</span>\s+(\d{4}-\d\d-\d\d)", page)
    assert days == sorted(days, reverse=True)
    assert len(days) == 20


@pytest.mark.parametrize("order", ["decision", "outcome", "upheld", "rate"])
def test_there_is_no_order_by_outcome(order: str) -> None:
    answer = Client().get("/library/", {"sort": order})

    assert answer.status_code == 422
    assert "never put in order by their outcome" in answer.content.decode()


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    address, seen = "/library/?sort=case", list[tuple[str, str]]()
    while address:
        page = words(address)
        seen += HIT.findall(page)
        following = re.search(r'href="([^"]*)" rel="next', page)
        address = following[1].replace("&amp;", "&") if following else ""

    assert len(seen) == len(set(seen)) == 3 * COPIES + 1


def test_a_misprint_is_answered_with_what_was_meant() -> None:
    page = words("/library/", q="spasn", f=["drug:tizanidine"])

    assert "Did you mean" in page
    assert 'href="/library/?q=spasm&amp;f=drug%3Atizanidine"' in page


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("durg:norco", "Did you mean drug:?"),
        ('"open', "a quotation mark without its other, at character 1"),
        ("(a", "character"),
        ("year:soon", "year is a number"),
        ("x" * 5000, "longer than 4000"),
    ],
)
def test_a_query_that_is_not_understood_is_told_in_a_sentence(
    query: str, told: str
) -> None:
    answer = Client().get("/library/", {"q": query})

    assert answer.status_code == 422
    assert told in answer.content.decode().replace("&quot;", '"')


@pytest.mark.parametrize(
    "filter_", ["nothing:x", "drug:", "drug", 'drug:a"b', "item:x", "requested:x"]
)
def test_only_values_of_facets_narrow(filter_: str) -> None:
    answer = Client().get("/library/", {"f": filter_})

    assert answer.status_code == 422


_PARTS = st.sampled_from(
    ["drug:", "page:", "year:", '"', "(", ")", "-", "OR", "..", "*", "norco", "63"]
)


_QUERIES = st.lists(_PARTS | st.text(max_size=8), max_size=8).map(" ".join)


@hypothesis(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=_QUERIES, filter_=_QUERIES, sort=st.text(max_size=5), after=_QUERIES)
@example(query="\0", filter_="", sort="", after="bnVsbA")
@example(query="a) OR (b", filter_="drug:norco", sort="newest", after="")
def test_no_query_breaks_the_library(
    query: str, filter_: str, sort: str, after: str
) -> None:
    asked = {"q": query, "f": filter_, "sort": sort, "after": after}

    for address in ("/library/", "/library/feed/"):
        assert Client().get(address, asked).status_code in {200, 422}


def test_words_that_look_like_a_page_stay_words() -> None:
    answer = Client().get("/library/", {"q": "<script>alert(1)</script>"})

    assert "<script>alert" not in answer.content.decode()
