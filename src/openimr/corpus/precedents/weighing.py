"""How near two items are by each of their parts, as weights from a data file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The figures of ``weights.yaml``."""

    parts: Mapping[str, float]
    kin: Mapping[str, float]
    statuses: Mapping[frozenset[str], float]
    least: float
    prior: float
    pool: int
    made: int
    most: int
    fewest: int
    within: float
    clean: float
    reach: float


@cache
def weights() -> Weights:
    """Return the weights of nearness that ship with the package."""
    text = files(__package__).joinpath("weights.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    telling, pool, separator = data["telling"], data["pool"], data["separator"]
    return Weights(
        parts=data["parts"],
        kin=data["kin"],
        statuses={
            frozenset(pair.split()): value for pair, value in data["statuses"].items()
        },
        least=telling["least"],
        prior=telling["prior"],
        pool=pool["structure"],
        made=pool["made"],
        most=separator["most"],
        fewest=separator["fewest"],
        within=separator["within"],
        clean=separator["clean"],
        reach=separator["reach"],
    )
