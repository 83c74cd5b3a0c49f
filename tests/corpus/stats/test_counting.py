"""Counts, each checked by hand."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openimr.corpus.stats import (
    FIELDS,
    Condition,
    Counts,
    Keys,
    Order,
    Per,
    Question,
    Table,
    condition_of,
    count,
    names_of,
)
from openimr.corpus.store import Corpus
from openimr.domain import Drug, ItemKind, Treatment, Vocabulary
from openimr.errors import InputError, UnreadableFileError

from .rows import day, item, items_of, made

UP, OVER = "upheld", "overturned"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Seven items of four letters."""
    return made(
        tmp_path_factory.mktemp("small") / "corpus",
        [
            item("a", UP, drug="tramadol", year=2014, pages=["m 8", "m 75"],
                 decision_date=day("2014-02-03"), sex="female", age=40,
                 retrospective=True, specialty="A"),
            item("a", OVER, drug="naproxen", year=2014, pages=["m 75"],
                 decision_date=day("2014-02-03"), sex="female", age=40,
                 retrospective=False, specialty="A"),
            item("b", UP, drug="tramadol", year=2015, pages=[],
                 decision_date=day("2015-12-31"), sex="male", age=65, specialty="B"),
            item("b", None, drug="tramadol", year=2015, decision_date=day("2015-12-31"),
                 sex="male", age=65, specialty="B"),
            item("c", OVER, drug=None, year=2015, decision_date=day("2015-04-01"),
                 age=10, specialty="A"),
            item("d", UP, drug="Tramadol", year=2014, decision_date=None),
            item("d", UP, drug="naproxen", year=2014, decision_date=None),
        ],
        letters=[
            {"letter": "a", "licensed_in": ["California", "Texas"]},
            {"letter": "b", "licensed_in": ["California"]},
        ],
    )  # fmt: skip


def counts(upheld: int, overturned: int, undecided: int = 0, part: int = 0) -> Counts:
    return Counts(
        upheld=upheld, overturned=overturned, undecided=undecided, partial=part
    )


def groups(table: Table) -> dict[Keys, Counts]:
    return {group.keys: group.counts for group in table.groups}


def asked(*by: str, where: tuple[str, ...] = (), per: Per = Per.ITEM) -> Question:
    conditions = tuple(map(condition_of, where))
    return Question(by=by, where=conditions, per=per, minimum=0)


def test_decisions_are_counted_by_two_fields(small: Corpus) -> None:
    table = count(small, asked("drug", "year"))

    assert groups(table) == {
        ("naproxen", 2014): counts(1, 1),
        ("tramadol", 2014): counts(1, 0),
        ("Tramadol", 2014): counts(1, 0),
        ("tramadol", 2015): counts(1, 0, 1),
        (None, 2015): counts(0, 1),
    }
    assert table.total == counts(4, 2, 1)
    assert table.total.rate == pytest.approx(2 / 6)


def test_without_fields_there_is_the_total_only(small: Corpus) -> None:
    table = count(small, asked())

    assert (table.groups, table.total) == ((), counts(4, 2, 1))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("quarter", {"2014-Q1": (1, 1, 0), "2015-Q2": (0, 1, 0), "2015-Q4": (1, 0, 1),
                     None: (2, 0, 0)}),
        ("month", {"2014-02": (1, 1, 0), "2015-04": (0, 1, 0), "2015-12": (1, 0, 1),
                   None: (2, 0, 0)}),
        ("age", {"0-10": (0, 1, 0), "31-40": (1, 1, 0), "65+": (1, 0, 1),
                 None: (2, 0, 0)}),
        ("retrospective", {"retrospective": (1, 0, 0), "prospective": (0, 1, 0),
                           None: (3, 1, 1)}),
        ("page", {"m 8": (1, 0, 0), "m 75": (1, 1, 0), None: (3, 1, 1)}),
        ("licensed_in", {"California": (2, 1, 1), "Texas": (1, 1, 0),
                         None: (2, 1, 0)}),
        ("sex", {"female": (1, 1, 0), "male": (1, 0, 1), None: (2, 1, 0)}),
    ],
)  # fmt: skip
def test_decisions_are_counted_by_each_kind_of_field(
    small: Corpus, field: str, expected: dict[str | None, tuple[int, int, int]]
) -> None:
    table = count(small, asked(field))

    assert groups(table) == {(key,): counts(*of) for key, of in expected.items()}
    assert table.total == counts(4, 2, 1)
    assert table.overlapping is (field in {"page", "licensed_in"})


