"""The guideline library: everything that ships, loaded once, and a user's own files."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from openimr.domain import (
    Edition,
    FactDefinition,
    Family,
    GuidelineSource,
    Treatment,
)
from openimr.errors import (
    EmptyInputError,
    KnowledgeError,
    MissingInputError,
    OpenImrError,
)

from .all_faults import all_faults
from .families import File, read_file
from .fields import hint
from .names import load_names
from .packs import SOURCES, read_bytes, read_packs, sources_beside, user_file
from .shelf import Shelf
from .strict_yaml import Node, read
from .vocabulary import read_facts, read_sources

_HERE = files(__package__)


@dataclass(frozen=True, slots=True)
class Library:
    """Guidelines, facts and treatment names that belong together."""

    edition: str
    """``YYYY.MM``, and ``+packs.HASH`` behind it where a user's files stand over it;
    written into every determination."""

    families: tuple[Family, ...]
    """Families with rules, by id."""

    names: tuple[Treatment, ...]
    """Families that are known by name and have no rules yet, by id."""

    rules: Mapping[str, tuple[Edition, ...]]
    """Rules of their own, such as ``functional_improvement``, by id."""

    sources: Mapping[str, GuidelineSource]
    facts: Mapping[str, FactDefinition]

    def family(self, id_: str) -> Family:
        """Return a family; one without rules has no editions.

        Raises:
            KnowledgeError: no family has that id.
        """
        for family in self.families:
            if family.treatment.id == id_:
                return family
        for names in self.names:
            if names.id == id_:
                return Family(treatment=names, title=names.names[0])
        problem = f"no treatment family is called '{id_}'"
        known = [treatment.id for treatment in self.treatments()]
        raise KnowledgeError("guideline library", problem, hint(id_, known))

    def treatments(self) -> tuple[Treatment, ...]:
        """Return every family's names, with rules or without, by id."""
        with_rules = tuple(family.treatment for family in self.families)
        return tuple(sorted(with_rules + self.names, key=lambda names: names.id))

    def editions(self, family: str, day: dt.date) -> tuple[Edition, ...]:
        """Return what is in force for a request of that day, own entries first."""
        editions = self.family(family).editions
        return tuple(edition for edition in editions if edition.in_force(day))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every family file is read against."""

    edition: str
    sources: Mapping[str, GuidelineSource]
    facts: Mapping[str, FactDefinition]
    files: Mapping[str, File]


@cache
def _ground() -> _Ground:
    edition, sources = read_sources(_shipped("sources.yaml"))
    found: dict[str, File] = {}
    for folder, rule in (("rules", True), ("library", False)):
        for entry in _yaml_files(_HERE / folder):
            file = read_file(_node(entry), sources, rule=rule)
            if f"{file.id}.yaml" != entry.name or file.id in found:
                problem = f"the file of '{file.id}'"
                raise KnowledgeError(entry.name, problem, f"Call it {file.id}.yaml.")
            found[file.id] = file
    facts = read_facts(_shipped("facts.yaml"))
    return _Ground(edition, sources, facts, found)


@cache
def load_library(packs: Path | None = None) -> Library:
    """Return the library that ships with the package; read once a process.

    ``packs`` is a folder of a user's own files that stand over it; the edition then
    tells so, with a hash of their content.

    Raises:
        InputError: the folder is missing or empty, or a file cannot be opened.
        KnowledgeError: a file breaks its schema.
    """
    ground = _ground()
    if packs is not None:
        ground = _with_packs(ground, packs)
    shelf = Shelf(ground.files, ground.facts, ground.sources)
    with_rules = [file.id for file in ground.files.values() if not file.rule]
    rules = [file.id for file in ground.files.values() if file.rule]
    library = Library(
        edition=ground.edition,
        families=tuple(shelf.family(id_) for id_ in sorted(with_rules)),
        names=_names_only({} if packs is None else ground.files),
        rules=MappingProxyType({id_: shelf.rule(id_) for id_ in rules}),
        sources=ground.sources,
        facts=ground.facts,
    )
    _check_names(library)
    return library


def _with_packs(ground: _Ground, folder: Path) -> _Ground:
    packs = read_packs(folder, ground.sources, ground.files)
    edition = f"{ground.edition}+packs.{packs.digest}"
    return _Ground(edition, packs.sources, ground.facts, packs.files)


def _names_only(with_rules: Mapping[str, object]) -> tuple[Treatment, ...]:
    """Return the families of treatments.yaml that a pack gives no rules to."""
    found = load_names(_shipped("treatments.yaml"))
    kept = [names for names in found if names.id not in with_rules]
    return tuple(sorted(kept, key=lambda names: names.id))


def load_facts() -> Mapping[str, FactDefinition]:
    """Return the facts that guidelines may ask for, by id."""
    return _ground().facts


def load_file(path: Path) -> Family:
    """Return a user's family file, read against the shipped library.

    It may include rules of shipped families; one of a shipped family's id stands in
    its place.

    Raises:
        MissingInputError: nothing stands at the path.
        UnreadableFileError: the file cannot be opened.
        KnowledgeError: the file breaks the schema; the message names the line.
    """
    return _loaded(path, read(read_bytes(path), str(path)))


def _loaded(path: Path, node: Node) -> Family:
    ground = _ground()
    sources = sources_beside(path.parent, ground.sources)
    file = user_file(node, sources, ground.files)
    shelf = Shelf({**ground.files, file.id: file}, ground.facts, sources)
    return shelf.family(file.id)


def check(path: Path | None = None) -> tuple[OpenImrError, ...]:
    """Return the faults of a file, of all files in a folder, or of the library.

    At most one fault a criterion, edition or example, in the order of reading; one
    alone where a file is no YAML, and for the library as a whole.

    Raises:
        MissingInputError: nothing stands at the path.
        EmptyInputError: the folder holds no YAML file.
    """
    if path is None:
        return _faults(load_library)
    if not path.exists():
        raise MissingInputError(path)
    if not path.is_dir():
        return _faults_of(path)
    found = [file for file in sorted(path.glob("*.yaml")) if file.name != SOURCES]
    if not found:
        raise EmptyInputError(path, "a folder with .yaml files")
    return tuple(fault for file in found for fault in _faults_of(file))


def _faults_of(path: Path) -> tuple[OpenImrError, ...]:
    try:
        node = read(read_bytes(path), str(path))
    except OpenImrError as fault:
        return (fault,)
    return tuple(all_faults(node, partial(_loaded, path)))


def _faults(load: Callable[[], object]) -> tuple[OpenImrError, ...]:
    try:
        load()
    except OpenImrError as fault:
        return (fault,)
    return ()


def _check_names(library: Library) -> None:
    known: set[str] = set()
    for treatment in library.treatments():
        if treatment.id in known:
            problem = f"'{treatment.id}' has a file in library/ too"
            cure = "Keep its names in that file only."
            raise KnowledgeError("treatments.yaml", problem, cure)
        known.add(treatment.id)
    for treatment in library.treatments():
        for other in treatment.yields_to:
            if other not in known:
                problem = f"'{treatment.id}' yields to unknown '{other}'"
                raise KnowledgeError("treatments.yaml", problem, hint(other, known))


def _shipped(name: str) -> Node:
    return _node(_HERE / name)


def _node(entry: Traversable) -> Node:
    return read(entry.read_bytes(), entry.name)


def _yaml_files(folder: Traversable) -> list[Traversable]:
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    return sorted(found, key=lambda entry: entry.name)
