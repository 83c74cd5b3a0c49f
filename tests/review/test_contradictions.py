"""What stands against a finding, and why it was not followed, in words."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.domain import Evidence, Fact, Phase
from openimr.review.determine import answers
from openimr.review.evaluate import weigh
from openimr.review.grounds import Grounds
from openimr.review.phase import PhaseFinding
from openimr.review.rationale import rationale

from .proposals import (
    DAY,
    EDITION,
    FOUND,
    ITEM,
    LONG_USE,
    NONE_FOUND,
    SHORT_USE,
    SOURCES,
    passage,
    proposal,
    words,
)


def test_a_passage_speaks_for_itself_and_the_other_side_is_weighed() -> None:
    assert words(proposal(LONG_USE, NONE_FOUND))[3:5] == [
        "As of 11/07/2014, the examination found no muscle spasm: “No spasm is felt "
        "on either side”.",
        "Against this stands “There was spasm after the fall” (D4 p. 6); the "
        "later statement, of 11/07/2014, was followed.",
    ]


def test_the_later_of_two_dated_records_is_named_as_such() -> None:
    fact = replace(NONE_FOUND, how=None)
    grounds = _grounds(
        fact, days={"D2": dt.date(2014, 11, 7), "D4": dt.date(2014, 6, 20)}
    )

    assert [one.text for one in rationale(grounds)][4] == (
        "Against this stands “There was spasm after the fall” (06/20/2014, D4 "
        "p. 6); the later record, of 11/07/2014, was followed."
    )


@pytest.mark.parametrize(
    "against",
    [
        passage("X-ray of the left hip: no spasm.", 6, "D4"),
        passage("There was no such thing in his eyes.", 6, "D4"),
        passage("Spasm is what he came for.", 6, "D4"),
    ],
    ids=["the other side", "another matter", "no denial"],
)
def test_a_passage_that_says_nothing_to_the_contrary_is_not_set_against(
    against: Evidence,
) -> None:
    shown = passage("Palpable spasm of the right shoulder.")
    fact = replace(FOUND, evidence=(shown,), against=(against,))

    said = " ".join(words(proposal(SHORT_USE, fact)))

    assert "right shoulder" in said
    assert "Against this stands" not in said


def test_a_study_is_not_set_against_itself() -> None:
    fact = replace(
        FOUND,
        evidence=(passage("The study shows spasm of the neck.", 3, "D2"),),
        against=(passage("The study shows no spasm of the back.", 4, "D2"),),
        how="study of 11/07/2014",
    )

    assert "Against this stands" not in " ".join(words(proposal(SHORT_USE, fact)))


def _grounds(*facts: Fact, days: dict[str, dt.date]) -> Grounds:
    known = {fact.fact: fact for fact in (LONG_USE, *facts)}
    phase = PhaseFinding(Phase.INITIAL, "nothing shows it in use before")
    return Grounds(
        item=ITEM,
        title="Soma",
        request_date=DAY,
        phase=phase,
        weighing=weigh(EDITION, phase.phase, answers(tuple(known.values()))),
        guidelines=(),
        facts=known,
        sources=SOURCES,
        documents_read=4,
        days=days,
    )
