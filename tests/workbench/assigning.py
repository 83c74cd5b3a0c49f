"""Reviewers with entries, and cases that are ready to assign, made by hand."""

import datetime as dt
from typing import Any

from django.utils import timezone
from pydantic import TypeAdapter

from openimr.domain.panel_case import CaseParty, PanelCase, Role
from workbench.assignment.actions import AssignReviewer, AttestNoConflict, Seat
from workbench.assignment.models import Assignment, Question, Reviewer
from workbench.assignment.questions import digest_of
from workbench.assignment.sealed import report_in
from workbench.audit.models import Entry
from workbench.cases.models import Case, Progress
from workbench.cases.states import State
from workbench.files.store import drop, put
from workbench.people.models import User

from .making import opened

PARTIES = (
    CaseParty(role=Role.EMPLOYEE, name="Tomas Verhoeven"),
    CaseParty(role=Role.EMPLOYER, name="Quillfeather Bakery LLC"),
    CaseParty(role=Role.CLAIMS_ADMINISTRATOR, name="Brackwater Mutual"),
    CaseParty(role=Role.REQUESTING_PHYSICIAN, name="Osric Lindqvist, DO"),
)
DUE = dt.date(2026, 1, 26)


def entry(id_: str, name: str, **changes: Any) -> dict[str, Any]:
    """Return an entry of somebody who may review what a physiatrist may."""
    made: dict[str, Any] = {
        "id": id_,
        "name": name,
        "profession": "MD",
        "licences": [{"state": "CA", "number": f"A9{id_}", "status": "active"}],
        "certifications": [{"specialty": "pmr", "board": "abms"}],
        "specialties": ["pmr"],
        "guidelines": ["mtus"],
        "practising_since": "2005-07-01",
        "hours_a_week": 30,
        "discipline": [],
        "qme": [],
        "affiliations": [],
        "family": [],
    }
    return made | changes


def described(user: User, name: str, **changes: Any) -> User:
    """Put a person into the register."""
    user.name = name
    user.save(update_fields=["name"])
    made = entry(f"R-{user.pk.hex[:4]}", name, **changes)
    Reviewer.objects.update_or_create(
        user=user, defaults={"entry": made, "changed": timezone.now()}
    )
    return User.objects.get(pk=user.pk)


def ready(by: User, *more: CaseParty, at: State = State.READY, **asked: Any) -> Case:
    """Return a case that was read, with its parties and what it asks."""
    case = opened(by, str(Case.objects.count()).encode())
    case.readings.update(progress=Progress.DONE)
    Case.objects.filter(pk=case.pk).update(state=at)
    case.refresh_from_db()
    ask(case, *PARTIES, *more, **asked)
    return case


def ask(case: Case, *parties: CaseParty, **asked: Any) -> Question:
    """Keep what a case asks, as its last reading would."""
    asks = {"families": ("physical_therapy",), "conditions": ("lumbar spine",)} | asked
    told = PanelCase(id="as read", parties=parties, **asks)
    data = TypeAdapter(PanelCase).dump_json(told)
    reading = case.last_read
    assert reading is not None
    made, _ = Question.objects.update_or_create(
        case=case,
        defaults={
            "reading": reading,
            "file": put("panel-case.json", [data]),
            "parties": digest_of(parties),
            "made": timezone.now(),
        },
    )
    return made


def given(case: Case, by: User, *people: User, approval: str = "") -> list[Assignment]:
    """Give a case to people."""
    seats = [Seat(one) for one in people]
    return AssignReviewer(case, seats, by, approval).execute()


def in_the_clear(one: Assignment) -> Assignment:
    """Put the names of a check into its row, where a version before kept them."""
    one.report, file = report_in(one), one.checked
    one.checked, one.sealed = None, False
    one.save()
    if file is not None:
        drop(file)
    return one


def attested(one: Assignment) -> Assignment:
    """Attest to what was shown when the case was given."""
    seen = one.report["parties"]
    return AttestNoConflict(one, seen, one.reviewer).execute()


def state(case: Case) -> str:
    """Return where a case stands now."""
    case.refresh_from_db()
    return case.state


def acts() -> list[str]:
    """Return the acts of the record, in order."""
    return list(Entry.objects.order_by("number").values_list("act", flat=True))
