"""Which FHIR element holds which field: ``places.yaml``, loaded once."""

import dataclasses
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openimr.errors import KnowledgeError

_FILE = "places.yaml"
_OURS = "$/"
"""Stands for the base of our canonical URLs in the data file."""

Constant = str | list["Constant"] | dict[str, "Constant"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The element that holds one field."""

    at: str
    """Part of the bundle, such as ``claim``, or of a resource, such as ``item``."""

    path: str
    """Element in it, such as ``productOrService.coding[0].code``."""

    as_: str = "text"
    """``text``, ``code``, ``date`` or ``integer``."""

    codes: str | None = None
    """Name of the table of codes that the value goes through."""

    beside: dict[str, Constant] = dataclasses.field(default_factory=dict)
    """Constants that stand in the same entry."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Where the fields of one class stand."""

    rest: str
    """Part that carries the extensions for every other field."""

    fields: dict[str, Place]
    asked: tuple[str, ...] = ()
    """Fields whose extensions stand at the request rather than at the answer."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The whole of ``places.yaml``."""

    base: str
    codes: Mapping[str, Mapping[str, str]]
    places: Mapping[str, Held]

    def url(self, name: str) -> str:
        """Return a canonical URL of ours."""
        return f"{self.base}/{name}"


@cache
def places() -> Places:
    """Return what ``places.yaml`` says.

    Raises:
        KnowledgeError: the file breaks its schema.
    """
    text = files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    plain = yaml.safe_load(text)
    full = _full(plain["places"], plain["base"])
    held = {name: held_of(name, entry) for name, entry in full.items()}
    return Places(base=plain["base"], codes=plain["codes"], places=held)


def held_of(name: str, entry: dict[str, Any]) -> Held:
    """Return what an entry of the file says of a class.

    Raises:
        KnowledgeError: a key is missing, misspelt or of another kind.
    """
    try:
        fields = {key: Place(**each) for key, each in entry["fields"].items()}
        asked = tuple(entry.get("asked", ()))
        return Held(rest=entry["rest"], fields=fields, asked=asked)
    except (AttributeError, KeyError, TypeError):
        problem = f"{name} is not what an entry is made of"
        raise KnowledgeError(_FILE, problem, "See the head of the file.") from None


def _full(node: Any, base: str) -> Any:
    """Write our URLs out, and ``as``, a word of Python, as ``as_``."""
    if isinstance(node, dict):
        return {
            "as_" if key == "as" else key: _full(value, base)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_full(value, base) for value in node]
    if isinstance(node, str) and node.startswith(_OURS):
        return f"{base}/{node.removeprefix(_OURS)}"
    return node
