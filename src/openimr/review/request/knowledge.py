"""The room's general words, as names ready to be found."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openimr.domain import ItemKind

from .words import Names


@dataclass(frozen=True, slots=True)
class GeneralWords:
    """Names of forms, parts of the body and kinds."""

    forms: Names[str]
    body_parts: Names[str]
    kinds: Names[tuple[int, ItemKind]]
    """Words that give a kind away; of several the lowest number wins."""

    others: frozenset[str]
    """Common words of requests that are near a name and are none."""

    levels: dict[str, str]
    """Letter of a spinal level and the part of the spine that it stands for."""


@cache
def general_words() -> GeneralWords:
    """Return the general words that ship with the package."""
    source = files(__package__).joinpath("words.yaml").read_text("utf-8")
    data = yaml.safe_load(source)
    return GeneralWords(
        forms=_names(data["forms"]),
        body_parts=_names(data["body_parts"]),
        kinds=Names(
            (word, (place, ItemKind(kind)))
            for place, (kind, words) in enumerate(data["kinds"])
            for word in words
        ),
        others=frozenset(data["others"]),
        levels=data["levels"],
    )


def _names(entries: dict[str, list[str]]) -> Names[str]:
    return Names((word, name) for name, words in entries.items() for word in words)
