"""A review programme as data: events, deadlines, grounds, records, money.

What a file of ``process/programmes`` says, one class a kind of entry.  The clock and
the screen of applications work on these alone and know no programme by name.
"""

from dataclasses import dataclass
from enum import StrEnum

from .calendars import ALWAYS, Calendar, Cited, Effective, ServiceTable, Source
from .deadlines import (
    Choice,
    Condition,
    CutOff,
    Deadline,
    Deemed,
    EventKind,
    FactAsked,
    Named,
    Rule,
    Stage,
    Window,
)


class Effect(StrEnum):
    """What a ground does to an application."""

    INELIGIBLE = "ineligible"
    TERMINATED = "terminated"
    DEFERRED = "deferred"
    REGULAR = "regular"
    """Reviewed, but not as fast as was asked for."""

    FLAG = "flag"
    """Nothing; somebody should know of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundEdition(Cited):
    """A ground as it stood for a time; sentences go into the notice as they are."""

    effect: Effect
    fails_if: Condition
    fails: str
    passes: str
    effective: Effective = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Named):
    """A ground on which an application is not, or not yet, reviewed."""

    keyed_on: str
    """Event whose day chooses the edition."""

    editions: tuple[GroundEdition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule(Cited):
    """One item of the packet that somebody owes the reviewer."""

    id: str
    title: str
    owed_by: str
    deadline: str | None = None
    needed: bool = False
    """True where the file is not complete without it."""

    owed_if: Condition | None = None
    kinds: tuple[str, ...] = ()
    """Kinds of documents that can be it; empty where a file cannot show it."""

    certain: bool = True
    """False where a paper of the kind may be it, but need not."""

    of_requester: bool = False
    """True where only reports of the requesting physician are it."""

    months_before: int | None = None
    """How far back from the request its reports reach."""

    keyed_on: tuple[str, ...] = ()
    """Events, the first known of which is the request it reaches back from."""

    effective: Effective = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Cited):
    """A sum in US dollars: a fee, or a penalty a day with a limit."""

    id: str
    title: str
    dollars: int
    per_day: bool = False
    limit: int | None = None
    when: tuple[Choice, ...] = ()
    deadline: str | None = None
    """Deadline whose missing costs it."""

    effective: Effective = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A review programme: everything that its file says."""

    id: str
    title: str
    jurisdiction: str
    timezone: str
    calendar: str
    """Calendar that counts where nothing else is said."""

    first_day_rule: str
    """Rule that says which day is the first that counts: the day after."""

    sources: tuple[Source, ...]
    actors: tuple[Named, ...]
    methods: tuple[Named, ...]
    calendars: tuple[Calendar, ...]
    service_tables: tuple[ServiceTable, ...] = ()
    stages: tuple[Stage, ...]
    rules: tuple[Rule, ...]
    events: tuple[EventKind, ...]
    facts: tuple[FactAsked, ...]
    cut_offs: tuple[CutOff, ...] = ()
    deemed: tuple[Deemed, ...] = ()
    deadlines: tuple[Deadline, ...]
    windows: tuple[Window, ...] = ()
    grounds: tuple[Ground, ...] = ()
    records: tuple[RecordRule, ...] = ()
    sole_basis: Rule | None = None
    """Why the decision under review alone is never enough to decide on."""

    no_basis: tuple[str, ...] = ()
    """Kinds of papers that are nothing to decide on beside it."""

    penalties: tuple[Money, ...] = ()
    fees: tuple[Money, ...] = ()
    appeal_grounds: tuple[Rule, ...] = ()
