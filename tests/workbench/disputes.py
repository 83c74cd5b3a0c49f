"""A case with both sides, a reviewer, a proposal and a release: what may be seen."""

import json
from dataclasses import dataclass

from django.utils import timezone

from workbench.assignment.models import Assignment
from workbench.cases.models import Case, Progress
from workbench.cases.states import State
from workbench.files.models import StoredFile
from workbench.files.store import put
from workbench.parties.models import Kind, Party
from workbench.parties.sending import SendRecords
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.quality.models import Release, Sheet
from workbench.review.models import Signature

from .conftest import People
from .making import opened

SECRETS = (
    "Quentin Hale",
    "quentin.hale@reviewers.example",
    "Orsolya Brandt",
    "brandt@insurer.example",
    "adjuster-notes.txt",
    "report.txt",
    "gabapentinoid",
    "proposal of the engine",
    "Cora Lindqvist",
    "a comment of the check",
)
"""What no page of the worker may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """The people of one case."""

    case: Case
    coordinator: User
    reviewer: User
    worker: Party
    insurer: Party


def party(case: Case, user: User, kind: Kind, by: User) -> Party:
    return Party.objects.create(
        case=case, user=user, kind=kind, added=timezone.now(), added_by=by
    )


def dispute(person: People, language: str = "en") -> Dispute:
    """Return a case in which everybody has done something."""
    coordinator = _named(person(Role.COORDINATOR), "Cora Lindqvist")
    reviewer = _named(
        person(Role.REVIEWER, email="quentin.hale@reviewers.example"), "Quentin Hale"
    )
    case = opened(coordinator)
    worker_user = _named(person(Role.PARTY), "Rosa Ibarra", language)
    insurer_user = person(Role.PARTY, email="brandt@insurer.example")
    worker = party(case, worker_user, Kind.WORKER, coordinator)
    insurer = party(
        case,
        _named(insurer_user, "Orsolya Brandt"),
        Kind.CLAIMS_ADMINISTRATOR,
        coordinator,
    )
    notes = put("adjuster-notes.txt", [b"What the other side wrote."])
    SendRecords(insurer, [notes], insurer.user).execute()
    own = put("my-letter.txt", [b"What the worker wrote."])
    SendRecords(worker, [own], worker.user).execute()
    _proposed(case)
    Assignment.objects.create(
        case=case, reviewer=reviewer, assigned=timezone.now(), assigned_by=coordinator
    )
    return Dispute(
        case=case,
        coordinator=coordinator,
        reviewer=reviewer,
        worker=worker,
        insurer=insurer,
    )


def _named(user: User, name: str, language: str = "en") -> User:
    user.name, user.language = name, language
    user.save()
    return user


def _proposed(case: Case) -> None:
    reading = case.reading
    assert reading is not None
    proposal = {"items": [{"requested": "gabapentinoid", "why": SECRETS[7]}]}
    reading.determination = put("determination.json", [json.dumps(proposal).encode()])
    reading.progress, reading.fault = Progress.DONE, "gabapentinoid"
    reading.save()


def standing(case: Case, state: State) -> Case:
    Case.objects.filter(pk=case.pk).update(state=state)
    case.refresh_from_db()
    return case


def released(found: Dispute) -> Release:
    """Let the determination go out, with a letter and both plain versions."""
    assignment = found.case.assignments.get()
    signature = Signature.objects.create(
        case=found.case,
        assignment=assignment,
        number=1,
        signed=timezone.now(),
        signed_by=found.reviewer,
        digest="0" * 64,
        determination=_pdf("signed"),
        letter=_pdf("signed letter of Quentin Hale"),
        record=_pdf("record"),
    )
    release = Release.objects.create(
        case=found.case,
        at=timezone.now(),
        by=found.coordinator,
        signature=signature,
        letter=_pdf("the letter"),
        determination=_pdf("determination"),
    )
    for name in ("reader.en.pdf", "reader.es.pdf", "requester.pdf", "internal.pdf"):
        Sheet.objects.create(release=release, name=name, file=_pdf(name))
    standing(found.case, State.RELEASED)
    return release


def _pdf(words: str) -> StoredFile:
    return put("a.pdf", [b"%PDF-1.7 " + words.encode()])
