"""A case on a reviewer's desk: read, assigned, attested."""

from django.utils import timezone

from workbench.assignment.models import Assignment
from workbench.cases.models import Case
from workbench.people.models import User


def on_desk(case: Case, reviewer: User, by: User, *, attested: bool = True) -> Assignment:
    now = timezone.now()
    return Assignment.objects.create(
        case=case,
        reviewer=reviewer,
        assigned=now,
        assigned_by=by,
        attested=now if attested else None,
        seat=case.assignments.count() + 1,
    )
