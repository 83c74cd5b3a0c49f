"""The road from one case, or many, to the reviewers who may take it, with reasons."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openimr.domain.panel_case import PanelCase
from openimr.domain.reviewer import Reviewer
from openimr.domain.screening import Answer, RuleAnswer, Screening
from openimr.panel.ranking import Rank, ranks
from openimr.panel.rules import rulebook

from .panel import require_solver, screened


class Standing(StrEnum):
    """Whether a reviewer may take a case."""

    FREE = "free"
    """Every rule that bars is answered yes."""

    ASK = "ask"
    """None is answered no, but a person has to find out about one or more."""

    BARRED = "barred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reviewer held against one case."""

    reviewer: Reviewer
    screening: Screening
    qualifications: tuple[RuleAnswer, ...]
    rank: Rank | None
    """None where the qualifications do not fit."""

    @property
    def answers(self) -> tuple[RuleAnswer, ...]:
        """Return every answer, conflicts first."""
        return (*self.screening.answers, *self.qualifications)

    @property
    def refused_by(self) -> tuple[RuleAnswer, ...]:
        """Return the answers that bar."""
        return tuple(one for one in self.answers if one.bar and one.answer is Answer.NO)

    @property
    def to_find_out(self) -> tuple[RuleAnswer, ...]:
        """Return the answers that would bar if a person found them to be no."""
        cannot = Answer.CANNOT_TELL
        return tuple(one for one in self.answers if one.bar and one.answer is cannot)

    @property
    def preferences_missed(self) -> tuple[RuleAnswer, ...]:
        """Return what is preferred and not so; it excludes nobody."""
        yes = Answer.YES
        return tuple(
            one for one in self.answers if not one.bar and one.answer is not yes
        )

    @property
    def standing(self) -> Standing:
        """Return whether the reviewer may take the case."""
        if self.refused_by:
            return Standing.BARRED
        return Standing.ASK if self.to_find_out else Standing.FREE


def candidates(
    case: PanelCase, reviewers: Sequence[Reviewer], today: dt.date
) -> tuple[Candidate, ...]:
    """Return every reviewer held against a case: who may take it first, by cost.

    Who is full comes after those with room; who is barred comes last.
    """
    ranked = {one.reviewer: one for one in ranks(case, reviewers, today)}
    order = {id_: at for at, id_ in enumerate(ranked)}
    by_id = {one.id: one for one in reviewers}
    found = [
        Candidate(
            reviewer=by_id[screening.reviewer],
            screening=screening,
            qualifications=answers,
            rank=ranked.get(screening.reviewer),
        )
        for screening, answers in screened(case, reviewers, today)
    ]
    standings = list(Standing)

    def first(one: Candidate) -> tuple[int, int, str]:
        place = order.get(one.reviewer.id, len(order))
        return standings.index(one.standing), place, one.reviewer.id

    return tuple(sorted(found, key=first))


def questions_of_rules() -> Mapping[str, str]:
    """Return the question that each rule of the panel asks, by the rule's id."""
    return {rule.id: rule.check for rule in rulebook().rules}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One case with the reviewer whom the plan of least cost gives it."""

    case: str
    reviewer: str
    done_by: dt.date
    days_late: int
    reason: str
    others: tuple[tuple[str, str], ...]
    """The nearest who were not chosen, each with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotProposed:
    """One case that the plan gives nobody, and what stands in the way."""

    case: str
    binding: str
    reason: str


def plan_of(
    cases: Sequence[PanelCase], reviewers: Sequence[Reviewer], today: dt.date
) -> tuple[tuple[Proposed, ...], tuple[NotProposed, ...]]:
    """Return the plan of least cost for many cases at once, as the solver proves it.

    Raises:
        InputError: OR-Tools, an optional part of this package, is not installed.
    """
    require_solver()
    from openimr.panel.assignment import Assignment
    from openimr.panel.reasons import explain

    made = Assignment(cases, reviewers, today)
    placed = []
    for placement in made.plan.placements:
        why = explain(made, placement)
        placed.append(
            Proposed(
                case=placement.case,
                reviewer=placement.reviewer,
                done_by=placement.done_by,
                days_late=placement.days_late,
                reason=why.reason,
                others=tuple((one.reviewer, one.reason) for one in why.alternatives),
            )
        )
    left = tuple(
        NotProposed(case=one.case, binding=one.binding, reason=one.reason)
        for one in made.plan.unplaced
    )
    return tuple(placed), left
