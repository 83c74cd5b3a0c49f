"""The published JSON Schema is the one that the domain gives, and it holds."""

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from openimr.domain import Determination
from openimr.letters.write import json_schema, to_json
from tests.letters.write.fictional import DETERMINATION, REVIEWER
from tests.letters.write.strategies import determinations

from .source import ROOT

PUBLISHED = ROOT / "docs" / "determination.schema.json"


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(PUBLISHED.read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(
        schema, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _faults(written: object) -> list[str]:
    return [error.json_path for error in _validator().iter_errors(written)]


def test_the_published_schema_is_made_from_the_domain() -> None:
    assert PUBLISHED.read_bytes() == json_schema(), "make it anew with make docs"


def test_every_class_of_the_schema_says_what_it_is() -> None:
    schema = json.loads(PUBLISHED.read_bytes())

    assert [
        name for name, each in schema["$defs"].items() if not each["description"]
    ] == []
    assert schema["description"].startswith("A case decided, or proposed")
    evidence = schema["$defs"]["Evidence"]["properties"]
    assert evidence["page"]["description"] == (
        "1-based page of the *file*, not of the document inside it."
    )
    assert "title" in schema["$defs"]["DocumentEntry"]["properties"]


@pytest.mark.parametrize("status", ["draft", "signed"])
def test_the_fictional_case_is_as_the_schema_asks(status: str) -> None:
    reviewer = REVIEWER if status == "signed" else None
    case = replace(DETERMINATION, status=status, reviewer=reviewer)

    assert _faults(json.loads(to_json(case))) == []


@settings(max_examples=40, deadline=None)
@given(determinations)
def test_whatever_is_written_is_as_the_schema_asks(
    determination: Determination,
) -> None:
    assert _faults(json.loads(to_json(determination))) == []


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        ("schema", "openimr.determination/2", "$.schema"),
        ("case", None, "$.case"),
        ("documents", [{"id": "D1"}], "$.documents[0]"),
        ("items", "none", "$.items"),
    ],
)
def test_what_breaks_the_contract_breaks_the_schema(
    place: str, value: object, fault: str
) -> None:
    written = json.loads(to_json(DETERMINATION)) | {place: value}

    assert fault in _faults(written)


def test_a_field_that_a_later_version_adds_does_no_harm() -> None:
    assert _faults(json.loads(to_json(DETERMINATION)) | {"later": 1}) == []
