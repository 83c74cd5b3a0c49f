"""The word lists and small tables of the room, loaded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from openimr.errors import KnowledgeError

_LISTS = (
    "also_words",
    "not_names",
    "person_verbs",
    "eponyms",
    "eponym_signs",
    "abbreviations",
    "generic",
    "organisation_ends",
    "relatives",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the finders of names know of words; ``data/words.yaml`` says why."""

    also_words: frozenset[str]
    not_names: frozenset[str]
    person_verbs: frozenset[str]
    eponyms: frozenset[str]
    eponym_signs: frozenset[str]
    abbreviations: frozenset[str]
    generic: frozenset[str]
    organisation_ends: frozenset[str]
    relatives: frozenset[str]
    public_names: tuple[str, ...]
    nicknames: Mapping[str, frozenset[str]]
    """What else somebody of a given name may be called, both ways."""


@cache
def words() -> Words:
    """Return the word lists of ``data/words.yaml``.

    Raises:
        KnowledgeError: a list is missing.
    """
    said = load("words.yaml")
    missing = [name for name in _LISTS if name not in said]
    if missing:
        raise KnowledgeError("words.yaml", f"{missing[0]} is missing", "Add it.")
    lists = {name: frozenset(str(said[name]).split()) for name in _LISTS}
    called: dict[str, set[str]] = {}
    for line in said["nicknames"]:
        together = str(line).split()
        for name in together:
            called.setdefault(name, set()).update(together)
    return Words(
        **lists,
        public_names=tuple(map(str, said["public_names"])),
        nicknames=MappingProxyType({k: frozenset(v) for k, v in called.items()}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a party is called in a publication copy."""

    prose: str
    marked: str
    """Between brackets, in a quote, a title or a list."""


@cache
def roles() -> Mapping[str, Role]:
    """Return the roles of ``data/roles.yaml`` by id."""
    entries = load("roles.yaml")["roles"]
    return MappingProxyType({id_: Role(**entry) for id_, entry in entries.items()})


def load(name: str) -> Mapping[str, Any]:
    """Return what a data file of the room says.

    Raises:
        KnowledgeError: it is no mapping.
    """
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    said = yaml.safe_load(text)
    if not isinstance(said, dict):
        raise KnowledgeError(name, "it holds no keys", "Write a mapping.")
    return said
