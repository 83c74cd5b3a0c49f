"""A case comes in over FHIR, and its state and determination go out."""

import base64
import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from fhir.resources.R4B.operationoutcome import OperationOutcome
from fhir.resources.R4B.task import Task

from workbench.api.fhir.resources import STATUS
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.files.store import get
from workbench.people.roles import Role

from .conftest import People
from .making import example, opened, read
from .tokens import Program, program, released, uploaded

SUBMIT = "/api/fhir/Claim/$submit"
FHIR = "application/fhir+json"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def _document(**attachment: object) -> dict[str, Any]:
    return {
        "resource": {
            "resourceType": "DocumentReference",
            "status": "current",
            "content": [{"attachment": {"title": "report.txt", **attachment}}],
        }
    }


def _claim(**more: object) -> dict[str, Any]:
    return {
        "resource": {
            "resourceType": "Claim",
            "status": "active",
            "type": {"text": "preauthorization of treatment"},
            "use": "preauthorization",
            "patient": {"display": "not told"},
            "created": "2014-12-20",
            "provider": {"display": "not told"},
            "priority": {"coding": [{"code": "stat"}]},
            "insurance": [{"sequence": 1, "focal": True, "coverage": {"display": "-"}}],
            **more,
        }
    }


def _bundle(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "collection", "entry": list(entries)}


PAPER = _document(data=base64.b64encode(b"A report.").decode())


def _post(by: Program, told: object) -> Any:
    return by.post(SUBMIT, json.dumps(told), content_type=FHIR)


@pytest.mark.django_db
def test_a_claim_with_its_papers_becomes_a_case(person: People) -> None:
    by = program(person(Role.COORDINATOR))

    answer = _post(by, _bundle(_claim(), PAPER))

    assert (answer.status_code, answer["Content-Type"]) == (201, FHIR)
    Task.model_validate_json(answer.content)
    case = Case.objects.get()
    assert (case.received, case.priority) == (date(2014, 12, 20), "expedited")
    [record] = case.records.all()
    assert (record.name, b"".join(get(record.file))) == ("report.txt", b"A report.")
    told = by.get(answer["Location"]).json()
    assert told == answer.json()
    assert (told["id"], told["status"]) == (str(case.pk), "received")


@pytest.mark.django_db
def test_large_papers_are_sent_before_and_named(person: People) -> None:
    by = program(person(Role.COORDINATOR))
    upload = uploaded(by)
    named = _document(url=f"https://imr.example/api/v1/uploads/{upload}")

    assert _post(by, _bundle(_claim(), named)).status_code == 201
    assert Case.objects.get().records.get().name == "a.txt"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([], 422),
        ({"resourceType": "Patient"}, 422),
        (_bundle(), 422),
        (_bundle(PAPER), 422),
        (_bundle(_claim(), _claim(), PAPER), 422),
        (_bundle(_claim(use="claim"), PAPER), 422),
        (_bundle(_claim()), 422),
        (_bundle(_claim(created=["2014"]), PAPER), 422),
        (_bundle(_claim(), {"resource": {"resourceType": "Observation"}}), 422),
        (_bundle(_claim(), {"resource": 1}, PAPER), 422),
        (_bundle(_claim(), _document()), 422),
        (_bundle(_claim(), _document(data="?")), 422),
        (_bundle(_claim(), _document(url="file:///etc/passwd")), 404),
        (_bundle(_claim(), _document(url=f"/api/v1/uploads/{uuid4()}")), 404),
        (_bundle(_claim(), _document(url="/api/v1/uploads/" + "-" * 36)), 404),
        (_bundle(_claim(), PAPER, PAPER), 422),
    ],
)
def test_what_is_no_such_request_is_an_outcome_and_no_case(
    person: People, told: object, status: int
) -> None:
    answer = _post(program(person(Role.COORDINATOR)), told)

    assert (answer.status_code, answer["Content-Type"]) == (status, FHIR)
    OperationOutcome.model_validate_json(answer.content)
    assert not Case.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b'{"a": NaN}'])
def test_what_is_no_json_is_an_outcome(person: People, body: bytes) -> None:
    by = program(person(Role.COORDINATOR))

    answer = by.post(SUBMIT, body, content_type=FHIR)

    assert answer.status_code == 422
    OperationOutcome.model_validate_json(answer.content)


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_every_state_of_a_case_is_a_task(person: People, state: State) -> None:
    owner = person(Role.COORDINATOR)
    case = opened(owner)
    Case.objects.update(state=state)

    told = program(owner).get(f"/api/fhir/Task/{case.pk}")

    Task.model_validate_json(told.content)
    assert told.json()["status"] == STATUS[state]
    assert told.json()["identifier"][0]["value"] == case.number


@pytest.mark.django_db(transaction=True)
def test_a_released_determination_is_a_bundle(person: People) -> None:
    owner = person(Role.COORDINATOR)
    case = example(owner)
    reading = read(case)
    by = program(owner)
    address = f"/api/fhir/Bundle/{case.pk}"
    assert by.get(address).status_code == 404
    release = released(case, owner)
    assert reading.determination is not None
    release.determination = reading.determination
    release.save()

    answer = by.get(address)

    assert answer.status_code == 200
    Bundle.model_validate_json(answer.content)
    kinds = {each["resource"]["resourceType"]: each["resource"] for each in _in(answer)}
    assert {"Claim", "ClaimResponse", "Task", "Composition"} <= set(kinds)
    assert "identifier" not in kinds["Task"]  # without --identified no case number


def _in(answer: Any) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = answer.json()["entry"]
    return entries


@pytest.mark.django_db
def test_what_can_be_done_over_fhir_is_told_to_everybody() -> None:
    answer = Client().get("/api/fhir/metadata")

    CapabilityStatement.model_validate_json(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (200, FHIR)


@pytest.mark.django_db
def test_errors_under_fhir_are_outcomes() -> None:
    for address, status in (("/api/fhir/Patient", 404), (SUBMIT, 405)):
        answer = Client().get(address)

        assert answer.status_code == status
        OperationOutcome.model_validate_json(answer.content)
