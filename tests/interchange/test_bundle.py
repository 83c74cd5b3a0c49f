"""What stands in a bundle, as a reader who knows FHIR and not us will look for it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle
from pydantic import BaseModel

from openimr.domain import Determination, LintFinding, PanelReviewer, Vote
from openimr.errors import InterchangeError
from openimr.interchange import Content, Section, to_bundle, without_identifiers
from openimr.interchange.elements import Json
from openimr.interchange.knowledge import places
from tests.letters.write.fictional import DETERMINATION, REVIEWER

from .test_round_trip import SIGNATURE

SIGNED = replace(DETERMINATION, status="signed", reviewer=REVIEWER)
SECTIONS = (
    Section(title="Clinical case summary", paragraphs=("Pain < 4/10 & stable.",)),
    Section(title="Nothing", paragraphs=()),
)
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
HL7 = {
    f"{TERMINOLOGY}{name}"
    for name in (
        "claim-type",
        "processpriority",
        "provenance-participant-type",
        "claiminformationcategory",
        "v3-ActCode",
    )
}

MORE = {"Task.status": ("in-progress", "completed")}
"""Codes that the models leave out, from http://hl7.org/fhir/R4/codesystem-task-status"""


def _resources(
    determination: Determination = DETERMINATION, **beside: object
) -> dict[str, list[dict[str, object]]]:
    content = replace(Content(determination=determination), **beside)  # type: ignore[arg-type]
    found: dict[str, list[dict[str, object]]] = {}
    for entry in json.loads(to_bundle(content))["entry"]:
        resource = entry["resource"]
        found.setdefault(resource["resourceType"], []).append(resource)
    return found


def _nodes(node: Json) -> Iterator[dict[str, Json]]:
    if isinstance(node, dict):
        yield node
    for each in (
        node.values()
        if isinstance(node, dict)
        else node
        if isinstance(node, list)
        else ()
    ):
        yield from _nodes(each)


def _parsed(determination: Determination = DETERMINATION) -> dict[str, Json]:
    content = Content(determination=determination, sections=SECTIONS)
    bundle: dict[str, Json] = json.loads(to_bundle(content))
    return bundle


def test_the_same_content_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib;"
        "from openimr.interchange import Content, to_bundle;"
        "from tests.letters.write.fictional import DETERMINATION;"
        "made = to_bundle(Content(determination=DETERMINATION));"
        "print(hashlib.sha256(made).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said) == 1


def test_fhir_resources_writes_what_it_reads() -> None:
    bundle = _parsed(SIGNED)

    assert json.loads(Bundle.model_validate(bundle).model_dump_json()) == bundle


