"""Studies, signs and states in many voices: fictional records with marked findings.

The cues were tuned on the seen half only; the unseen half is measured as it comes.
"""

import datetime as dt
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

FOLDER = Path(__file__).parent / "voices"
VOICES = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted(FOLDER.glob("studies_*.yaml"))
}
UNSEEN_FLOOR = 0.8
"""What the unseen half must keep; see the figures in the commit that measured it."""


def _case(voice: dict[str, Any]) -> CaseFile:
    return written(
        [(DocumentKind(p["kind"]), p["date"], p["text"]) for p in voice["pages"]]
    )


def _ask(case: CaseFile, item: dict[str, Any], fact: str, as_of: dt.date) -> Fact:
    words = item["treatment"].replace("_", " ")
    details = RequestDetails(
        **{**item, "kind": ItemKind(item["kind"]), "requested": words}
    )
    asked = DisputedItem(details=details)
    return find_facts(read_records(case), asked, [FactQuestion(fact=fact)], as_of)[0]


def _wrong(half: str) -> Iterator[tuple[str, str]]:
    """Yield each marked finding of a half, with what is wrong about the answer."""
    for name, voice in VOICES.items():
        if voice["half"] != half:
            continue
        case = _case(voice)
        for number, asked in enumerate(voice["items"]):
            for expected in asked["findings"]:
                fact = _ask(case, asked["item"], expected["fact"], voice["as_of"])
                yield f"{name}:{number}:{expected['fact']}", _faults(fact, expected)


def _faults(fact: Fact, expected: dict[str, Any]) -> str:
    quoted = " ".join(each.quote for each in fact.evidence)
    if fact.finding.value != expected["finding"]:
        return f"{fact.finding.value}, not {expected['finding']}: {quoted}"
    if expected.get("quote", "") not in quoted:
        return f"does not quote {expected['quote']!r}: {quoted}"
    number = fact.value.value if isinstance(fact.value, Quantity) else None
    if expected.get("value") not in {None, number}:
        return f"gives {fact.value}"
    return ""


@pytest.mark.parametrize(
    ("place", "faults"), [pytest.param(*each, id=each[0]) for each in _wrong("seen")]
)
def test_a_seen_voice_is_understood_as_it_is_marked(place: str, faults: str) -> None:
    assert faults == "", place


def test_the_unseen_voices_are_understood_as_well_as_was_measured() -> None:
    answers = list(_wrong("unseen"))

    right = [place for place, faults in answers if not faults]

    assert len(right) / len(answers) >= UNSEEN_FLOOR, [a for a in answers if a[1]]


def test_every_quote_stands_on_its_page() -> None:
    bad = []
    for voice in VOICES.values():
        case = _case(voice)
        for asked in voice["items"]:
            for expected in asked["findings"]:
                fact = _ask(case, asked["item"], expected["fact"], voice["as_of"])
                bad += [e for e in fact.evidence if unsound(case, e) is not None]

    assert bad == []
