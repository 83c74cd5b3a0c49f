"""Utilization review's reasons, taken one by one and answered from the records."""

from dataclasses import replace

import pytest

from openimr.domain import Fact
from openimr.review.utilization import arguments

from .proposals import (
    EDITION,
    FOUND,
    LONG_USE,
    NONE_FOUND,
    SHORT,
    SHORT_USE,
    SILENT,
    SPASM,
    answered,
    of_edition,
    proposal,
    words,
)

_EXAM = "muscle_spasm_exam"
_STANDARDS = of_edition(
    replace(
        EDITION,
        required=replace(EDITION.required, parts=(replace(SPASM, fact=_EXAM), SHORT))
        if EDITION.required
        else None,
    )
)


def _answers(exam: Fact, reason: str, use: Fact = SHORT_USE) -> list[str]:
    facts = (use, replace(exam, fact=_EXAM))
    said = words(proposal(*facts, standards=_STANDARDS, item=answered(reason=reason)))
    return [one for one in said if "Its point" in one or "its point" in one]


@pytest.mark.parametrize(
    ("exam", "reason", "answer"),
    [
        (
            FOUND,
            "No report describes muscle spasm.",
            "Its point “No report describes muscle spasm” is not borne out by the "
            "file: muscle spasm is recorded on examination, “There is palpable "
            "spasm” (11/07/2014).",
        ),
        (
            NONE_FOUND,
            "No report describes muscle spasm.",
            "Its point “No report describes muscle spasm” is borne out: the "
            "examination found no muscle spasm, “No spasm is felt on either "
            "side” (11/07/2014).",
        ),
        (
            SILENT,
            "No report describes muscle spasm.",
            "Its point “No report describes muscle spasm” agrees with the search "
            "made here: no examination records muscle spasm. 2 documents dated "
            "06/20/2014 to 11/07/2014 were searched.",
        ),
        (
            FOUND,
            "The spasm of 2012 went without treatment.",
            "On its point “The spasm of 2012 went without treatment” the records "
            "say this: muscle spasm is recorded on examination, “There is palpable "
            "spasm” (11/07/2014).",
        ),
    ],
)
def test_a_point_is_answered_by_the_fact_that_it_names(
    exam: Fact, reason: str, answer: str
) -> None:
    assert _answers(exam, reason) == [answer]


def test_a_number_is_answered_with_its_arithmetic() -> None:
    assert _answers(FOUND, "Ongoing use is not backed by the guideline.", LONG_USE) == [
        "On its point “Ongoing use is not backed by the guideline” the records "
        "say this: use has gone on beyond a short course (first recorded on "
        "06/20/2014, 20 weeks before the request; the limit is at most 3 weeks "
        "[limit not verified])."
    ]


@pytest.mark.parametrize(
    "reason",
    [
        "The weather is not described.",
        "MTUS recommends a short course where spasm is found.",
        "There is no good evidence that spasm responds to it.",
    ],
)
def test_what_names_no_fact_or_only_tells_the_guideline_gets_no_answer(
    reason: str,
) -> None:
    assert _answers(FOUND, reason) == []


def test_a_denial_of_something_else_that_is_named_first_is_not_contradicted() -> None:
    said = _answers(FOUND, "It is not stated why a flare came with spasm.")

    assert said == [
        "On its point “It is not stated why a flare came with spasm” the records say "
        "this: muscle spasm is recorded on examination, “There is palpable spasm” "
        "(11/07/2014)."
    ]


def test_a_fact_that_answered_a_point_is_not_told_again() -> None:
    item = proposal(
        SHORT_USE,
        replace(FOUND, fact=_EXAM),
        standards=_STANDARDS,
        item=answered(reason="No report describes muscle spasm."),
    )

    told = " ".join(words(item)[:-1])
    assert told.count("muscle spasm is recorded on examination") == 1


@pytest.mark.parametrize(
    ("reason", "points"),
    [
        (
            "Twenty visits were used, and there is no gain.",
            ["Twenty visits were used", "there is no gain"],
        ),
        (
            "MTUS requires a trial. The trial is not documented; the dose is high.",
            ["The trial is not documented", "the dose is high"],
        ),
        ("The drug is recommended for a short course only.", []),
        ("", []),
    ],
)
def test_a_reason_is_cut_into_points_and_the_guideline_left_out(
    reason: str, points: list[str]
) -> None:
    assert arguments(reason) == points


def test_how_far_the_search_went_is_told_once() -> None:
    use = replace(SILENT, fact="duration_of_use")
    said = words(
        proposal(
            use,
            replace(SILENT, fact=_EXAM),
            standards=_STANDARDS,
            item=answered(reason="No report describes muscle spasm."),
        )
    )

    assert said[4] == (
        "The records are silent on one further point: the records do not show when the "
        "drug was first used."
    )
    assert " ".join(said).count("were searched") == 1
