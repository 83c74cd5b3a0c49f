"""Calendars and periods of a review programme: what a day is, and where it was read."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from .guideline import Mark


class Unit(StrEnum):
    """What a period is counted in."""

    CALENDAR_DAYS = "calendar_days"
    BUSINESS_DAYS = "business_days"
    HOURS = "hours"
    MONTHS = "months"


class Weekday(StrEnum):
    """Days of the week, Monday first as in :meth:`datetime.date.weekday`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @classmethod
    def of(cls, day: dt.date) -> "Weekday":
        """Return the weekday of a day.

        >>> Weekday.of(dt.date(2014, 12, 26)).value
        'friday'
        """
        return tuple(cls)[day.weekday()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """First and last day on which something is in force; None is 'open'."""

    first: dt.date | None = None
    last: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether a day lies between the first and the last."""
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


ALWAYS = Effective()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Something that rests on a law, a regulation or a document."""

    citation: str
    mark: Mark
    """Whether the passage was read at a source, or is known from elsewhere only."""

    sources: tuple[str, ...] = ()
    """Ids of the programme's sources."""

    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a passage was read."""

    id: str
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(Cited):
    """One rule for one closed day a year, or for a single day.

    Fixed (``month``, ``day``), by weekday (``month``, ``nth``, ``weekday``; -1 is the
    last) or once (``on``); ``shift`` moves it, ``saturday`` and ``sunday`` by how many
    days it is observed elsewhere when it falls there.
    """

    id: str
    name: str
    month: int | None = None
    day: int | None = None
    nth: int | None = None
    weekday: Weekday | None = None
    on: dt.date | None = None
    shift: int = 0
    saturday: int = 0
    sunday: int = 0
    effective: Effective = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which days are business days."""

    id: str
    title: str
    weekend: tuple[Weekday, ...]
    checked: Effective
    """Days for which the holidays were checked; beyond them a date says so."""

    holidays: tuple[Holiday, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRule(Cited):
    """What service by one method adds to a period."""

    method: str
    number: int
    unit: Unit = Unit.CALENDAR_DAYS
    calendar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTable:
    """Extensions by method of service; a method not named adds nothing."""

    id: str
    title: str
    rule: str
    methods: tuple[MethodRule, ...]
