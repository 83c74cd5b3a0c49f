"""Take a draft over to a later reading of its case."""

from dataclasses import dataclass

from openimr.casework.rebase import Carried, carried
from workbench.errors import DraftError
from workbench.people.models import User
from workbench.review.bench import Bench, judged, proposal_of, question_at
from workbench.review.models import Draft

from .drafting import Edit


def carried_over(bench: Bench) -> Carried:
    """Return a draft's work as it stands on the latest reading, and what to look at."""
    return carried(
        bench.content.work,
        bench.proposal,
        proposal_of(bench.latest),
        question_at(bench.latest).case,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebase:
    """Take the draft over to the reading whose changes the reviewer has looked at."""

    draft: Draft
    version: int
    to: str
    """Id of that reading."""

    by: User

    def execute(self) -> Draft:
        """Check, carry over, judge, save and record.

        Raises:
            PermissionDenied: the file of the case is not open to the reviewer.
            DraftError: the draft, or the reading, is not what was looked at.
        """
        edit = Edit(draft=self.draft, version=self.version, by=self.by, act="rebase")
        bench = edit.bench()
        if str(bench.latest.pk) != self.to:
            raise DraftError(
                "The case was read once more.  Look at what changed by the latest "
                "reading."
            )
        moved = carried_over(bench)
        content = judged(
            proposal_of(bench.latest),
            question_at(bench.latest),
            moved.work,
            bench.assignment,
            moved.notes,
        )
        return edit.put(content, bench.latest, to=self.to, notes=len(moved.notes))
