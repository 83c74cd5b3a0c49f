"""What a reviewer says before the file opens: free of conflicts, or not."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from workbench.assignment.attestation import text
from workbench.assignment.models import Assignment
from workbench.assignment.questions import question_of
from workbench.assignment.steps import refuse_if_signed, settle, vacate
from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import AssignmentError
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

from .ending import end, locked, refuse_ended

_OPENS = frozenset({State.ASSIGNED, State.READY})
"""``ready``: another seat of the case is vacant."""


def _own(assignment: Assignment, by: User) -> None:
    demand(by, Right.REVIEW)
    if assignment.reviewer_id != by.pk:
        raise PermissionDenied("Only the reviewer who was given the case can do this.")


@dataclass(frozen=True, slots=True)
class AttestNoConflict:
    """State that one knows of no tie to those named in a case; its file then opens."""

    assignment: Assignment
    seen: str
    """Hash of the parties that the reviewer was shown."""

    by: User

    @transaction.atomic
    def execute(self) -> Assignment:
        """Check, open the file, move the case and record.

        Once every seat has attested, the case is in review.  A second time does no
        harm.

        Raises:
            PermissionDenied: somebody else's assignment.
            AssignmentError: it has ended, the case is not assigned, or other parties
                are named in it than were shown.
        """
        _own(self.assignment, self.by)
        case, found = locked(self.assignment)
        refuse_ended(case, found)
        if found.attested is not None:
            return found
        self._check(case, found)
        found.attested = timezone.now()
        found.report = {**found.report, "attestation": text().version}
        found.save(update_fields=["attested", "report"])
        settle(case)
        record(
            "attest-no-conflict",
            by=self.by,
            on=found,
            case=case.pk,
            text=text().version,
            parties=self.seen,
        )
        return found

    def _check(self, case: Case, found: Assignment) -> None:
        if State(case.state) not in _OPENS:
            at = State(case.state).label.lower()
            raise AssignmentError(
                f"Case {case.number}: it is {at}.  You can attest once it is assigned."
            )
        now = question_of(case).parties
        if now != self.seen or now != found.report.get("parties"):
            raise AssignmentError(
                f"Case {case.number}: the list of those named in it has changed.  "
                "Look at it again before you attest."
            )


@dataclass(frozen=True, slots=True)
class DeclineAssignment:
    """Give a case back, for a conflict or another reason."""

    assignment: Assignment
    reason: str
    by: User

    @transaction.atomic
    def execute(self) -> Assignment:
        """Check, end, put the case where it belongs and record.

        Raises:
            PermissionDenied: somebody else's assignment.
            AssignmentError: it has ended, the case is signed, or no reason is given.
        """
        _own(self.assignment, self.by)
        case, found = locked(self.assignment)
        refuse_ended(case, found)
        refuse_if_signed(case, found)
        end(found, self.reason, declined=True)
        vacate(case, refill=True)
        record("decline-assignment", by=self.by, on=found, case=case.pk)
        return found
