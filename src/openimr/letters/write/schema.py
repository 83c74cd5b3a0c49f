"""The JSON Schema of the contract, made from the domain and its docstrings."""

import ast
import dataclasses
import inspect
import itertools
import json
import sys
import typing
from collections.abc import Iterator
from enum import Enum

from pydantic import TypeAdapter

from openimr.domain import SCHEMA, Determination

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "https://openimr.example/schema/determination/1"


def json_schema() -> bytes:
    """Return the JSON Schema of ``determination.json``, for readers elsewhere.

    Descriptions are the docstrings of the domain.  Fields that are not named may stand
    in a file, since later versions of the program may add some; a field is required if
    every version of the schema ``openimr.determination/1`` has it.
    """
    made: dict[str, Json] = TypeAdapter(Determination).json_schema()
    classes = {cls.__name__: cls for cls in _classes(Determination)}
    described = _schema(made)
    for name, entry in _objects(described.get("$defs")):
        _describe(entry, classes[name])
    _describe(described, Determination)
    properties = dict(_objects(described["properties"]))
    properties["schema"] |= {"const": SCHEMA}
    required = described["required"]
    described["required"] = [
        "schema",
        *(required if isinstance(required, list) else ()),
    ]
    head: dict[str, Json] = {"$schema": _DIALECT, "$id": _ID, "title": SCHEMA}
    written = json.dumps(head | described, ensure_ascii=False, indent=2)
    return written.encode() + b"\n"


def _objects(node: Json) -> Iterator[tuple[str, dict[str, Json]]]:
    """Yield the objects of an object by their key."""
    for key, value in node.items() if isinstance(node, dict) else ():
        if isinstance(value, dict):
            yield key, value


def _schema(node: dict[str, Json]) -> dict[str, Json]:
    """Return an object of the schema in the contract's names, without titles."""
    plain = {key: _plain(node[key]) for key in sorted(node) if key != "title"}
    for key in ("properties", "$defs"):
        if key in node:
            named = _objects(node[key])
            plain[key] = {_named(name): _schema(value) for name, value in named}
    required = node.get("required")
    if isinstance(required, list):
        plain["required"] = [_named(str(name)) for name in required]
    return plain


def _plain(node: Json) -> Json:
    if isinstance(node, list):
        return [_plain(each) for each in node]
    return _schema(node) if isinstance(node, dict) else node


def _named(field: str) -> str:
    """Return the contract's name of a field: ``from_`` is ``from`` there."""
    return field.removesuffix("_")


def _classes(cls: type) -> Iterator[type]:
    """Yield a class and every class of the domain that its fields may hold."""
    waiting, seen = [cls], set()
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        yield each
        if dataclasses.is_dataclass(each):
            for hint in typing.get_type_hints(each).values():
                waiting += _named_in(hint)


def _named_in(hint: object) -> list[type]:
    inner = typing.get_args(hint)
    if inner:
        return [cls for each in inner for cls in _named_in(each)]
    ours = isinstance(hint, type) and (
        dataclasses.is_dataclass(hint) or issubclass(hint, Enum)
    )
    return [hint] if ours and isinstance(hint, type) else []


def _describe(entry: dict[str, Json], cls: type) -> None:
    """Add the docstring of a class, and those of its fields or members."""
    told = dict(_docstrings(cls))
    said = _folded(cls.__doc__ or "")
    if issubclass(cls, Enum):
        members = {str(member.value): told.get(member.name) for member in cls}
        said = " ".join(
            [said, *(f"{code}: {text}" for code, text in members.items() if text)]
        )
    entry["description"] = said
    for name, field in _objects(entry.get("properties")):
        text = told.get(name) or told.get(f"{name}_")
        if text:
            field["description"] = text


def _docstrings(cls: type) -> Iterator[tuple[str, str]]:
    """Yield name and docstring of the fields or members of a class."""
    module = ast.parse(inspect.getsource(sys.modules[cls.__module__]))
    [body] = [
        node.body
        for node in module.body
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__
    ]
    for field, after in itertools.pairwise(body):
        target = _target(field)
        if target and isinstance(after, ast.Expr):
            said = after.value
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield target, _folded(said.value)


def _target(node: ast.stmt) -> str | None:
    """Return the name that an assignment gives."""
    if isinstance(node, ast.Assign):
        node_target: ast.expr = node.targets[0]
    elif isinstance(node, ast.AnnAssign):
        node_target = node.target
    else:
        return None
    return node_target.id if isinstance(node_target, ast.Name) else None


def _folded(text: str) -> str:
    """Return a docstring in one line, with plain quotes for reST's double ones."""
    return " ".join(text.replace("``", "`").split())
