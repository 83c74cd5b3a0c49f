"""Orders, and pages that stay in step while letters come and go."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openimr.corpus.search import Order, Search

from .making import (
    corpus_with,
    item,
    letter_of,
    publish,
    put_part,
    searched,
    short,
)

ORDERS = [order.value for order in Order]


def test_the_newest_come_first_and_the_undated_last(search: Search) -> None:
    assert short(search.find("", "newest")) == ["3-1", "2-1", "1-2", "1-1", "4-1"]


def test_the_oldest_come_first_and_the_undated_last(search: Search) -> None:
    assert short(search.find("", "oldest")) == ["1-1", "1-2", "2-1", "3-1", "4-1"]


def test_case_numbers_go_by_their_signs_and_items_by_their_ids(search: Search) -> None:
    assert short(search.find("", "case")) == ["1-1", "1-2", "2-1", "3-1", "4-1"]


def test_a_word_in_the_request_outweighs_one_in_the_rationale(tmp_path: Path) -> None:
    rows = [
        item("1", requested="Ice", decision_date=date(2020, 1, 1)),
        item("2", requested="Brace", rationale_text="Spasm.", decision_date=None),
        item("3", requested="Spasm relief", decision_date=date(2010, 1, 1)),
    ]
    search = searched(corpus_with(tmp_path / "c", rows, s1="Spasm."))

    assert short(search.find("spasm")) == ["3-1", "2-1", "1-1"]


def test_words_close_together_outweigh_words_far_apart(tmp_path: Path) -> None:
    far = (
        "Improvement was asked for. " + "No word of it stands here. " * 4 + "Functional"
    )
    rows = [
        item("1", rationale_text=far, decision_date=date(2020, 1, 1)),
        item("2", rationale_text="No functional improvement."),
    ]
    search = searched(corpus_with(tmp_path / "c", rows))

    assert short(search.find("functional improvement")) == ["2-1", "1-1"]


def test_items_with_both_words_come_before_those_with_one(tmp_path: Path) -> None:
    rows = [
        item("1", requested="Norco", decision_date=date(2020, 1, 1)),
        item("2", requested="Ice", rationale_text="Norco and Soma."),
    ]
    search = searched(corpus_with(tmp_path / "c", rows))

    assert short(search.find("norco OR soma")) == ["2-1", "1-1"]


def walked(search: Search, query: str, order: str, limit: int) -> list[str]:
    """Return the hits of all pages."""
    found, after = [], None
    while True:
        page = search.find(query, order, after, limit, facets=())
        found += short(page)
        after = page.after
        if after is None:
            return found


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_pages_put_together_are_the_whole(
    search: Search, order: str, limit: int
) -> None:
    for query in ("", "spasm", "norco OR knee", "muscle spasm"):
        assert walked(search, query, order, limit) == walked(search, query, order, 50)


@pytest.mark.parametrize("order", ORDERS)
def test_the_last_page_has_no_token(search: Search, order: str) -> None:
    assert search.find("", order, limit=5).after is None
    assert search.find("", order, limit=4).after is not None


def many(first: int, count: int, step: int = 1) -> list[dict[str, object]]:
    """Return items of letters two of which share a day each, some without one."""
    return [
        item(
            f"{n:x}",
            requested=("Norco" if n % 3 else "Ice"),
            rationale_text="norco was asked for" if n % 2 else None,
            decision_date=(
                date(2014, 1, 1) + timedelta(days=n // 2 * step) if n % 5 else None
            ),
        )
        for n in range(first, first + count)
    ]


@pytest.mark.parametrize("order", ORDERS)
def test_each_item_comes_once_while_letters_are_added_and_taken_away(
    tmp_path: Path, order: str
) -> None:
    folder = tmp_path / "c"
    first, gone, later = many(1, 40), many(50, 5), many(100, 60, step=-1)
    put_part(folder, "a", first, map(letter_of, first))
    put_part(folder, "b", gone, map(letter_of, gone))
    put_part(folder, "c", later, map(letter_of, later))
    search = searched(publish(folder, "a", "b"))
    expected = set(short(search.find("norco", order, limit=100)))

    seen: list[str] = []
    after = None
    for turn in range(1000):
        page = search.find("norco", order, after, 3, facets=())
        seen += short(page)
        after = page.after
        if after is None:
            break
        if turn == 2:
            search = searched(publish(folder, "a", "c"))

    from_the_start = {hit for hit in expected if int(hit.split("-")[0]) < 50}
    assert len(seen) == len(set(seen))
    assert set(seen) >= from_the_start


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    days=st.lists(st.none() | st.integers(0, 3), min_size=1, max_size=30),
    limit=st.integers(1, 7),
    order=st.sampled_from(ORDERS),
)
def test_many_items_of_one_day_are_paged_without_a_loss(
    tmp_path_factory: pytest.TempPathFactory,
    days: list[int | None],
    limit: int,
    order: str,
) -> None:
    rows = [
        # One letter with many items, and letters whose ids begin alike.
        item(
            "a" if n % 2 else f"{n:x}",
            n + 1,
            requested="Norco",
            decision_date=None if day is None else date(2014, 1, 1 + day),
        )
        for n, day in enumerate(days)
    ]
    search = searched(corpus_with(tmp_path_factory.mktemp("p") / "c", rows))

    found = walked(search, "norco", order, limit)

    assert sorted(found) == sorted(
        f"{int(r['letter'], 16)}-{r['number']}" for r in rows
    )


def test_the_newest_few_are_looked_at_first_and_then_all(tmp_path: Path) -> None:
    rows = [
        item(
            f"{n:x}",
            requested="Norco" if n < 5 or n > 25_990 else "Ice",
            decision_date=date(2010, 1, 1) + timedelta(days=n // 10),
        )
        for n in range(1, 26_001)
    ]
    search = searched(corpus_with(tmp_path / "c", rows))

    newest = [f"{n}-1" for n in (*range(26_000, 25_990, -1), *range(4, 0, -1))]
    assert walked(search, "norco", "newest", 5) == newest
    assert walked(search, "norco", "relevance", 4) == newest
    assert walked(search, "norco", "oldest", 4) == newest[::-1]
