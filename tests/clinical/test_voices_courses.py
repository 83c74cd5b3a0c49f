"""Courses of treatment in many voices: fictional records with marked findings."""

import datetime as dt
from dataclasses import replace
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

FOLDER = Path(__file__).parent / "voices"
VOICES = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted(FOLDER.glob("courses_*.yaml"))
}
LEAST_UNSEEN = 21
"""Findings, of 23, that were right when the half kept apart was first read."""

FINDINGS = [
    pytest.param(
        voice, asked["item"], expected, id=f"{name}:{number}:{expected['fact']}"
    )
    for name, voice in VOICES.items()
    if voice["half"] == "seen"
    for number, asked in enumerate(voice["items"])
    for expected in asked["findings"]
]


def _case(voice: dict[str, Any]) -> CaseFile:
    case = written(
        [(DocumentKind(p["kind"]), p["date"], p["text"]) for p in voice["pages"]]
    )
    documents = tuple(
        replace(document, author=page.get("author", document.author))
        for document, page in zip(case.documents, voice["pages"], strict=True)
    )
    return replace(case, documents=documents)


def _ask(case: CaseFile, item: dict[str, Any], fact: str, as_of: dt.date) -> Fact:
    words = item.get("requested") or item["treatment"].replace("_", " ")
    details = RequestDetails(
        **{**item, "kind": ItemKind(item["kind"]), "requested": words}
    )
    asked = DisputedItem(details=details)
    return find_facts(read_records(case), asked, [FactQuestion(fact=fact)], as_of)[0]


def _number(fact: Fact) -> float | None:
    return fact.value.value if isinstance(fact.value, Quantity) else None


@pytest.mark.parametrize(("voice", "item", "expected"), FINDINGS)
def test_a_voice_is_understood_as_it_is_marked(
    voice: dict[str, Any], item: dict[str, Any], expected: dict[str, Any]
) -> None:
    case = _case(voice)

    fact = _ask(case, item, expected["fact"], voice["as_of"])

    assert fact.finding.value == expected["finding"], fact.evidence
    assert expected.get("value") in {None, _number(fact)}
    assert expected.get("quote", "") in " ".join(each.quote for each in fact.evidence)
    assert [unsound(case, each) for each in fact.evidence] == [None] * len(
        fact.evidence
    )


def test_voices_kept_apart_from_tuning_are_understood_as_well() -> None:
    unseen = [voice for voice in VOICES.values() if voice["half"] == "unseen"]
    right = [
        fact.finding.value == expected["finding"]
        and expected.get("value") in {None, _number(fact)}
        for voice in unseen
        for asked in voice["items"]
        for expected in asked["findings"]
        for fact in [
            _ask(_case(voice), asked["item"], expected["fact"], voice["as_of"])
        ]
    ]

    assert (len(right), right.count(True) >= LEAST_UNSEEN) == (23, True)
