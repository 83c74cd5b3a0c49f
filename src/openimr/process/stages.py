"""The state a dispute is in: its events in the order of time, one move each."""

import datetime as dt

from openimr.domain.clock import Event, Position
from openimr.domain.deadlines import EventKind, Move

from .situation import Situation


def position(situation: Situation, today: dt.date) -> Position:
    """Return the state that the events up to a day lead to.

    What was told has happened: a move the programme does not foresee is made all the
    same, and a remark says so.  The same goes for an actor who may not cause an event.
    """
    programme = situation.programme
    stage, since = programme.stages[0].id, None
    road: list[tuple[str, str]] = []
    remarks: list[str] = []
    order = {one.id: place for place, one in enumerate(programme.events)}
    happened = [one for one in situation.told.events if one.day <= today]
    for event in sorted(happened, key=lambda one: (one.day, order[one.id])):
        kind = situation.kind(event.id)
        remarks += _wrong_actor(event, kind)
        if not kind.moves:
            continue
        move, foreseen = _move(kind, stage)
        if not foreseen:
            remarks.append(
                f"{kind.title} ({event.day}) is not foreseen from {stage}; what lies "
                "between was not told."
            )
        stage, since = move.to, event.day
        road.append((event.id, stage))
    [found] = [one for one in programme.stages if one.id == stage]
    return Position(
        stage=stage,
        title=found.title,
        final=found.final,
        since=since,
        road=tuple(road),
        remarks=tuple(remarks),
    )


def _move(kind: EventKind, stage: str) -> tuple[Move, bool]:
    for move in kind.moves:
        if not move.after or stage in move.after:
            return move, True
    return kind.moves[0], False


def _wrong_actor(event: Event, kind: EventKind) -> list[str]:
    if event.by is None or not kind.by or event.by in kind.by:
        return []
    may = ", ".join(kind.by)
    return [f"{kind.title} ({event.day}) is told of {event.by}; only {may} may."]
