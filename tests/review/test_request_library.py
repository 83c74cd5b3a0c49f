"""The names that ship: every family by its own wordings, every shared request."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from openimr.clinical import load_drugs
from openimr.domain import Drug, ItemKind, RequestDetails, Treatment, Vocabulary
from openimr.guidelines import load_library
from openimr.review.request import RequestReader

VOCABULARY = Vocabulary(treatments=load_library().treatments(), drugs=load_drugs())
READER = RequestReader(VOCABULARY)
WORDINGS = [
    (family, words) for family in VOCABULARY.treatments for words in family.examples
]


@pytest.mark.parametrize(
    ("family", "words"), WORDINGS, ids=[words for _, words in WORDINGS]
)
def test_a_family_is_recognised_by_its_own_wordings(
    family: Treatment, words: str
) -> None:
    details = READER.read(words)

    assert (details.treatment, details.kind) == (family.id, family.kind)


def test_every_family_has_a_wording() -> None:
    assert [family.id for family in VOCABULARY.treatments if not family.examples] == []


@pytest.mark.parametrize("drug", load_drugs(), ids=lambda drug: str(drug.name))
def test_a_drug_is_a_drug_by_every_name(drug: Drug) -> None:
    kinds = {
        name: READER.read(f"{name} #30").kind
        for name in (drug.name, *drug.synonyms, *drug.brands)
    }

    assert set(kinds.values()) <= {ItemKind.DRUG, ItemKind.INJECTION}, kinds


def _number(value: object) -> int | None:
    """Return the number of an answer such as ``90 (2 refills)``."""
    match = re.match(r"\d+", str(value))
    return int(match[0]) if match else None


def _answers(item: dict[str, object]) -> Iterator[tuple[str, object]]:
    """Yield what an item's own words can answer; the rest stands in the records."""
    words = str(item["requested"]).lower()
    yield "treatment", item["treatment"]
    yield "kind", ItemKind(str(item["kind"]))
    yield "retrospective", item["retrospective"]
    strength = item.get("strength")
    if strength and re.search(r"\d ?mg|%", words):
        yield "strength", strength
    if item["kind"] == "drug" or re.search(r"x ?1\b", words):
        yield "quantity", _number(item.get("quantity"))
    if item.get("visits"):
        yield "visits", item["visits"]
    level = str(item.get("level"))
    if level.split(",", maxsplit=1)[0].lower() in words:
        yield "level", level
    side = str(item.get("side"))
    if side in words:
        yield "side", side


@pytest.mark.shared
def test_every_request_of_the_shared_cases_is_read_right(shared: Path) -> None:
    wrong = []
    for gold in sorted(shared.glob("cases/*/gold.json")):
        for item in json.loads(gold.read_text("utf-8"))["items"]:
            details = READER.read(item["requested"])
            wrong += [
                f"{gold.parent.name}: {item['requested']}: {name}: {answer!r}, "
                f"read {getattr(details, name)!r}"
                for name, answer in _answers(item)
                if getattr(details, name) != answer
            ]

    assert wrong == []


@pytest.mark.shared
def test_every_heading_of_the_shared_letters_is_read_right(shared: Path) -> None:
    gold = json.loads((shared / "letters" / "gold.json").read_text("utf-8"))
    items = [item for letter in gold.values() for item in letter["items"]]

    def read(item: dict[str, object]) -> RequestDetails:
        return READER.read(str(item["requested"]))

    names = ("treatment", "strength", "quantity", "retrospective")
    wrong = [
        (item["requested"], name, getattr(read(item), name))
        for item in items
        for name in names
        if getattr(read(item), name) != item[name]
    ]

    assert len(items) == 34
    assert wrong == []
