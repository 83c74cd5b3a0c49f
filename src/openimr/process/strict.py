"""Read a YAML file into dataclasses, and say of every fault on which line it stands.

YAML 1.1 turns ``no`` and ``17:30`` into other values behind the author's back.  Here
every scalar stays the text that was written, and the field that takes it says what it
means.  Refused: unknown and doubled keys, anchors, tags, empty values.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml

from openimr.errors import KnowledgeError, UnknownKeyError

T = TypeVar("T")

_WORDS = {"true": True, "false": False}


def read_as(kind: type[T], data: bytes, name: str) -> T:
    """Return the one document of a file as a value of a dataclass.

    ``name`` is what errors call the file; they name the line behind it.

    Raises:
        KnowledgeError: the text is not YAML, or breaks the shape of the dataclass.
        UnknownKeyError: a key that the dataclass does not have.
    """
    return _Reader(name).make(kind, _root(data, name))  # type: ignore[no-any-return]


def _root(data: bytes, name: str) -> yaml.Node:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(data.decode("utf-8"), Loader=loader)
    except UnicodeDecodeError:
        raise KnowledgeError(name, "not a UTF-8 text", "Save it as UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}" if mark else name
        problem = f"not valid YAML, {error.problem}"
        raise KnowledgeError(place, problem, "Correct the line.") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        cure = "Remove control characters and deep nesting."
        raise KnowledgeError(name, "not valid YAML", cure) from None
    if root is None:
        raise KnowledgeError(name, "nothing in it", "Write a mapping.")
    return root


@cache
def _shape(kind: Any) -> tuple[Mapping[str, Field[Any]], Mapping[str, Any]]:
    return {one.name: one for one in fields(kind)}, get_type_hints(kind)


class _Reader:
    """Makes values of one file; an anchor used twice is seen as the same node."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._seen: set[int] = set()

    def make(self, kind: Any, node: yaml.Node) -> Any:
        self._refuse_doubles(node)
        origin, parts = get_origin(kind), get_args(kind)
        if NoneType in parts:
            [inner] = [part for part in parts if part is not NoneType]
            return self.make_again(inner, node)
        if origin is tuple:
            return self._tuple(parts[0], node)
        if is_dataclass(kind):
            return self._dataclass(kind, node)
        return self._scalar(kind, node)

    def make_again(self, kind: Any, node: yaml.Node) -> Any:
        """Make a value of a node that has been looked at already."""
        self._seen.discard(id(node))
        return self.make(kind, node)

    def _refuse_doubles(self, node: yaml.Node) -> None:
        if id(node) in self._seen:
            raise self.fault(node, "an alias of another entry", "Write it out.")
        self._seen.add(id(node))

    def place(self, node: yaml.Node) -> str:
        """Return the file and line of a node."""
        return f"{self._name}:{node.start_mark.line + 1}"

    def fault(self, node: yaml.Node, problem: str, cure: str) -> KnowledgeError:
        """Return the error that points at a node."""
        return KnowledgeError(self.place(node), problem, cure)

    def _tuple(self, part: Any, node: yaml.Node) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(node, "one value where a list is wanted", "Write [ ].")
        return tuple(self.make(part, one) for one in node.value)

    def _dataclass(self, kind: Any, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(node, "not a mapping", "Write keys and values.")
        known, hints = _shape(kind)
        made: dict[str, Any] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key not in known:
                raise UnknownKeyError(self.place(key_node), key, known)
            if key in made:
                problem = f"key '{key}' written twice"
                raise self.fault(key_node, problem, "Keep one of them.")
            made[key] = self.make(hints[key], value)
        for name, one in known.items():
            if name not in made and one.default is MISSING:
                raise self.fault(node, f"'{name}' is missing", f"Add '{name}'.")
        return kind(**made)

    def _scalar(self, kind: Any, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            cure = "Write a single value."
            raise self.fault(node, "a list or mapping where one value is wanted", cure)
        text = str(node.value).strip()
        if not text:
            raise self.fault(node, "a value is missing", "Leave the key out.")
        made = _meaning(kind, text)
        if made is None:
            raise self.fault(node, f"not {_wanted(kind)}", _cure(kind))
        return made


def _meaning(kind: Any, text: str) -> Any:
    """Return what a text means to a field; None where it means nothing to it."""
    if kind is str:
        return text
    if kind is bool:
        return _WORDS.get(text)
    try:
        if kind is dt.date:
            return (
                dt.date.fromisoformat(text) if len(text) == len("2014-01-01") else None
            )
        if kind is dt.time:
            return dt.time.fromisoformat(text) if len(text) == len("17:30") else None
        return kind(text)
    except ValueError:
        return None


def _wanted(kind: Any) -> str:
    names = {int: "a whole number", bool: "true or false", dt.date: "a day"}
    names[dt.time] = "a time of day"
    return names.get(kind, "one of the words that are known")


def _cure(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"Use one of {', '.join(sorted(str(one.value) for one in kind))}."
    samples = {int: "5", bool: "true", dt.date: "2014-11-26", dt.time: "17:30"}
    return f"Write it like {samples[kind]}."
