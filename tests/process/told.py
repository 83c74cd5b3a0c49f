"""Small ways to say what happened, for the tests of this folder."""

import datetime as dt

from openimr.domain.clock import DueDate, Event, Told, ToldFact
from openimr.process import load_programme, read_clock

CALIFORNIA = load_programme()
EXAMPLE = load_programme("generic_external_review")
LATE_TODAY = dt.date(2030, 1, 1)


def day(text: str) -> dt.date:
    """Return a day."""
    return dt.date.fromisoformat(text)


def event(words: str) -> Event:
    """Return an event: ``rfa_received 2014-11-10 18:00 fax``; hour and method last."""
    id_, when, *rest = words.split()
    times = [dt.time.fromisoformat(word) for word in rest if ":" in word]
    methods = [word for word in rest if ":" not in word]
    return Event(
        id=id_,
        day=day(when),
        time=times[0] if times else None,
        method=methods[0] if methods else None,
    )


def told(*events: str, **facts: str) -> Told:
    """Return what is told: events in words, facts by name."""
    return Told(
        events=tuple(map(event, events)),
        facts=tuple(ToldFact(id=id_, value=value) for id_, value in facts.items()),
    )


def due(deadline: str, known: Told, today: dt.date = LATE_TODAY) -> DueDate:
    """Return one due date of the Californian programme."""
    reading = read_clock(CALIFORNIA, known, today)
    [found] = [one for one in reading.due if one.deadline == deadline]
    return found
