"""A physician's work carried over to another reading of the case."""

from dataclasses import replace
from pathlib import Path

import pytest

from openimr.casework.own_findings import overruling, own_fact, passage
from openimr.casework.rebase import carried
from openimr.casework.review_case import Reviewed
from openimr.domain import Decision, Determination, Statement, Verdict
from openimr.domain.own_work import OwnDecision, OwnPassage, OwnRationale, OwnWork

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "case"


@pytest.fixture(scope="module")
def reviewed(example: Reviewed) -> Reviewed:
    return example


@pytest.fixture(scope="module")
def work(reviewed: Reviewed) -> OwnWork:
    proposal = reviewed.determination
    number = next(n for n, p in enumerate(reviewed.case.pages, 1) if "spasm" in p.text)
    at = reviewed.case.pages[number - 1].text.find("spasm")
    words = passage(reviewed.case, number, at, at + 5, "spasm")
    said = (Statement(text="Spasm was felt.", evidence=(words,)),)
    rule = proposal.items[0].criteria[0].id
    return OwnWork(
        facts=(own_fact(proposal, 1, "muscle_spasm_exam", "absent", words),),
        passages=(OwnPassage(item=0, evidence=words),),
        overrulings=(overruling(proposal, 1, rule, Verdict.MET, "So I read it."),),
        decisions=(OwnDecision(item=2, decision=Decision.UPHELD),),
        rationales=(OwnRationale(item=2, statements=said),),
        summary=said,
    )


def test_the_same_reading_changes_nothing(reviewed: Reviewed, work: OwnWork) -> None:
    proposal = reviewed.determination

    found = carried(work, proposal, proposal, reviewed.case)

    assert (found.work, found.notes) == (work, ())


def test_documents_that_are_named_otherwise_are_found_again(
    reviewed: Reviewed, work: OwnWork
) -> None:
    before = reviewed.determination

    def later(name: str) -> str:
        return f"D{int(name[1:]) + 3}"

    after = replace(
        before,
        documents=tuple(replace(one, id=later(one.id)) for one in before.documents),
    )
    case = replace(
        reviewed.case,
        documents=tuple(
            replace(one, id=later(one.id)) for one in reviewed.case.documents
        ),
    )

    found = carried(work, before, after, case)

    assert found.notes == ()
    was, now = work.facts[0].evidence, found.work.facts[0].evidence
    assert now == replace(was, document=later(was.document))


def test_words_that_are_gone_take_what_rests_on_them_and_are_told(
    reviewed: Reviewed, work: OwnWork
) -> None:
    proposal = reviewed.determination
    blank = replace(
        reviewed.case,
        pages=tuple(replace(page, text="") for page in reviewed.case.pages),
    )

    found = carried(work, proposal, proposal, blank)

    assert (found.work.facts, found.work.passages) == ((), ())
    assert found.work.summary == (Statement(text="Spasm was felt."),)
    assert sum("left out" in note for note in found.notes) == 2
    assert sum("rests on words" in note for note in found.notes) == 2


def _changed(proposal: Determination) -> Determination:
    first, second = proposal.items
    return replace(
        proposal,
        items=(
            replace(second, decision=Decision.OVERTURNED, decided_by=Verdict.MET),
            replace(first, criteria=first.criteria[1:]),
        ),
    )


def test_a_proposal_that_turned_is_told_and_has_to_be_decided_again(
    reviewed: Reviewed, work: OwnWork
) -> None:
    before = reviewed.determination

    found = carried(work, before, _changed(before), reviewed.case)

    assert found.work.decisions == ()
    assert found.work.overrulings == ()
    assert [one.item for one in found.work.facts] == [2]
    assert [one.item for one in found.work.rationales] == [1]
    assert found.notes == (
        "Item 2: upheld was proposed (not met); now it is overturned (met).",
        "Item 1: a criterion that you judged is no longer asked; your judgement of it "
        "is left out.",
        "Item 2: decide it again, for the proposal is another.",
    )


def test_an_item_that_is_gone_and_a_new_one_are_told(
    reviewed: Reviewed, work: OwnWork
) -> None:
    before = reviewed.determination
    first, second = before.items
    after = replace(before, items=(first, replace(second, requested="Aspirin")))

    found = carried(work, before, after, reviewed.case)

    assert found.work.rationales == ()
    assert found.notes == (
        "Item 2 is no longer in dispute; what you did on it is left out.",
        "Item 2 is new.",
    )
