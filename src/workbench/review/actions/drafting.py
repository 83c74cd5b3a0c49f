"""Begin a draft, and save it: nothing is written over that somebody has not seen.

What costs time, judging anew and sealing, is done before any row is locked.  Then the
rows are locked, everything is checked once more, and the draft is pointed at the new
file.  Killed in between, the draft is as it was; the file without a row that points at
it is swept (:mod:`workbench.review.sweeping`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from openimr.domain.own_work import OwnWork
from workbench.assignment.actions.ending import locked
from workbench.assignment.models import Assignment
from workbench.audit.chain import record
from workbench.cases.models import Case, Reading
from workbench.cases.states import State
from workbench.errors import DraftError
from workbench.files.models import StoredFile
from workbench.files.store import drop
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right
from workbench.review.bench import Bench, bench_of, latest_reading, standing_signature
from workbench.review.kept import Content, keep
from workbench.review.models import Draft

_CHANGED = (
    "The draft was changed in another window.  "
    "Look at it as it now is, then do it again."
)


def hold(assignment: Assignment, by: User) -> tuple[Case, Assignment]:
    """Lock a case and return it with its assignment, if the reviewer may act on it.

    Raises:
        PermissionDenied: it is not the reviewer's, ended, or its file is shut.
        DraftError: the case is not in review, or was signed.
    """
    demand(by, Right.REVIEW)
    case, found = locked(assignment)
    refuse(case, found, by)
    return case, found


def refuse(case: Case, assignment: Assignment, by: User) -> None:
    """Raise unless a reviewer may act on an assignment.

    Raises:
        PermissionDenied: it is not the reviewer's, ended, or its file is shut.
        DraftError: the case is not in review, or was signed.
    """
    if not Assignment.objects.open_to(by).filter(pk=assignment.pk).exists():
        raise PermissionDenied("The file of this case is not open to you.")
    if standing_signature(assignment) is not None:
        raise DraftError(
            f"Case {case.number}: you have signed it.  Nothing is changed."
        )
    if case.state != State.IN_REVIEW:
        at = State(case.state).label.lower()
        raise DraftError(
            f"Case {case.number}: it is {at}.  "
            "Drafts are written while it is in review."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDraft:
    """Begin a draft from what the latest reading proposes."""

    assignment: Assignment
    by: User

    def execute(self) -> Draft:
        """Check, judge, begin and record; begun twice, it is one draft.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the case is not in review, was signed, or has no proposal.
        """
        refuse(self.assignment.case, self.assignment, self.by)
        bench = bench_of(self.assignment)
        if bench is None:
            number = self.assignment.case.number
            raise DraftError(
                f"Case {number}: nothing is proposed for it.  Ask a coordinator."
            )
        if bench.draft is not None:
            return bench.draft
        file = keep(bench.with_work(OwnWork()))
        try:
            return self._begun(bench, file)
        except IntegrityError:  # another window was quicker
            drop(file)
            return Draft.objects.get(assignment=self.assignment)
        except Exception:
            drop(file)
            raise

    @transaction.atomic
    def _begun(self, bench: Bench, file: StoredFile) -> Draft:
        case, assignment = hold(self.assignment, self.by)
        draft = Draft.objects.create(
            assignment=assignment,
            reading=bench.reading,
            content=file,
            changed=timezone.now(),
        )
        record("start-draft", by=self.by, on=draft, case=case.pk)
        return draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of a draft on its way; what every act on a draft has in common."""

    draft: Draft
    version: int
    """The version that the reviewer looked at."""

    by: User
    act: str
    """What the record of acts calls it."""

    def made(self, change: Callable[[Bench], OwnWork], **details: object) -> Draft:
        """Check, change, judge anew, save and record.

        ``change`` returns the work as it is to be; ``details`` go into the record and
        hold no words of the case.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
            OwnWorkError: what was added does not fit the case.
        """
        bench = self.bench()
        if bench.out_of_date:
            raise DraftError(
                "The case was read again.  Look at what changed, and take the draft "
                "over to the new reading first."
            )
        return self.put(bench.with_work(change(bench)), bench.reading, **details)

    def bench(self) -> Bench:
        """Return what lies on the desk, if it is what the reviewer looked at.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft is not what the reviewer looked at.
        """
        assignment = Assignment.objects.select_related("case", "reviewer").get(
            pk=self.draft.assignment_id
        )
        refuse(assignment.case, assignment, self.by)
        bench = bench_of(assignment)
        if bench is None or bench.draft is None or bench.draft.version != self.version:
            raise DraftError(_CHANGED)
        return bench

    def put(self, content: Content, reading: Reading, **details: object) -> Draft:
        """Store new content and point the draft at it.

        Raises:
            PermissionDenied: the file of the case is no longer open to the reviewer.
            DraftError: the draft is no longer what the reviewer looked at.
        """
        file = keep(content)
        try:
            return self._saved(file, reading, details)
        except Exception:
            drop(file)
            raise

    @transaction.atomic
    def _saved(
        self, file: StoredFile, reading: Reading, details: dict[str, object]
    ) -> Draft:
        case, _ = hold(self.draft.assignment, self.by)
        draft = Draft.objects.select_for_update().get(pk=self.draft.pk)
        latest = latest_reading(case)
        if draft.version != self.version or latest is None or latest.pk != reading.pk:
            raise DraftError(_CHANGED)
        old = draft.content
        draft.content, draft.reading = file, reading
        draft.version, draft.changed = draft.version + 1, timezone.now()
        draft.save(update_fields=["content", "reading", "version", "changed"])
        record(
            self.act,
            by=self.by,
            on=draft,
            case=case.pk,
            version=draft.version,
            **details,
        )
        transaction.on_commit(lambda: drop(old))
        return draft