def test_two_fields_with_several_values_are_crossed(small: Corpus) -> None:
    table = count(small, asked("page", "licensed_in", where=("drug=naproxen",)))

    assert groups(table) == {
        ("m 75", "California"): counts(0, 1),
        ("m 75", "Texas"): counts(0, 1),
        (None, None): counts(1, 0),
    }


def test_every_field_can_be_grouped_by_and_chosen_by(small: Corpus) -> None:
    for name in FIELDS:
        for per in Per:
            table = count(small, asked(name, where=(f"{name}=none",), per=per))
            assert [group.keys for group in table.groups] in ([(None,)], [])


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("year=2014", counts(3, 1)),
        ("year=2014,2015", counts(4, 2, 1)),
        ("year=2015..2016", counts(1, 1, 1)),
        ("year=..2014", counts(3, 1)),
        ("drug=TRAMADOL", counts(3, 0, 1)),
        ("drug=Ultram,naproxen", counts(4, 1, 1)),
        ("drug=none", counts(0, 1)),
        ("drug=none,naproxen", counts(1, 2)),
        ("page=m:75", counts(1, 1)),
        ("page=Manual p. 8", counts(1, 0)),
        ("page=none", counts(3, 1, 1)),
        ("age=40..64", counts(1, 1)),
        ("age=10,65", counts(1, 1, 1)),
        ("quarter=2015-Q1..2015-Q3", counts(0, 1)),
        ("month=2014-02", counts(1, 1)),
        ("retrospective=prospective", counts(0, 1)),
        ("licensed_in=texas", counts(1, 1)),
        ("licensed_in=none", counts(2, 1)),
    ],
)
def test_conditions_choose_what_they_say(
    small: Corpus, where: str, expected: Counts
) -> None:
    vocabulary = Vocabulary(
        treatments=(), drugs=(Drug(name="tramadol", brands=("Ultram",)),)
    )
    names = names_of(vocabulary, {"m": ["Manual"]})

    assert count(small, asked(where=(where,)), names).total == expected


def test_all_conditions_must_hold(small: Corpus) -> None:
    table = count(small, asked(where=("year=2014", "sex=female", "drug=tramadol")))

    assert table.total == counts(1, 0)


def test_a_value_that_nobody_knows_is_told_with_the_nearest(small: Corpus) -> None:
    with pytest.raises(InputError, match="Did you mean 'tramadol'"):
        count(small, asked(where=("drug=tramadoll",)))
    with pytest.raises(InputError, match="not in this corpus"):
        count(small, asked(where=("drug=zzz'; DROP TABLE items; --",)))


def test_a_known_name_that_is_not_in_the_corpus_gives_nothing(small: Corpus) -> None:
    treatment = Treatment(id="ice", kind=ItemKind.THERAPY, names=("cold pack",))
    names = names_of(Vocabulary(treatments=(treatment,), drugs=()))

    table = count(small, Question(where=(condition_of("treatment=Cold Pack"),)), names)

    assert (table.total, table.suppressed) == (counts(0, 0), ())
    assert table.total is not None
    assert (table.total.rate, table.total.interval) == (None, None)


def test_letters_are_upheld_overturned_or_both(small: Corpus) -> None:
    table = count(small, asked("specialty", per=Per.LETTER))

    assert groups(table) == {
        ("A",): counts(0, 1, part=1),
        ("B",): counts(1, 0),
        (None,): counts(1, 0),
    }
    assert table.total == counts(2, 1, part=1)
    assert table.total.rate == pytest.approx(2 / 4)
    assert table.overlapping is False


def test_a_letter_stands_in_the_group_of_each_of_its_items(small: Corpus) -> None:
    table = count(small, asked("drug", per=Per.LETTER))

    assert groups(table) == {
        ("naproxen",): counts(1, 1),
        ("tramadol",): counts(2, 0),
        ("Tramadol",): counts(1, 0),
        (None,): counts(0, 1),
    }
    assert table.total == counts(2, 1, part=1)
    assert table.overlapping is True


def test_a_letter_is_decided_as_its_items_that_meet_the_conditions(
    small: Corpus,
) -> None:
    table = count(small, asked(where=("drug=naproxen",), per=Per.LETTER))

    assert table.total == counts(1, 1)


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


decided = st.sampled_from([UP, OVER, None])
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


def test_a_condition_made_by_hand_is_checked_too(small: Corpus) -> None:
    asked_for = Question(where=(Condition(field="year", values=("1; DROP",)),))

    with pytest.raises(InputError, match="not a value of this field"):
        count(small, asked_for)
