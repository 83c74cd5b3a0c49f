"""Read YAML as little more than an outline, and remember where everything stands.

YAML 1.1 turns ``on``, ``no`` and ``1:30`` into something else behind the author's back
and lets a key written twice win silently.  Here a value is a text, a list or a mapping
and nothing else; what a text means is decided by the key that holds it (``fields``).
Refused: bare booleans other than ``true`` and ``false``, doubled keys, anchors, tags,
empty values, more than one document.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import yaml

from openimr.errors import KnowledgeError

_DEEPEST = 40
_BARE = {"", "~", "null", "y", "n", "yes", "no", "on", "off", "true", "false"}


class Text(NamedTuple):
    """A scalar, as written."""

    place: str
    """File and line, such as ``baclofen.yaml:12``."""

    value: str


class Items(NamedTuple):
    """A list."""

    place: str
    parts: "tuple[Node, ...]"


class Keys(NamedTuple):
    """A mapping."""

    place: str
    entries: "Mapping[str, Node]"
    key_places: Mapping[str, str]


Node = Text | Items | Keys


def read(data: bytes, name: str) -> Node:
    """Return the one document of a file; ``name`` is what errors call the file.

    >>> read(b"id: baclofen", "b.yaml").entries["id"]
    Text(place='b.yaml:1', value='baclofen')

    Raises:
        KnowledgeError: the text is not YAML, or uses more of YAML than is known here.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise KnowledgeError(name, "not a UTF-8 text", "Save it as UTF-8.") from None
    try:
        return _document(_events(text), name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}" if mark else name
        raise KnowledgeError(
            place, f"not valid YAML, {error.problem}", "Correct the line."
        ) from None
    except yaml.YAMLError:
        raise KnowledgeError(
            name, "not valid YAML, a control character", "Remove control characters."
        ) from None


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yield from yaml.parse(text, Loader=loader)


def _document(events: Iterator[yaml.Event], name: str) -> Node:
    root: Node | None = None
    for event in events:
        if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            continue
        if isinstance(event, yaml.StreamEndEvent | yaml.DocumentEndEvent):
            continue
        if root is not None:
            raise KnowledgeError(
                _place(event, name), "a second document begins", "Use one file each."
            )
        root = _node(event, events, name, 0)
    if root is None:
        raise KnowledgeError(name, "nothing in it", "Write a mapping or a list.")
    return root


def _node(
    event: yaml.Event, events: Iterator[yaml.Event], name: str, depth: int
) -> Node:
    place = _place(event, name)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        cure = "Write it out, or include a rule with 'use'."
        raise KnowledgeError(place, "an anchor or alias", cure)
    if getattr(event, "tag", None) not in (None, "!"):
        raise KnowledgeError(place, "a YAML tag", "Remove it.")
    if depth > _DEEPEST:
        raise KnowledgeError(place, "nested too deep", "Flatten it.")
    if isinstance(event, yaml.ScalarEvent):
        return _text(event, place)
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(place, tuple(_items(events, name, depth)))
    return _keys(place, events, name, depth)


def _items(events: Iterator[yaml.Event], name: str, depth: int) -> Iterator[Node]:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        yield _node(event, events, name, depth + 1)


def _keys(place: str, events: Iterator[yaml.Event], name: str, depth: int) -> Keys:
    entries: dict[str, Node] = {}
    places: dict[str, str] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _node(event, events, name, depth + 1)
        if not isinstance(key, Text):
            raise KnowledgeError(key.place, "a key that is not a word", "Use a word.")
        if key.value in entries:
            problem = f"key '{key.value}' written twice"
            raise KnowledgeError(key.place, problem, "Keep one of them.")
        places[key.value] = key.place
        entries[key.value] = _node(next(events), events, name, depth + 1)
    return Keys(place, entries, places)


def _text(event: yaml.ScalarEvent, place: str) -> Text:
    value = event.value.strip()
    bare = event.style is None or event.style == ""
    if bare and value.lower() in _BARE and value not in {"true", "false"}:
        if value.lower() in {"", "~", "null"}:
            raise KnowledgeError(place, "a value is missing", "Leave the key out.")
        problem = f"a bare '{value}', which YAML reads as a truth value"
        cure = "Write true or false, or put it in quotes."
        raise KnowledgeError(place, problem, cure)
    if not value:
        raise KnowledgeError(place, "an empty text", "Leave the key out.")
    return Text(place, value)


def _place(event: yaml.Event, name: str) -> str:
    mark = event.start_mark
    return f"{name}:{mark.line + 1}" if mark else name
