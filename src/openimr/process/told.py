"""What people tell of a dispute beside its papers: a file of events and facts."""

import datetime as dt
from dataclasses import dataclass, replace

from openimr.domain.clock import ClosedDay, Event, Told, ToldFact
from openimr.domain.programme import Programme
from openimr.errors import InputError, KnowledgeError

from .situation import check_told
from .strict import read_as


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    event: str
    day: dt.date
    time: dt.time | None = None
    method: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    fact: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    events: tuple[_Event, ...] = ()
    facts: tuple[_Fact, ...] = ()
    closed: tuple[ClosedDay, ...] = ()
    certified: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


def parse_told(programme: Programme, data: bytes, name: str) -> Told:
    """Return what a file tells; ``name`` is what errors and answers call it.

    Raises:
        InputError: the file breaks its shape, or tells of something that the
            programme does not know; the message names the line or the word.
    """
    try:
        file = read_as(_File, data, name)
    except KnowledgeError as error:
        raise InputError(str(error)) from None
    told = Told(
        events=tuple(_event(one, name) for one in file.events),
        facts=tuple(ToldFact(id=f.fact, value=f.value, where=name) for f in file.facts),
        closed=file.closed,
        certified=file.certified,
        supplied=file.supplied,
        earlier=file.earlier,
    )
    try:
        check_told(programme, told)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None
    return told


def _event(told: _Event, name: str) -> Event:
    return Event(
        id=told.event,
        day=told.day,
        time=told.time,
        method=told.method,
        by=told.by,
        where=name,
    )


def together(papers: Told, people: Told) -> Told:
    """Return what papers and people tell; where both tell the same, people prevail."""
    events = {one.id for one in people.events}
    facts = {one.id for one in people.facts}
    return replace(
        people,
        events=(*(e for e in papers.events if e.id not in events), *people.events),
        facts=(*(f for f in papers.facts if f.id not in facts), *people.facts),
    )
