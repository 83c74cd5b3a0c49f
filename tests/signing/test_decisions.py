"""The physician decides each item; the proposal and the decision are both kept."""

from dataclasses import replace

import pytest

from openimr.domain import Decision, Verdict
from openimr.errors import SigningError
from openimr.signing import Choice, decide, read_choices

from .making import DRAFT, other_decision

AGREE = Choice(decision=None)
BOTH = {1: AGREE, 2: AGREE}


def test_whoever_agrees_leaves_the_determination_as_it_was_proposed() -> None:
    decided, entries = decide(DRAFT, BOTH)

    assert decided == DRAFT
    assert [entry.agrees for entry in entries] == [True, True]


def test_naming_the_proposed_decision_is_agreeing() -> None:
    same = {at: Choice(decision=i.decision) for at, i in enumerate(DRAFT.items, 1)}

    assert decide(DRAFT, same)[0] == DRAFT


def test_another_decision_stands_with_its_reason_and_keeps_the_proposal() -> None:
    proposed = DRAFT.items[0]
    other = other_decision(proposed.decision)

    decided, entries = decide(
        DRAFT, BOTH | {1: Choice(decision=other, reason="Spasm was felt.")}
    )

    assert decided.items[0].decision is other
    assert [each.text for each in decided.items[0].rationale] == ["Spasm was felt."]
    assert decided.items[0].facts == proposed.facts
    assert decided.items[1] == DRAFT.items[1]
    assert entries[0].as_json() == {
        "item": 1,
        "requested": proposed.requested,
        "proposed": proposed.decision,
        "proposed_by": proposed.decided_by,
        "decision": other,
        "agrees": False,
        "reason": "Spasm was felt.",
    }


@pytest.mark.parametrize(
    ("decision", "by"),
    [(Decision.UPHELD, Verdict.NOT_MET), (Decision.OVERTURNED, Verdict.MET)],
)
def test_what_decided_fits_the_decision(decision: Decision, by: Verdict) -> None:
    item = replace(DRAFT.items[0], decision=other_decision(decision))
    draft = replace(DRAFT, items=(item,))

    decided, _ = decide(draft, {1: Choice(decision=decision, reason="Why.")})

    assert decided.items[0].decided_by is by


def test_a_reason_of_one_who_agrees_stands_before_the_conclusion() -> None:
    reason = Choice(decision=None, reason="I concur.")

    decided, _ = decide(DRAFT, BOTH | {2: reason})

    before = [each.text for each in DRAFT.items[1].rationale]
    after = [each.text for each in decided.items[1].rationale]
    assert after == [*before[:-1], "I concur.", before[-1]]


NO_PROPOSAL = replace(DRAFT, items=(replace(DRAFT.items[0], criteria=()),))


@pytest.mark.parametrize("decision", list(Decision))
def test_without_a_proposal_the_physician_decides_and_says_why(
    decision: Decision,
) -> None:
    decided, [entry] = decide(
        NO_PROPOSAL, {1: Choice(decision=decision, reason="Why.")}
    )

    assert decided.items[0].decision is decision
    assert (entry.proposed, entry.proposed_by, entry.agrees) == (None, None, False)


@pytest.mark.parametrize(
    ("draft", "choices", "message"),
    [
        (DRAFT, {1: AGREE}, "item 2: no decision"),
        (DRAFT, {}, "item 1: no decision"),
        (DRAFT, BOTH | {3: AGREE}, "no item of that number"),
        (
            DRAFT,
            BOTH | {1: Choice(decision=other_decision(DRAFT.items[0].decision))},
            "needs a written reason",
        ),
        (NO_PROPOSAL, {1: AGREE}, "nothing was proposed to agree with"),
        (NO_PROPOSAL, {1: Choice(decision=Decision.UPHELD)}, "needs a written reason"),
        (replace(DRAFT, items=()), {}, "no disputed item"),
    ],
    ids=["one", "none", "unknown", "no-reason", "agree", "no-why", "empty"],
)
def test_an_item_without_a_decision_that_holds_is_refused(
    draft: object, choices: dict[int, Choice], message: str
) -> None:
    with pytest.raises(SigningError, match=message):
        decide(draft, choices)  # type: ignore[arg-type]


def test_choices_are_read_from_what_was_typed() -> None:
    read = read_choices(["1=agree", " 2 = Upheld "], ["2= Too many = too much. "])

    assert read == {
        1: Choice(decision=None),
        2: Choice(decision=Decision.UPHELD, reason="Too many = too much."),
    }


@pytest.mark.parametrize(
    ("decisions", "reasons", "message"),
    [
        (["agree"], [], "--decision: no item's number"),
        (["0=agree"], [], "no item's number"),
        (["1=maybe"], [], "--decision 1: no such decision"),
        (["1=agree", "1=upheld"], [], "--decision 1: given twice"),
        (["1=agree"], ["2=why"], "--reason 2: the item has no decision"),
        (["1=agree"], ["1="], "--reason: no item's number"),
    ],
    ids=range(6),
)
def test_what_cannot_be_understood_is_refused(
    decisions: list[str], reasons: list[str], message: str
) -> None:
    with pytest.raises(SigningError, match=message):
        read_choices(decisions, reasons)
