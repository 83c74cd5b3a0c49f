"""Give a case to reviewers, or many cases at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from openimr.errors import OpenImrError
from workbench.assignment.checks import LONGEST, Check, check_of
from workbench.assignment.models import Assignment
from workbench.assignment.register import Panel, panel
from workbench.assignment.reports import report_of
from workbench.assignment.sealed import fill
from workbench.assignment.steps import MOST_SEATS, free_seats, seats_of
from workbench.audit.chain import record
from workbench.cases.actions import move
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import AssignmentError
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

MOST_AT_ONCE = 100
"""Cases of one act; the site's writers wait for each other meanwhile."""


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
        made = _placed(self, case, panel())
        _told(made, self.by)
        return made


def _placed(act: AssignReviewer, case: Case, people: Panel) -> list[Assignment]:
    """Check and assign on a locked case, without an entry in the record."""
    open_ = seats_of(case)
    approval = act.approval.strip() or _approved(open_)
    _refuse_seats(act, case, open_, approval)
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
    return next((one.report["approval"] for one in open_ if _has(one)), "")


def _has(one: Assignment) -> bool:
    return bool(one.report.get("approval"))


def _refuse_stale(check: Check, open_: Sequence[Assignment]) -> None:
    """Refuse to go on beside a reviewer who was held against other parties."""
    if any(one.report.get("parties") != check.asked.parties for one in open_):
        raise AssignmentError(
            f"Case {check.case.number}: records came after it was assigned.  Take the "
            "assignment of the others up again first; it checks them anew."
        )


def _told(made: Sequence[Assignment], by: User) -> None:
    for one in made:
        record(
            "assign-reviewer",
            by=by,
            on=one,
            case=one.case_id,
            reviewer=one.reviewer_id,
            seat=one.seat,
        )


@dataclass(frozen=True, slots=True)
class AssignMany:
    """Give many cases to one reviewer each, as a plan proposed and a person confirmed.

    A case that somebody else assigned meanwhile, or whose reviewer may not take it any
    more, is left and told of; the others are assigned.
    """

    pairs: Sequence[tuple[Case, User]]
    by: User

    @transaction.atomic
    def execute(self) -> tuple[list[Assignment], list[str]]:
        """Check, assign and record; return what was done, and why the rest was not.

        Raises:
            PermissionDenied: no coordinator.
            AssignmentError: nothing, or too much, was confirmed.
        """
        demand(self.by, Right.COORDINATE)
        if not 0 < len(self.pairs) <= MOST_AT_ONCE:
            raise AssignmentError(f"Confirm 1 to {MOST_AT_ONCE} cases at once.")
        # All rows first, in one order, and the record last: who holds the record must
        # not wait for a case that somebody holds who waits for the record.
        wanted = {case.pk for case, _ in self.pairs}
        locked = {
            case.pk: case
            for case in Case.objects.select_for_update()
            .filter(pk__in=wanted)
            .order_by("pk")
        }
        people, made, left = panel(), list[Assignment](), list[str]()
        for case, user in self.pairs:
            act = AssignReviewer(locked[case.pk], [Seat(user)], self.by)
            try:
                with transaction.atomic():
                    made += _placed(act, locked[case.pk], people)
            except OpenImrError as error:
                left.append(str(error))
        _told(made, self.by)
        return made, left
