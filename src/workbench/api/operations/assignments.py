"""Which reviewer has which case; for coordinators."""

from datetime import datetime
from uuid import UUID

from django.http import Http404
from ninja import Router, Schema

from workbench.api.scopes import Scope
from workbench.assignment.models import Assignment
from workbench.people.roles import Right

from .asking import ApiRequest, scoped
from .cases import seen_case

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


@router.get(
    "/cases/{uuid:case}/assignments",
    response=list[AssignmentTold],
    auth=scoped(Scope.CASES_READ),
)
def list_assignments(request: ApiRequest, case: UUID) -> object:
    """List a case's assignments, past ones too."""
    found = seen_case(request.user, case)
    if Right.COORDINATE not in request.user.rights:
        raise Http404
    seen = Assignment.objects.visible_to(request.user)
    return list(seen.filter(case=found).order_by("pk"))
