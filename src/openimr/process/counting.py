"""From a trigger to a last day: count, extend for service, cap, extend, roll."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from openimr.domain.calendars import Cited, MethodRule, Unit
from openimr.domain.clock import Counted, Skipped
from openimr.domain.deadlines import Term
from openimr.errors import InputError

from .arrivals import Arrival, arrival
from .calendars import later, months_later
from .situation import Situation

_DAY = 24


@dataclass(slots=True, kw_only=True)
class Count:
    """A count under way: where it has come to, and by which steps."""

    day: dt.date
    time: dt.time | None = None
    limit: dt.date | None = None
    """The day that is never passed, where one is known."""

    steps: list[Counted] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    rests_on: list[Cited] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def step(
        self,
        says: str,
        day: dt.date,
        rule: str | None = None,
        skipped: tuple[Skipped, ...] = (),
    ) -> None:
        """Go on to a day."""
        self.day = day
        self.steps.append(Counted(says=says, day=day, rule=rule, skipped=skipped))
        if rule is not None and rule not in self.rules:
            self.rules.append(rule)


def amount(number: int, unit: Unit) -> str:
    """Return a period in words.

    >>> amount(1, Unit.BUSINESS_DAYS), amount(30, Unit.CALENDAR_DAYS)
    ('1 business day', '30 calendar days')
    """
    words = unit.value.replace("_", " ")
    return f"{number} {words if number != 1 else words.removesuffix('s')}"


def count(situation: Situation, term: Term, start: Arrival, rule: str) -> Count:
    """Return the last day of a term that runs from an arrival, with its steps.

    The order is: the period itself, what the method of service adds, an extension
    that was granted, the day that is never passed, and last the rolling.

    Raises:
        InputError: no calendar reaches that far.
    """
    hours = term.unit is Unit.HOURS
    made = Count(day=start.event.day, time=start.event.time if hours else None)
    made.steps += start.steps
    made.rests_on += [term, *start.rests_on]
    made.rules += [rule, *start.rules]
    _add(situation, made, term.number, term.unit, term.calendar, rule)
    for stage in _STAGES:
        stage(situation, made, term, start)
    return made


def _add(  # noqa: PLR0913, PLR0917 - a period is a number, a unit and a calendar
    situation: Situation,
    made: Count,
    number: int,
    unit: Unit,
    calendar: str | None,
    rule: str,
    why: str = "",
) -> None:
    words = amount(number, unit) + why
    if unit is Unit.HOURS:
        _add_hours(situation, made, number, rule, words)
        return
    if unit is Unit.MONTHS:
        made.step(words, months_later(made.day, number), rule)
        return
    if unit is Unit.BUSINESS_DAYS:
        days = situation.days(calendar)
        day, skipped = days.count(made.day, number)
        made.step(words, day, rule, skipped)
        made.rests_on += [h for h in days.calendar.holidays if _bears(h.name, skipped)]
    else:
        made.step(words, later(made.day, number), rule)
    first = situation.programme.first_day_rule
    if first not in made.rules:
        made.rules.append(first)


def _bears(name: str, skipped: tuple[Skipped, ...]) -> bool:
    return any(one.why == name for one in skipped)


def _add_hours(
    situation: Situation, made: Count, number: int, rule: str, words: str
) -> None:
    if made.time is None:
        made.assumed.append(
            "The hour from which hours run is not known; whole days are counted."
        )
        made.step(words, later(made.day, -(-number // _DAY)), rule)
        return
    zone = ZoneInfo(situation.programme.timezone)
    try:
        begun = dt.datetime.combine(made.day, made.time, zone).astimezone(dt.UTC)
        end = (begun + dt.timedelta(hours=number)).astimezone(zone)
    except OverflowError:
        raise InputError(
            f"{made.day}: no calendar reaches {number} hours on.  Check the date."
        ) from None
    made.step(words, end.date(), rule)
    made.time = end.time()


def _serve(situation: Situation, made: Count, term: Term, start: Arrival) -> None:
    if term.service is None:
        return
    [table] = [t for t in situation.programme.service_tables if t.id == term.service]
    method = start.event.method
    if method is None:
        made.assumed.append(
            "The method of service is not known; nothing is added for it."
        )
        return
    rule = next((one for one in table.methods if one.method == method), None)
    if rule is None or not rule.number:
        return
    made.rests_on.append(rule)
    why = f" for service by {_title(situation, rule)}"
    _add(situation, made, rule.number, rule.unit, rule.calendar, table.rule, why)


def _title(situation: Situation, rule: MethodRule) -> str:
    return next(m.title for m in situation.programme.methods if m.id == rule.method)


def _extend(situation: Situation, made: Count, term: Term, _: Arrival) -> None:
    extension = term.extension
    if extension is None or situation.event(extension.event) is None:
        return
    made.rests_on.append(extension)
    why = f", since {situation.kind(extension.event).title.lower()}"
    number, unit = extension.number, extension.unit
    _add(situation, made, number, unit, None, extension.rule, why)


def _cap(situation: Situation, made: Count, term: Term, _: Arrival) -> None:
    found = arrival(situation, term.cap.trigger) if term.cap else None
    if found is None or term.cap is None:
        return
    limit = Count(day=found.event.day)
    _add(situation, limit, term.cap.number, term.cap.unit, None, made.rules[0])
    made.limit = limit.day
    if limit.day < made.day:
        words = amount(term.cap.number, term.cap.unit)
        says = f"never more than {words} from {found.event.day}"
        made.step(says, limit.day, made.rules[0])


def _roll(situation: Situation, made: Count, term: Term, _: Arrival) -> None:
    if term.rolls is None:
        return
    days = situation.days(term.calendar)
    day, skipped = days.roll(made.day)
    if not skipped:
        return
    [rule] = [one for one in situation.programme.rules if one.id == term.rolls]
    made.rests_on += [
        rule,
        *(h for h in days.calendar.holidays if _bears(h.name, skipped)),
    ]
    made.step("the last day is closed and rolls on", day, term.rolls, skipped)


_STAGES: tuple[Callable[[Situation, Count, Term, Arrival], None], ...] = (
    _serve,
    _extend,
    _cap,
    _roll,
)
