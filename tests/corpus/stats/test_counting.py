"""Counts, each checked by hand."""

import pytest

from openimr.corpus.stats import (
    FIELDS,
    Condition,
    Counts,
    Keys,
    Per,
    Question,
    Table,
    condition_of,
    count,
    names_of,
)
from openimr.corpus.store import Corpus
from openimr.domain import Drug, ItemKind, Treatment, Vocabulary
from openimr.errors import InputError

from .rows import day, item, made

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
        ("age", {"0 to 10": (0, 1, 0), "31 to 40": (1, 1, 0), "65+": (1, 0, 1),
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


def test_a_condition_made_by_hand_is_checked_too(small: Corpus) -> None:
    asked_for = Question(where=(Condition(field="year", values=("1; DROP",)),))

    with pytest.raises(InputError, match="not a value of this field"):
        count(small, asked_for)
