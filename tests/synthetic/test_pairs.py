"""Pairs of letters that one criterion parts."""

import pytest
from benchmark.synthetic import Pair, pairs

COUNT = 240


@pytest.fixture(scope="module")
def made() -> list[Pair]:
    return list(pairs(COUNT, 1))


def test_one_fact_parts_the_letters_of_a_pair(made: list[Pair]) -> None:
    for pair in made:
        [one], [other] = pair.overturned.truth.items, pair.upheld.truth.items
        differing = [
            (a.fact, a.how, b.how)
            for a, b in zip(one.facts, other.facts, strict=True)
            if a != b
        ]

        assert (one.decision, other.decision) == ("overturned", "upheld")
        assert differing == [(pair.fact, "present", pair.how)]
        assert one.requested == other.requested
        assert other.criterion == pair.criterion


def test_the_summaries_differ_in_the_one_sentence(made: list[Pair]) -> None:
    for pair in made:
        one, other = (
            "\n".join(letter.paragraphs) for letter in (pair.overturned, pair.upheld)
        )
        for fact in pair.overturned.truth.items[0].facts:
            assert fact.text in one
            if fact.fact != pair.fact:
                assert fact.text in other


def test_pairs_turn_many_criteria_of_many_treatments(made: list[Pair]) -> None:
    assert len({pair.family for pair in made}) >= 12
    assert len({pair.criterion for pair in made}) >= 25


def test_pairs_are_repeatable_and_have_their_own_numbers(made: list[Pair]) -> None:
    again = list(pairs(3, 1))
    numbers = [
        letter.truth.case_number
        for pair in made
        for letter in (pair.overturned, pair.upheld)
    ]

    assert [pair.upheld.text for pair in again] == [p.upheld.text for p in made[:3]]
    assert len(set(numbers)) == 2 * COUNT


def test_a_reworded_pair_tells_the_same_facts_of_another_worker() -> None:
    for plain, pair in zip(pairs(20, 2), pairs(20, 2, reworded=True), strict=True):
        one, other = plain.upheld.truth.items[0], pair.upheld.truth.items[0]

        assert [(f.fact, f.how) for f in one.facts] == [
            (f.fact, f.how) for f in other.facts
        ]
        assert plain.upheld.text != pair.upheld.text
        assert other.decision == "upheld"
