"""Published letters through the engine: their own summary, then the comparison."""

from dataclasses import replace
from pathlib import Path

import pytest

from openimr.casework import ReplayedItem, read_letters, replay_letter
from openimr.domain import Decision, Letter, LetterItem

LETTERS = Path(__file__).parent.parent.parent / "examples" / "letters"
REAL = ("000_920be4540613d1dd", "001_e4d6ff4d042f0fed", "003_c236aa96882b98b7")


def refuse(error: Exception) -> None:
    raise AssertionError(error)


def replayed(places: list[str]) -> list[ReplayedItem]:
    return [
        item
        for letter in read_letters(places, refuse)
        for item in replay_letter(letter)
    ]


@pytest.mark.shared
def test_the_real_letters_are_decided_alike_from_their_own_summaries(
    shared: Path,
) -> None:
    items = replayed([str(shared / "letters" / f"{name}.txt") for name in REAL])

    assert [(item.agrees, item.same_guideline) for item in items] == [(True, True)] * 5
    assert all(item.not_held or item.contradicted for item in items)


def test_an_item_without_criteria_is_not_judged() -> None:
    items = replayed([str(LETTERS)])

    assert items != []
    for item in items:
        assert (item.proposed is None) == (item.agrees is None)


def test_replay_hands_over_neither_decision_nor_rationale() -> None:
    for letter in read_letters([str(LETTERS)], refuse):
        blind = replace(
            letter,
            items=tuple(
                replace(item, decision=None, rationale_text=None, guidelines=())
                for item in letter.items
            ),
        )
        seen, unseen = replay_letter(letter), replay_letter(blind)
        assert [i.proposed for i in seen] == [i.proposed for i in unseen]


def judged() -> list[tuple[Letter, LetterItem, ReplayedItem]]:
    return [
        (letter, item, outcome)
        for letter in read_letters([str(LETTERS)], refuse)
        for item, outcome in zip(letter.items, replay_letter(letter), strict=True)
        if outcome.agrees is not None
    ]


def again(letter: Letter, item: LetterItem, **changes: object) -> ReplayedItem:
    """Replay one item of a letter with some of its fields written otherwise."""
    summary = changes.pop("summary_text", letter.summary_text)
    changed = replace(item, **changes)  # type: ignore[arg-type]
    (outcome,) = replay_letter(
        replace(letter, items=(changed,), summary_text=summary)  # type: ignore[arg-type]
    )
    return outcome


OTHER = {
    Decision.UPHELD: Decision.OVERTURNED,
    Decision.OVERTURNED: Decision.UPHELD,
}
WORDS = {
    Decision.UPHELD: "not medically necessary",
    Decision.OVERTURNED: "medically necessary",
}


def test_only_a_disagreement_is_explained() -> None:
    for letter, item, outcome in judged():
        assert outcome.proposed is not None
        same = again(letter, item, decision=outcome.proposed)
        other = again(letter, item, decision=OTHER[outcome.proposed], conclusion=None)
        assert same.explained is None
        assert other.explained is not None
        assert other.explained.startswith(("By the summary ", "The letter rests on "))


def test_a_heading_that_its_rationale_denies_is_named() -> None:
    letter, item, outcome = judged()[0]
    assert outcome.proposed is not None
    heading = OTHER[outcome.proposed]

    told = again(letter, item, decision=heading, conclusion=WORDS[outcome.proposed])

    assert told.explained == (
        f"The letter contradicts itself: its heading says {heading.value}, its "
        f"rationale concludes \u201c{WORDS[outcome.proposed]}\u201d; the proposal "
        "agrees with the rationale."
    )


def test_what_only_the_rationale_tells_is_named() -> None:
    letter, item, outcome = next(
        each for each in judged() if each[2].proposed is Decision.OVERTURNED
    )
    assert outcome.proposed is not None

    told = again(
        letter,
        item,
        decision=outcome.proposed,
        conclusion=None,
        guidelines=(),
        summary_text="Nothing was sent.",
        rationale_text=letter.summary_text,
    )

    assert told.proposed is Decision.UPHELD
    assert told.explained is not None
    assert told.explained.startswith("By the summary nothing is said of ")
    assert told.explained.endswith(
        "with the rationale read as a record the proposal is overturned, too."
    )
