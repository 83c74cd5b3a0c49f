"""The turns of phrase of the rationale, as data."""

import string

import pytest

from openimr.guidelines import load_facts
from openimr.review.wording import Use, Working, wording


@pytest.mark.parametrize("working", wording().workings, ids=lambda each: each.example)
def test_each_working_is_put_as_its_example_says(working: Working) -> None:
    found = working.pattern.fullmatch(working.example)

    assert found is not None
    assert working.says.format(**found.groupdict()) == working.gives


@pytest.mark.parametrize("working", wording().workings, ids=lambda each: each.example)
def test_no_earlier_pattern_takes_a_working_away(working: Working) -> None:
    assert wording().working(working.example) == (working.use, working.gives)


def test_a_working_that_is_not_known_is_left_to_its_own_words() -> None:
    assert wording().working("counted on the fingers") is None
    assert wording().working(None) is None


@pytest.mark.parametrize("kind", sorted(wording().frames))
def test_the_forms_of_a_kind_ask_for_the_same_words(kind: str) -> None:
    asked = [
        {name.lower() for _, name, _, _ in string.Formatter().parse(form) if name}
        for form in wording().frames[kind]
    ]

    assert asked
    assert all(one == asked[0] for one in asked)


def test_every_fact_that_letters_argue_is_one_that_guidelines_ask_for() -> None:
    known = set(load_facts())

    assert set(wording().arguments) <= known


def test_vague_misses_are_worded_too() -> None:
    assert wording().vague_misses <= set(wording().misses)


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("The notes do not describe any spasm", True),
        ("No pain specialist is involved", True),
        ("There is no electrodiagnostic proof of it", True),
        ("In the notes the box is blank", True),
        ("The study shows a bulge without compression", False),
        ("He does not smoke", False),
        ("Chronic use is not supported", False),
    ],
)
def test_a_denial_is_one_of_what_the_file_holds(words: str, denied: bool) -> None:
    assert wording().denies(words) is denied


def test_why_a_passage_was_followed_is_told_only_where_the_working_says_it() -> None:
    assert wording().reason("a documented condition outweighs a denial") == (
        "a condition that is documented outweighs a general denial"
    )
    assert wording().reason("told as 65%") is None
    assert {working.use for working in wording().workings} == set(Use)
