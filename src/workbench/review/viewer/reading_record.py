"""What is read of a case file, told to the record of acts."""

from datetime import timedelta

from django.utils import timezone

from workbench.assignment.models import Assignment
from workbench.audit.chain import record
from workbench.audit.models import Entry
from workbench.people.models import User

SAME_VIEW = timedelta(minutes=1)
"""A page that is opened again within it is the same view: its picture, a turn, a step
back.  One entry for each would bury what the record is for."""

_LOOKED_AT = 40
"""Latest acts of the person among which the same view is looked for."""


def tell_page(user: User, assignment: Assignment, number: int) -> None:
    """Record that a person reads a page, once a view."""
    since = timezone.now() - SAME_VIEW
    latest = Entry.objects.filter(who=user).order_by("-number")
    told = latest.values_list("at", "act", "subject", "details")[:_LOOKED_AT]
    view = ("read-page", str(assignment.pk), {"page": number})
    if any(at >= since and tuple(act) == view for at, *act in told):
        return
    tell(user, assignment, "read-page", page=number)


def tell(user: User, assignment: Assignment, act: str, **details: object) -> None:
    """Record what a person reads of a case file."""
    record(act, by=user, on=assignment, case=assignment.case_id, **details)
