"""Conditions of a programme, answered true, false or 'cannot tell' (Kleene)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openimr.domain.deadlines import Condition, Deadline
from openimr.domain.eligibility import Datum

from .lateness import lateness
from .situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An answer, what it rests on and what would settle it."""

    holds: bool | None
    data: tuple[Datum, ...] = ()
    missing: tuple[str, ...] = ()


def test(situation: Situation, condition: Condition) -> Finding:
    """Answer one condition; None is 'cannot tell'."""
    for groups, decide in (
        (condition.all, _all),
        (condition.any, _any),
        (condition.none, _none),
    ):
        if groups:
            return _joined([test(situation, one) for one in groups], decide)
    if condition.fact is not None:
        return _fact(situation, condition.fact, condition.one_of)
    if condition.given is not None:
        return _given(situation, condition.given)
    if condition.happened is not None:
        return _happened(situation, condition.happened)
    if condition.event is not None:
        return _dated(situation, condition, condition.event)
    return _late(situation, condition.late)


def _all(answers: Sequence[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _any(answers: Sequence[bool | None]) -> bool | None:
    if True in answers:
        return True
    return None if None in answers else False


def _none(answers: Sequence[bool | None]) -> bool | None:
    found = _any(answers)
    return None if found is None else not found


def _joined(
    parts: Sequence[Finding], decide: Callable[[Sequence[bool | None]], bool | None]
) -> Finding:
    holds = decide([one.holds for one in parts])
    missing = [word for one in parts for word in one.missing] if holds is None else []
    return Finding(
        holds=holds,
        data=_once([datum for one in parts for datum in one.data]),
        missing=tuple(dict.fromkeys(missing)),
    )


def _once(data: Sequence[Datum]) -> tuple[Datum, ...]:
    return tuple(dict.fromkeys(data))


def _fact(situation: Situation, fact: str, values: Sequence[str]) -> Finding:
    value, title = situation.fact(fact), situation.asked(fact).title
    if value is None:
        return Finding(holds=None, missing=(title,))
    datum = Datum(name=title, value=value, where=situation.where(fact))
    return Finding(holds=value in values, data=(datum,))


def _given(situation: Situation, fact: str) -> Finding:
    value, title = situation.fact(fact), situation.asked(fact).title
    if value is None:
        return Finding(holds=False)
    datum = Datum(name=title, value=value, where=situation.where(fact))
    return Finding(holds=True, data=(datum,))


def _happened(situation: Situation, event: str) -> Finding:
    found = _datum(situation, event)
    return Finding(holds=bool(found), data=found)


def _datum(situation: Situation, event: str) -> tuple[Datum, ...]:
    found = situation.event(event)
    if found is None:
        return ()
    title = situation.kind(event).title
    value = f"{found.day}" + (f", by {found.method}" if found.method else "")
    return (Datum(name=title, value=value, where=found.where),)


def _dated(situation: Situation, condition: Condition, event: str) -> Finding:
    found = situation.event(event)
    names = [event, *([condition.not_after] if condition.not_after else [])]
    data = _once([datum for name in names for datum in _datum(situation, name)])
    unknown = [name for name in names if situation.event(name) is None]
    if found is None and condition.before is not None:
        bound = _dated_not_before(situation, condition.before, event)
        if bound is not None:
            return bound
    if found is None or unknown:
        titles = tuple(situation.kind(name).title for name in unknown)
        return Finding(holds=None, data=data, missing=titles)
    if condition.before is not None:
        return Finding(holds=found.day < condition.before, data=data)
    other = situation.event(str(condition.not_after))
    return Finding(holds=other is not None and found.day <= other.day, data=data)


def _dated_not_before(
    situation: Situation, before: dt.date, event: str
) -> Finding | None:
    """Answer for an event that nobody told by one that it cannot have preceded."""
    for name in situation.kind(event).not_before:
        earlier = situation.event(name)
        if earlier is not None and earlier.day >= before:
            return Finding(holds=False, data=_datum(situation, name))
    return None


def _late(situation: Situation, deadlines: Sequence[str]) -> Finding:
    chosen = [one for one in situation.programme.deadlines if one.id in deadlines]
    if any(tolled(situation, one) for one in chosen):
        return Finding(holds=False)
    found = lateness(situation, chosen)
    names = [*found.met_by, *found.triggers]
    data = [datum for name in names for datum in _datum(situation, name)]
    return Finding(
        holds=found.late,
        data=_once([*data, *(Datum(name=n, value=v) for n, v in found.limits)]),
        missing=found.missing,
    )


def tolled(situation: Situation, deadline: Deadline) -> bool:
    """Tell whether a deadline is known to be tolled."""
    condition = deadline.tolled_if
    return condition is not None and test(situation, condition).holds is True
