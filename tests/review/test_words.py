"""The rationale of a proposal, sentence by sentence."""

import pytest

from openimr.domain import Fact
from openimr.review import Standards

from .proposals import FOUND, LONG_USE, SHORT_USE, SILENT, SOURCES, proposal, words


def test_the_rationale_opens_with_the_standard_and_the_request() -> None:
    said = words(proposal(LONG_USE, SILENT))

    assert said[:2] == [
        "For a request of 11/07/2014 the MTUS Chronic Pain Guidelines, pages 63-66, "
        "govern. Their position on soma, in brief: a second choice for a short time.",
        "The request is for Soma 350 mg #60 and continues a treatment already in use: "
        "the records show 20 weeks of use before it (first recorded 06/20/2014 to "
        "11/07/2014 = 140 days = 20 weeks).",
    ]


def test_a_contradiction_tells_its_arithmetic_and_a_gap_its_search() -> None:
    said = words(proposal(LONG_USE, SILENT))

    assert said[2:4] == [
        "Use has gone on beyond a short course (first recorded 06/20/2014 to "
        "11/07/2014 = 140 days = 20 weeks).",
        "The records are silent on the following: no examination records muscle spasm. "
        "2 documents dated 06/20/2014 to 11/07/2014 were searched for it.",
    ]


def test_the_utilization_review_letter_is_named_and_not_the_sole_basis() -> None:
    assert words(proposal(LONG_USE, SILENT))[-2] == (
        "Utilization review denied the item on 11/14/2014, citing MTUS, Carisoprodol; "
        "this review does not rest on that letter but on the 4 other documents of the "
        "file that could be read."
    )


@pytest.mark.parametrize(
    ("facts", "ending"),
    [
        (
            (LONG_USE, SILENT),
            "Since the records contradict what the guideline requires, the request for "
            "Soma 350 mg #60 is not medically necessary.",
        ),
        (
            (SHORT_USE, SILENT),
            "Since what the guideline requires is not documented, the request for "
            "Soma 350 mg #60 is not medically necessary.",
        ),
        (
            (SHORT_USE, FOUND),
            "Since each point that the guideline requires is documented, the request "
            "for Soma 350 mg #60 is medically necessary.",
        ),
    ],
)
def test_the_rationale_ends_with_what_decided(
    facts: tuple[Fact, ...], ending: str
) -> None:
    assert words(proposal(*facts))[-1] == ending


def test_a_gap_is_said_not_to_be_a_finding_of_the_opposite() -> None:
    gaps = [text for text in words(proposal(SHORT_USE, SILENT)) if "gaps" in text]

    assert gaps == [
        "These are gaps in the records, not findings that the opposite is true; the "
        "information may be requested while the time for the review allows it."
    ]


def test_a_short_passage_speaks_for_itself() -> None:
    assert (
        "Muscle spasm is recorded on examination: \u201cThere is palpable spasm\u201d "
        "(11/07/2014)." in words(proposal(SHORT_USE, FOUND))
    )


def test_what_would_change_the_answer_names_the_gap_and_the_limit() -> None:
    assert proposal(LONG_USE, SILENT).would_change == (
        "together: an examination finding of muscle spasm; and "
        "duration of use: at most 3 weeks, where the records show 20 weeks",
    )
    assert proposal(SHORT_USE, FOUND).would_change == ()


def test_without_criteria_nothing_is_proposed() -> None:
    bare = Standards(title="Soma", editions=(), sources=SOURCES, labels={})

    item = proposal(LONG_USE, standards=bare)

    assert item.criteria == ()
    assert words(item)[-1].startswith("No proposal is made on Soma 350 mg #60.")
