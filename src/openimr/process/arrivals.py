"""The day from which an event counts: deemed receipt and cut-off hours."""

import datetime as dt
from dataclasses import dataclass, replace

from openimr.domain.calendars import Cited, Unit
from openimr.domain.clock import Counted, Event
from openimr.domain.deadlines import CutOff

from .calendars import later
from .situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An event on the day from which it counts."""

    told: Event
    """As it was told; its day chooses the edition of a rule."""

    event: Event
    steps: tuple[Counted, ...] = ()
    assumed: tuple[str, ...] = ()
    rests_on: tuple[Cited, ...] = ()
    rules: tuple[str, ...] = ()


def arrival(situation: Situation, id_: str) -> Arrival | None:
    """Return an event as it counts; None where nobody told of it."""
    event = situation.event(id_)
    if event is not None:
        made = Arrival(told=event, event=event)
    else:
        found = _deemed(situation, id_)
        if found is None:
            return None
        made = found
    return _after_hours(situation, made)


def _deemed(situation: Situation, id_: str) -> Arrival | None:
    for rule in situation.programme.deemed:
        sent = situation.event(rule.follows) if rule.event == id_ else None
        if sent is None or sent.method not in rule.methods:
            continue
        if rule.unit is Unit.BUSINESS_DAYS:
            day, skipped = situation.days(None).count(sent.day, rule.number)
        else:
            day, skipped = later(sent.day, rule.number), ()
        says = (
            f"sent on {sent.day} by {sent.method}: taken to be received "
            f"{_amount(rule.number, rule.unit)} later"
        )
        step = Counted(says=says, day=day, rule=rule.rule, skipped=skipped)
        event = replace(sent, id=id_, day=day, time=None)
        return Arrival(
            told=event, event=event, steps=(step,), rests_on=(rule,), rules=(rule.rule,)
        )
    return None


def _amount(number: int, unit: Unit) -> str:
    return f"{number} {unit.value.replace('_', ' ')}"


def _after_hours(situation: Situation, made: Arrival) -> Arrival:
    event = made.event
    rule = cut_off(situation, event)
    if rule is None or event.time is None or event.time <= rule.after:
        return made
    day, skipped = situation.days(rule.calendar).count(event.day, 1)
    at, limit = event.time.strftime("%H:%M"), rule.after.strftime("%H:%M")
    says = f"came at {at}, after {limit}: counts as received on {day}"
    step = Counted(says=says, day=day, rule=rule.rule, skipped=skipped)
    return replace(
        made,
        event=replace(event, day=day, time=None),
        steps=(*made.steps, step),
        rests_on=(*made.rests_on, rule),
        rules=(*made.rules, rule.rule),
    )


def cut_off(situation: Situation, event: Event) -> CutOff | None:
    """Return the cut-off hour that an event is held against, be it late or not."""
    for rule in situation.programme.cut_offs:
        if event.id not in rule.events or event.method not in rule.methods:
            continue
        if not any(situation.holds([one]) for one in rule.unless):
            return rule
    return None


def just_after(rule: CutOff) -> dt.time:
    """Return the first minute that is too late."""
    moment = dt.datetime.combine(dt.date.min, rule.after) + dt.timedelta(minutes=1)
    return moment.time()
