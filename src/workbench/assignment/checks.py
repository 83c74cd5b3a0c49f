"""Whether a reviewer may be given a case, as a person who acts is told it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from openimr.casework.proposing import Candidate, Standing, candidates
from openimr.domain.screening import RuleAnswer
from workbench.cases.models import Case
from workbench.errors import AssignmentError, ConflictOfInterestError
from workbench.people.models import User

from .models import Assignment
from .questions import Asked, asked_of
from .register import Panel, declined

LONGEST = 2_000
"""Characters of what a coordinator found out."""


@dataclass(frozen=True, slots=True)
class Check:
    """One case held against the panel of today."""

    case: Case
    asked: Asked
    panel: Panel
    declined: Mapping[UUID, Assignment] = field(default_factory=dict)

    def candidates(self) -> tuple[Candidate, ...]:
        """Return everybody with an entry, the first choice first."""
        return candidates(self.asked.case, self.panel.entries, self.panel.today)

    def candidate(self, user: User) -> Candidate:
        """Return one reviewer held against the case.

        Raises:
            AssignmentError: nobody of that name reviews, or the register says nothing
                of the person.
        """
        id_ = str(user.pk)
        own = [one for one in self.panel.entries if one.id == id_]
        if not own:
            raise AssignmentError(
                f"{user.name}: not an active reviewer with an entry in the register.  "
                "Describe the reviewer first."
            )
        # The whole panel is not needed: no answer about one rests on another.
        return candidates(self.asked.case, own, self.panel.today)[0]

    def passed(self, user: User, found_out: str) -> Candidate:
        """Return one reviewer who may be given the case.

        Raises:
            ConflictOfInterestError: a rule on ties bars the reviewer.
            AssignmentError: another rule does, the reviewer declined the case, or the
                program cannot tell and nobody says what was found out.
        """
        found = self.candidate(user)
        if user.pk in self.declined:
            raise AssignmentError(
                f"Case {self.case.number}: {user.name} declined it; choose another."
            )
        if found.standing is Standing.BARRED:
            raise self._refusal(user, found.refused_by[0], found)
        if found.standing is Standing.ASK and not found_out.strip():
            rules = ", ".join(one.rule for one in found.to_find_out)
            raise AssignmentError(
                f"Case {self.case.number}: for {user.name} the program cannot tell "
                f"{rules}.  Find out, and say what you found."
            )
        return found

    def _refusal(
        self, user: User, answer: RuleAnswer, found: Candidate
    ) -> AssignmentError:
        ties = {one.rule for one in found.screening.answers}
        kind = ConflictOfInterestError if answer.rule in ties else AssignmentError
        return kind(
            f"Case {self.case.number}: {user.name} may not take it, "
            f"{answer.rule}: {answer.reason}."
        )


def check_of(case: Case, panel: Panel) -> Check:
    """Return a case held against the panel.

    Raises:
        AssignmentError: nothing was read of the case yet.
        StorageError: what the reading left cannot be given back.
    """
    return Check(case, asked_of(case, panel.today), panel, declined(case))
