"""Why this reviewer and no other: each placement with its nearest alternatives."""

from collections.abc import Iterator
from dataclasses import dataclass

from .assignment import Assignment, Placement
from .capacity import next_load

_BARRED = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A reviewer who was not chosen, and why."""

    reviewer: str
    reason: str
    specialty: int
    more: int | None
    """What the case would have cost more with this one; None where it may not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a case went where it went."""

    placement: Placement
    reason: str
    alternatives: tuple[Alternative, ...]
    """Nearest first: by specialty, then by what they would have cost."""


def explain(assignment: Assignment, placement: Placement) -> Why:
    """Return why a case has its reviewer, with the nearest who were not chosen."""
    fit = assignment.specialty_cost(placement.case)
    paid = _paid(assignment, placement)
    others = sorted(_others(assignment, placement, fit, paid), key=_nearness)
    free = sum(1 for one in others if one.more is not None)
    barred = sum(1 for one in others if one.more is None)
    late = placement.days_late
    delay = f"{late} days late" if late else "in time"
    reason = (
        f"specialty at distance {placement.specialty}, done by {placement.done_by} "
        f"({delay}); {free + 1} fit reviewers with room, {barred} others barred or full"
    )
    kept = _chosen(others, assignment.costs.alternatives)
    return Why(placement=placement, reason=reason, alternatives=kept)


def _chosen(others: list[Alternative], many: int) -> tuple[Alternative, ...]:
    """Return the nearest; one who may not take the case is always among them."""
    kept = others[:many]
    refused = next((one for one in others if one.more is None), None)
    if refused is not None and refused not in kept:
        kept = [*kept[: many - 1], refused]
    return tuple(kept)


def _nearness(one: Alternative) -> tuple[int, int, str]:
    return one.specialty, _BARRED if one.more is None else one.more, one.reviewer


def _paid(assignment: Assignment, placement: Placement) -> int:
    """Return what the placement costs, the load as it is with all cases placed."""
    id_ = placement.reviewer
    period = assignment.periods[placement.case]
    specialty = assignment.specialty_cost(placement.case)
    profile = assignment.eligibility.profile_of[id_]
    return (
        specialty[profile]
        + _late(assignment, placement.case, period)
        + _load(assignment, id_, -1)
    )


def _others(
    assignment: Assignment, placement: Placement, fit: dict[int, int], paid: int
) -> Iterator[Alternative]:
    case = placement.case
    found = assignment.eligibility.distances(assignment.demands[case])
    for profile, specialty in fit.items():
        for id_ in assignment.eligibility.profiles[profile].members:
            if id_ == placement.reviewer:
                continue
            barred = assignment.barred[case].get(id_)
            more, reason = None, barred or ""
            if barred is None:
                more, reason = _more(assignment, case, id_, specialty, paid)
            yield Alternative(
                reviewer=id_, reason=reason, specialty=int(found[profile]), more=more
            )


def _more(
    assignment: Assignment, case: str, id_: str, specialty: int, paid: int
) -> tuple[int | None, str]:
    free = [
        period
        for period, many in enumerate(assignment.slots[id_])
        if many > assignment.used[id_, period]
    ]
    if not free:
        last = assignment.costs.periods[-1]
        return None, f"no free slot within {last} days"
    late = min(_late(assignment, case, period) for period in free)
    load = _load(assignment, id_, 0)
    more = specialty + late + load - paid
    parts = [f"specialty {specialty}", f"delay {late}", f"load {load}"]
    told = f"would cost {more} more" if more else "would cost as much"
    return more, f"{told} ({', '.join(parts)})"


def _late(assignment: Assignment, case: str, period: int) -> int:
    days = assignment.days_until(case)
    last = assignment.costs.periods[-1]
    near = last if days is None else min(max(days, 0), last)
    return assignment.costs.delay(
        period, near, expedited=assignment.cases[case].expedited
    )


def _load(assignment: Assignment, id_: str, step: int) -> int:
    slots = assignment.slots[id_]
    used = sum(assignment.used[id_, period] for period in range(len(slots)))
    open_cases = assignment.screener.reviewers[id_].open_cases
    return next_load(used + step, sum(slots), open_cases, assignment.costs)
