"""Give a case to reviewers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from workbench.assignment.checks import LONGEST, Check, check_of
from workbench.assignment.models import Assignment
from workbench.assignment.register import panel
from workbench.assignment.reports import report_of
from workbench.assignment.sealed import fill, report_in
from workbench.assignment.steps import MOST_SEATS, free_seats, seats_of
from workbench.audit.chain import record
from workbench.cases.actions import move
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import AssignmentError
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right


@dataclass(frozen=True, slots=True)
class Seat:
    """One reviewer for a case."""

    reviewer: User
    found_out: str = ""
    """What the coordinator found out where the program cannot tell."""


@dataclass(frozen=True, slots=True)
class AssignReviewer:
    """Give a case to one reviewer, or to several (8 CCR 9792.10.6(c)).

    The check for conflicts is made anew in the act and kept with the assignment.  More
    than one reviewer needs the approval of the Administrative Director, which is asked
    for in words (``approval``) and kept.
    """

    case: Case
    seats: Sequence[Seat]
    by: User
    approval: str = ""

    @transaction.atomic
    def execute(self) -> list[Assignment]:
        """Check, assign, move the case and record.

        Raises:
            PermissionDenied: no coordinator.
            ConflictOfInterestError: a reviewer has a tie to a party.
            AssignmentError: the case takes no reviewer now, a reviewer may not take
                it, or an approval is missing.
        """
        demand(self.by, Right.COORDINATE)
        case = Case.objects.select_for_update().get(pk=self.case.pk)
        made = _placed(self, case)
        for one in made:
            record(
                "assign-reviewer",
                by=self.by,
                on=one,
                case=one.case_id,
                reviewer=one.reviewer_id,
                seat=one.seat,
            )
        return made


def _placed(act: AssignReviewer, case: Case) -> list[Assignment]:
    """Check and assign on a locked case, without an entry in the record."""
    open_ = seats_of(case)
    approval = act.approval.strip() or _approved(open_)
    _refuse_seats(act, case, open_, approval)
    # No answer about one reviewer rests on another.
    people = panel([one.reviewer.pk for one in act.seats])
    check = check_of(case, people)
    passed = [(one, check.passed(one.reviewer, one.found_out)) for one in act.seats]
    if case.state == State.READY:
        _refuse_stale(check, open_)
    now = timezone.now()
    seats = free_seats([one.seat for one in open_], len(passed))
    made = list[Assignment]()
    for number, (seat, found) in zip(seats, passed, strict=True):
        row = Assignment(case=case, reviewer=seat.reviewer, seat=number)
        row.assigned, row.assigned_by = now, act.by
        fill(row, report_of(found, check.asked, people, seat.found_out, approval))
        row.save(force_insert=True)
        made.append(row)
    if case.state == State.READY:
        move(case, State.ASSIGNED)
    return made


def _refuse_seats(
    act: AssignReviewer, case: Case, open_: Sequence[Assignment], approval: str
) -> None:
    where = f"Case {case.number}"
    if State(case.state) not in {State.READY, State.ASSIGNED}:
        at = State(case.state).label.lower()
        raise AssignmentError(
            f"{where}: it is {at}; a reviewer is given to a case that is ready."
        )
    if not act.seats:
        raise AssignmentError(f"{where}: choose a reviewer.")
    if any(len(one.found_out) > LONGEST for one in act.seats):
        raise AssignmentError(f"{where}: say it in {LONGEST} characters or fewer.")
    people = [one.reviewer.pk for one in act.seats]
    taken = {one.reviewer_id for one in open_}
    if len(set(people)) < len(people) or taken & set(people):
        raise AssignmentError(f"{where}: this reviewer has it already.")
    many = len(open_) + len(people)
    if many > MOST_SEATS:
        raise AssignmentError(f"{where}: at most {MOST_SEATS} reviewers take a case.")
    if many > 1 and not approval:
        raise AssignmentError(
            f"{where}: it would have {many} reviewers, which needs the written "
            "approval of the Administrative Director (8 CCR 9792.10.6(c)).  Name it."
        )


def _approved(open_: Sequence[Assignment]) -> str:
    """Return the approval under which the others have the case."""
    told = (report_in(one).get("approval", "") for one in open_)
    return next((approval for approval in told if approval), "")


def _refuse_stale(check: Check, open_: Sequence[Assignment]) -> None:
    """Refuse to go on beside a reviewer who was held against other parties."""
    if any(one.report.get("parties") != check.asked.parties for one in open_):
        raise AssignmentError(
            f"Case {check.case.number}: records came after it was assigned.  Take the "
            "assignment of the others up again first; it checks them anew."
        )
