"""The seats of a case: who reviews it, who has signed, whose signature has passed."""

from dataclasses import dataclass

from django.db.models import Prefetch

from workbench.assignment.models import Assignment
from workbench.cases.models import Case
from workbench.errors import QualityError
from workbench.people.models import User
from workbench.review.models import Signature

from .models import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One reviewer's place on a case."""

    number: int
    signature: Signature | None
    """The one that stands: signed and not returned."""

    passed: Check | None

    @property
    def name(self) -> str:
        """Return what the seat is called; no reviewer's name."""
        return f"Seat {self.number}"


def seats_of(case: Case) -> tuple[Seat, ...]:
    """Return the seats of reviewers who are on the case, in their order."""
    standing = Signature.objects.filter(returned=None).order_by("number")
    passed = Check.objects.filter(outcome=Check.Outcome.PASSED).order_by("pk")
    here = (
        Assignment.objects.filter(case=case, ended=None)
        .order_by("seat")
        .prefetch_related(
            Prefetch(
                "signatures",
                standing.select_related("determination", "letter", "record"),
                to_attr="standing",
            ),
            Prefetch("standing__checks", passed, to_attr="passes"),
        )
    )
    return tuple(_seat(assignment) for assignment in here)


def _seat(assignment: Assignment) -> Seat:
    standing: list[Signature] = assignment.standing  # type: ignore[attr-defined]
    signature = standing[-1] if standing else None
    passes: list[Check] = signature.passes if signature else []  # type: ignore[attr-defined]
    return Seat(
        number=assignment.seat,
        signature=signature,
        passed=passes[-1] if passes else None,
    )


def signatures_of(case: Case, seats: tuple[Seat, ...]) -> tuple[Signature, ...]:
    """Return the signatures of seats that have all signed and passed.

    Raises:
        QualityError: there is no seat, or one has not signed or not passed.
    """
    last = "It is released when every seat has signed and passed."
    if not seats:
        raise QualityError(f"Case {case.number}: no reviewer is on it.  {last}")
    found = []
    for seat in seats:
        if seat.signature is None or seat.passed is None:
            lacking = "signed" if seat.signature is None else "passed"
            raise QualityError(
                f"Case {case.number}: {seat.name.lower()} has not {lacking} yet.  "
                f"{last}"
            )
        found.append(seat.signature)
    return tuple(found)


def refuse_own(case: Case, by: User) -> None:
    """Raise where somebody was a reviewer of the case, now or before.

    Raises:
        QualityError: who decides does not check the decision.
    """
    reviewed = Assignment.objects.filter(case=case, reviewer=by).exists()
    if reviewed or Signature.objects.filter(case=case, signed_by=by).exists():
        raise QualityError(
            f"Case {case.number}: you have reviewed it yourself.  "
            "Leave the check to another quality lead."
        )
