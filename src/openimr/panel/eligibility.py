"""Which reviewers may take which cases, for thousands of both at once.

The same rules as in ``qualifications``, computed area by area instead of case by case:
the distance of a specialty depends on the areas of what is asked and on nothing else.
A test holds this module against the rules themselves.
"""

import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openimr.domain.panel_case import PanelCase
from openimr.domain.reviewer import Reviewer
from openimr.domain.screening import Answer

from .catalogue import FAR, Map, asked_of, conditions, specialties, treatments
from .conflicts import undisclosed
from .qualifications import own_answers, practised
from .rules import rulebook

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Demand = tuple[frozenset[str], frozenset[str]]
"""Areas of the treatments and of the conditions that a case asks for."""

_DEMAND_RULES = ("RV-02", "RV-03", "RV-06", "RV-12")


@dataclass(frozen=True, slots=True)
class Profile:
    """Reviewers whom no case can tell apart but by its parties."""

    members: tuple[str, ...]
    specialties: tuple[str, ...]
    certified: tuple[str, ...]
    asked_for_board: bool
    preferences_missed: int


class Eligibility:
    """Reviewers sorted into profiles, and how far each profile is from a demand."""

    def __init__(self, reviewers: Sequence[Reviewer], today: dt.date) -> None:
        self.excluded: dict[str, str] = {}
        """Reviewer to the rule and reason that bars every case."""

        rules = {rule.id: rule for rule in rulebook().rules}
        self._rules = {id_: rules[id_] for id_ in _DEMAND_RULES}
        self._in_force = {
            id_: self._rules[id_].in_force(today) for id_ in _DEMAND_RULES
        }
        self._names = sorted(specialties().specialties)
        self.profiles = self._sorted(reviewers, today)
        self.profile_of = {
            id_: at for at, each in enumerate(self.profiles) for id_ in each.members
        }
        self._practised = self._mask([each.specialties for each in self.profiles])
        self._certified = self._mask([each.certified for each in self.profiles])
        self._unboarded = np.array([not p.asked_for_board for p in self.profiles], bool)
        self._known: dict[Demand, Numbers] = {}

    def _sorted(
        self, reviewers: Sequence[Reviewer], today: dt.date
    ) -> tuple[Profile, ...]:
        found: dict[Hashable, list[str]] = {}
        made: dict[Hashable, tuple[Reviewer, int]] = {}
        for one in sorted(reviewers, key=lambda each: each.id):
            missed = self._missed(one, today)
            if missed is None:
                continue
            key = (practised(one, today), _boards(one, today), one.profession, missed)
            found.setdefault(key, []).append(one.id)
            made[key] = (one, missed)
        asked = self._rules["RV-06"].limits.professions
        return tuple(
            Profile(
                members=tuple(members),
                specialties=practised(made[key][0], today),
                certified=_boards(made[key][0], today),
                asked_for_board=made[key][0].profession in asked,
                preferences_missed=made[key][1],
            )
            for key, members in found.items()
        )

    def _missed(self, one: Reviewer, today: dt.date) -> int | None:
        """Return how many preferences a reviewer misses; None where one is barred."""
        missed = 0
        for answer in own_answers(one, today, rulebook().rules):
            if answer.answer is Answer.YES:
                continue
            if answer.bar:
                self.excluded[one.id] = f"{answer.rule}: {answer.reason}"
                return None
            missed += 1
        closed = undisclosed(one)
        if closed is not None:
            self.excluded[one.id] = closed
            return None
        return missed

    def _mask(self, held: Sequence[tuple[str, ...]]) -> Flags:
        mask = np.zeros((len(held), len(self._names)), bool)
        for at, each in enumerate(held):
            for name in each:
                mask[at, self._names.index(name)] = True
        return mask

    def distances(self, demand: Demand) -> Numbers:
        """Return the distance of each profile to a demand; -1 where it is not fit."""
        if demand not in self._known:
            self._known[demand] = self._distances(demand)
        return self._known[demand]

    def _distances(self, demand: Demand) -> Numbers:
        treated = self._rows(treatments(), demand[0])
        condition = self._rows(conditions(), demand[1])
        both = (treated.max(axis=0), condition.max(axis=0))
        near = np.maximum(*both) <= self._limit("RV-12")
        fit = self._board_fits(np.minimum(*both))
        for rows, rule in ((treated, "RV-03"), (condition, "RV-02")):
            for row in rows:
                fit &= (self._practised & (row <= self._limit(rule))).any(axis=1)
        usable = self._practised & near
        fit &= usable.any(axis=1)
        sums = np.where(usable, both[0] + both[1], 2 * FAR).min(axis=1)
        found: Numbers = np.where(fit, sums, -1)
        return found

    def _limit(self, rule: str) -> int:
        return self._rules[rule].limits.farthest if self._in_force[rule] else FAR

    def _board_fits(self, nearest: Numbers) -> Flags:
        if not self._in_force["RV-06"]:
            return np.ones(len(self.profiles), bool)
        boarded = (self._certified & (nearest <= self._limit("RV-06"))).any(axis=1)
        fits: Flags = boarded | self._unboarded
        return fits

    def _rows(self, map_: Map, areas: frozenset[str]) -> Numbers:
        rows = [
            [map_.distances[area].get(name, FAR) for name in self._names]
            for area in sorted(areas)
        ]
        return np.array(rows or [[FAR] * len(self._names)], np.int64)


def demand_of(case: PanelCase) -> Demand | None:
    """Return what a case asks for; None where a treatment is of no known family."""
    known = treatments().area_of
    if not case.families or any(family not in known for family in case.families):
        return None
    families, named = asked_of(case)
    return (
        frozenset(known[family] for family in families),
        frozenset(conditions().area_of[each] for each in named),
    )


def _boards(one: Reviewer, today: dt.date) -> tuple[str, ...]:
    recognised = specialties().recognised
    return tuple(
        sorted(
            {
                each.specialty
                for each in one.certifications or ()
                if each.board in recognised
                and (each.since is None or each.since <= today)
                and (each.until is None or today <= each.until)
            }
        )
    )
