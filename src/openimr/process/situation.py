"""What is known of a dispute, looked up by the ids of its programme."""

import datetime as dt
from collections.abc import Iterable, Sequence

from openimr.domain.calendars import Calendar
from openimr.domain.clock import Event, Told
from openimr.domain.deadlines import Choice, EventKind, FactAsked
from openimr.domain.programme import Programme
from openimr.errors import InputError

from .calendars import BusinessDays


class Situation:
    """A programme and what was told of one dispute."""

    def __init__(self, programme: Programme, told: Told) -> None:
        self.programme = programme
        self.told = told
        self._facts = {one.id: one for one in told.facts}
        self._asked = {one.id: one for one in programme.facts}
        self._kinds = {one.id: one for one in programme.events}
        self._calendars = {one.id: one for one in programme.calendars}
        self._days: dict[str, BusinessDays] = {}

    def with_told(self, told: Told) -> "Situation":
        """Return the same programme with something else told."""
        return Situation(self.programme, told)

    def event(self, id_: str) -> Event | None:
        """Return the last event of a kind; None where nobody told of one."""
        return max(self._events([id_]), key=_order, default=None)

    def first_since(self, ids: Sequence[str], day: dt.date) -> Event | None:
        """Return the first event of some kinds on or after a day, else the last."""
        found = sorted(self._events(ids), key=_order)
        since = [one for one in found if one.day >= day]
        return next(iter(since), found[-1] if found else None)

    def _events(self, ids: Iterable[str]) -> list[Event]:
        wanted = set(ids)
        return [one for one in self.told.events if one.id in wanted]

    def fact(self, id_: str) -> str | None:
        """Return what was told; None where nobody told."""
        found = self._facts.get(id_)
        return found.value if found else None

    def where(self, id_: str) -> str:
        """Return which paper told a fact."""
        found = self._facts.get(id_)
        return found.where if found else ""

    def value(self, id_: str) -> str | None:
        """Return what was told of a fact, else what is usual."""
        return self.fact(id_) or self._asked[id_].usual

    def asked(self, id_: str) -> FactAsked:
        """Return the question behind a fact."""
        return self._asked[id_]

    def kind(self, id_: str) -> EventKind:
        """Return the kind of an event."""
        return self._kinds[id_]

    def holds(self, choices: Sequence[Choice]) -> bool:
        """Tell whether every choice is met by what was told or is usual."""
        return all(self.value(one.fact) in one.one_of for one in choices)

    def days(self, calendar: str | None) -> BusinessDays:
        """Return the business days of a calendar, the programme's own by default."""
        id_ = calendar or self.programme.calendar
        if id_ not in self._days:
            found: Calendar = self._calendars[id_]
            self._days[id_] = BusinessDays(found, self.told.closed)
        return self._days[id_]


def _order(event: Event) -> tuple[dt.date, dt.time]:
    return event.day, event.time or dt.time.min


def check_told(programme: Programme, told: Told) -> None:
    """Make sure that everything told is known to the programme.

    Raises:
        InputError: an event, fact, value, method, actor or record that it lacks.
    """
    kinds = {one.id for one in programme.events}
    actors = {one.id for one in programme.actors}
    methods = {one.id for one in programme.methods}
    records = {one.id for one in programme.records}
    for event in told.events:
        _known("event", event.id, kinds)
        if event.method is not None:
            _known("method", event.method, methods)
        if event.by is not None:
            _known("actor", event.by, actors)
    for record in (*told.certified, *told.supplied):
        _known("record", record, records)
    _check_facts(programme, told)


def _check_facts(programme: Programme, told: Told) -> None:
    asked = {one.id: one for one in programme.facts}
    for fact in told.facts:
        _known("fact", fact.id, asked)
        takes = asked[fact.id].takes()
        if takes and fact.value not in takes:
            raise InputError(
                f"{fact.id}: not an answer that it takes.  "
                f"Give one of {', '.join(takes)}."
            )


def _known(what: str, id_: str, known: Iterable[str]) -> None:
    names = sorted(known)
    if id_ not in names:
        raise InputError(
            f"{what} '{id_}': the programme knows none of that name.  "
            f"Use one of {', '.join(names)}."
        )
