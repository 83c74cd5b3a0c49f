"""Draw what a letter disputes: treatments, their latent facts, and the decisions."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .case import Case
from .criteria import PRESENT, SILENT, Ruling, era_of, implied, rule, turns, ways
from .days import day
from .dice import Dice, Weighted
from .stock import Asked, apart, asked, by_category, by_region, categories, data, is_own

_TRIES = 6


class Drawn(NamedTuple):
    """One item of a letter before it is told."""

    item: Asked
    request: int
    hows: tuple[str, ...]
    """How each of the item's facts is told."""

    era: int
    ruling: Ruling
    decision: str
    stock: bool


class State(NamedTuple):
    """What a letter is about."""

    region: str
    side: str
    items: tuple[Drawn, ...]


class _Frame(NamedTuple):
    """What the items of a letter share while they are drawn."""

    dice: Dice
    case: Case
    region: str
    era: int
    told: dict[str, str]
    """How facts are told; of those that each item has for itself, the first."""


class _Kind(NamedTuple):
    """What is known of a fact before it is drawn."""

    fact: str
    own: bool
    implying: frozenset[str]
    possible: tuple[str, ...]


def draw_state(dice: Dice, case: Case) -> State:
    """Return the items of a letter; they share one part of the body and its facts."""
    era = era_of(day(case.denied))
    count = dice.weighted(_counts())
    region, first = _first(dice, case, era)
    frame = _Frame(dice, case, region, era, {})
    items = [_drawn(frame, first)]
    for _ in range((count - 1) * _TRIES):
        if len(items) == count:
            break
        more = dice.weighted(by_region(region))
        if _fits(more, items, frame.told) and rule_holds(more, region, era):
            items.append(_drawn(frame, more))
    return State(region, "left" if dice.chance(0.5) else "right", tuple(items))


@cache
def _holding(key: int, region: str, era: int, facts: int) -> bool:
    return rule(key, 0, region, era, (PRESENT,) * facts) is not None


def rule_holds(item: Asked, region: str, era: int) -> bool:
    """Tell whether criteria are held for a treatment in an era."""
    return _holding(item.key, region, era, len(item.facts))


def _first(dice: Dice, case: Case, era: int) -> tuple[str, Asked]:
    among = categories(case.year)
    while True:
        item = dice.weighted(by_category(dice.weighted(among)))
        region = dice.weighted(_regions(item.key))
        if rule_holds(item, region, era):
            return region, item


def _fits(more: Asked, items: list[Drawn], told: dict[str, str]) -> bool:
    """Tell whether a further treatment can stand beside those of a letter."""
    barred = apart()
    for drawn in items:
        if drawn.item.key == more.key or drawn.item.drug == more.drug:
            return False
        for fact in (*drawn.item.facts, *drawn.item.told):
            others = barred.get(fact)
            if others and not others.isdisjoint((*more.facts, *more.told)):
                return False
    return not any(
        how != PRESENT and not implied(fact).isdisjoint(more.facts)
        for fact, how in told.items()
    )


def _drawn(frame: _Frame, item: Asked) -> Drawn:
    dice, case, region, era, told = frame
    wanted = dice.chance(_share_met(case.year, item.category))
    request = _request(dice, item, wanted)
    hows = [PRESENT] * len(item.facts)
    if not wanted:
        for place, how in _turned(dice, item, request, region, era):
            hows[place] = how
    for place, (fact, own, implying, possible) in enumerate(_kinds(item.key, region)):
        if implying and not implying.isdisjoint(told):
            hows[place] = PRESENT
        earlier = told.setdefault(fact, hows[place])
        if not own:
            hows[place] = earlier if earlier in possible else SILENT
    for fact in item.told:
        told.setdefault(fact, PRESENT)
    ruling = rule(item.key, request, region, era, tuple(hows))
    assert ruling is not None  # noqa: S101 - held for every state of an item
    decision = _decided(dice, ruling.decision)
    stock = dice.chance(data("programme")["boilerplate"])
    return Drawn(item, request, tuple(hows), era, ruling, decision, stock)


@cache
def _kinds(key: int, region: str) -> tuple[_Kind, ...]:
    """Return what is known of each fact of an item beforehand."""
    return tuple(
        _Kind(fact, is_own(fact), implied(fact), (PRESENT, *ways(key, fact, region)))
        for fact in asked()[key].facts
    )


def _turned(
    dice: Dice, item: Asked, request: int, region: str, era: int
) -> Iterator[tuple[int, str]]:
    """Yield facts that are not as the guideline wants them."""
    found = turns(item.key, request, region, era)
    if not found:
        return
    if item.requests[request].excess and dice.chance(0.5):
        return
    roll = dice.roll()
    for _ in range(1 if roll < 0.55 else 2 if roll < 0.85 else 3):
        yield dice.pick(found)


def _request(dice: Dice, item: Asked, wanted: bool) -> int:
    """Return a wording's number; one that asks too much only where that is wanted."""
    usual, excess = _wordings(item.key)
    if excess and (not usual or (not wanted and dice.chance(0.4))):
        return dice.pick(excess)
    return dice.pick(usual)


@cache
def _wordings(key: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    requests = asked()[key].requests
    numbers = range(len(requests))
    return (
        tuple(n for n in numbers if not requests[n].excess),
        tuple(n for n in numbers if requests[n].excess),
    )


@cache
def _share_met(year: int, category: str) -> float:
    """Return how many requests answer their guideline, so that decisions come out."""
    programme = data("programme")
    noise = programme["noise"]
    overturned: float = programme["years"][year]["overturned"]
    overturned *= programme["categories"][category]["overturned"]
    spurious: float = noise["overturned_though_not"]
    kept: float = 1 - noise["upheld_though_met"] - spurious
    return max(0.01, (overturned - spurious) / kept)


def _decided(dice: Dice, by_facts: str) -> str:
    noise = data("programme")["noise"]
    if by_facts == "overturned":
        return "upheld" if dice.chance(noise["upheld_though_met"]) else by_facts
    return "overturned" if dice.chance(noise["overturned_though_not"]) else by_facts


@cache
def _counts() -> Weighted[int]:
    return Weighted.of(enumerate(data("programme")["items"], start=1))


@cache
def _regions(key: int) -> Weighted[str]:
    known = data("persons")["regions"]
    regions = asked()[key].regions
    return Weighted.of((region, known[region]["weight"]) for region in regions)
