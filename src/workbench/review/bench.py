"""What lies on a reviewer's desk: the reading, the proposal, and the draft."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone
from pydantic import TypeAdapter

from openimr.casework import knowledge
from openimr.casework.lint_letters import lint_determination
from openimr.casework.lint_subject import at_hand
from openimr.casework.question import Question, question_of
from openimr.casework.rework import reworked
from openimr.domain import CaseFile, Credentials, Determination
from openimr.domain.own_work import OwnWork
from openimr.errors import SigningError
from openimr.letters.write import from_json
from openimr.panel.credentials import credentials_of
from workbench.assignment.models import Assignment
from workbench.assignment.register import entry_of
from workbench.cases.models import Case, Progress, Reading
from workbench.files.store import get
from workbench.people.models import User

from .kept import Content, content_of
from .models import Draft, Signature
from .viewer.cache import Unsealed

_CASE_FILE = TypeAdapter(CaseFile)
_MOST_BYTES = 48 << 20
"""Of case files in memory; one of a thousand pages has some megabytes."""


def _question(data: bytes) -> Question:
    return question_of(_CASE_FILE.validate_json(data), knowledge())


_QUESTIONS: Unsealed[Question] = Unsealed(_question, _MOST_BYTES)
_PROPOSALS: Unsealed[Determination] = Unsealed(from_json, _MOST_BYTES)


def latest_reading(case: Case) -> Reading | None:
    """Return the latest reading of a case that proposes a determination."""
    found = case.readings.filter(
        progress=Progress.DONE, case_file__isnull=False, determination__isnull=False
    )
    return (
        found.select_related("case_file", "determination").order_by("-number").first()
    )


@dataclass(frozen=True, kw_only=True)
class Bench:
    """One assignment with all that its desk shows; nothing is locked."""

    assignment: Assignment
    reading: Reading
    """The one that the draft rests on; the latest where there is no draft."""

    latest: Reading
    draft: Draft | None = None
    signature: Signature | None = None
    """One that was not returned; the desk is then for looking only."""

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.assignment.case

    @property
    def out_of_date(self) -> bool:
        """Tell whether the case was read again since the draft was begun."""
        return self.reading.pk != self.latest.pk

    @cached_property
    def content(self) -> Content:
        """What the draft holds; a bare proposal where there is no draft."""
        if self.draft is not None:
            return content_of(self.draft.content)
        return Content(work=OwnWork(), draft=self.proposal)

    @cached_property
    def proposal(self) -> Determination:
        """What was proposed when the case was read."""
        return proposal_of(self.reading)

    @cached_property
    def question(self) -> Question:
        """The case as it was put to the engine."""
        return question_at(self.reading)

    def with_work(self, work: OwnWork, notes: tuple[str, ...] = ()) -> Content:
        """Return what the draft holds with this work: judged anew, and checked."""
        return judged(self.proposal, self.question, work, self.assignment, notes)


def judged(
    proposal: Determination,
    question: Question,
    work: OwnWork,
    assignment: Assignment,
    notes: tuple[str, ...] = (),
) -> Content:
    """Return what a draft holds: the work, what it comes to, what the checks say."""
    draft = reworked(proposal, work, question)
    case = at_hand(question.case, question.dispute, question.records)
    reviewer, _ = credentials(assignment.reviewer, timezone.localdate())
    final = replace(draft, status="signed", reviewer=reviewer)
    found = lint_determination(final, assignment.case.number, case)
    return Content(work=work, draft=draft, findings=found.findings, notes=notes)


def credentials(user: User, day: dt.date) -> tuple[Credentials | None, str]:
    """Return what a letter may say of a reviewer, else None and why."""
    entry = entry_of(user)
    if entry is None:
        return None, "The register of reviewers has no entry of yours."
    try:
        return credentials_of(entry, day), ""
    except SigningError as error:
        return None, str(error)


def proposal_of(reading: Reading) -> Determination:
    """Return what a reading proposed.

    Raises:
        StorageError: it cannot be given back.
    """
    assert reading.determination is not None  # noqa: S101 - asked of the database
    return _PROPOSALS.of(reading.determination)


def proposal_bytes(reading: Reading) -> bytes:
    """Return the same as it was stored, for its digest."""
    assert reading.determination is not None  # noqa: S101 - asked of the database
    return b"".join(get(reading.determination))


def question_at(reading: Reading) -> Question:
    """Return a case as it was read and put to the engine.

    Raises:
        StorageError: it cannot be given back.
    """
    assert reading.case_file is not None  # noqa: S101 - asked of the database
    return _QUESTIONS.of(reading.case_file)


def bench_of(assignment: Assignment) -> Bench | None:
    """Return the desk of an assignment; None where nothing proposes a determination."""
    latest = latest_reading(assignment.case)
    if latest is None:
        return None
    draft = (
        Draft.objects.filter(assignment=assignment)
        .select_related("content", "reading__case_file", "reading__determination")
        .first()
    )
    return Bench(
        assignment=assignment,
        reading=draft.reading if draft else latest,
        latest=latest,
        draft=draft,
        signature=standing_signature(assignment),
    )


def standing_signature(assignment: Assignment) -> Signature | None:
    """Return the signature of an assignment that was not returned."""
    found = Signature.objects.filter(assignment=assignment, returned=None)
    return found.order_by("-number").first()
