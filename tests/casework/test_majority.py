"""Several signed determinations become one, as the majority decided each item."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.casework.majority import agreement, by_majority, leading
from openimr.domain import (
    Credentials,
    Decision,
    Determination,
    Mark,
    Statement,
    Verdict,
    tallies,
)
from openimr.errors import PanelError
from openimr.letters.write import compose
from tests.plain.made import determination, family_item

NO, YES = Decision.UPHELD, Decision.OVERTURNED
MADE = (
    family_item("baclofen", Verdict.NOT_MET),
    family_item("acupuncture", Verdict.NOT_MET),
)


def _by(seat: int, *decisions: Decision) -> Determination:
    """Return what one reviewer signed; the reasons tell who wrote them."""
    items = (
        replace(
            item,
            decision=decision,
            rationale=(Statement(text=f"Reviewer {seat} weighed it."),),
        )
        for item, decision in zip(MADE, decisions, strict=False)
    )
    reviewer = Credentials(licensed_in=("California",), subspecialties=(f"S{seat}",))
    return determination(*items, status="signed", reviewer=reviewer)


def _all(*votes: Sequence[Decision]) -> tuple[Determination, ...]:
    return tuple(_by(seat, *each) for seat, each in enumerate(votes, start=1))


@pytest.mark.parametrize("votes", [*product([NO, YES], repeat=3)])
def test_of_three_two_decide(votes: tuple[Decision, ...]) -> None:
    joined = by_majority(_all(*((vote,) for vote in votes)))

    assert joined.items[0].decision is (NO if votes.count(NO) >= 2 else YES)


@pytest.mark.parametrize("votes", [(NO, YES), (YES, NO), (NO, YES, YES, NO)])
def test_an_even_split_favours_treatment_and_carries_its_mark(
    votes: tuple[Decision, ...],
) -> None:
    signed = _all(*((vote,) for vote in votes))

    [counted] = agreement(signed)

    assert (counted.tally.decision, counted.tally.mark) == (YES, Mark.UNVERIFIED)
    assert not counted.unanimous
    assert by_majority(signed).items[0].decision is YES


def test_each_item_goes_by_its_own_majority_and_keeps_its_reasons() -> None:
    joined = by_majority(_all((NO, NO), (YES, YES), (NO, YES)))

    assert [item.decision for item in joined.items] == [NO, YES]
    assert [item.rationale[0].text for item in joined.items] == [
        "Reviewer 3 weighed it.",
        "Reviewer 3 weighed it.",
    ]
    assert leading(_all((NO, NO), (YES, YES), (NO, YES))) == 2


def test_reasons_of_a_majority_without_the_leading_one_are_the_first_ones() -> None:
    signed = _all((NO, YES), (YES, NO), (YES, NO))

    joined = by_majority(signed)

    assert leading(signed) == 1
    assert joined.items[0].rationale[0].text == "Reviewer 2 weighed it."


def test_every_vote_stands_in_the_panel_and_the_letter_can_be_written() -> None:
    joined = by_majority(_all((NO, NO), (YES, YES), (NO, YES)))

    assert joined.reviewer is None
    assert [[v.decision for v in each.votes] for each in joined.panel] == [
        [NO, NO],
        [YES, YES],
        [NO, YES],
    ]
    assert [member.credentials.subspecialties for member in joined.panel] == [
        ("S1",),
        ("S2",),
        ("S3",),
    ]
    words = " ".join(compose(joined).texts())
    assert "1 reviewer found the request medically necessary, 2 reviewers" in words


@given(
    st.integers(1, 2).flatmap(
        lambda items: st.lists(
            st.lists(st.sampled_from([NO, YES]), min_size=items, max_size=items),
            min_size=2,
            max_size=6,
        )
    )
)
def test_whatever_was_voted_the_joined_determination_fits_its_votes(
    votes: list[list[Decision]],
) -> None:
    joined = by_majority(_all(*votes))

    counted = tallies(joined)
    for place, (item, count) in enumerate(zip(joined.items, counted, strict=True)):
        no = sum(each[place] is NO for each in votes)
        assert item.decision is count.decision
        assert (count.upheld, count.overturned) == (no, len(votes) - no)
        assert (item.decision is NO) == (no > len(votes) - no)


def test_the_day_is_that_of_the_last_signature() -> None:
    first, second = _all((NO,), (NO,))
    days = [dt.date(2026, 3, 2), dt.date(2026, 3, 4)]
    signed = [
        replace(each, case=replace(each.case, decision_date=day))
        for each, day in zip((second, first), reversed(days), strict=True)
    ]

    assert by_majority(signed).case.decision_date == days[1]


def test_one_alone_agrees_with_itself() -> None:
    [counted] = agreement(_all((YES,)))

    assert counted.unanimous
    assert counted.decisions == (YES,)


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ((), "one reviewer"),
        (_all((NO,)), "one reviewer"),
        ((_by(1, NO), _by(2, NO, YES)), "same items"),
        ((_by(1, NO), replace(_by(2, NO), status="draft")), "reviewer 2 is not signed"),
        ((_by(1, NO), replace(_by(2, NO), reviewer=None)), "reviewer 2 is not signed"),
        ((_by(1, NO), by_majority(_all((NO,), (NO,)))), "reviewer 2 is not signed"),
    ],
)
def test_what_does_not_fit_together_is_not_joined(
    signed: tuple[Determination, ...], said: str
) -> None:
    with pytest.raises(PanelError, match=said):
        by_majority(signed)


def test_nobody_agrees_with_nobody() -> None:
    with pytest.raises(PanelError, match="nobody has signed"):
        agreement(())
