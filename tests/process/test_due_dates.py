"""Worked examples: each deadline of California's programme, from events to a day."""

from pathlib import Path

import pytest

from .told import CALIFORNIA, day, due, told

EXAMPLES = Path(__file__).with_name("due_dates.txt").read_text(encoding="utf-8")
"""One a line: deadline, why it is of interest, what happened, facts, last day."""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


CASES = [_cells(line) for line in EXAMPLES.splitlines()]


@pytest.mark.parametrize(
    ("deadline", "why", "events", "facts", "last"),
    CASES,
    ids=[f"{case[0]}: {case[1]}" for case in CASES],
)
def test_a_deadline_falls_due(
    deadline: str, why: str, events: str, facts: str, last: str
) -> None:
    pairs = dict(word.split("=") for word in facts.split() if word != "-")

    assert due(deadline, told(*events.split(", "), **pairs)).day == day(last), why


def test_every_deadline_of_the_programme_is_worked_out_above() -> None:
    assert {case[0] for case in CASES} == {one.id for one in CALIFORNIA.deadlines}
