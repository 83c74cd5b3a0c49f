"""Put a value at a path of a resource, and get it back."""

import re
from collections.abc import Iterator, Mapping, Sequence

from .knowledge import Constant

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Element = dict[str, Json]

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.|$)")
_NUMBER = "#"


def put(
    element: Element, path: str, value: Json, beside: Mapping[str, Constant]
) -> None:
    """Put a value at a path; ``beside`` goes into the entry that the path ends in.

    >>> claim: Element = {}
    >>> put(claim, "type.coding[0].code", "a", {"system": "urn:b"})
    >>> claim
    {'type': {'coding': [{'system': 'urn:b', 'code': 'a'}]}}
    """
    steps = _steps(path)
    entry = _home(steps, beside)
    for at, (name, number) in enumerate(steps[:-1]):
        element = _entered(element, name, number)
        if at == entry:
            _spread(element, beside)
    if entry is None:
        _spread(element, beside)
    element[steps[-1][0]] = value


def get(element: Element, path: str) -> Json:
    """Return the value at a path; None where there is none.

    >>> get({"type": {"coding": [{"code": "a"}]}}, "type.coding[0].code")
    'a'
    """
    node: Json = element
    for name, number in _steps(path):
        node = node.get(name) if isinstance(node, dict) else None
        if number is not None:
            node = _nth(node, number)
    return node


def put_each(
    element: Element, path: str, values: Sequence[Json], beside: Mapping[str, Constant]
) -> None:
    """Put values at a path with ``[*]``, one entry each, behind those already there."""
    name, inner = path.split("[*].")
    entries = element.setdefault(name, [])
    if isinstance(entries, list):
        for value in values:
            entry: Element = {}
            put(entry, inner, value, {})
            _spread(entry, beside, len(entries) + 1)
            entries.append(entry)


def get_each(
    element: Element, path: str, beside: Mapping[str, Constant]
) -> Iterator[Json]:
    """Yield the values at a path with ``[*]``, of the entries that hold ``beside``."""
    name, inner = path.split("[*].")
    for entry in entries_of(element, name):
        if _holds(entry, dict(beside)):
            yield get(entry, inner)


def entries_of(element: Element, name: str) -> list[Element]:
    """Return the objects of a list; none where there is no list."""
    found = element.get(name)
    listed = found if isinstance(found, list) else []
    return [entry for entry in listed if isinstance(entry, dict)]


def _steps(path: str) -> list[tuple[str, int | None]]:
    return [
        (step[1], None if step[2] is None else int(step[2]))
        for step in _STEP.finditer(path)
    ]


def _home(
    steps: Sequence[tuple[str, int | None]], beside: Mapping[str, Constant]
) -> int | None:
    """Return which step's entry takes nested constants; None for the innermost.

    Constants with objects in them stand in the first list entry of the path, since
    they describe the way down from there.
    """
    if any(isinstance(value, dict) for value in beside.values()):
        return next(at for at, (_, number) in enumerate(steps) if number is not None)
    return None


def _entered(element: Element, name: str, number: int | None) -> Element:
    """Return the element below, made where it is not there yet."""
    below: Json
    if number is None:
        below = element.setdefault(name, {})
    else:
        entries = element.setdefault(name, [])
        if isinstance(entries, list):
            entries += [{} for _ in range(number + 1 - len(entries))]
        below = _nth(entries, number)
    return below if isinstance(below, dict) else {}


def _nth(node: Json, number: int) -> Json:
    return node[number] if isinstance(node, list) and number < len(node) else None


def _spread(element: Element, constants: Mapping[str, Constant], at: int = 0) -> None:
    for key, value in constants.items():
        if isinstance(value, dict):
            _spread(_entered(element, key, None), value, at)
        elif isinstance(value, list):
            element[key] = _copied(value)
        else:
            element[key] = at if value == _NUMBER else value


def _copied(constant: Constant) -> Json:
    if isinstance(constant, dict):
        return {key: _copied(value) for key, value in constant.items()}
    if isinstance(constant, list):
        return [_copied(value) for value in constant]
    return constant


def _holds(node: Json, wanted: Constant) -> bool:
    """Tell whether everything wanted stands in an element, beside what else may."""
    if wanted == _NUMBER:
        return True
    if isinstance(wanted, dict):
        return isinstance(node, dict) and all(
            _holds(node.get(key), value) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(node, list) and all(
            any(_holds(entry, each) for entry in node) for each in wanted
        )
    return node == wanted
