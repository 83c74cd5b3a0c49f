"""Where a case stands by its seats: taken, vacant, attested."""

from collections.abc import Sequence

from workbench.cases.actions import move
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import AssignmentError

from .models import Assignment

MOST_SEATS = 3
_WORKED_ON = frozenset({State.ASSIGNED, State.IN_REVIEW})


def seats_of(case: Case) -> list[Assignment]:
    """Return the open assignments of a locked case, by seat."""
    open_ = case.assignments.filter(ended=None).select_related("reviewer", "checked")
    return list(open_.order_by("seat"))


def settle(case: Case) -> None:
    """Open the review of an assigned case once every open seat has attested."""
    seats = seats_of(case)
    attested = seats and all(one.attested for one in seats)
    if case.state == State.ASSIGNED and attested:
        move(case, State.IN_REVIEW)


def vacate(case: Case, *, refill: bool) -> None:
    """Put a locked case where it belongs after somebody left a seat.

    It waits for another reviewer, unless the others are to go on without one.
    """
    if State(case.state) not in _WORKED_ON:
        return
    if refill or not seats_of(case):
        move(case, State.READY)
    else:
        settle(case)


def refuse_if_signed(case: Case, assignment: Assignment) -> None:
    """Raise where a reviewer would leave a signature behind that still counts.

    Raises:
        AssignmentError: the case is signed, or this seat of it is.
    """
    at = State(case.state)
    signed = assignment.signatures.filter(returned=None).exists()
    if at is State.SIGNED or (signed and at in {State.READY, *_WORKED_ON}):
        raise AssignmentError(
            f"Case {case.number}: it is signed; quality returns it before a reviewer "
            "can leave it."
        )


def free_seats(taken: Sequence[int], many: int) -> list[int]:
    """Return the lowest seats that nobody has.

    >>> free_seats([1, 3], 2)
    [2, 4]
    """
    free = (seat for seat in range(1, MOST_SEATS + len(taken) + many + 1))
    return [seat for seat in free if seat not in taken][:many]
