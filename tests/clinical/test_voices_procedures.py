"""Procedures, operations and trials in many voices: fictional records, marked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from openimr.clinical import find_facts, read_records
from openimr.domain import (
    CaseFile,
    DisputedItem,
    DocumentKind,
    Fact,
    FactQuestion,
    ItemKind,
    Quantity,
    RequestDetails,
)

from .cases import unsound, written

VOICES = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "voices").glob("procedures_*.yaml"))
}
UNDERSTOOD = 0.8
"""Share of the findings of the half nobody tuned on that must come out right."""


def _marked(half: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for name, voice in VOICES.items():
        if voice["half"] == half:
            for asked in voice["items"]:
                for expected in asked["findings"]:
                    yield name, asked["item"], expected


def _answer(name: str, item: dict[str, Any], fact: str) -> tuple[CaseFile, Fact]:
    voice = VOICES[name]
    case = written(
        [(DocumentKind(p["kind"]), p["date"], p["text"]) for p in voice["pages"]]
    )
    given = {**item, "kind": ItemKind(item["kind"])}
    words = item["treatment"].replace("_", " ")
    asked = DisputedItem(details=RequestDetails(requested=words, **given))
    question = FactQuestion(fact=fact)
    return case, find_facts(read_records(case), asked, [question], voice["as_of"])[0]


def _is_right(expected: dict[str, Any], fact: Fact) -> bool:
    number = fact.value.value if isinstance(fact.value, Quantity) else None
    return fact.finding.value == expected["finding"] and (
        expected.get("value") in {None, number}
    )


@pytest.mark.parametrize(
    ("name", "item", "expected"),
    [
        pytest.param(*each, id=f"{each[0]}: {each[1]['treatment']}: {each[2]['fact']}")
        for each in _marked("seen")
    ],
)
def test_a_voice_is_understood_as_it_is_marked(
    name: str, item: dict[str, Any], expected: dict[str, Any]
) -> None:
    case, fact = _answer(name, item, expected["fact"])

    assert _is_right(expected, fact), (fact.finding, fact.value, fact.evidence)
    assert [unsound(case, each) for each in fact.evidence] == [None] * len(
        fact.evidence
    )


def test_voices_that_nobody_tuned_on_are_mostly_understood() -> None:
    marked = list(_marked("unseen"))
    right = [
        _is_right(expected, _answer(name, item, expected["fact"])[1])
        for name, item, expected in marked
    ]

    assert sum(right) >= UNDERSTOOD * len(marked)
