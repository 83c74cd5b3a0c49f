"""One deadline of one dispute: which term applies, and the last day it gives."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from openimr.domain.clock import Event, Told, ToldFact
from openimr.domain.deadlines import Deadline, Takes, Term

from .arrivals import Arrival, arrival, cut_off, just_after
from .counting import Count, count
from .situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """A deadline that runs."""

    term: Term
    start: Arrival
    count: Count
    assumed: tuple[str, ...]

    @property
    def day(self) -> dt.date:
        """Return the last day."""
        return self.count.day

    @property
    def stands_in(self) -> bool:
        """Tell whether it runs from an event that stands in for a later one."""
        return any(
            one.assumed is not None and one.event == self.start.event.id
            for one in self.term.triggers
        )


def reckon(situation: Situation, deadline: Deadline) -> Reckoning | None:
    """Return when a deadline falls due; None where it does not run.

    The first term counts whose facts hold, whose trigger is known, and which was in
    force on the day of the trigger.
    """
    for term in deadline.terms:
        start = _start(situation, term) if situation.holds(term.when) else None
        if start is None or not term.effective.holds_on(start.told.day):
            continue
        if term.methods and start.event.method not in term.methods:
            continue
        made = count(situation, term, start, term.rule or deadline.rule)
        usual = _assumed(situation, deadline, start.told.day)
        assumed = (*usual, *start.assumed, *made.assumed)
        return Reckoning(term=term, start=start, count=made, assumed=assumed)
    return None


def _start(situation: Situation, term: Term) -> Arrival | None:
    found = [(one, arrival(situation, one.event)) for one in term.triggers]
    if term.takes is Takes.LATEST:
        known = [one for _, one in found if one is not None]
        last = max(known, key=lambda one: one.event.day, default=None)
        return last if len(known) == len(found) else None
    for trigger, made in found:
        if made is not None:
            said = (trigger.assumed,) if trigger.assumed else ()
            return replace(made, assumed=(*made.assumed, *said))
    return None


def consulted(deadline: Deadline) -> tuple[str, ...]:
    """Return the facts that choose among the terms of a deadline, sorted."""
    chosen = {choice.fact for term in deadline.terms for choice in term.when}
    return tuple(sorted(chosen))


def _assumed(situation: Situation, deadline: Deadline, day: dt.date) -> Iterator[str]:
    in_force = [one for one in deadline.terms if one.effective.holds_on(day)]
    for fact in consulted(replace(deadline, terms=tuple(in_force))):
        usual = situation.asked(fact).usual
        if situation.fact(fact) is None and usual is not None:
            title = situation.asked(fact).title
            yield f"Nobody has told: {title}  Taken as '{usual}'."


@dataclass(frozen=True, slots=True)
class Range:
    """Every day on which a deadline may fall due, as far as that can be told."""

    days: frozenset[dt.date]
    open_ended: bool
    """True where it runs from an event that may have come later than assumed."""


def possible(situation: Situation, deadline: Deadline) -> Range:
    """Return the days a deadline may fall due on, whatever nobody has told."""
    days = set()
    open_ended = False
    for told in _worlds(situation, deadline):
        found = reckon(situation.with_told(told), deadline)
        if found is not None:
            days.add(found.day)
            if found.stands_in and found.count.limit is not None:
                days.add(found.count.limit)
            elif found.stands_in:
                open_ended = True
    return Range(frozenset(days), open_ended)


def _worlds(situation: Situation, deadline: Deadline) -> Iterator[Told]:
    """Yield what may have been told: each unknown fact, method and hour."""
    unknown = [one for one in consulted(deadline) if situation.fact(one) is None]
    answers = [situation.asked(one).takes() or (None,) for one in unknown]
    for values in product(*answers):
        facts = tuple(
            ToldFact(id=id_, value=value)
            for id_, value in zip(unknown, values, strict=True)
            if value is not None
        )
        told = replace(situation.told, facts=(*situation.told.facts, *facts))
        found = reckon(situation.with_told(told), deadline)
        yield told
        if found is not None:
            yield from _servings(situation.with_told(told), found)


def _servings(situation: Situation, found: Reckoning) -> Iterator[Told]:
    event = situation.event(found.start.event.id)
    if event is None:
        return
    if event.method is None and (found.term.service or found.term.methods):
        for method in situation.programme.methods:
            yield with_event(situation.told, event, replace(event, method=method.id))
    rule = cut_off(situation, event)
    if rule is not None and event.time is None:
        late = replace(event, time=just_after(rule))
        yield with_event(situation.told, event, late)


def with_event(told: Told, old: Event | None, new: Event) -> Told:
    """Return what was told with one event in the place of another, or added."""
    kept = tuple(one for one in told.events if one != old)
    return replace(told, events=(*kept, new))
