"""Every fault of a file: what stands at a fault is left out, and the rest read again.

Reading stops at the first fault, because what follows it may only follow from it.  So
the edition or example at fault is taken out of the outline before the next try, a
criterion is replaced by a sound one, and a fault that only comes of that is not told.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from openimr.errors import KnowledgeError

from .strict_yaml import Items, Keys, Node, Text

_MOST = 40
_LINE = re.compile(r":(\d+)(?::|\Z)")
_T = TypeVar("_T")
_FOLLOWS = re.compile(r"asks nothing of an? |an empty list|key '\w+' is missing")
"""Faults that leaving something out can bring about."""


def all_faults(node: Node, load: Callable[[Node], object]) -> Iterator[KnowledgeError]:
    """Yield the faults of an outline, at most one for each criterion or example."""
    left_out: set[str] = set()
    seen: set[str] = set()
    touched = False
    for _ in range(_MOST):
        try:
            load(node)
        except KnowledgeError as fault:
            told = str(fault)
            if told in seen:
                return
            seen.add(told)
            follows = touched and _FOLLOWS.search(told) is not None
            if not follows and not any(f"'{id_}'" in told for id_ in left_out):
                yield fault
            line = _line(told)
            rest = None if line is None else _without(node, line, left_out)
            if rest is None:
                return
            node, touched = rest, True
        else:
            return


def _line(place: str) -> int | None:
    found = _LINE.search(place)
    return int(found[1]) if found else None


def _without(node: Node, line: int, left_out: set[str]) -> Node | None:
    """Return the outline without the innermost part of a list at a line, or key."""
    if isinstance(node, Items):
        return _shorter(node, line, left_out)
    if not isinstance(node, Keys):
        return None
    key = _last_before(list(node.key_places), list(node.key_places.values()), line)
    if key is None:
        return None
    entries = dict(node.entries)
    inner = _without(entries[key], line, left_out)
    if inner is not None:
        return Keys(node.place, {**entries, key: inner}, node.key_places)
    del entries[key]
    places = {name: at for name, at in node.key_places.items() if name != key}
    return Keys(node.place, entries, places) if entries else None


def _shorter(node: Items, line: int, left_out: set[str]) -> Node | None:
    places = [part.place for part in node.parts]
    number = _last_before(list(range(len(places))), places, line)
    if number is None:
        return None
    part = node.parts[number]
    inner = _inner_list(part, line, left_out)
    if inner is not None:
        kept = (*node.parts[:number], inner, *node.parts[number + 1 :])
        return Items(node.place, kept)
    if isinstance(part, Keys) and {"statement", "fact"} & part.entries.keys():
        sound = _stand_in(part, line)
        return Items(
            node.place, (*node.parts[:number], sound, *node.parts[number + 1 :])
        )
    if isinstance(part, Keys) and isinstance(name := part.entries.get("id"), Text):
        left_out.add(name.value)
    if len(node.parts) == 1:
        return None
    return Items(node.place, node.parts[:number] + node.parts[number + 1 :])


def _stand_in(part: Keys, line: int) -> Keys:
    """Return a sound criterion for one at fault, so that others may still name it."""
    name = part.entries.get("id")
    own = isinstance(name, Text) and _line(name.place) != line
    entries: dict[str, Node] = {
        "id": name if own and name else Text(part.place, f"left_out_{line}"),
        "statement": Text(part.place, "This stands for a criterion at fault."),
        "fact": Text(part.place, "diagnosis_stated"),
        "mark": Text(part.place, "UNVERIFIED"),
    }
    return Keys(part.place, entries, dict.fromkeys(entries, part.place))


def _inner_list(part: Node, line: int, left_out: set[str]) -> Node | None:
    """Return a part with something left out of a list within it, where there is one."""
    if not isinstance(part, Keys):
        return None
    key = _last_before(list(part.key_places), list(part.key_places.values()), line)
    if key is None or not isinstance(part.entries[key], Items | Keys):
        return None
    inner = part.entries[key]
    rest = (
        _shorter(inner, line, left_out)
        if isinstance(inner, Items)
        else _inner_list(inner, line, left_out)
    )
    if rest is None:
        return None
    return Keys(part.place, {**part.entries, key: rest}, part.key_places)


def _last_before(names: list[_T], places: list[str], line: int) -> _T | None:
    """Return the name whose place is the last at or above a line."""
    found = None
    for name, place in zip(names, places, strict=True):
        at = _line(place)
        if at is not None and at <= line:
            found = name
    return found
