"""Letters and case files of the shared folder: what lint says of them is right."""

import json
from pathlib import Path

import pytest

from openimr.casework.lint_letters import Linted, lint_case, lint_letters
from openimr.documents import ReadingOptions
from openimr.errors import OpenImrError

pytestmark = pytest.mark.shared
REAL = {
    "000_920be4540613d1dd.txt": {("rationale-contradicts-itself", 2)},
    "001_e4d6ff4d042f0fed.txt": {("impossible-date", None)},
    "003_c236aa96882b98b7.txt": {
        ("claims-administrator-guideline-unrelated", 1),
        ("claims-administrator-guideline-unrelated", 2),
    },
}


@pytest.fixture(scope="module")
def linted(request: pytest.FixtureRequest) -> dict[str, Linted]:
    shared: Path = request.getfixturevalue("shared")
    failures: list[OpenImrError] = []
    letters = list(lint_letters([str(shared / "letters" / "*.txt")], failures.append))
    assert failures == []
    return {each.source: each for each in letters}


def test_each_planted_error_is_found_and_nothing_else(
    shared: Path, linted: dict[str, Linted]
) -> None:
    gold = json.loads((shared / "letters" / "gold.json").read_text("utf-8"))
    planted = {
        name: set(letter["lint"])
        | {check for item in letter["items"] for check in item.get("lint", ())}
        for name, letter in gold.items()
        if name.startswith("fictional")
    }

    found = {name: {f.check for f in linted[name].findings} for name in planted}

    assert found == planted


@pytest.mark.parametrize("name", REAL)
def test_of_real_letters_only_true_errors_are_told(
    name: str, linted: dict[str, Linted]
) -> None:
    assert {(f.check, f.item) for f in linted[name].findings} == REAL[name]


@pytest.mark.parametrize("name", ["a-01", "b-04", "c-01", "d-02"])
def test_our_own_proposals_raise_no_alarm(
    shared: Path, name: str, reading: ReadingOptions
) -> None:
    findings = lint_case(shared / "cases" / name, reading).findings

    assert [f for f in findings if f.severity != "info"] == []
