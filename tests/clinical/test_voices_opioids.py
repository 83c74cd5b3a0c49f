"""Opioids and other drugs watched over in many voices: fictional records."""

import datetime as dt
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
    for path in sorted(FOLDER.glob("opioids_*.yaml"))
}
FINDINGS = [
    pytest.param(
        voice,
        asked["item"],
        expected,
        id=f"{name}:{number}:{expected['fact']}",
        marks=[pytest.mark.xfail(reason=expected["missed"], strict=True)]
        if "missed" in expected
        else [],
    )
    for name, voice in VOICES.items()
    for number, asked in enumerate(voice["items"])
    for expected in asked["findings"]
]


def _case(voice: dict[str, Any]) -> CaseFile:
    pages = voice["pages"]
    return written([(DocumentKind(p["kind"]), p["date"], p["text"]) for p in pages])


def _ask(case: CaseFile, item: dict[str, Any], fact: str, as_of: dt.date) -> Fact:
    words = item.get("requested") or item["treatment"].replace("_", " ")
    details = RequestDetails(
        **{**item, "kind": ItemKind(item["kind"]), "requested": words}
    )
    asked = DisputedItem(details=details)
    return find_facts(read_records(case), asked, [FactQuestion(fact=fact)], as_of)[0]


def _told(fact: Fact) -> float | str | None:
    return fact.value.value if isinstance(fact.value, Quantity) else fact.value


@pytest.mark.parametrize(("voice", "item", "expected"), FINDINGS)
def test_a_voice_is_understood_as_it_is_marked(
    voice: dict[str, Any], item: dict[str, Any], expected: dict[str, Any]
) -> None:
    case = _case(voice)

    fact = _ask(case, item, expected["fact"], voice["as_of"])

    assert fact.finding.value == expected["finding"], fact.evidence
    assert expected.get("value") in {None, _told(fact)}
    shown = " ".join(each.quote for each in fact.evidence)
    assert expected.get("quote", "") in shown
    assert [unsound(case, each) for each in fact.evidence if unsound(case, each)] == []
