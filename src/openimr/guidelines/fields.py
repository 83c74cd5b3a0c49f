"""Take typed values out of a mapping, and refuse what the schema does not know."""

import datetime as dt
import re
from collections.abc import Collection
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from openimr.domain import Quantity
from openimr.errors import KnowledgeError, UnknownKeyError

from .strict_yaml import Items, Keys, Node, Text

E = TypeVar("E", bound=StrEnum)

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
# No digits beyond what a dose, a date or a count can need: float("9" * 400) is inf.
_QUANTITY = re.compile(r"\d{1,9}(?:\.\d{1,6})?(?: \S[^\n]*)?\Z")


class Fields:
    """One mapping of a knowledge file, read key by key."""

    def __init__(self, node: Node, known: Collection[str]) -> None:
        """Take a mapping all of whose keys are known.

        Raises:
            KnowledgeError: the node is no mapping.
            UnknownKeyError: it has a key that the schema does not know.
        """
        if not isinstance(node, Keys):
            raise KnowledgeError(
                node.place, "keys and values are expected", "Write 'key: value' lines."
            )
        for key in node.entries:
            if key not in known:
                raise UnknownKeyError(node.key_places[key], key, known)
        self.place = node.place
        self._entries = node.entries

    def has(self, key: str) -> bool:
        """Tell whether the key is given."""
        return key in self._entries

    def at(self, key: str) -> str:
        """Return the place of a key's value, or of the mapping without it."""
        node = self._entries.get(key)
        return node.place if node else self.place

    def node(self, key: str) -> Node:
        """Return what stands under a key that must be there."""
        node = self._entries.get(key)
        if node is None:
            raise KnowledgeError(self.place, f"key '{key}' is missing", "Add it.")
        return node

    def nodes(self, key: str) -> tuple[Node, ...]:
        """Return the parts of a list; none where the key is not given."""
        if key not in self._entries:
            return ()
        return parts(self._entries[key])

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        return text(self.node(key))

    def maybe(self, key: str) -> str | None:
        """Return a text, or None where the key is not given."""
        return text(self._entries[key]) if key in self._entries else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list without doubles; none where it is not given."""
        found: list[str] = []
        for node in self.nodes(key):
            value = text(node)
            if value in found:
                raise KnowledgeError(
                    node.place, f"'{value}' stands here twice", "Keep one of them."
                )
            found.append(value)
        return tuple(found)

    def sentence(self, key: str) -> str:
        """Return a full sentence: it ends with a full stop."""
        value = self.text(key)
        if not value.endswith("."):
            raise KnowledgeError(
                self.at(key), f"'{key}' is no full sentence", "End it with a full stop."
            )
        return value

    def clause(self, key: str) -> str:
        """Return a clause that can stand inside a sentence: no full stop at its end."""
        value = self.text(key)
        if value.endswith("."):
            raise KnowledgeError(
                self.at(key),
                f"'{key}' must stand inside a sentence",
                "Remove the full stop.",
            )
        return value

    def maybe_clause(self, key: str) -> str | None:
        """Return a clause, or None where the key is not given."""
        return self.clause(key) if self.has(key) else None

    def name(self, key: str) -> str:
        """Return an id: lower case letters, digits and underscores."""
        value = self.text(key)
        if not _NAME.match(value):
            problem = f"'{value}' is no id"
            cure = "Use lower case letters, digits and underscores."
            raise KnowledgeError(self.at(key), problem, cure)
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.maybe(key)
        if value not in (None, "true", "false"):
            raise KnowledgeError(
                self.at(key), f"'{key}' is neither true nor false", "Write one of them."
            )
        return default if value is None else value == "true"

    def maybe_count(self, key: str) -> int | None:
        """Return a whole number above zero; None where the key is absent.

        Raises:
            KnowledgeError: the value is no such number.
        """
        if not self.has(key):
            return None
        written = self.text(key)
        if not (written.isascii() and written.isdigit() and int(written) > 0):
            problem = f"'{key}' is no whole number above zero"
            raise KnowledgeError(self.at(key), problem, "Write figures, such as 127.")
        return int(written)

    def choice(self, key: str, kind: type[E]) -> E:
        """Return one of the values of an enumeration."""
        return kind(one_of(self.node(key), [member.value for member in kind]))

    def day(self, key: str) -> dt.date | None:
        """Return a day, or None where the key is not given."""
        return day(self._entries[key]) if key in self._entries else None


def parts(node: Node) -> tuple[Node, ...]:
    """Return the parts of a list that is not empty."""
    if not isinstance(node, Items):
        raise KnowledgeError(node.place, "a list is expected", "Write '- ' lines.")
    if not node.parts:
        raise KnowledgeError(node.place, "an empty list", "Leave the key out.")
    return node.parts


def text(node: Node) -> str:
    """Return a text, its white space folded."""
    if not isinstance(node, Text):
        raise KnowledgeError(node.place, "a text is expected", "Write words.")
    return " ".join(node.value.split())


def one_of(node: Node, known: Collection[str]) -> str:
    """Return a text that is one of the known ones."""
    value = text(node)
    if value not in known:
        raise KnowledgeError(node.place, f"unknown value '{value}'", hint(value, known))
    return value


def hint(value: str, known: Collection[str]) -> str:
    """Return the cure for an unknown word: the nearest known one, or all of them."""
    near = get_close_matches(value, sorted(known), n=1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Use one of {', '.join(sorted(known))}."


def day(node: Node) -> dt.date:
    """Return a day written as ``2014-10-28``."""
    value = text(node)
    try:
        if _DAY.match(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise KnowledgeError(node.place, f"'{value}' is no day", "Write it as 2014-10-28.")


def quantity(node: Node) -> Quantity:
    """Return a number with its unit, such as ``3 weeks``."""
    value = text(node)
    if not _QUANTITY.match(value):
        cure = "Write it as '3 weeks'."
        raise KnowledgeError(node.place, f"'{value}' is no number with a unit", cure)
    return Quantity.parse(value)
