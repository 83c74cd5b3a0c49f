"""YAML, JSON and CSV as plain texts, lists and mappings that remember their lines.

Every scalar stays a text, so that YAML turns no state code and no number into
something else; JSON is read as the YAML that it is.  A CSV file has one row an entry;
in a cell ``;`` parts the entries of a list, ``|`` the fields of an entry, each written
``field=value``.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from openimr.errors import KnowledgeError, UnknownKeyError

Plain = str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]

_DEEPEST = 20


@dataclass(slots=True)
class Outline:
    """What a file says, and on which line each part begins."""

    name: str
    value: Plain = ""
    lines: dict[Path, int] = field(default_factory=dict)

    def place(self, path: Path) -> str:
        """Return file and line of a part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}:{self.lines.get(path, 1)}"


def read_text(data: bytes, name: str) -> str:
    """Return the bytes as text.

    Raises:
        KnowledgeError: they are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KnowledgeError(name, "not a UTF-8 text", "Save it as UTF-8.") from None


def read_yaml(data: bytes, name: str) -> Outline:
    """Return a YAML or JSON file as an outline.

    Raises:
        KnowledgeError: it is neither, or uses anchors, tags or a key twice.
    """
    made = Outline(name)
    try:
        root = yaml.compose(read_text(data, name), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}" if mark else name
        raise KnowledgeError(
            place, "not valid YAML or JSON", "Correct the line."
        ) from None
    except yaml.YAMLError:
        cure = "Remove control characters."
        raise KnowledgeError(name, "not valid YAML or JSON", cure) from None
    except RecursionError:
        raise KnowledgeError(name, "nested too deep", "Flatten it.") from None
    if root is None:
        raise KnowledgeError(name, "nothing in it", "Write a mapping or a list.")
    made.value = _plain(root, (), made, set())
    return made


def _plain(node: yaml.Node, path: Path, made: Outline, seen: set[int]) -> Plain:
    made.lines[path] = node.start_mark.line + 1
    if id(node) in seen:
        raise KnowledgeError(made.place(path), "an alias", "Write it out.")
    if len(path) > _DEEPEST:
        raise KnowledgeError(made.place(path), "nested too deep", "Flatten it.")
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, made, seen)
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(part, (*path, at), made, seen) for at, part in enumerate(node.value)
        ]
    value = str(node.value).strip()
    if not value or value in {"~", "null"}:
        cure = "Leave the key out."
        raise KnowledgeError(made.place(path), "a value is missing", cure)
    return value


def _mapping(
    node: yaml.MappingNode, path: Path, made: Outline, seen: set[int]
) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for key, part in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            place = f"{made.name}:{line}"
            raise KnowledgeError(place, "a key that is not a word", "Use a word.")
        if key.value in found:
            place = f"{made.name}:{line}"
            raise KnowledgeError(place, "a key is written twice", "Keep one of them.")
        found[key.value] = _plain(part, (*path, key.value), made, seen)
        made.lines[(*path, key.value)] = line
    return found


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold lists: of texts, and of entries with fields."""

    known: Collection[str]
    lists: Collection[str]
    entries: Mapping[str, Collection[str]]
    """Column to the fields of its entries."""


def read_csv(data: bytes, name: str, columns: Columns) -> Outline:
    """Return a CSV file as the list of its rows; empty cells are not stated.

    A cell that holds ``none`` states an empty list.

    Raises:
        KnowledgeError: a row or cell cannot be read.
        UnknownKeyError: a column is not known.
    """
    made = Outline(name)
    reader = csv.reader(io.StringIO(read_text(data, name), newline=""), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error:
        place = f"{name}:{reader.line_num}"
        raise KnowledgeError(place, "not valid CSV", "Correct the line.") from None
    if not rows:
        raise KnowledgeError(name, "nothing in it", "Write a line of headings.")
    heads = [head.strip() for head in rows[0][1]]
    for head in heads:
        if head not in columns.known:
            raise UnknownKeyError(f"{name}:1", head, columns.known)
    if len(set(heads)) < len(heads):
        raise KnowledgeError(f"{name}:1", "a heading stands twice", "Keep one of them.")
    made.value = list(_rows(rows[1:], heads, made, columns))
    return made


def _rows(
    rows: list[tuple[int, list[str]]],
    heads: list[str],
    made: Outline,
    columns: Columns,
) -> Iterator[Plain]:
    for at, (line, row) in enumerate(rows):
        made.lines[(at,)] = line
        if len(row) != len(heads):
            problem = f"{len(row)} cells under {len(heads)} headings"
            raise KnowledgeError(f"{made.name}:{line}", problem, "Correct the line.")
        yield {
            head: _cell(head, cell.strip(), f"{made.name}:{line}", columns)
            for head, cell in zip(heads, row, strict=True)
            if cell.strip()
        }


def _cell(head: str, cell: str, place: str, columns: Columns) -> Plain:
    if head in columns.entries:
        return [] if cell == "none" else list(_entries(head, cell, place))
    if head in columns.lists:
        parts = [part.strip() for part in cell.split(";")]
        return [] if cell == "none" else [part for part in parts if part]
    return cell


def _entries(head: str, cell: str, place: str) -> Iterator[Plain]:
    for entry in cell.split(";"):
        fields: dict[str, Plain] = {}
        for part in entry.split("|"):
            key, equals, value = part.partition("=")
            if not equals or not value.strip():
                problem = f"a field of '{head}' is not written field=value"
                raise KnowledgeError(place, problem, "Write it as state=CA.")
            fields[key.strip()] = value.strip()
        yield fields
