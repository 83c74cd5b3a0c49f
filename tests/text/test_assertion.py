"""Denied, possible, supposed, past, of others: what a sentence says of things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain import Assertion
from openimr.text import PRECEDENCE, Scope, assertion_at, covering, scopes

from .marked import read_marked
from .said import SILENT_RECORDS, TABLES

CASES = [(said, text) for said, table in TABLES.items() for text in table]


@pytest.mark.parametrize(("said", "example"), CASES, ids=[text for _, text in CASES])
def test_a_sentence_says_of_each_thing_what_a_reader_takes_from_it(
    said: Assertion, example: str
) -> None:
    sentence, mentions = read_marked(example)
    known = scopes(sentence)

    found = {sentence[a:b]: assertion_at(known, a, b)[0].value for a, b, _ in mentions}

    assert found == {
        sentence[a:b]: said.value if inside else "affirmed" for a, b, inside in mentions
    }


@pytest.mark.parametrize("example", SILENT_RECORDS)
def test_silence_of_the_records_is_told_from_a_denial(example: str) -> None:
    sentence, mentions = read_marked(example)
    start, end, _ = mentions[0]

    scope = assertion_at(scopes(sentence), start, end)[1]

    assert scope is not None
    assert scope.of_records


@pytest.mark.parametrize(
    ("sentence", "ended"),
    [("The spasm has resolved", True), ("a history of spasm", False)],
)
def test_a_thing_that_is_over_is_told_from_one_that_was(
    sentence: str, *, ended: bool
) -> None:
    start = sentence.index("spasm")

    scope = assertion_at(scopes(sentence), start, start + 5)[1]

    assert scope is not None
    assert scope.ended is ended


def test_what_is_of_old_and_may_go_on_is_told_but_not_as_past() -> None:
    sentence = "SOCIAL HISTORY: He smokes"
    known = scopes(sentence)

    assert [scope.standing for scope in covering(known, 19, 25)] == [True]
    assert assertion_at(known, 19, 25)[0] is Assertion.AFFIRMED


def test_a_year_is_past_only_once_it_is_over() -> None:
    sentence = "He had spasm in 2014"

    assert assertion_at(scopes(sentence), 7, 12)[0] is Assertion.HISTORICAL
    assert assertion_at(scopes(sentence, year=2015), 7, 12)[0] is Assertion.HISTORICAL
    assert assertion_at(scopes(sentence, year=2014), 7, 12)[0] is Assertion.AFFIRMED


def test_a_scope_names_its_cue_as_written_and_where_it_stands() -> None:
    sentence = "There is NO  Evidence of spasm"

    assert scopes(sentence) == (
        Scope(
            start=25,
            end=30,
            assertion=Assertion.NEGATED,
            cue="NO  Evidence of",
            cue_start=9,
            cue_end=24,
        ),
    )


def test_a_mention_that_holds_the_cue_itself_is_not_governed_by_it() -> None:
    sentence = "neck supple, no swelling"

    assert assertion_at(scopes(sentence), 0, len(sentence))[0] is Assertion.AFFIRMED


def test_a_sentence_without_cues_has_no_scopes() -> None:
    assert scopes("Baclofen 10 mg three times daily") == ()
    assert scopes("") == ()


def test_of_several_scopes_the_strongest_counts_and_all_can_be_had() -> None:
    sentence = "If his mother had no history of spasm"
    known = scopes(sentence)
    start = sentence.index("spasm")

    over = [scope.assertion for scope in covering(known, start, start + 5)]

    assert over == sorted(over, key=PRECEDENCE.index)
    assert over[0] is Assertion.FAMILY
    assert set(over) == {
        Assertion.FAMILY,
        Assertion.HYPOTHETICAL,
        Assertion.NEGATED,
        Assertion.HISTORICAL,
    }


def test_every_assertion_but_the_plain_one_has_its_rank() -> None:
    assert set(PRECEDENCE) == set(Assertion) - {Assertion.AFFIRMED}


WORDS = st.lists(
    st.sampled_from(
        (
            "no not without denies , . ; : ( ) [-] (-) - and or but which history of "
            "in 2007 3 years ago spasm pain mother has wife takes if should return for "
            "is was resolved these cleared negative none never neither nor A: prn \n İ"
        ).split(" ")
    ),
    max_size=14,
).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=40)))
def test_scopes_of_any_text_lie_inside_it_and_are_never_blank(sentence: str) -> None:
    for scope in scopes(sentence):
        words = sentence[scope.start : scope.end]

        assert words
        assert words == words.strip()
        assert sentence[scope.cue_start : scope.cue_end] == scope.cue
        assert 0 <= scope.start < scope.end <= len(sentence)


@given(WORDS)
def test_the_same_sentence_always_gives_the_same_scopes(sentence: str) -> None:
    assert scopes(sentence) == scopes(sentence)
