"""Many cases to many reviewers: who takes which, and why nobody takes the rest."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openimr.domain.panel_case import PanelCase
from openimr.domain.reviewer import Reviewer
from openimr.domain.screening import Answer

from .capacity import slots, weights
from .conflicts import Screener, unnamed_parties
from .eligibility import Demand, Eligibility, demand_of
from .network import Group, Supply, solve
from .qualifications import case_answers
from .rules import rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One case with its reviewer."""

    case: str
    reviewer: str
    done_by: dt.date
    days_late: int
    specialty: int
    """Distance of the specialty: that of the condition and the treatment, added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """One case without a reviewer."""

    case: str
    binding: str
    """The rule, or ``capacity``, that stands between the case and most reviewers."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An assignment of least cost, as a solver has proven."""

    today: dt.date
    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    objective: int
    """Sum of the costs of ``weights.yaml``, unplaced cases left out."""


class Assignment:
    """Cases held against a panel on a day, the plan, and what it was made from."""

    def __init__(
        self, cases: Sequence[PanelCase], reviewers: Sequence[Reviewer], today: dt.date
    ) -> None:
        self.today = today
        self.costs = weights()
        self.cases: Mapping[str, PanelCase] = {
            one.id: one for one in sorted(cases, key=lambda each: each.id)
        }
        self.screener = Screener(reviewers, today)
        self.eligibility = Eligibility(reviewers, today)
        self.barred: dict[str, dict[str, str]] = {}
        self.demands: dict[str, Demand] = {}
        self._refused: dict[str, Unplaced] = {}
        self.slots = {
            id_: slots(self.screener.reviewers[id_], self.costs.periods)
            for id_ in self.eligibility.profile_of
        }
        self.used: Counter[tuple[str, int]] = Counter()
        self.periods: dict[str, int] = {}
        self.plan = self._planned()

    def _planned(self) -> Plan:
        groups = self._groups()
        avoided = {case: frozenset(barred) for case, barred in self.barred.items()}
        solution = solve(groups, self._supplies(), self.costs, avoided)
        for reviewer, period in solution.placed.values():
            self.used[reviewer, period] += 1
        self.periods = {case: period for case, (_, period) in solution.placed.items()}
        placements = tuple(
            self._placement(case, *solution.placed[case])
            for case in self.cases
            if case in solution.placed
        )
        unplaced = tuple(
            self._refused.get(case) or self._binding(case)
            for case in self.cases
            if case not in solution.placed
        )
        open_ = sum(case.case not in self._refused for case in unplaced)
        return Plan(
            today=self.today,
            placements=placements,
            unplaced=unplaced,
            objective=solution.objective - open_ * self.costs.unassigned,
        )

    def specialty_cost(self, case: str) -> dict[int, int]:
        """Return the cost of the specialty for each profile that is fit for a case."""
        profiles = self.eligibility.profiles
        found = self.eligibility.distances(self.demands[case])
        return {
            at: int(distance) * self.costs.specialty_step
            + profiles[at].preferences_missed * self.costs.preference
            for at, distance in enumerate(found)
            if distance >= 0
        }

    def days_until(self, case: str) -> int | None:
        """Return the days until a case is due; below 0 where it is late already."""
        due = self.cases[case].due
        return None if due is None else (due - self.today).days

    def _groups(self) -> list[Group]:
        found: dict[tuple[Demand, int, bool], list[str]] = {}
        for id_, case in self.cases.items():
            demand = self._open(case)
            if demand is None:
                continue
            days = self.days_until(id_)
            last = self.costs.periods[-1]
            near = last if days is None else min(max(days, 0), last)
            key = (demand, near, case.expedited)
            found.setdefault(key, []).append(id_)
        costs = {
            demand: self.specialty_cost(cases[0])
            for (demand, *_), cases in found.items()
        }
        return [
            Group(
                cases=tuple(cases),
                days=near,
                expedited=expedited,
                costs=costs[demand],
            )
            for (demand, near, expedited), cases in found.items()
        ]

    def _open(self, case: PanelCase) -> Demand | None:
        """Return what a case asks for, or note why nobody can be given it."""
        demand = demand_of(case)
        missing = unnamed_parties(case)
        if demand is None:
            missing = "RV-03: a disputed treatment is of no known family"
        if missing is not None or demand is None:
            rule, _, reason = (missing or "").partition(": ")
            self._refused[case.id] = Unplaced(case=case.id, binding=rule, reason=reason)
            return None
        self.demands[case.id] = demand
        self.barred[case.id] = self.screener.barred(case)
        return demand

    def _supplies(self) -> list[Supply]:
        return [
            Supply(
                id=id_,
                profile=profile,
                slots=self.slots[id_],
                open_cases=self.screener.reviewers[id_].open_cases,
            )
            for id_, profile in self.eligibility.profile_of.items()
        ]

    def _placement(self, case: str, reviewer: str, period: int) -> Placement:
        days = self.days_until(case)
        end = self.costs.periods[period]
        profile = self.eligibility.profile_of[reviewer]
        distance = self.eligibility.distances(self.demands[case])[profile]
        return Placement(
            case=case,
            reviewer=reviewer,
            done_by=self.today + dt.timedelta(days=end),
            days_late=0 if days is None else max(0, end - days),
            specialty=int(distance),
        )

    def _binding(self, case: str) -> Unplaced:
        """Say what stands between a case and the reviewers."""
        fit = self.specialty_cost(case)
        barred = self.barred[case]
        unfit: Counter[str] = Counter()
        tied: Counter[str] = Counter()
        full = 0
        for at, profile in enumerate(self.eligibility.profiles):
            if at not in fit:
                unfit[self._unfit(case, profile.members[0])] += len(profile.members)
                continue
            for id_ in profile.members:
                full += id_ not in barred
                tied.update([barred[id_].partition(":")[0]] if id_ in barred else [])
        own = Counter(
            why.partition(":")[0] for why in self.eligibility.excluded.values()
        )
        told = [f"{full} fit and free of ties, but full"] if full else []
        for counted in (tied, unfit, own):
            told += [f"{rule} bars {many}" for rule, many in sorted(counted.items())]
        # Who is fit but for one thing is nearer than who is barred from every case.
        nearest = next((each for each in (tied, unfit, own) if each), None)
        binding = "capacity" if full or nearest is None else _commonest(nearest)
        reason = "; ".join(told) or "there is no reviewer"
        return Unplaced(case=case, binding=binding, reason=reason)

    def _unfit(self, case: str, reviewer: str) -> str:
        """Return the first rule that a reviewer does not fulfil for a case."""
        one = self.screener.reviewers[reviewer]
        answers = case_answers(one, self.cases[case], self.today, rulebook().rules)
        return next(
            answer.rule for answer in answers if answer.answer is not Answer.YES
        )


def _commonest(counted: Mapping[str, int]) -> str:
    return min(counted, key=lambda rule: (-counted[rule], rule))
