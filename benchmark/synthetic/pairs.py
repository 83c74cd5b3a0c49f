"""Pairs of letters that differ in one criterion, with opposite outcomes.

They test the search for precedents: everything but one fact is alike, and the fact
decides.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .case import Case, draw_case
from .criteria import PRESENT, era_of, rule, turns
from .days import day
from .dice import Dice
from .letter import Letter, Source, compose
from .state import Drawn, State, rule_holds
from .stock import asked

_PAIR, _SECOND = 11, 12


class Pair(NamedTuple):
    """Two letters, and what parts them."""

    overturned: Letter
    upheld: Letter
    family: str
    guideline: str
    criterion: str | None
    """Id of the criterion that is met in the one and fails in the other."""

    fact: str
    how: str
    """How the upheld letter tells the fact: absent, beyond or silent."""


def pairs(count: int, seed: int, *, reworded: bool = False) -> Iterator[Pair]:
    """Yield pairs; treatments and separating facts take turns in the order of the file.

    The two letters of a pair have the same worker, days and words, but other case
    numbers.  ``reworded`` tells the second in other words, of another worker.
    """
    for number in range(count):
        yield _pair(seed, number, reworded)


def _pair(seed: int, number: int, reworded: bool) -> Pair:
    dice = Dice(seed, number, _PAIR)
    kinds = separating(era_of(day(_case(seed, number).denied)))
    key, fact = kinds[number % len(kinds)]
    case = _case(seed, number)
    item = asked()[key]
    era = era_of(day(case.denied))
    region = dice.pick(item.regions)
    side = "left" if dice.chance(0.5) else "right"
    usual = next(n for n, request in enumerate(item.requests) if not request.excess)
    place = item.facts.index(fact)
    how = dice.pick(
        [way for at, way in turns(key, usual, region, era) if at == place] or [PRESENT]
    )
    met = (PRESENT,) * len(item.facts)
    turned = (*met[:place], how, *met[place + 1 :])
    one, other = (
        _letter(seed, 2 * number + second, case, State(region, side, (drawn,)))
        for second, drawn in enumerate(
            _drawn(key, usual, region, era, hows) for hows in (met, turned)
        )
    )
    if reworded:
        other = _letter(
            seed,
            2 * number + 1,
            _case(seed, number, _SECOND),
            State(region, side, (_drawn(key, usual, region, era, turned),)),
            telling=_SECOND,
        )
    deciding = other.truth.items[0]
    return Pair(
        one, other, item.family, deciding.guideline, deciding.criterion, fact, how
    )


@cache
def separating(era: int) -> tuple[tuple[int, str], ...]:
    """Return every treatment and fact that alone turns it, treatments taking turns."""
    found: list[list[tuple[int, str]]] = []
    for item in asked():
        usual = [n for n, request in enumerate(item.requests) if not request.excess]
        region = item.regions[0]
        if not usual or not rule_holds(item, region, era):
            continue
        places = dict.fromkeys(at for at, _ in turns(item.key, usual[0], region, era))
        ruling = rule(item.key, usual[0], region, era, (PRESENT,) * len(item.facts))
        if ruling is not None and ruling.decision == "overturned":
            found.append([(item.key, item.facts[at]) for at in places])
    longest = max(map(len, found), default=0)
    return tuple(row[n] for n in range(longest) for row in found if n < len(row))


def _case(seed: int, number: int, purpose: int = _PAIR) -> Case:
    """Return the case of a pair; without a second purpose both have the same."""
    return draw_case(Dice(seed, number, purpose + 100), 2 * number)


def _drawn(
    key: int, request: int, region: str, era: int, hows: tuple[str, ...]
) -> Drawn:
    ruling = rule(key, request, region, era, hows)
    assert ruling is not None  # noqa: S101 - chosen among those with criteria
    return Drawn(asked()[key], request, hows, era, ruling, ruling.decision, stock=False)


def _letter(
    seed: int, place: int, case: Case, state: State, telling: int = _PAIR
) -> Letter:
    """Return a letter by its place among all of the pairs."""
    number, second = divmod(place, 2)
    label = f"{case.number[:5]}{place + 1_000_000:07}"
    form = Dice(seed, number, _PAIR)
    made = Source(seed, number, case._replace(number=label), state, form)
    letter = compose(made, (), Dice(seed, number, telling))
    name = f"synthetic-pair-{number:05}-{'ab'[second]}"
    return letter._replace(name=name, truth=letter.truth._replace(name=name))
