"""The shared letters against their answers, compared as their readme says."""

import json
from pathlib import Path

import pytest

from openimr.casework.engine import knowledge
from openimr.letters.read import read_file, to_object

from .comparing import differences

NOT_READ = {"lint"}
"""Keys that a later step answers, not reading."""


def _without_lint(value: object) -> object:
    if isinstance(value, dict):
        return {k: _without_lint(v) for k, v in value.items() if k not in NOT_READ}
    if isinstance(value, list):
        return [_without_lint(entry) for entry in value]
    return value


@pytest.mark.shared
def test_every_field_of_every_shared_letter_is_right(shared: Path) -> None:
    gold = json.loads((shared / "letters" / "gold.json").read_text("utf-8"))
    recognise = knowledge().requests.read

    wrong = [
        difference
        for name, expected in gold.items()
        for difference in differences(
            _without_lint(expected),
            to_object(read_file(shared / "letters" / name, recognise)),
            name,
            null_is_any=True,
        )
    ]

    assert len(gold) == 11
    assert wrong == []


@pytest.mark.shared
def test_broken_dates_of_the_shared_letters_are_reported(shared: Path) -> None:
    recognise = knowledge().requests.read

    def reported(name: str) -> list[tuple[str, str]]:
        letter = read_file(shared / "letters" / name, recognise)
        return [(warning.code, warning.verbatim) for warning in letter.warnings]

    broken = ("broken-date", "09/2514")
    assert reported("001_e4d6ff4d042f0fed.txt") == [broken, broken]
    assert reported("fictional-12_D1.txt") == [
        ("impossible-date", "11/31/2014"),
        ("broken-date", "12/0914"),
    ]
    assert reported("fictional-11_D1.txt") == []
