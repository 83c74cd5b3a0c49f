"""Which cases wait for quality, narrowed and counted by the database."""

from collections.abc import Iterable
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


def waiting(user: User, shown: str, words: str) -> QuerySet[Case]:
    """Return cases that answer, the first due first; their seats are not counted."""
    found = Case.objects.visible_to(user)
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
    if shown == "ready":
        all_passed = GreaterThanOrEqual(_passed(), _seats())
        return found.filter(all_passed, GreaterThan(_seats(), 0))
    if shown == "check":
        return found.filter(LessThan(_passed(), _seats()))
    return found


def with_seats(cases: Iterable[Case]) -> list[Case]:
    """Return the cases of one page, in their order, each with counts of its seats.

    Every case has ``seats``, ``signed`` and ``passed``, and ``since``, the first
    signature that stands.  Asked of a page only: a far page would count them all.
    """
    order = [case.pk for case in cases]
    first = _standing().order_by().values("case").annotate(at=Min("signed"))
    found = Case.objects.annotate(
        seats=_seats(),
        signed=_count(_standing()),
        passed=_passed(),
        since=Subquery(first.values("at")),
    ).in_bulk(order)
    return [found[pk] for pk in order]


def _count(rows: QuerySet[Signature] | QuerySet[Assignment]) -> Coalesce:
    counted = rows.order_by().values("case").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _seats() -> Coalesce:
    return _count(Assignment.objects.filter(case=OuterRef("pk"), ended=None))


def _standing() -> QuerySet[Signature]:
    return Signature.objects.filter(
        case=OuterRef("pk"), returned=None, assignment__ended=None
    )


def _passed() -> Coalesce:
    passes = Check.objects.filter(
        signature=OuterRef("pk"), outcome=Check.Outcome.PASSED
    )
    return _count(_standing().filter(Exists(passes)))


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
