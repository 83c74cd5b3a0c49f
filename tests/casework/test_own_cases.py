"""Case files of our own come out as the clinician and the clerk who wrote them expect.

Each folder of ``cases`` holds the papers as text and ``expected.yaml``: the items with
treatment, decision, what decided, and facts.  A fact under ``misses`` is not yet found,
with the reason.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from openimr.casework import review_case
from openimr.domain import ItemDetermination

CASES = Path(__file__).parent / "cases"
TOLD = ("treatment", "decision", "decided_by")


@cache
def proposed(case: str) -> dict[str, ItemDetermination]:
    items = review_case(CASES / case).determination.items
    return {item.requested: item for item in items}


def expected() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(CASES.glob("*/expected.yaml")):
        for item in yaml.safe_load(file.read_text("utf-8"))["items"]:
            yield file.parent.name, item


def outcomes() -> Iterator[object]:
    for case, item in expected():
        told = {key: item[key] for key in TOLD if key in item}
        yield pytest.param(
            case, item["requested"], told, id=f"{case}: {item['treatment']}"
        )


def facts() -> Iterator[object]:
    for case, item in expected():
        misses = item.get("misses", {})
        for fact, finding in item["facts"].items():
            miss = pytest.mark.xfail(reason=misses.get(fact, ""), strict=True)
            yield pytest.param(
                case,
                item["requested"],
                fact,
                finding,
                id=f"{case}: {item['treatment']}: {fact}",
                marks=[miss] if fact in misses else [],
            )


@pytest.mark.parametrize("case", sorted({case for case, _ in expected()}))
def test_every_item_in_dispute_is_found_and_no_other(case: str) -> None:
    wanted = [item["requested"] for name, item in expected() if name == case]

    assert list(proposed(case)) == wanted


@pytest.mark.parametrize(("case", "requested", "told"), list(outcomes()))
def test_an_item_is_decided_as_expected(
    case: str, requested: str, told: dict[str, str]
) -> None:
    item = proposed(case)[requested]

    assert {key: str(getattr(item, key)) for key in told} == told


@pytest.mark.parametrize(("case", "requested", "fact", "finding"), list(facts()))
def test_a_fact_is_found_as_expected(
    case: str, requested: str, fact: str, finding: str
) -> None:
    found = {one.fact: one.finding for one in proposed(case)[requested].facts}

    assert found[fact] == finding
