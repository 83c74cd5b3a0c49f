"""A query as a tree; each leaf knows which characters of the query it came from."""

from collections.abc import Iterator
from dataclasses import dataclass

from .fields import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of the letter."""

    text: str
    start: int
    end: int
    phrase: bool = False
    prefix: bool = False
    place: str | None = None
    """One part of the letter; None: any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A value of a field."""

    field: Field
    value: str
    start: int
    end: int
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Numbers of a field, both ends counted; days as days since 1980-01-01."""

    field: Field
    low: int
    high: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class All:
    """Every one of some parts; of none, all items."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """One of some parts at least."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but."""

    part: "Node"


Leaf = Words | Match | Between
Node = Leaf | All | Any | Not


def wanted(node: Node) -> Iterator[Leaf]:
    """Yield the leaves that make an item be found, in the order of the query."""
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from wanted(part)
    elif not isinstance(node, Not):
        yield node
