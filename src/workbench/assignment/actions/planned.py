"""Give many cases to a reviewer each, as a plan proposed and a person confirmed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction

from openimr.errors import OpenImrError
from workbench.assignment.questions import question_of
from workbench.assignment.steps import seats_of
from workbench.cases.models import Case
from workbench.errors import AssignmentError
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

from .assigning import AssignReviewer, Seat

MOST_AT_ONCE = 100
"""Cases of one act; whoever confirmed waits for the answer meanwhile."""


_TURN = 0.01
"""Seconds for other writers.  SQLite has no queue of them: whoever waits asks again
every 25 to 100 ms, and would hardly ever find the moment between two cases."""


class Came(StrEnum):
    """What came of one case of a plan."""

    GIVEN = "given"
    HAD = "had"
    """The reviewer had it before, for instance by the same plan, confirmed twice."""

    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case of a plan, and what came of it."""

    case: Case
    reviewer: User
    came: Came
    why: str = ""
    """Why the case was left."""


@dataclass(frozen=True, slots=True)
class AssignMany:
    """Give many cases to one reviewer each.

    Each is checked anew and given in a transaction of its own, so that nobody waits
    for more than one of them, and one that is left keeps no other back.  Whatever ends
    the act in the middle, each case was given or was not; confirmed again, the rest
    follows.
    """

    pairs: Sequence[tuple[Case, User]]
    by: User

    def execute(self) -> list[Outcome]:
        """Check, assign and record, case by case; return what came of each, in order.

        Raises:
            PermissionDenied: no coordinator.
            AssignmentError: nothing, or too much, was confirmed.
        """
        demand(self.by, Right.COORDINATE)
        if not 0 < len(self.pairs) <= MOST_AT_ONCE:
            raise AssignmentError(f"Confirm 1 to {MOST_AT_ONCE} cases at once.")
        return [self._outcome(case, user) for case, user in self.pairs]

    def _outcome(self, case: Case, user: User) -> Outcome:
        if connection.vendor == "sqlite":
            time.sleep(_TURN)
        try:
            # What the case asks is made of its file where it is not kept, which takes
            # a while: before anybody has to wait.
            question_of(case)
            return Outcome(case, user, self._given(case, user))
        except OpenImrError as error:
            return Outcome(case, user, Came.LEFT, str(error))

    @transaction.atomic
    def _given(self, case: Case, user: User) -> Came:
        now = Case.objects.select_for_update().get(pk=case.pk)
        seats = seats_of(now)
        if user.pk in {one.reviewer_id for one in seats}:
            return Came.HAD
        if seats:
            raise AssignmentError(
                f"Case {now.number}: {seats[0].reviewer.name} has it by now."
            )
        AssignReviewer(now, [Seat(user)], self.by).execute()
        return Came.GIVEN
