"""Outlines turned into values of the house, every unknown key and value refused."""

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError

from openimr.errors import KnowledgeError, UnknownKeyError

from .outline import Outline, Path

T = TypeVar("T")

_STRICT = ConfigDict(extra="forbid", str_max_length=2_000)
_UNKNOWN = frozenset({"unexpected_keyword_argument", "extra_forbidden"})


def typed(outline: Outline, kind: type[T]) -> tuple[T, ...]:
    """Return a list of entries as values of a dataclass.

    Raises:
        KnowledgeError: an entry breaks the schema; the message names file and line,
            never the words that stand there.
        UnknownKeyError: it has a key that the schema does not know.
    """
    try:
        return cast(
            "tuple[T, ...]", _adapter(cast("Any", kind)).validate_python(outline.value)
        )
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
    raise _refusal(cast("list[Mapping[str, Any]]", faults), outline, kind)


def _refusal(
    faults: "list[Mapping[str, Any]]", outline: Outline, kind: type[object]
) -> KnowledgeError:
    fault = min(faults, key=lambda one: _order(one, outline))
    path: Path = tuple(fault["loc"])
    place = outline.place(path)
    if fault["type"] in _UNKNOWN:
        return UnknownKeyError(place, str(path[-1]), _keys(kind, path))
    if fault["type"] == "missing":
        return KnowledgeError(place, f"key '{path[-1]}' is missing", "Add it.")
    key = next((part for part in reversed(path) if isinstance(part, str)), "the file")
    wanted = str(fault["msg"]).partition(", ")[0].removeprefix("Input should be ")
    cure = f"What is wanted: {wanted}."
    return KnowledgeError(place, f"'{key}' has a value that does not fit", cure)


def _order(fault: "Mapping[str, Any]", outline: Outline) -> tuple[bool, int, str]:
    """Order faults: a misspelt key before the missing one it causes, then by line."""
    line = int(outline.place(tuple(fault["loc"])).rpartition(":")[2])
    return fault["type"] not in _UNKNOWN, line, str(fault["loc"])


def _keys(kind: type[object], path: Path) -> list[str]:
    """Return the keys that are known where an unknown one stands."""
    at: object = kind
    for part in path[:-1]:
        if isinstance(part, str):
            at = _inside(at, part)
    return [each.name for each in dataclasses.fields(cast("Any", at))]


def _inside(kind: object, key: str) -> object:
    """Return the dataclass that a field of another holds, alone or in a tuple."""
    fields = {each.name: each.type for each in dataclasses.fields(cast("Any", kind))}
    waiting = [fields[key]]
    for found in waiting:
        if dataclasses.is_dataclass(found):
            return found
        waiting += getattr(found, "__args__", ())
    return kind


@cache
def _adapter(kind: type[object]) -> "TypeAdapter[Any]":
    return TypeAdapter(tuple[kind, ...], config=_STRICT)  # type: ignore[valid-type]
