"""A user's own files beside the shipped library: licensed or local guidelines.

A pack is a folder with the schema of the library: family files at its top, ``rules/``
for rules of their own, ``sources.yaml`` for guidelines that the library does not name.
A family of a shipped id stands in its place; one that ``extends`` it adds editions, and
those take the days of the shipped ones of the same guideline that they meet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from openimr.domain import GuidelineSource
from openimr.errors import (
    EmptyInputError,
    KnowledgeError,
    MissingInputError,
    UnreadableFileError,
)

from .families import File, read_file
from .fields import Fields, hint
from .strict_yaml import Keys, Node, read
from .vocabulary import read_sources

_EXTENSION_KEYS = frozenset({"id", "extends", "editions"})
SOURCES = "sources.yaml"
"""The file of a pack that names guidelines of its own."""


@dataclass(frozen=True, slots=True)
class Packs:
    """The shipped sources and files with those of a folder over them."""

    sources: Mapping[str, GuidelineSource]
    files: Mapping[str, File]
    digest: str
    """Eight characters that change with any byte of the folder's YAML files."""


def read_packs(
    folder: Path, sources: Mapping[str, GuidelineSource], shipped: Mapping[str, File]
) -> Packs:
    """Read a folder of packs over what ships.

    Raises:
        MissingInputError: nothing stands at the path.
        EmptyInputError: it is no folder, or holds no YAML file.
        UnreadableFileError: a file cannot be opened.
        KnowledgeError: a file breaks the schema; the message names file and line.
    """
    if not folder.exists():
        raise MissingInputError(folder)
    found = sorted(folder.glob("*.yaml")) + sorted(folder.glob("rules/*.yaml"))
    if not found:
        raise EmptyInputError(folder, "a folder with .yaml files")
    content = {path: read_bytes(path) for path in found}
    content.pop(folder / SOURCES, None)
    known = sources_beside(folder, sources)
    files = dict(shipped)
    given: dict[str, Path] = {}
    for path, data in content.items():
        rule = path.parent != folder
        file = user_file(read(data, str(path)), known, shipped, rule=rule)
        if f"{file.id}.yaml" != path.name or file.id in given:
            problem = f"the file of '{file.id}'"
            raise KnowledgeError(path, problem, f"Call it {file.id}.yaml.")
        given[file.id] = path
        files[file.id] = file
    return Packs(known, files, _digest(folder, found))


def sources_beside(
    folder: Path, sources: Mapping[str, GuidelineSource]
) -> Mapping[str, GuidelineSource]:
    """Return the shipped sources, and over them those that a folder names.

    Raises:
        UnreadableFileError: the folder's file cannot be opened.
        KnowledgeError: it breaks the schema.
    """
    own = folder / SOURCES
    if not own.exists():
        return sources
    return {**sources, **read_sources(read(read_bytes(own), str(own)))[1]}


def user_file(
    node: Node,
    sources: Mapping[str, GuidelineSource],
    shipped: Mapping[str, File],
    *,
    rule: bool = False,
) -> File:
    """Read a user's file: one of its own, or editions that extend a shipped family.

    Raises:
        KnowledgeError: it breaks the schema, or extends what is not there.
    """
    if not isinstance(node, Keys) or "extends" not in node.entries:
        return read_file(node, sources, rule=rule)
    fields = Fields(node, _EXTENSION_KEYS)
    id_ = fields.name("id")
    base = shipped.get(id_)
    if base is None or not fields.flag("extends", default=False):
        problem = f"'{id_}' extends no family of the library"
        known = [each.id for each in shipped.values() if not each.rule]
        raise KnowledgeError(fields.at("id"), problem, hint(id_, known))
    entries = {key: node.entries[key] for key in ("id", "editions") if fields.has(key)}
    own = read_file(Keys(node.place, entries, node.key_places), sources, rule=base.rule)
    kept = tuple(
        head
        for head in base.heads
        if not any(new.source.id == head.source.id and new.meets(head)
                   for new in own.heads)
    )  # fmt: skip
    return replace(base, heads=own.heads + kept)


def read_bytes(path: Path) -> bytes:
    """Return what a user's file holds.

    Raises:
        MissingInputError: nothing stands at the path.
        UnreadableFileError: the file cannot be opened.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingInputError(path) from None
    except (OSError, ValueError):
        raise UnreadableFileError(path, "it cannot be opened") from None


def _digest(folder: Path, found: list[Path]) -> str:
    total = sha256()
    for path in found:
        content = sha256(read_bytes(path)).hexdigest()
        total.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return total.hexdigest()[:8]
