"""Several reviewers: each one's decision counts, and the majority prevails.

Labor Code 4610.6(e) and 8 CCR 9792.10.6(e), as process.md 6.4 gives them; the words of
the regulation were not read at their source, so the rule for a tie carries its mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from openimr.errors import PanelError

from .decision import Decision
from .determination import Determination
from .guideline import Mark

LEAST_REVIEWERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The votes on one item, counted."""

    upheld: int
    overturned: int

    @property
    def tie(self) -> bool:
        """Tell whether the reviewers are evenly split."""
        return self.upheld == self.overturned

    @property
    def decision(self) -> Decision:
        """Return what the votes decide; a tie provides the treatment."""
        return Decision.UPHELD if self.upheld > self.overturned else Decision.OVERTURNED

    @property
    def mark(self) -> Mark:
        """Return whether the rule that decides was checked against its source."""
        return Mark.UNVERIFIED if self.tie else Mark.VERIFIED


def tally(decisions: Sequence[Decision]) -> Tally:
    """Count the votes on one item.

    >>> tally([Decision.UPHELD, Decision.OVERTURNED, Decision.UPHELD]).decision.value
    'upheld'
    >>> even = tally([Decision.UPHELD, Decision.OVERTURNED])
    >>> even.decision.value, even.mark.value
    ('overturned', 'UNVERIFIED')
    """
    upheld = sum(decision is Decision.UPHELD for decision in decisions)
    return Tally(upheld=upheld, overturned=len(decisions) - upheld)


def tallies(determination: Determination) -> tuple[Tally, ...]:
    """Return the count on each item in item order; nothing where one person reviewed.

    Raises:
        PanelError: the panel has one member only or stands beside a single reviewer,
            a member has not voted on every item, or an item's decision is not the one
            that its votes give.
    """
    panel = determination.panel
    if not panel:
        return ()
    if len(panel) < LEAST_REVIEWERS:
        raise PanelError("it has one reviewer", "Name every reviewer, or none.")
    if determination.reviewer is not None:
        cure = "Give each reviewer a place in the panel."
        raise PanelError("a single reviewer stands beside it", cure)
    items = determination.items
    for number, member in enumerate(panel, start=1):
        if len(member.votes) != len(items):
            given = f"reviewer {number} has {len(member.votes)} votes for {len(items)}"
            raise PanelError(f"{given} items", "Give one vote an item, in item order.")
    counted = tuple(
        tally([member.votes[place].decision for member in panel])
        for place in range(len(items))
    )
    for number, (item, count) in enumerate(zip(items, counted, strict=True), start=1):
        if item.decision is not count.decision:
            problem = f"item {number} is decided otherwise than its votes"
            raise PanelError(problem, "Decide it as the majority did.")
    return counted
