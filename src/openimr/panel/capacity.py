"""What an assignment costs (``weights.yaml``), and the slots that reviewers have."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from openimr.domain.reviewer import Reviewer

from . import knowledge

_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Costs in one currency, and the periods over which capacity is spread."""

    late_day: int
    late_day_expedited: int
    wait: int
    specialty_step: int
    preference: int
    load: int
    load_steps: int
    unassigned: int
    periods: tuple[int, ...]
    alternatives: int

    def delay(self, period: int, days: int, *, expedited: bool) -> int:
        """Return what it costs to finish in a period what is due in so many days."""
        day = self.late_day_expedited if expedited else self.late_day
        return max(0, self.periods[period] - days) * day + period * self.wait


@cache
def weights() -> Weights:
    """Return the weights of the assignment."""
    return knowledge.load("weights.yaml", Weights)


def slots(reviewer: Reviewer, periods: tuple[int, ...]) -> tuple[int, ...]:
    """Return how many more cases a reviewer can finish in each period.

    Open cases come first, so they use up the earliest slots.

    >>> from openimr.domain.reviewer import Profession
    >>> who = Reviewer(id="a", name="A", profession=Profession.MD, capacity=7)
    >>> slots(who, (3, 7, 14))
    (3, 4, 7)
    """
    free = [
        max(0, reviewer.capacity * day // _WEEK - reviewer.open_cases)
        for day in periods
    ]
    return tuple(now - before for now, before in zip(free, [0, *free], strict=False))


def load_pieces(total: int, open_cases: int, costs: Weights) -> list[tuple[int, int]]:
    """Return slots and the cost of each, in pieces that grow dearer with the load.

    >>> pieces = load_pieces(24, 0, weights())
    >>> sum(many for many, _ in pieces), pieces[0] < pieces[-1]
    (24, True)
    """
    steps = min(costs.load_steps, total)
    ends = [total * step // steps for step in range(steps + 1)] if steps else []
    return [
        (end - begin, costs.load * (open_cases + begin) // (open_cases + total))
        for begin, end in pairwise(ends)
    ]


def next_load(used: int, total: int, open_cases: int, costs: Weights) -> int:
    """Return what a reviewer's next case costs beyond all else."""
    below = 0
    for many, cost in load_pieces(total, open_cases, costs):
        below += many
        if used < below:
            return cost
    return costs.load
