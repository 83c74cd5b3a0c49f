"""Desks of the tests: the example, read once a process, in review by somebody."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import timezone
from pydantic import TypeAdapter

from openimr.casework import review_case
from openimr.domain import CaseFile
from openimr.letters.write import to_json
from openimr.signing import new_development_key
from workbench.assignment.models import Assignment, Reviewer
from workbench.cases.models import Case, Progress, Reading
from workbench.cases.states import State
from workbench.files.store import put
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.review.actions import DecideItem, SignDetermination, StartDraft
from workbench.review.actions.finding import Selection
from workbench.review.bench import Bench, bench_of, question_at
from workbench.review.models import Draft
from workbench.review.preparing import prepared

from .conftest import People
from .making import EXAMPLE, example

STATEMENTS = frozenset({"own_decision", "no_conflict"})
KEY_PASSWORD = "a password of the tests"  # noqa: S105 - of nobody
ENTRY = {
    "id": "r1",
    "name": "Rosalind Feather",
    "profession": "MD",
    "licences": [{"state": "CA", "number": "G1", "status": "active"}],
    "certifications": [{"specialty": "pain_medicine", "board": "abms"}],
    "specialties": ["pain_medicine", "pmr"],
    "practising_since": "2001-07-01",
    "hours_a_week": 32,
}


@cache
def _read() -> tuple[bytes, bytes]:
    reviewed = review_case(EXAMPLE)
    case = TypeAdapter(CaseFile).dump_json(reviewed.case)
    return case, to_json(reviewed.determination)


def read_at_once(case: Case) -> Reading:
    """Put what reading the example gives in place, without reading it again."""
    case_file, determination = _read()
    reading = case.reading
    assert reading is not None
    reading.progress, reading.finished = Progress.DONE, timezone.now()
    reading.case_file = put("case-file.json", [case_file])
    reading.determination = put("determination.json", [determination])
    reading.save()
    return reading


@dataclass(frozen=True)
class Desk:
    """An assignment on the example, attested, in review."""

    case: Case
    assignment: Assignment
    reviewer: User
    coordinator: User

    @property
    def bench(self) -> Bench:
        found = Assignment.objects.select_related("case", "reviewer__reviewer").get(
            pk=self.assignment.pk
        )
        bench = bench_of(found)
        assert bench is not None
        return bench

    @property
    def draft(self) -> Draft:
        return Draft.objects.get(assignment=self.assignment)

    def start(self) -> Draft:
        return StartDraft(assignment=self.assignment, by=self.reviewer).execute()

    def decide_all(self, reason: str = "As I find it.") -> Draft:
        for number, item in enumerate(self.bench.content.draft.items, 1):
            draft = self.draft
            judged = item.own.judged if item.own else None
            DecideItem(
                draft=draft,
                version=draft.version,
                item=number,
                decision=judged or item.decision,
                reason=reason,
                by=self.reviewer,
            ).execute()
        return self.draft

    def selection(self, words: str = "spasm") -> Selection:
        pages = question_at(self.bench.reading).case.pages
        for number, page in enumerate(pages, 1):
            at = page.text.find(words)
            if at >= 0:
                return Selection(
                    page=number, start=at, end=at + len(words), words=words
                )
        raise AssertionError(words)


def described(user: User) -> User:
    Reviewer.objects.create(user=user, entry=ENTRY, changed=timezone.now())
    return user


def seat(case: Case, reviewer: User, by: User, number: int = 1) -> Assignment:
    now = timezone.now()
    return Assignment.objects.create(
        case=case,
        reviewer=reviewer,
        seat=number,
        assigned=now,
        assigned_by=by,
        attested=now,
    )


def in_review(person: People) -> Desk:
    coordinator = person(Role.COORDINATOR)
    reviewer = described(person(Role.REVIEWER))
    case = example(coordinator)
    read_at_once(case)
    Case.objects.filter(pk=case.pk).update(state=State.IN_REVIEW)
    case.refresh_from_db()
    return Desk(case, seat(case, reviewer, coordinator), reviewer, coordinator)


def signing(desk: Desk) -> SignDetermination:
    """Return the act that signs a desk's draft as it is now."""
    return SignDetermination(
        draft=desk.draft,
        version=desk.draft.version,
        confirmed=prepared(desk.bench).digest,
        attested=STATEMENTS,
        by=desk.reviewer,
    )


def key_in(folder: Path) -> Path:
    """Return a signing key in a folder, its certificate beside it."""
    made = new_development_key(KEY_PASSWORD, timezone.now())
    (folder / "key.p12").write_bytes(made.pkcs12)
    (folder / "key.pem").write_bytes(made.certificate)
    return folder / "key.p12"
