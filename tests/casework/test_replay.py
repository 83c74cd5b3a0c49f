"""Published letters through the engine: their own summary, then the comparison."""

from pathlib import Path

import pytest

from openimr.casework import ReplayedItem, read_letters, replay_letter

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
    from dataclasses import replace

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
