"""Measured on the development cases, which are other people's work.

Facts of the drugs whose guidelines are at hand must come out right nine times in ten,
for each answer by itself; facts of other drugs show that nothing was fitted to them.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from openimr.clinical import find_facts, find_history, read_records
from openimr.clinical.entries import load_facts
from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import (
    CaseFile,
    DisputedItem,
    Fact,
    FactQuestion,
    ItemKind,
    RequestDetails,
)

from .cases import unsound

pytestmark = pytest.mark.shared

RELAXANTS = frozenset({"baclofen", "tizanidine", "cyclobenzaprine", "carisoprodol"})
ASKS = {
    "benzodiazepine": ("antidepressant",),
    "tizanidine": ("nsaid", "acetaminophen", "opioid", "baclofen"),
    "lidocaine_patch": ("antidepressant", "anticonvulsant"),
    "nsaid_nonselective": ("acetaminophen",),
}


@dataclass(frozen=True)
class _Answered:
    """A fact of a gold item beside ours."""

    case: CaseFile
    treatment: str
    gold: dict[str, Any]
    fact: Fact

    @property
    def right(self) -> bool:
        """Tell whether the finding is the gold one."""
        return bool(self.fact.finding.value == self.gold["finding"])

    def cited(self) -> bool:
        """Tell whether a page of the gold evidence is quoted."""
        wanted = {(quote["file"], quote["page"]) for quote in self.gold["evidence"]}
        ours = {
            (self.case.document(quote.document).file, quote.page)
            for quote in self.fact.evidence
        }
        return bool(wanted & ours)


@cache
def _answers(folder: Path, reading: ReadingOptions) -> tuple[_Answered, ...]:
    return tuple(
        answer
        for gold in sorted((folder / "cases").glob("*/gold.json"))
        for answer in _of_case(gold, reading)
    )


def _of_case(path: Path, reading: ReadingOptions) -> Iterator[_Answered]:
    gold = json.loads(path.read_text())
    case = read_case(path.parent, reading)
    dispute = read_dispute(case)
    day = dispute.request_date() or dt.date.fromisoformat(gold["case"]["ur_date"])
    records = read_records(case)
    for item in gold["items"]:
        if item["kind"] != "drug":
            continue
        for fact in item["facts"]:
            if fact["fact"] in load_facts():
                found = find_facts(records, _item(item), [_ask(item, fact)], day)[0]
                yield _Answered(case, item["treatment"], fact, found)


def _item(gold: dict[str, Any]) -> DisputedItem:
    quantity = str(gold.get("quantity") or "")
    return DisputedItem(
        details=RequestDetails(
            requested=gold["requested"],
            treatment=gold["treatment"],
            kind=ItemKind.DRUG,
            strength=gold.get("strength"),
            quantity=int(quantity) if quantity.isdecimal() else None,
        )
    )


def _ask(item: dict[str, Any], fact: dict[str, Any]) -> FactQuestion:
    first_line = ASKS.get(item["treatment"], ("nsaid", "acetaminophen", "opioid"))
    asks = first_line if fact["fact"] == "first_line_drug_failed" else ()
    return FactQuestion(fact=fact["fact"], drugs=asks)


def _shares(answers: list[_Answered]) -> dict[str, float]:
    asked = Counter(answer.gold["finding"] for answer in answers)
    right = Counter(answer.gold["finding"] for answer in answers if answer.right)
    return {finding: right[finding] / asked[finding] for finding in asked}


def test_facts_of_relaxants_and_benzodiazepines_come_out_right(
    shared: Path, reading: ReadingOptions
) -> None:
    own = [
        answer
        for answer in _answers(shared, reading)
        if answer.treatment in RELAXANTS | {"benzodiazepine"}
    ]

    shares = _shares(own)

    assert set(shares) == {"present", "absent", "silent"}
    assert min(shares.values()) >= 0.9


def test_facts_of_other_drugs_come_out_right_too(
    shared: Path, reading: ReadingOptions
) -> None:
    other = [
        answer
        for answer in _answers(shared, reading)
        if answer.treatment not in RELAXANTS | {"benzodiazepine"}
    ]

    assert min(_shares(other).values()) >= 0.85


def test_right_facts_quote_a_right_page(shared: Path, reading: ReadingOptions) -> None:
    told = [
        answer
        for answer in _answers(shared, reading)
        if answer.right and answer.gold["finding"] != "silent"
    ]

    assert sum(answer.cited() for answer in told) / len(told) >= 0.95


def test_every_quote_is_verbatim(shared: Path, reading: ReadingOptions) -> None:
    quotes = [
        (answer.case, quote)
        for answer in _answers(shared, reading)
        for quote in (*answer.fact.evidence, *answer.fact.against)
    ]

    assert len(quotes) > 100
    assert [unsound(case, quote) for case, quote in quotes] == [None] * len(quotes)


def test_age_and_sex_are_those_of_the_worker(
    shared: Path, reading: ReadingOptions
) -> None:
    wrong = []
    for path in sorted((shared / "cases").glob("*/gold.json")):
        gold = json.loads(path.read_text())["case"]
        case = read_case(path.parent, reading)
        dispute = read_dispute(case)
        day = dispute.request_date() or dt.date.fromisoformat(gold["ur_date"])
        history = find_history(read_records(case), dispute, day)
        if (history.age, history.sex) != (gold["age"], gold["sex"]):
            wrong.append((path.parent.name, history.age, history.sex))

    assert wrong == []
