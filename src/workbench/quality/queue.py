"""Which cases wait for quality, narrowed and counted by the database."""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThan

from workbench.assignment.models import Assignment
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.people.models import User
from workbench.review.models import Signature

from .models import Check

SHOWN = {
    "waiting": "Signed, not released",
    "check": "Signed, to be checked",
    "ready": "Passed, ready to release",
    "returned": "Returned, with the reviewer",
    "released": "Released",
}
"""What the list may be narrowed to."""

_SOON = 3
"""Days before the due date from which a case is marked."""


def _count(rows: QuerySet[Signature] | QuerySet[Assignment]) -> Coalesce:
    counted = rows.order_by().values("case").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def waiting(user: User, shown: str, words: str) -> QuerySet[Case]:
    """Return cases, the first due first, each with the count of its seats.

    Every case has ``seats``, ``signed`` and ``passed`` (counts) and ``since``, the
    first signature that stands.
    """
    here = Assignment.objects.filter(case=OuterRef("pk"), ended=None)
    standing = Signature.objects.filter(
        case=OuterRef("pk"), returned=None, assignment__ended=None
    )
    passed = Check.objects.filter(
        signature=OuterRef("pk"), outcome=Check.Outcome.PASSED
    )
    first = standing.order_by().values("case").annotate(at=Min("signed")).values("at")
    found = Case.objects.visible_to(user).annotate(
        seats=_count(here),
        signed=_count(standing),
        passed=_count(standing.filter(Exists(passed))),
        since=Subquery(first),
    )
    if words:
        found = found.filter(Q(number__icontains=words) | Q(worker__icontains=words))
    return _narrowed(found, shown).order_by(
        F("next_due").asc(nulls_last=True), "received", "number"
    )


def _narrowed(found: QuerySet[Case], shown: str) -> QuerySet[Case]:
    if shown == "released":
        return found.filter(state=State.RELEASED)
    if shown == "returned":
        back = Signature.objects.filter(case=OuterRef("pk")).exclude(returned=None)
        return found.filter(Exists(back), state=State.IN_REVIEW)
    found = found.filter(state=State.SIGNED)
    all_passed = GreaterThanOrEqual(F("passed"), F("seats"))
    if shown == "ready":
        return found.filter(all_passed, GreaterThan(F("seats"), 0))
    return (
        found.filter(LessThan(F("passed"), F("seats"))) if shown == "check" else found
    )


@dataclass(frozen=True, slots=True)
class Due:
    """How much time is left, in words and not by colour alone."""

    words: str
    tag: str
    """Name of a tag of the design: good, warn or bad."""


def due(day: date | None, today: date) -> Due | None:
    """Return how long it is to a due date; None where there is none.

    >>> due(date(2014, 12, 20), date(2014, 12, 22)).words
    '2 days late'
    """
    if day is None:
        return None
    left = (day - today).days
    if left < 0:
        return Due(f"{-left} day{'s' * (left != -1)} late", "bad")
    if left == 0:
        return Due("due today", "warn")
    words = f"{left} day{'s' * (left != 1)} left"
    return Due(words, "warn" if left <= _SOON else "good")
