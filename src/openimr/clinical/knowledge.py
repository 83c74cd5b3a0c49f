"""Read the room's data files strictly, and say file and line where one is wrong.

Only what is understood is accepted: unknown keys, keys written twice and values of
another kind are refused.  Words that YAML 1.1 would turn into booleans (``no``,
``on``) stay words, because every scalar is read as it is written.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from openimr.errors import KnowledgeError, UnknownKeyError

from .phrases import Lists, Phrase, PhraseError, compile_phrase

_FOLDER = "lexicon"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C reader where PyYAML was built with it; ten times as fast."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a data file with the place it stands at."""

    node: yaml.Node
    file: str

    @property
    def place(self) -> str:
        """Return file and line, such as ``drugs.yaml:12``."""
        return f"{self.file}:{self.node.start_mark.line + 1}"

    def wrong(self, problem: str, cure: str) -> KnowledgeError:
        """Return the error that says what is wrong with this value."""
        return KnowledgeError(self.place, problem, cure)

    def text(self) -> str:
        """Return the value as text.

        Raises:
            KnowledgeError: it is a list or a mapping, or empty.
        """
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.wrong("expected a text", "Write one non-empty value.")
        return str(self.node.value)

    def phrase(
        self, lists: Lists = MappingProxyType({}), words: str | None = None
    ) -> Phrase:
        """Return the value, or words that it stands for, as a phrase.

        Raises:
            KnowledgeError: it is no text, or no phrase can be read from it.
        """
        try:
            return compile_phrase(self.text() if words is None else words, lists)
        except PhraseError as problem:
            raise self.wrong(str(problem), "Correct the phrase.") from problem

    def flag(self) -> bool:
        """Return ``true`` or ``false``.

        Raises:
            KnowledgeError: it is neither.
        """
        value = self.text()
        if value not in {"true", "false"}:
            raise self.wrong("expected true or false", "Write one of the two.")
        return value == "true"

    def whole(self) -> int:
        """Return a whole number.

        Raises:
            KnowledgeError: it is none.
        """
        value = self.text()
        if not value.isdecimal():
            raise self.wrong("expected a whole number", "Write figures only.")
        return int(value)

    def day(self) -> dt.date:
        """Return a day written ``2014-10-01``.

        Raises:
            KnowledgeError: it is none.
        """
        try:
            return dt.date.fromisoformat(self.text())
        except ValueError as problem:
            raise self.wrong("expected a day", "Write it as 2014-10-01.") from problem

    def one_of(self, allowed: Iterable[str]) -> str:
        """Return one of some words.

        Raises:
            KnowledgeError: it is another word.
        """
        value, names = self.text(), sorted(allowed)
        if value not in names:
            raise self.wrong(f"unknown word '{value}'", f"Use {', '.join(names)}.")
        return value

    def items(self) -> Iterator["Entry"]:
        """Yield the members of a list; a single value counts as a list of one.

        Raises:
            KnowledgeError: it is a mapping.
        """
        if isinstance(self.node, yaml.MappingNode):
            raise self.wrong("expected a list", "Write one member a line.")
        if isinstance(self.node, yaml.SequenceNode):
            for node in self.node.value:
                yield Entry(node, self.file)
        else:
            yield self

    def texts(self) -> tuple[str, ...]:
        """Return the members of a list as texts."""
        return tuple(item.text() for item in self.items())

    def fields(self, known: Iterable[str] | None = None) -> dict[str, "Entry"]:
        """Return the values of a mapping by key; ``known=None`` allows any key.

        Raises:
            UnknownKeyError: a key that is not known.
            KnowledgeError: it is no mapping, or a key stands twice.
        """
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("expected keys and values", "Write 'key: value' lines.")
        allowed = None if known is None else set(known)
        found: dict[str, Entry] = {}
        for key_node, value in self.node.value:
            key = Entry(key_node, self.file)
            name = key.text()
            if allowed is not None and name not in allowed:
                raise UnknownKeyError(key.place, name, allowed)
            if name in found:
                raise key.wrong(f"key '{name}' stands twice", "Keep one of them.")
            found[name] = Entry(value, self.file)
        return found

    def is_mapping(self) -> bool:
        """Tell whether the value is keys and values."""
        return isinstance(self.node, yaml.MappingNode)

    def required(self, fields: dict[str, "Entry"], key: str) -> "Entry":
        """Return one of the fields.

        Raises:
            KnowledgeError: the key is missing.
        """
        if key not in fields:
            raise self.wrong(f"key '{key}' is missing", "Add it.")
        return fields[key]


@cache
def read(name: str) -> Entry:
    """Read one file of the lexicon, such as ``drugs.yaml``.

    Raises:
        KnowledgeError: the file is missing, empty or no YAML.
    """
    source = files("openimr.clinical").joinpath(_FOLDER, name)
    try:
        words = source.read_text(encoding="utf-8")
    except OSError as problem:
        raise KnowledgeError(
            name, "no such file", "Reinstall the package."
        ) from problem
    return parse(words, name)


@cache
def names(prefix: str) -> tuple[str, ...]:
    """Return the lexicon's YAML files whose name begins so, sorted.

    Raises:
        KnowledgeError: there is no such folder.
    """
    folder = files("openimr.clinical").joinpath(_FOLDER)
    try:
        found = [each.name for each in folder.iterdir()]
    except OSError as problem:
        raise KnowledgeError(
            _FOLDER, "no such folder", "Reinstall the package."
        ) from problem
    wanted = (n for n in found if n.startswith(prefix) and n.endswith(".yaml"))
    return tuple(sorted(wanted))


def parse(words: str, name: str) -> Entry:
    """Read YAML text; ``name`` is how errors call the file.

    Raises:
        KnowledgeError: the text is empty or no YAML.
    """
    try:
        node = yaml.compose(words, Loader=_LOADER)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        place = f"{name}:{mark.line + 1}" if mark else name
        raise KnowledgeError(place, "not valid YAML", "Check the syntax.") from problem
    except yaml.YAMLError as problem:
        raise KnowledgeError(name, "not valid YAML", "Check the syntax.") from problem
    if node is None:
        raise KnowledgeError(name, "nothing in it", "Write at least one entry.")
    return Entry(node, name)
