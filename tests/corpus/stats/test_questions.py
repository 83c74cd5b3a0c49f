"""Questions as people type them: understood, or told where they are wrong."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.corpus.stats import FIELDS, Condition, Question, condition_of, fields_of
from openimr.corpus.stats.fields import NOT_IN_LETTERS
from openimr.errors import InputError


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("drug=Norco", Condition(field="drug", values=("Norco",))),
        ("drug=a, b,", Condition(field="drug", values=("a", "b"))),
        ('specialty="A, B",C', Condition(field="specialty", values=("A, B", "C"))),
        ("year=2014..2016", Condition(field="year", low="2014", high="2016")),
        ("year=2014..", Condition(field="year", low="2014")),
        ("age=..40", Condition(field="age", high="40")),
        (
            "quarter=2014-Q1..2015-Q4",
            Condition(field="quarter", low="2014-Q1", high="2015-Q4"),
        ),
        ("Body-Part=neck", Condition(field="body_part", values=("neck",))),
        ("year=2014,none", Condition(field="year", values=("2014", "none"))),
        ("drug=a..b", Condition(field="drug", values=("a..b",))),
    ],
)
def test_a_condition_is_understood(text: str, condition: Condition) -> None:
    assert condition_of(text) == condition
    assert condition_of(str(condition).replace("A, B", '"A, B"')) == condition


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("year", "not a condition"),
        ("year=", "not a condition"),
        ("year=,", "no value is given"),
        ("year=..", "no value is given"),
        ("year=14", "Write it like 2015"),
        ("year=none..2014", "Write it like 2015"),
        ("month=2014-13", "Write it like 2015-04"),
        ("age=old", "Write it like 45"),
        ("quarter=2014", "Write it like 2015-Q2"),
        ("yaer=2014", "Did you mean 'year'"),
        ("year=٢٠١٤", "Write it like 2015"),
    ],
)
def test_a_condition_that_is_none_says_what_is_wrong(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        condition_of(text)


def test_fields_come_by_commas_and_by_repetition() -> None:
    assert fields_of(["drug,year", " sex ,"]) == ("drug", "year", "sex")


@pytest.mark.parametrize("name", sorted(NOT_IN_LETTERS))
def test_what_letters_do_not_name_is_told_and_not_guessed(name: str) -> None:
    with pytest.raises(InputError, match="published letters do not name"):
        Question(by=(name,)).checked()


def test_a_question_names_each_field_once_and_few_of_them() -> None:
    assert Question(by=("Drug", "drug")).checked().by == ("drug",)
    with pytest.raises(InputError, match="too many"):
        Question(by=tuple(FIELDS)[:5]).checked()


@pytest.mark.parametrize("question", [Question(minimum=-1), Question(top=0)])
def test_numbers_out_of_range_are_told(question: Question) -> None:
    with pytest.raises(InputError, match="too small"):
        question.checked()


@given(st.text(max_size=60))
def test_no_text_brings_out_another_error(text: str) -> None:
    for name in ("", "drug=", "year=", "age="):
        with suppress(InputError):
            assert condition_of(name + text).field in FIELDS
