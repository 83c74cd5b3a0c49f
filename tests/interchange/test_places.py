"""What ``places.yaml`` says is true of the domain, of FHIR and of the document."""

import dataclasses
import re
from pathlib import Path

import pytest
from fhir.resources.R4B import get_fhir_model_class
from pydantic import BaseModel

from openimr import domain
from openimr.errors import KnowledgeError
from openimr.interchange.holding import extension_url, placed_fields
from openimr.interchange.knowledge import held_of, places

DOCUMENT = Path(__file__).parents[2] / "docs" / "fhir.md"
PARTS = {
    "task": "Task",
    "claim": "Claim",
    "item": "Claim.item",
    "answer": "ClaimResponse.item",
    "adjudication": "ClaimResponse.item.adjudication",
    "note": "ClaimResponse.processNote",
    "provenance": "Provenance",
    "device": "Device",
    "patient": "Patient",
    "administrator": "Organization",
    "employer": "Organization",
    "requester": "Practitioner",
    "practitioner": "Practitioner",
    "document": "DocumentReference",
}
_BRACKETS = re.compile(r"\[[^\]]*\]")
CLASSES = sorted(places().places)


def rows() -> list[str]:
    """Return the rows that the table of the document has to have."""
    return [
        f"| `{name}.{field}` | `{PARTS[place.at]}.{_BRACKETS.sub('', path)}` |"
        for name, held in places().places.items()
        for field, place in held.fields.items()
        for path in [place.path]
    ]


@pytest.mark.parametrize("name", CLASSES)
def test_every_entry_names_fields_of_its_class(name: str) -> None:
    cls = getattr(domain, name)
    known = {field.name for field in dataclasses.fields(cls)}
    held = places().places[name]

    assert set(held.fields) | set(held.asked) <= known
    assert set(placed_fields(cls)) == set(held.fields)
    assert not set(held.fields) & set(held.asked)
    assert extension_url(cls, "from_").endswith("-from")


@pytest.mark.parametrize("name", CLASSES)
def test_every_element_is_one_of_fhir(name: str) -> None:
    for place in places().places[name].fields.values():
        kind, *steps = f"{PARTS[place.at]}.{place.path}".split(".")
        model: type[BaseModel] | None = get_fhir_model_class(kind)
        for step in steps:
            assert model is not None, place
            field = _BRACKETS.sub("", step)
            known = {f.alias or n: f for n, f in model.model_fields.items()}
            assert field in known, (place, field)
            model = _model(str(known[field].annotation))


def _model(annotation: str) -> type[BaseModel] | None:
    named = re.search(r"\b(\w+)Type\b", annotation)
    return get_fhir_model_class(named[1]) if named else None


@pytest.mark.parametrize(
    "entry",
    [
        {"rest": "task"},
        {"fields": {}},
        {"rest": "task", "fields": {"status": {"at": "task", "pahth": "status"}}},
        {"rest": "task", "fields": ["status"]},
    ],
)
def test_an_entry_that_is_none_is_told(entry: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match=r"places\.yaml: Determination is not"):
        held_of("Determination", entry)


def test_codes_lead_back_to_one_value_each() -> None:
    for table in places().codes.values():
        assert len(set(table.values())) == len(table)


def test_the_document_tells_which_element_holds_which_field() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    told = re.findall(r"(?m)^\| `[A-Z]\w+\.\w+` \|.*\|$", text)

    assert told == rows()
