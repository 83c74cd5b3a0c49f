"""Reviewers in the order in which a case would go to them, were it the only one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from openimr.domain.panel_case import PanelCase
from openimr.domain.reviewer import Reviewer

from .capacity import Weights, next_load, slots, weights
from .eligibility import Eligibility, demand_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """What a case would cost with one reviewer, in the currency of ``weights.yaml``."""

    reviewer: str
    distance: int
    """Of the specialty: that of the condition and the treatment, added."""

    room: int
    """Cases that the reviewer can still finish until the case is due; where it has no
    due date, or is late already, within the last period of the weights."""

    done_by: dt.date | None
    """End of the first period with room; None where the reviewer is full."""

    days_late: int
    """Days from the due date to ``done_by``."""

    cost: int | None
    """None where the reviewer is full."""


def ranks(
    case: PanelCase, reviewers: Sequence[Reviewer], today: dt.date
) -> tuple[Rank, ...]:
    """Return who is fit for a case by the qualifications, the least cost first.

    Ties to the case's parties are not looked at here
    (:class:`~openimr.panel.conflicts.Screener`).  Empty where a disputed treatment is
    of no known family.
    """
    demand = demand_of(case)
    if demand is None:
        return ()
    eligibility = Eligibility(reviewers, today)
    distances = eligibility.distances(demand)
    costs = weights()
    found = []
    for one in reviewers:
        at = eligibility.profile_of.get(one.id)
        if at is None or distances[at] < 0:
            continue
        distance = int(distances[at])
        missed = eligibility.profiles[at].preferences_missed
        fixed = distance * costs.specialty_step + missed * costs.preference
        if (rank := _in_time(case, one, today, costs)) is not None:
            rank = replace(rank, distance=distance, cost=(rank.cost or 0) + fixed)
        found.append(rank or _full(one.id, distance))
    return tuple(sorted(found, key=_cheapest))


def _cheapest(one: Rank) -> tuple[bool, int, int, str]:
    return one.cost is None, one.cost or 0, one.distance, one.reviewer


def _full(reviewer: str, distance: int) -> Rank:
    return Rank(
        reviewer=reviewer,
        distance=distance,
        room=0,
        done_by=None,
        days_late=0,
        cost=None,
    )


def _in_time(
    case: PanelCase, one: Reviewer, today: dt.date, costs: Weights
) -> Rank | None:
    """Return a rank without the specialty; None where the reviewer is full."""
    free = slots(one, costs.periods)
    if not any(free):
        return None
    days = None if case.due is None else (case.due - today).days
    last = costs.periods[-1]
    near = last if days is None else min(max(days, 0), last)
    open_at = [at for at, many in enumerate(free) if many]
    delay = min(costs.delay(at, near, expedited=case.expedited) for at in open_at)
    load = next_load(0, sum(free), one.open_cases, costs)
    end = costs.periods[open_at[0]]
    until = near if days is not None and days > 0 else last
    room = sum(free[at] for at in open_at if costs.periods[at] <= until)
    return Rank(
        reviewer=one.id,
        distance=0,
        room=room,
        done_by=today + dt.timedelta(days=end),
        days_late=0 if days is None else max(0, end - days),
        cost=delay + load,
    )
