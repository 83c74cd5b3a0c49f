"""End an assignment, or take it up again after records came in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from workbench.assignment.checks import Check, check_of
from workbench.assignment.models import Assignment
from workbench.assignment.register import panel
from workbench.assignment.reports import report_of
from workbench.assignment.sealed import fill, report_in
from workbench.assignment.steps import refuse_if_signed, seats_of, settle, vacate
from workbench.audit.chain import record
from workbench.cases.actions import move
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import AssignmentError
from workbench.files.store import drop
from workbench.files.words import seal_words
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

LONGEST_REASON = 500


def locked(assignment: Assignment) -> tuple[Case, Assignment]:
    """Return an assignment as it is now, with its case locked.

    Whoever changes an assignment holds its case; so two never change it at once.
    """
    case = Case.objects.select_for_update().get(pk=assignment.case_id)
    return case, Assignment.objects.select_related("reviewer").get(pk=assignment.pk)


def refuse_ended(case: Case, assignment: Assignment) -> None:
    """Raise where an assignment is over.

    Raises:
        AssignmentError: it has ended.
    """
    if assignment.ended is not None:
        raise AssignmentError(f"Case {case.number}: this assignment has ended already.")


def end(assignment: Assignment, reason: str, *, declined: bool = False) -> None:
    """Write the end of an open assignment.

    Raises:
        AssignmentError: no reason is given, or a very long one.
        StorageError: the disk refused it.
    """
    told = " ".join(reason.split())
    if not told or len(told) > LONGEST_REASON:
        raise AssignmentError(
            f"Say why, in a sentence of {LONGEST_REASON} characters at most."
        )
    assignment.ended, assignment.declined = timezone.now(), declined
    assignment.why_ended = seal_words("end.txt", told)
    assignment.save(update_fields=["ended", "declined", "why_ended"])


@dataclass(frozen=True, slots=True)
class EndAssignment:
    """Take a case from a reviewer; the file shuts at once."""

    assignment: Assignment
    reason: str
    by: User
    refill: bool = True
    """False: the other reviewers go on without one in this seat."""

    @transaction.atomic
    def execute(self) -> Assignment:
        """Check, end, put the case where it belongs and record.

        Raises:
            PermissionDenied: no coordinator.
            AssignmentError: it has ended, the case is signed, or no reason is given.
        """
        demand(self.by, Right.COORDINATE)
        case, found = locked(self.assignment)
        refuse_ended(case, found)
        refuse_if_signed(case, found)
        end(found, self.reason)
        vacate(case, refill=self.refill)
        record(
            "end-assignment",
            by=self.by,
            on=found,
            case=case.pk,
            reviewer=found.reviewer_id,
            refill=self.refill,
        )
        return found


@dataclass(frozen=True, slots=True)
class ResumeAssignment:
    """Go on with the reviewers that a case has, after more records were read.

    Each is held against the parties anew.  Where the parties are the same, an
    attestation stands; where they are not, the file is shut until it is made again.
    """

    case: Case
    by: User

    @transaction.atomic
    def execute(self) -> list[Assignment]:
        """Check, move the case and record.

        Raises:
            PermissionDenied: no coordinator.
            ConflictOfInterestError: a reviewer has a tie to a party that is new.
            AssignmentError: the case is not ready, nobody has it, or a reviewer may
                not take it any more.
        """
        demand(self.by, Right.COORDINATE)
        case = Case.objects.select_for_update().get(pk=self.case.pk)
        seats = seats_of(case)
        if case.state != State.READY or not seats:
            raise AssignmentError(
                f"Case {case.number}: there is no assignment that waits to go on."
            )
        anew = _anew(check_of(case, panel()), seats)
        move(case, State.ASSIGNED)
        settle(case)
        record(
            "resume-assignment",
            by=self.by,
            on=case,
            case=case.pk,
            seats=len(seats),
            to_attest_again=len(anew),
        )
        return anew


def _anew(check: Check, seats: Sequence[Assignment]) -> list[Assignment]:
    """Check every seat whose parties changed; return those that must attest again."""
    changed = [one for one in seats if one.report["parties"] != check.asked.parties]
    for one in changed:
        before = report_in(one)
        found_out, approval = before.get("found_out", ""), before.get("approval", "")
        found = check.passed(one.reviewer, found_out)
        anew = report_of(found, check.asked, check.panel, found_out, approval)
        replaced = fill(one, anew)
        one.attested = None
        one.save(update_fields=["report", "checked", "attested"])
        if replaced is not None:
            drop(replaced)
    return changed
