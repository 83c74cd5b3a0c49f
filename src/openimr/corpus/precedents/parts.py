"""Nearness by what is requested: treatment, drug, strength, quantity, place, phase."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np

from .asking import Asked, Names
from .candidates import Candidates, kinship
from .profiles import Numbers, Profiles

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LEVEL = re.compile(r"[a-z]+\d+|\d+")
_HALF = 0.5
"""Nearness where the precedent does not say."""

Nearness = Callable[[Any, Any], float]


def structure(
    asked: Asked, names: Names, found: Candidates, profiles: Profiles
) -> dict[str, Numbers]:
    """Return nearness by each part that is asked, a number from 0 to 1 an item."""
    phases = [names.phase(list(profiles.of(row))) for row in range(len(found))]
    parts = {
        "treatment": _part(
            asked.treatment,
            found["treatment"],
            partial(kinship, names),
        ),
        "phase": _part(phase_of(asked, names), phases, same),
    }
    for name, nearness in PARTS.items():
        parts[name] = _part(getattr(asked, name), found[name], nearness)
    return {name: values for name, values in parts.items() if values is not None}


def phase_of(asked: Asked, names: Names) -> str | None:
    """Return the phase that the asked criteria show."""
    return names.phase([point.rule for point in asked.criteria])


def _part(wanted: object, values: Iterable[Any], nearness: Nearness) -> Numbers | None:
    if wanted is None:
        return None
    known: dict[object, float] = {None: _HALF}
    scores = []
    for value in values:
        if value not in known:
            known[value] = nearness(wanted, value)
        scores.append(known[value])
    return np.array(scores, np.float64)


def same(one: str, other: str) -> float:
    """Tell whether two words are one, whatever their case."""
    return float(one.casefold() == other.casefold())


def amounts(one: int, other: int) -> float:
    """Return the smaller amount as a share of the larger.

    >>> amounts(60, 120)
    0.5
    """
    if one <= 0 or other <= 0:
        return float(one == other)
    return min(one, other) / max(one, other)


def strengths(one: str, other: str) -> float:
    """Return how near two strengths are; of other units, not at all.

    >>> strengths("10 mg", "20 mg"), strengths("10 mg", "5%")
    (0.5, 0.0)
    """
    units = [_NUMBER.sub("", each).replace(" ", "").casefold() for each in (one, other)]
    mine, theirs = (_NUMBER.findall(each) for each in (one, other))
    if units[0] != units[1] or not mine or not theirs:
        return same(one, other)
    first, second = float(mine[0]), float(theirs[0])
    if not first or not second:
        return float(first == second)
    return min(first, second) / max(first, second)


def levels(one: str, other: str) -> float:
    """Return the share of spinal levels that two requests have in common.

    >>> levels("L4-5", "L4-5 and L5-S1")
    0.5
    """
    mine, theirs = (set(_LEVEL.findall(each.lower())) for each in (one, other))
    if not mine | theirs:
        return same(one, other)
    return len(mine & theirs) / len(mine | theirs)


PARTS: dict[str, Nearness] = {
    "drug": same,
    "strength": strengths,
    "quantity": amounts,
    "body_part": same,
    "side": same,
    "level": levels,
}
"""Details of a request that are compared, and how."""
