"""What happened in a dispute and what is due: events, due dates and their working."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from .calendars import Unit
from .evidence import Evidence
from .guideline import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, as somebody told it."""

    id: str
    """Id of the programme's kind of event."""

    day: dt.date
    time: dt.time | None = None
    """Hour in the programme's time zone; None where nobody noted it."""

    method: str | None = None
    by: str | None = None
    where: str = ""
    """Which paper or file tells of it."""

    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFact:
    """The answer to one question of the programme."""

    id: str
    value: str
    where: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDay:
    """A day that is closed beside those of the calendars, such as in a flood."""

    day: dt.date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that is known of a dispute at a moment."""

    events: tuple[Event, ...] = ()
    facts: tuple[ToldFact, ...] = ()
    closed: tuple[ClosedDay, ...] = ()
    certified: tuple[str, ...] = ()
    """Ids of records that the one who owes them certified not to exist."""

    supplied: tuple[str, ...] = ()
    """Ids of records that were supplied, whatever the file shows."""

    earlier: tuple[str, ...] = ()
    """Keys of disputes that were filed before (:func:`openimr.process.dispute_key`)."""


class Status(StrEnum):
    """How a deadline stands."""

    NOT_RUNNING = "not running"
    """What it runs from has not happened, or nobody has told of it."""

    TOLLED = "tolled"
    STOPPED = "stopped"
    OPEN = "open"
    OVERDUE = "overdue"
    LAPSED = "lapsed"
    """A right that nobody used in time; nothing is owed any more."""

    MET = "met"
    MET_LATE = "met late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A day that was not counted, or rolled over, and why."""

    day: dt.date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One step of the way from the trigger to the due date."""

    says: str
    day: dt.date
    """Where the step ends."""

    rule: str | None = None
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """Something that would move a due date."""

    says: str
    day: dt.date | None = None
    """Where it would then fall; None where that depends on a day nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """A deadline of one dispute, with its whole working."""

    deadline: str
    title: str
    owes: str
    status: Status
    rules: tuple[str, ...]
    citation: str
    mark: Mark
    """UNVERIFIED if anything that the date rests on is."""

    day: dt.date | None = None
    """Last day; None where the clock does not run."""

    time: dt.time | None = None
    """Last hour, where the period is counted in hours from a known hour."""

    number: int | None = None
    unit: Unit | None = None
    trigger: Event | None = None
    """What it runs from, on the day from which was counted."""

    steps: tuple[Counted, ...] = ()
    assumed: tuple[str, ...] = ()
    """What was taken for granted, a sentence each."""

    movers: tuple[Mover, ...] = ()
    awaits: tuple[str, ...] = ()
    """Titles of events that would start the clock."""

    met: Event | None = None
    days_late: int = 0
    """Calendar days past the last day, up to the event that met it, or today."""

    when_late: str = ""

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Return every day that was not counted or was rolled over."""
        return tuple(day for step in self.steps for day in step.skipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A due date that is not what it was, and what made the difference."""

    deadline: str
    title: str
    before: dt.date | None
    after: dt.date | None
    status_before: Status
    status_after: Status
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The state a dispute is in, and what does not fit the programme."""

    stage: str
    title: str
    final: bool
    since: dt.date | None
    road: tuple[tuple[str, str], ...]
    """Event and the state that it led to, in the order of time."""

    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """All due dates of a dispute on a day."""

    programme: str
    today: dt.date
    position: Position
    due: tuple[DueDate, ...]
    """Running ones by day first, then the rest in the programme's order."""
