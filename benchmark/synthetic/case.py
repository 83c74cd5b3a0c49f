"""Draw the case of a letter: its days, the worker, the reviewer."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from .days import day
from .dice import Dice, Weighted
from .stock import data


class Reviewer(NamedTuple):
    """Who decides, without a name."""

    number: int
    states: tuple[str, ...]
    boards: tuple[str, ...]
    subspecialties: tuple[str, ...]


class Case(NamedTuple):
    """What all items of a letter share; days are ordinals."""

    year: int
    number: str
    injured: int
    visit: int
    asked: int
    denied: int
    applied: int
    assigned: int
    decided: int
    expedited: bool
    age: int
    female: bool
    reviewer: Reviewer


REVIEWERS = 600


def draw_case(dice: Dice, number: int) -> Case:
    """Return the case of the letter of a number."""
    year = dice.weighted(_years())
    figures = data("programme")["years"][year]
    decided = _working(
        dice, date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    )
    low, high = figures["days"]
    expedited = dice.chance(data("programme")["expedited"])
    assigned = decided - (dice.between(3, 8) if expedited else dice.between(low, high))
    applied = assigned - dice.between(5, 20)
    denied = applied - dice.between(3, 28)
    asked = denied - dice.between(3, 12)
    visit = asked - dice.between(0, 12)
    lasted = 200 + int(6000 * dice.roll() ** 2.2)
    age = min(74, max(19, int(30 + 17 * (dice.roll() + dice.roll()))))
    return Case(
        year=year,
        number=f"CM{day(applied).year % 100:02}-{number % 9_000_000 + 1_000_000:07}",
        injured=visit - lasted,
        visit=visit,
        asked=asked,
        denied=denied,
        applied=applied,
        assigned=assigned,
        decided=decided,
        expedited=expedited,
        age=age,
        female=dice.chance(0.46),
        reviewer=reviewers()[int(REVIEWERS * dice.roll() ** 2)],
    )


@cache
def reviewers() -> tuple[Reviewer, ...]:
    """Return the reviewers of the made-up programme; all seeds have the same."""
    return tuple(_reviewer(Dice(0, number, 99), number) for number in range(REVIEWERS))


def _reviewer(dice: Dice, number: int) -> Reviewer:
    persons: dict[str, Any] = data("persons")
    specialty = dice.weighted(
        Weighted.of((s, s["weight"]) for s in persons["specialties"])
    )
    subs = specialty["sub"]
    states = dict.fromkeys(
        dice.pick(persons["states"]) for _ in range(dice.between(1, 2))
    )
    return Reviewer(
        number=number,
        states=tuple(states),
        boards=(specialty["name"],),
        subspecialties=(dice.pick(subs),) if subs and dice.chance(0.5) else (),
    )


@cache
def _years() -> Weighted[int]:
    rows = data("programme")["years"].items()
    return Weighted.of((year, row["letters"]) for year, row in rows)


def _working(dice: Dice, first: int, last: int) -> int:
    """Return a day that is no Saturday or Sunday."""
    drawn = dice.between(first, last)
    weekday = (drawn - 1) % 7
    return drawn - (weekday - 4 if weekday > 4 else 0)
