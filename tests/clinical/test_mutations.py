"""Turn planted statements into what they are not: the answer turns with them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from openimr.clinical import find_facts, read_records
from openimr.domain import (
    DisputedItem,
    Fact,
    FactQuestion,
    Finding,
    ItemKind,
    RequestDetails,
)

from .cases import DAY, one_page

KINDS = ("denial", "past", "supposed", "family", "side", "other")
_NONE = "none"
"""Written behind a change that must not come out present, absent or silent alike."""


@dataclass(frozen=True)
class Change:
    """A statement, and what the records then say of the fact."""

    fact: str
    item: DisputedItem
    asks: tuple[str, ...]
    kind: str
    text: str
    findings: frozenset[Finding]

    def answer(self) -> Fact:
        """Return the fact as a record of these words alone answers it."""
        question = FactQuestion(fact=self.fact, drugs=self.asks)
        return find_facts(
            read_records(one_page(self.text)), self.item, [question], DAY
        )[0]


def _changes(node: dict[str, Any]) -> list[Change]:
    given = dict(node.get("item", {"kind": "drug", "drug": "baclofen"}))
    given["kind"] = ItemKind(given["kind"])
    words = " ".join(str(value) for value in given.values()).replace("_", " ")
    item = DisputedItem(details=RequestDetails(requested=words, **given))
    asks = tuple(node.get("asks", ()))
    found = []
    for kind in ("plant", *KINDS):
        if kind not in node:
            continue
        text, _, told = node[kind].partition(" -> ")
        told = told or ("present" if kind == "plant" else "silent")
        findings = set(Finding) - {Finding.PRESENT} if told == _NONE else {told}
        found.append(
            Change(
                node["fact"], item, asks, kind, text, frozenset(map(Finding, findings))
            )
        )
    return found


PLANTED = yaml.safe_load(
    Path(__file__).with_name("mutations.yaml").read_text(encoding="utf-8")
)
CHANGES = [change for node in PLANTED for change in _changes(node)]


@pytest.mark.parametrize(
    "change", CHANGES, ids=[f"{c.fact} {c.kind}: {c.text[:60]}" for c in CHANGES]
)
def test_a_changed_statement_changes_the_answer(change: Change) -> None:
    fact = change.answer()

    assert fact.finding in change.findings


def test_enough_statements_are_planted_over_enough_facts() -> None:
    assert len(PLANTED) >= 40
    assert len({node["fact"] for node in PLANTED}) >= 35
    assert all(set(node) & set(KINDS) for node in PLANTED)
