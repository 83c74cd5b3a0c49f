"""Periods of a review programme: what is owed by when, and what moves it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from .calendars import ALWAYS, Cited, Effective, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An id of the programme with the words that people read."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Named):
    """A state that a dispute can be in."""

    final: bool = False
    """True where no clock of the dispute runs any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Cited):
    """One rule of the programme, as its id is cited elsewhere."""

    id: str
    says: str
    effective: Effective = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From some states to another."""

    to: str
    after: tuple[str, ...] = ()
    """States it is foreseen from; empty where it may come in any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind(Named):
    """Something that can happen to a dispute."""

    rules: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    """Actors who may cause it; empty where nobody does (a birthday, an injury)."""

    moves: tuple[Move, ...] = ()
    """The first move that fits is made; none for an event beside the main road."""

    not_before: tuple[str, ...] = ()
    """Events that it cannot have come before."""


class FactKind(StrEnum):
    """What kind of answer a question of the programme takes."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAsked(Named):
    """A question of the programme about the dispute, other than a date."""

    kind: FactKind
    values: tuple[str, ...] = ()
    usual: str | None = None
    """What the clock assumes, and says that it assumes, while nobody has told."""

    def takes(self) -> tuple[str, ...]:
        """Return the values that may be given; empty where any text may."""
        return ("yes", "no") if self.kind is FactKind.YES_NO else self.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A fact and the values of it for which something applies."""

    fact: str
    one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A question to what is known, answered true, false or 'cannot tell'.

    Exactly one of: ``all``, ``any``, ``none``; ``fact`` with ``one_of``; ``given``;
    ``happened``; ``event`` with ``before`` (a day) or ``not_after`` (another event);
    ``late`` (deadlines, of which the last to run out counts).
    """

    all: tuple["Condition", ...] = ()
    any: tuple["Condition", ...] = ()
    none: tuple["Condition", ...] = ()
    fact: str | None = None
    one_of: tuple[str, ...] = ()
    given: str | None = None
    happened: str | None = None
    event: str | None = None
    before: dt.date | None = None
    not_after: str | None = None
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """An event that a period can run from."""

    event: str
    assumed: str | None = None
    """Said where the event stands in for a later one that nobody has told."""


class Takes(StrEnum):
    """Which of several triggers counts."""

    FIRST_KNOWN = "first_known"
    LATEST = "latest"
    """The last of them, once all are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """A day that is never passed, whatever the main count gives."""

    number: int
    unit: Unit
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Cited):
    """Time added once an event has happened."""

    event: str
    number: int
    unit: Unit
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Cited):
    """A period: how many of what, from what, for whom and when in force."""

    number: int
    unit: Unit
    triggers: tuple[Trigger, ...]
    takes: Takes = Takes.FIRST_KNOWN
    rule: str | None = None
    """Rule of this term where it is not that of the deadline."""

    when: tuple[Choice, ...] = ()
    methods: tuple[str, ...] = ()
    """Methods of service of the trigger to which the term is kept."""

    rolls: str | None = None
    """Rule by which a last day on a closed day rolls to the next business day."""

    calendar: str | None = None
    service: str | None = None
    """Service table whose extensions are added."""

    cap: Cap | None = None
    extension: Extension | None = None
    effective: Effective = ALWAYS
    """By the day of the trigger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Named):
    """Something owed by a day; the first of its terms that fits counts."""

    rule: str
    owes: str
    met_by: tuple[str, ...]
    when_late: str
    """What follows where it is missed; late is never said to be invalid here."""

    terms: tuple[Term, ...]
    asked_if: Condition | None = None
    """The deadline exists only where this is not false."""

    tolled_if: Condition | None = None
    optional: bool = False
    """True for a right that lapses, where nobody owes anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff(Cited):
    """What comes after an hour counts as come on the next business day."""

    rule: str
    events: tuple[str, ...]
    methods: tuple[str, ...]
    after: dt.time
    calendar: str | None = None
    unless: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deemed(Cited):
    """An event that is taken to have happened some time after another."""

    rule: str
    event: str
    follows: str
    methods: tuple[str, ...]
    number: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Cited):
    """Days around a day on which something is allowed; the day itself is 0."""

    id: str
    title: str
    event: str
    first: int
    last: int
    effective: Effective = ALWAYS
