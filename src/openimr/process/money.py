"""Fees of a review and penalties for what came late."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from openimr.domain.clock import DueDate, Status, ToldFact
from openimr.domain.clock import Told as _Told
from openimr.domain.guideline import Mark
from openimr.domain.programme import Money, Programme

from .situation import Situation, check_told

_LATE = (Status.OVERDUE, Status.MET_LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An amount in US dollars with the rule it comes from."""

    id: str
    title: str
    dollars: int
    citation: str
    mark: Mark
    note: str | None = None


def fee(
    programme: Programme, day: dt.date, facts: Sequence[ToldFact] = ()
) -> Sum | None:
    """Return what a review costs whose application came on a day; None if unknown.

    Facts that nobody told are taken as usual.

    Raises:
        InputError: a fact is unknown to the programme.
    """
    told = _Told(facts=tuple(facts))
    check_told(programme, told)
    situation = Situation(programme, told)
    for one in programme.fees:
        if one.effective.holds_on(day) and situation.holds(one.when):
            return _sum(one, one.dollars)
    return None


def penalties(programme: Programme, due: Sequence[DueDate]) -> tuple[Sum, ...]:
    """Return what the late deadlines of a dispute may cost whoever missed them.

    >>> from openimr.process import load_programme
    >>> penalties(load_programme(), [])
    ()
    """
    late = {one.deadline: one for one in due if one.status in _LATE and one.days_late}
    return tuple(
        _sum(one, _grown(one, late[one.deadline].days_late))
        for one in programme.penalties
        if one.deadline in late
        and one.effective.holds_on(late[one.deadline].day or dt.date.max)
    )


def _grown(money: Money, days: int) -> int:
    total = money.dollars * days if money.per_day else money.dollars
    return total if money.limit is None else min(total, money.limit)


def _sum(money: Money, dollars: int) -> Sum:
    return Sum(
        id=money.id,
        title=money.title,
        dollars=dollars,
        citation=money.citation,
        mark=money.mark,
        note=money.note,
    )
