"""Specialties, and how far each is from a condition or a treatment family."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from openimr.domain.panel_case import PanelCase
from openimr.errors import KnowledgeError

from . import knowledge

FAR = 9
"""Distance of a specialty that no map leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialty:
    """A specialty by its label, and the distance of those that are near it."""

    label: str
    near: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialties:
    """The controlled list, and the boards that certify in it."""

    boards: dict[str, str]
    recognised: tuple[str, ...]
    specialties: dict[str, Specialty]


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """Areas with the distance of specialties, and what belongs to each area."""

    areas: dict[str, dict[str, int]]
    members: dict[str, tuple[str, ...]]
    condition: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Map:
    """From conditions, or treatment families, to the distance of each specialty."""

    area_of: Mapping[str, str]
    distances: Mapping[str, Mapping[str, int]]

    def distance(self, asked: Iterable[str], specialty: str) -> int:
        """Return the distance of a specialty to the farthest of what is asked.

        >>> treatments().distance(["lumbar_fusion"], "neurosurgery")
        0
        >>> treatments().distance(["lumbar_fusion"], "psychiatry") == FAR
        True
        """
        return max(
            (self.distances[self.area_of[each]].get(specialty, FAR) for each in asked),
            default=FAR,
        )


@cache
def specialties() -> Specialties:
    """Return the controlled list of specialties and boards."""
    return knowledge.load("specialties.yaml", Specialties)


@cache
def conditions() -> Map:
    """Return the map from parts of the body and conditions to specialties."""
    return _map("conditions.yaml")


@cache
def treatments() -> Map:
    """Return the map from treatment families to specialties."""
    return _map("treatments.yaml")


@lru_cache(maxsize=50_000)
def conditions_of(families: tuple[str, ...]) -> tuple[str, ...]:
    """Return the conditions that treatments are for where a case names none.

    >>> conditions_of(("sleep_aid", "hydrocodone"))
    ('sleep', 'pain')
    """
    given = _areas("treatments.yaml").condition
    area_of = treatments().area_of
    found = [
        given.get(area_of[family], given["otherwise"])
        for family in families
        if family in area_of
    ]
    return tuple(dict.fromkeys(found))


def asked_of(case: PanelCase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a case's known treatment families and its conditions, each in order."""
    families = tuple(sorted({f for f in case.families if f in treatments().area_of}))
    named = {each for each in case.conditions if each in conditions().area_of}
    return families, tuple(sorted(named)) or conditions_of(families)


@cache
def _areas(name: str) -> Areas:
    return knowledge.load(name, Areas)


def _map(name: str) -> Map:
    given = _areas(name)
    for area in set(given.members) ^ set(given.areas):
        raise KnowledgeError(name, f"area '{area}' stands in one list", "Add it.")
    distances = {area: _widened(own, name) for area, own in given.areas.items()}
    return Map(knowledge.members(given.members, name), distances)


def _widened(own: Mapping[str, int], name: str) -> Mapping[str, int]:
    """Return the distances with those of specialties near to the ones that are named.

    Raises:
        KnowledgeError: a specialty is not in the controlled list.
    """
    known = specialties().specialties
    for specialty in own:
        if specialty not in known:
            problem = f"no specialty '{specialty}'"
            raise KnowledgeError(name, problem, "Use one of specialties.yaml.")
    found = dict(own)
    for specialty, each in known.items():
        if specialty not in own:
            ways = [step for near, step in each.near.items() if own.get(near) == 0]
            found[specialty] = min(ways, default=FAR)
    return found
