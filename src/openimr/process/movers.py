"""What would move a due date, each thing tried by reckoning again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from openimr.domain.clock import ClosedDay, Event, Mover, Told, ToldFact
from openimr.domain.deadlines import Deadline

from .arrivals import cut_off, just_after
from .reckoning import Reckoning, consulted, reckon, with_event
from .situation import Situation


def movers(
    situation: Situation, deadline: Deadline, found: Reckoning
) -> tuple[Mover, ...]:
    """Return what would move a due date, and where to, as far as that is known."""
    tried = [
        *_other_methods(situation, found),
        *_after_hours(situation, found),
        *_other_facts(situation, deadline),
        *_extensions(situation, found),
        *_closed(situation, found),
    ]
    made = [*_events(situation, found)]
    for says, told in tried:
        other = reckon(situation.with_told(told), deadline)
        if other is not None and other.day != found.day:
            made.append(Mover(says=says, day=other.day))
    return tuple(made)


def _events(situation: Situation, found: Reckoning) -> Iterator[Mover]:
    told = found.start.told
    if found.stands_in:
        order = [one.event for one in found.term.triggers]
        awaited = situation.kind(order[order.index(told.id) - 1]).title
        yield Mover(says=f"a told day of: {awaited}")
    title = situation.kind(told.id).title
    yield Mover(says=f"another day of: {title} (now {told.day})")
    cap = found.term.cap
    if cap is not None and cap.trigger != told.id:
        yield Mover(says=f"another day of: {situation.kind(cap.trigger).title}")


def _trigger(situation: Situation, found: Reckoning) -> Event | None:
    return situation.event(found.start.told.id)


def _other_methods(
    situation: Situation, found: Reckoning
) -> Iterator[tuple[str, Told]]:
    event = _trigger(situation, found)
    if event is None or not (found.term.service or found.term.methods):
        return
    title = situation.kind(event.id).title
    for method in situation.programme.methods:
        if method.id != event.method:
            other = replace(event, method=method.id)
            says = f"{title}, by {method.title}"
            yield says, with_event(situation.told, event, other)


def _after_hours(situation: Situation, found: Reckoning) -> Iterator[tuple[str, Told]]:
    event = _trigger(situation, found)
    rule = cut_off(situation, event) if event else None
    if event is None or rule is None:
        return
    limit = rule.after.strftime("%H:%M")
    title = situation.kind(event.id).title
    if event.time is None or event.time <= rule.after:
        other, words = replace(event, time=just_after(rule)), "after"
    else:
        other, words = replace(event, time=rule.after), "by"
    yield f"{title}, {words} {limit}", with_event(situation.told, event, other)


def _other_facts(
    situation: Situation, deadline: Deadline
) -> Iterator[tuple[str, Told]]:
    for fact in consulted(deadline):
        asked = situation.asked(fact)
        others = [one for one in asked.takes() if one != situation.value(fact)]
        kept = tuple(one for one in situation.told.facts if one.id != fact)
        for value in others:
            facts = (*kept, ToldFact(id=fact, value=value))
            yield f"{asked.title}  '{value}'", replace(situation.told, facts=facts)


def _extensions(situation: Situation, found: Reckoning) -> Iterator[tuple[str, Told]]:
    extension = found.term.extension
    if extension is None or situation.event(extension.event) is not None:
        return
    granted = Event(id=extension.event, day=found.start.told.day)
    title = situation.kind(extension.event).title
    yield title, with_event(situation.told, None, granted)


def _closed(situation: Situation, found: Reckoning) -> Iterator[tuple[str, Told]]:
    """Suppose that the last day, or one that was skipped, were otherwise."""
    last = ClosedDay(day=found.day, name="supposed")
    yield f"{found.day} being closed", _closing(situation.told, last)
    for day in dict.fromkeys(one.day for one in _extra(situation, found)):
        kept = tuple(one for one in situation.told.closed if one.day != day)
        yield f"{day} being open", replace(situation.told, closed=kept)


def _extra(situation: Situation, found: Reckoning) -> Iterator[ClosedDay]:
    skipped: set[dt.date] = {
        one.day for step in found.count.steps for one in step.skipped
    }
    for one in situation.told.closed:
        if one.day in skipped:
            yield one


def _closing(told: Told, day: ClosedDay) -> Told:
    return replace(told, closed=(*told.closed, day))
