"""The data files of this room, read once."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError

from openimr.errors import KnowledgeError

from .outline import read_yaml

T = TypeVar("T")


def load(name: str, kind: type[T]) -> T:
    """Return one file of ``data`` as a value of a dataclass.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    data = files(__package__).joinpath("data", name).read_bytes()
    return build(data, name, kind)


def build(data: bytes, name: str, kind: type[T]) -> T:
    """Return the bytes of a knowledge file as a value of a dataclass.

    Raises:
        KnowledgeError: they break its schema, with file and line.
    """
    outline = read_yaml(data, name)
    try:
        return cast(
            "T", _adapter(cast("Any", kind)).validate_python((outline.value,))[0]
        )
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
    path = tuple(fault["loc"])[1:]
    key = ".".join(map(str, path))
    problem = f"'{key}': {str(fault['msg']).lower()}"
    raise KnowledgeError(outline.place(path), problem, "Correct the line.")


@cache
def _adapter(kind: type[object]) -> "TypeAdapter[Any]":
    config = ConfigDict(extra="forbid")
    return TypeAdapter(tuple[kind], config=config)  # type: ignore[valid-type]


def members(groups: Mapping[str, tuple[str, ...]], name: str) -> dict[str, str]:
    """Return each member of the groups with its group.

    Raises:
        KnowledgeError: a member stands in two groups.
    """
    found: dict[str, str] = {}
    for group, each in groups.items():
        for member in each:
            if member in found:
                problem = f"'{member}' stands in two areas"
                raise KnowledgeError(name, problem, "Keep one of them.")
            found[member] = group
    return found
