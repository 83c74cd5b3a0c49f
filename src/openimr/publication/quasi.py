"""What tells nobody by itself and somebody together: rare combinations."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from .words import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Traits that a copy tells, and how many people have them all."""

    traits: tuple[str, ...]
    """What they are, in words of ``data/quasi_identifiers.yaml``."""

    left: float
    """People who are expected to share them; rough, see the data's mark."""

    least: int

    @property
    def rare(self) -> bool:
        """Tell whether fewer people than the least have them all."""
        return bool(self.traits) and self.left < self.least


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    least: int
    population: int
    traits: Mapping[str, tuple[str, float]]
    patterns: Mapping[str, re.Pattern[str]]


@cache
def _known() -> _Known:
    said = load("quasi_identifiers.yaml")
    traits = {each["id"]: (each["what"], each["share"]) for each in said["traits"]}
    return _Known(
        least=said["least"],
        population=said["population"],
        traits=MappingProxyType(traits),
        patterns=MappingProxyType(
            {id_: re.compile(pattern) for id_, pattern in said["patterns"].items()}
        ),
    )


def combination(texts: Iterable[str]) -> Combination:
    """Return the traits that texts tell together, and how many people have them.

    >>> told = combination(["The worker is a 49-year-old female cook in a diner."])
    >>> told.traits, told.rare
    (('the sex', 'the age in years', 'the job'), False)
    """
    known, whole = _known(), "\n".join(texts)
    present = [id_ for id_, p in known.patterns.items() if p.search(whole)]
    if "injury_day" in present and "injury_year" in present:
        present.remove("injury_year")
    left = float(known.population)
    for id_ in present:
        left *= known.traits[id_][1]
    return Combination(
        traits=tuple(known.traits[id_][0] for id_ in present),
        left=left,
        least=known.least,
    )
