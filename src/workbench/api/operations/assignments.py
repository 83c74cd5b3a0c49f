"""Which reviewer has which case; for coordinators."""

from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema

from workbench.api.scopes import Scope
from workbench.assignment.actions import AssignReviewer, EndAssignment, Seat
from workbench.assignment.models import Assignment
from workbench.people.models import User

from .asking import ApiRequest, scoped
from .screening import coordinated
from .values import Line, Prose

router = Router()


class AssignmentTold(Schema):
    """One reviewer on one case."""

    id: int
    reviewer: UUID
    seat: int
    assigned: datetime
    attested: datetime | None
    ended: datetime | None

    @staticmethod
    def resolve_reviewer(assignment: Assignment) -> UUID:
        """Name the person by id."""
        return assignment.reviewer_id


class SeatAsked(Schema):
    """One reviewer for a case."""

    reviewer: UUID
    found_out: Prose = Field(
        "", description="What you found out where the program cannot tell."
    )


class AssignmentAsked(Schema):
    """Who gets a case; several need the Administrative Director's approval."""

    seats: list[SeatAsked] = Field(min_length=1, max_length=9)
    approval: Line = ""


class EndAsked(Schema):
    """Why a case is taken from a reviewer."""

    reason: Prose
    refill: bool = True


@router.get(
    "/cases/{uuid:case}/assignments",
    response=list[AssignmentTold],
    auth=scoped(Scope.CASES_READ),
)
def list_assignments(request: ApiRequest, case: UUID) -> object:
    """List a case's assignments, past ones too."""
    found = coordinated(request, case)
    return list(Assignment.objects.filter(case=found).order_by("pk"))


@router.post(
    "/cases/{uuid:case}/assignments",
    response={201: list[AssignmentTold]},
    auth=scoped(Scope.CASES_WRITE),
)
def assign_case(request: ApiRequest, case: UUID, asked: AssignmentAsked) -> object:
    """Give a case to one reviewer or to several; conflicts are checked anew."""
    found = coordinated(request, case)
    seats = [
        Seat(get_object_or_404(User, pk=one.reviewer), one.found_out)
        for one in asked.seats
    ]
    return AssignReviewer(found, seats, request.user, asked.approval).execute()


@router.post(
    "/cases/{uuid:case}/assignments/{int:assignment}/end",
    response=AssignmentTold,
    auth=scoped(Scope.CASES_WRITE),
)
def end_assignment(
    request: ApiRequest, case: UUID, assignment: int, asked: EndAsked
) -> object:
    """Take a case from a reviewer; the file shuts at once."""
    found = coordinated(request, case)
    own = Assignment.objects.filter(case=found)
    row = get_object_or_404(own, pk=min(assignment, 2**62))
    return EndAssignment(row, asked.reason, request.user, asked.refill).execute()
