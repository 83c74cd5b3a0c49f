"""Load the data files of this room, and refuse what they should not hold."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openimr.errors import KnowledgeError, UnknownKeyError


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the top mapping of a data file of this room, such as ``kinds.yaml``.

    Raises:
        KnowledgeError: the file is missing, or not a mapping.
    """
    try:
        text = (files("openimr.documents") / "data" / name).read_text("utf-8")
        data = yaml.safe_load(text)
    except (OSError, yaml.YAMLError) as problem:
        raise KnowledgeError(
            name, "cannot be read", "Install the package again."
        ) from problem
    if not isinstance(data, Mapping):
        raise KnowledgeError(name, "no keys at the top", "Give keys and values.")
    return data


def entry(node: object, known: frozenset[str], place: str) -> Mapping[str, Any]:
    """Return a node as a mapping that has none but known keys.

    Raises:
        KnowledgeError: not a mapping.
        UnknownKeyError: a key that is not known.
    """
    if not isinstance(node, Mapping):
        raise KnowledgeError(place, "no keys and values", "Give a mapping.")
    for key in node:
        if key not in known:
            raise UnknownKeyError(place, str(key), known)
    return node


def phrases(node: object, place: str) -> tuple[str, ...]:
    """Return a node as a list of non-empty texts.

    Raises:
        KnowledgeError: anything else.
    """
    if not isinstance(node, list) or not all(isinstance(x, str) and x for x in node):
        raise KnowledgeError(place, "not a list of texts", "Quote each of them.")
    return tuple(node)
