"""A physician's own reason is shown to who checks; other bare sentences are errors."""

from dataclasses import replace
from pathlib import Path

import pytest

from openimr.casework.lint_letters import lint_determination
from openimr.casework.review_case import Reviewed
from openimr.casework.rework import reworked
from openimr.domain import Decision, Determination, Statement
from openimr.domain.own_work import OwnDecision, OwnRationale, OwnWork

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "case"
WHY = "A sedating relaxant does not outweigh its harm in a man who drives for work."


@pytest.fixture(scope="module")
def reviewed(example: Reviewed) -> Reviewed:
    return example


def _bare(draft: Determination) -> list[tuple[str, int | None, str]]:
    found = lint_determination(draft, "determination.json").findings
    return [
        (each.severity, each.item, each.quotes[0].words)
        for each in found
        if each.check == "statement-without-evidence"
    ]


def test_the_reason_for_another_decision_is_a_warning(reviewed: Reviewed) -> None:
    work = OwnWork(
        decisions=(OwnDecision(item=1, decision=Decision.UPHELD, reason=WHY),)
    )

    draft = reworked(reviewed.determination, work, reviewed.question)

    assert _bare(draft) == [("warning", 1, WHY)]


def test_words_beside_the_reason_that_rest_on_nothing_are_an_error(
    reviewed: Reviewed,
) -> None:
    other = "The records say so."
    said = (Statement(text=WHY), Statement(text=other))
    work = OwnWork(
        decisions=(OwnDecision(item=1, decision=Decision.UPHELD, reason=WHY),),
        rationales=(OwnRationale(item=1, statements=said),),
    )

    draft = reworked(reviewed.determination, work, reviewed.question)

    assert _bare(draft) == [("error", 1, other), ("warning", 1, WHY)]


def test_a_reason_of_one_item_excuses_no_other_and_no_summary(
    reviewed: Reviewed,
) -> None:
    work = OwnWork(
        decisions=(OwnDecision(item=1, decision=Decision.UPHELD, reason=WHY),),
        rationales=(OwnRationale(item=2, statements=(Statement(text=WHY),)),),
    )
    draft = reworked(reviewed.determination, work, reviewed.question)

    told = replace(draft, summary=(Statement(text=WHY),))

    assert _bare(told) == [
        ("error", None, WHY),
        ("error", 2, WHY),
        ("warning", 1, WHY),
    ]


def test_a_proposal_may_not_claim_a_reason_that_nobody_gave(reviewed: Reviewed) -> None:
    draft = reworked(reviewed.determination, OwnWork(), reviewed.question)
    first = replace(draft.items[0], rationale=(Statement(text=WHY),))

    assert _bare(replace(draft, items=(first, *draft.items[1:]))) == [("error", 1, WHY)]
