"""The resources that the site itself makes: Task and CapabilityStatement."""

from collections.abc import Mapping
from types import MappingProxyType

from openimr import __version__
from workbench.cases.models import Case
from workbench.cases.states import State

BASE = "https://openimr.example/fhir"
"""As in ``docs/fhir.md``: a name that nobody can own and that leads nowhere."""

STATUS: Mapping[State, str] = MappingProxyType(
    {
        State.RECEIVED: "received",
        State.READ: "accepted",
        State.INELIGIBLE: "rejected",
        State.AWAITING_RECORDS: "on-hold",
        State.READY: "ready",
        State.ASSIGNED: "in-progress",
        State.IN_REVIEW: "in-progress",
        State.SIGNED: "in-progress",
        State.RELEASED: "completed",
        State.WITHDRAWN: "cancelled",
    }
)
"""State of a case to http://hl7.org/fhir/task-status."""


def task(case: Case, state: State, *, inside: bool) -> dict[str, object]:
    """Return the Task of a case.

    Args:
        case: it is this case's.
        state: as the asker is told it.
        inside: whether the asker is told when the case changed last.
    """
    made: dict[str, object] = {
        "resourceType": "Task",
        "id": str(case.pk),
        "identifier": [{"system": f"{BASE}/case-number", "value": case.number}],
        "status": STATUS[state],
        "businessStatus": {"text": state.label},
        "intent": "order",
        "priority": "urgent" if case.priority == "expedited" else "routine",
        "code": {
            "coding": [
                {
                    "system": f"{BASE}/CodeSystem/task",
                    "code": "independent-medical-review",
                }
            ]
        },
        "authoredOn": case.received.isoformat(),
    }
    if inside:
        made["lastModified"] = case.changed.isoformat(timespec="seconds")
    if state is State.RELEASED:
        made["output"] = [
            {
                "type": {
                    "coding": [
                        {
                            "system": f"{BASE}/CodeSystem/task-output",
                            "code": "response",
                        }
                    ]
                },
                "valueReference": {"reference": f"Bundle/{case.pk}"},
            }
        ]
    return made


def capability() -> dict[str, object]:
    """Return what the site can do over FHIR."""
    read = [{"code": "read"}]
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-22",
        "kind": "instance",
        "software": {"name": "OpenIMR", "version": __version__},
        "implementation": {"description": "Independent medical review"},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [
            {
                "mode": "server",
                "security": {"description": "A bearer token of the site"},
                "resource": [
                    {
                        "type": "Claim",
                        "operation": [
                            {"name": "submit", "definition": f"{BASE}/submit"}
                        ],
                    },
                    {"type": "Task", "interaction": read},
                    {"type": "Bundle", "interaction": read},
                ],
            }
        ],
    }