def _outside(model: BaseModel) -> Iterator[str]:
    """Yield every code that its required value set of FHIR does not hold."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name, None)
        extra = field.json_schema_extra
        allowed = extra.get("enum_values") if isinstance(extra, dict) else None
        if isinstance(allowed, list) and "+" in allowed:
            allowed = [*allowed, *MORE[f"{type(model).__name__}.{name}"]]
        if isinstance(allowed, list) and value is not None and value not in allowed:
            yield f"{type(model).__name__}.{name}: {value}"
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, BaseModel):
                yield from _outside(each)


def test_codes_of_required_value_sets_are_theirs() -> None:
    foreign = _parsed(SIGNED)
    foreign["type"] = "parcel"

    for status in (DETERMINATION, SIGNED):
        assert list(_outside(Bundle.model_validate(_parsed(status)))) == []
    assert list(_outside(Bundle.model_validate(foreign))) == ["Bundle.type: parcel"]


def test_every_reference_leads_to_a_resource_of_the_bundle() -> None:
    bundle = _parsed(SIGNED)
    entries = bundle["entry"]
    assert isinstance(entries, list)
    urls = [entry["fullUrl"] for entry in entries if isinstance(entry, dict)]
    references = {n["reference"] for n in _nodes(bundle) if "reference" in n}

    assert len(set(urls)) == len(urls)
    assert references
    assert references <= set(urls)


def test_codes_are_ours_or_public_ones_of_hl7() -> None:
    systems = {str(n["system"]) for n in _nodes(_parsed(SIGNED)) if "system" in n}
    ours = {system for system in systems if system.startswith(places().base)}

    assert systems - ours == HL7
    assert {n["url"] for n in _nodes(_parsed()) if str(n.get("url")).startswith("http")}


@pytest.mark.parametrize(
    ("status", "claim_response", "outcome", "task", "composition"),
    [
        ("draft", "draft", "partial", "in-progress", "preliminary"),
        ("sgined", "draft", "partial", "in-progress", "preliminary"),
        ("signed", "active", "complete", "completed", "final"),
    ],
)
def test_nothing_but_a_signed_determination_passes_for_an_answer(
    status: str, claim_response: str, outcome: str, task: str, composition: str
) -> None:
    found = _resources(replace(DETERMINATION, status=status))

    assert found["ClaimResponse"][0]["status"] == claim_response
    assert found["ClaimResponse"][0]["outcome"] == outcome
    assert found["Task"][0]["status"] == task
    assert found["Composition"][0]["status"] == composition


def test_what_answers_a_what_if_becomes_no_bundle() -> None:
    with pytest.raises(InterchangeError, match="it answers a what-if"):
        to_bundle(Content(determination=replace(DETERMINATION, edition="odg")))


def test_each_item_is_adjudicated_with_its_decision_and_then_its_criteria() -> None:
    found = _resources()
    [claim], [response] = found["Claim"], found["ClaimResponse"]
    asked, answered = claim["item"], response["item"]
    assert isinstance(asked, list)
    assert isinstance(answered, list)

    assert claim["use"] == response["use"] == "preauthorization"
    assert [each["sequence"] for each in asked] == [
        each["itemSequence"] for each in answered
    ]
    for item, ask, answer in zip(DETERMINATION.items, asked, answered, strict=True):
        first, *criteria = answer["adjudication"]
        assert ask["productOrService"]["text"] == item.requested
        assert first["category"]["coding"][0]["code"] == item.decision
        assert first["reason"]["coding"][0]["code"] == item.decided_by
        assert first["category"]["text"].startswith("Proposed: ")
        assert [each["category"]["coding"][0]["code"] for each in criteria] == [
            each.id for each in item.criteria
        ]


def test_an_item_without_criteria_is_told_to_have_no_proposal() -> None:
    item = replace(DETERMINATION.items[0], criteria=())

    [response] = _resources(replace(DETERMINATION, items=(item,)))["ClaimResponse"]

    assert "no proposal" in json.dumps(response["item"])


def test_each_sentence_of_a_rationale_is_a_note_that_its_item_points_to() -> None:
    [response] = _resources()["ClaimResponse"]
    answered, notes = response["item"], response["processNote"]
    assert isinstance(answered, list)
    assert isinstance(notes, list)
    by_number = {note["number"]: note["text"] for note in notes}

    for item, answer in zip(DETERMINATION.items, answered, strict=True):
        said = [by_number[number] for number in answer["noteNumber"]]
        assert said == [statement.text for statement in item.rationale]


def test_each_document_has_a_reference_without_its_content() -> None:
    file = DETERMINATION.documents[0].file
    references = _resources(hashes={file: "ab" * 32})["DocumentReference"]

    assert [each.get("description") for each in references] == [
        document.title for document in DETERMINATION.documents
    ]
    for document, each in zip(DETERMINATION.documents, references, strict=True):
        [content] = each["content"]  # type: ignore[misc]
        attachment = content["attachment"]  # type: ignore[has-type]
        assert not {"data", "url", "hash"} & set(attachment)
        assert ("ab" * 32 in json.dumps(attachment)) == (document.file == file)


def test_the_narrative_is_xhtml_with_nothing_left_to_run() -> None:
    [composition] = _resources(sections=SECTIONS)["Composition"]

    assert composition["section"] == [
        {
            "title": "Clinical case summary",
            "text": {
                "status": "generated",
                "div": '<div xmlns="http://www.w3.org/1999/xhtml">'
                "<p>Pain &lt; 4/10 &amp; stable.</p></div>",
            },
        }
    ]


def test_a_signature_is_told_by_digest_and_time_and_reviewers_by_credentials() -> None:
    found = _resources(SIGNED, signature=SIGNATURE)
    [provenance] = found["Provenance"]
    written = json.dumps(found["Practitioner"])

    assert provenance["recorded"] == "2014-12-22T17:05:09Z"
    assert f"sha256:{SIGNATURE.digest}" in json.dumps(provenance)
    assert REVIEWER.board_certifications[0] in written
    assert '"name"' not in json.dumps(found["Practitioner"][1:])


def test_each_member_of_a_panel_is_a_practitioner_with_votes() -> None:
    votes = tuple(Vote(decision=item.decision) for item in DETERMINATION.items)
    member = PanelReviewer(credentials=REVIEWER, votes=votes)
    found = _resources(replace(DETERMINATION, panel=(member, member, member)))

    assert len(found["Practitioner"]) == 1 + 3
    assert len(found["Composition"][0]["author"]) == 3  # type: ignore[arg-type]


def test_without_identifiers_no_name_and_no_case_number_is_left() -> None:
    case = DETERMINATION.case
    bare = without_identifiers(DETERMINATION)
    header = json.dumps(_resources(bare)["Task"] + _resources(bare)["Organization"])
    papers = json.dumps(_resources(bare)["DocumentReference"])
    named = [case.number, case.employer, case.claims_administrator]
    authors = {each.author for each in DETERMINATION.documents}
    files = {each.file for each in DETERMINATION.documents}

    assert [name for name in named if name and name in header] == []
    assert [name for name in {*authors, *files} if name and name in papers] == []
    assert re.search(r"file-1\.\w+", papers)


def test_a_message_that_names_a_file_calls_it_by_number_too() -> None:
    file = DETERMINATION.documents[0].file
    found = LintFinding(check="a", severity="info", message=f"see {file}, not x{file}")

    bare = without_identifiers(replace(DETERMINATION, lint=(found,)))

    assert bare.lint[0].message == f"see {bare.documents[0].file}, not x{file}"
