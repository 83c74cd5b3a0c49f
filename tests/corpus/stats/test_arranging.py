"""Groups put in order, cut, summed up; and tables that are empty or damaged."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openimr.corpus.stats import (
    Counts,
    Keys,
    Order,
    Per,
    Question,
    Table,
    condition_of,
    count,
)
from openimr.corpus.store import Corpus
from openimr.errors import UnreadableFileError

from .rows import item, items_of, made


def counts(upheld: int, overturned: int) -> Counts:
    return Counts(upheld=upheld, overturned=overturned)


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return made(
        tmp_path_factory.mktemp("larger") / "corpus",
        [
            *items_of("a", 30, 10, year=2014),
            *items_of("a", 12, 4, year=2015),
            *items_of("b", 15, 45, year=2014),
            *items_of("c", 11, 1, year=2014),
            *items_of("d", 3, 2, year=2014),
            *items_of("e", 20, 0, year=2014),
        ],
        parts=3,
    )


def order_of(table: Table) -> list[Keys]:
    return [group.keys for group in table.groups]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.GROUP, [("a",), ("b",), ("e",)]),
        (Order.COUNT, [("b",), ("a",), ("e",)]),
        (Order.RATE, [("b",), ("a",), ("e",)]),
    ],
)
def test_groups_come_in_the_order_asked_for(
    larger: Corpus, order: Order, expected: list[Keys]
) -> None:
    table = count(larger, Question(by=("drug",), order=order))

    assert order_of(table) == expected
    assert table.suppressed == (("c",), ("d",))
    assert table.hidden == counts(14, 3)
    assert table.total == counts(91, 62)


def test_the_largest_groups_are_taken_and_the_rest_is_summed_up(
    larger: Corpus,
) -> None:
    table = count(larger, Question(by=("drug", "year"), top=1, order=Order.COUNT))

    assert order_of(table) == [("b", 2014)]
    assert table.rest is not None
    assert (table.rest.groups, table.rest.counts) == (3, counts(62, 14))
    assert table.hidden == counts(14, 3)


def test_a_single_small_group_takes_the_total_with_it(larger: Corpus) -> None:
    table = count(larger, Question(where=(condition_of("drug=d"),)))

    assert (table.suppressed, table.hidden, table.total) == (((),), None, None)


def test_a_corpus_without_letters_has_no_counts(tmp_path: Path) -> None:
    table = count(made(tmp_path / "corpus", []), Question(by=("drug", "page")))

    assert (table.groups, table.total, table.source.letters) == ((), counts(0, 0), 0)


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    corpus = made(tmp_path / "corpus", items_of("a", 20, 4), parts=2)
    part = corpus.parts("items")[1]
    part.write_bytes(part.read_bytes()[:-20])

    with pytest.raises(UnreadableFileError, match=r"part-1\.parquet"):
        count(corpus, Question(by=("drug",)))


def test_a_part_of_something_else_is_named(tmp_path: Path) -> None:
    corpus = made(tmp_path / "corpus", items_of("a", 20, 4))
    (tmp_path / "corpus" / "items" / "part-0.parquet").write_bytes(
        corpus.parts("letters")[0].read_bytes()
    )

    with pytest.raises(UnreadableFileError, match=r"items.part-0.parquet"):
        count(corpus, Question(by=("drug",)))


decided = st.sampled_from(["upheld", "overturned", None])
drugs = st.sampled_from(["a", "b", "c", None])
years = st.sampled_from([2014, 2015, None])
rows = st.lists(st.tuples(drugs, years, decided, st.integers(0, 9)), max_size=60)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows, st.integers(0, 12), st.integers(1, 4), st.sampled_from(list(Per)))
def test_what_is_shown_and_what_is_not_adds_up_to_the_total(
    tmp_path_factory: pytest.TempPathFactory,
    found: list[tuple[str | None, int | None, str | None, int]],
    minimum: int,
    parts: int,
    per: Per,
) -> None:
    items = [
        item(f"letter {letter}", decision, drug=drug, year=year)
        for drug, year, decision, letter in found
    ]
    question = Question(by=("drug", "year"), minimum=minimum, top=2, per=per)

    table = count(made(tmp_path_factory.mktemp("c") / "c", items), question)
    turned = count(
        made(tmp_path_factory.mktemp("c") / "c", items[::-1], parts=parts), question
    )

    assert (turned.groups, turned.total) == (table.groups, table.total)
    assert turned.suppressed == table.suppressed
    if table.total and per is Per.ITEM:
        together = sum((group.counts for group in table.groups), Counts())
        rest = table.rest.counts if table.rest else Counts()
        assert together + rest + (table.hidden or Counts()) == table.total
        assert table.total.decided + table.total.undecided == len(items)
