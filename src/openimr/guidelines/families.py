"""Family and rule files, read as far as the heads of their editions."""

from collections.abc import Mapping
from dataclasses import dataclass

from openimr.domain import GuidelineSource
from openimr.errors import KnowledgeError

from .editions import Head, read_head
from .fields import Fields
from .names import NAME_KEYS
from .strict_yaml import Node

_RULE_KEYS = frozenset({"id", "title", "editions"})
_FAMILY_KEYS = NAME_KEYS | {"title", "inherits", "editions", "examples"}


@dataclass(frozen=True, slots=True)
class File:
    """A family or rule file, read as far as the heads of its editions."""

    id: str
    fields: Fields
    heads: tuple[Head, ...]
    rule: bool


def read_file(
    node: Node, sources: Mapping[str, GuidelineSource], *, rule: bool = False
) -> File:
    """Read a family file, or a rule of its own, as far as its editions' heads.

    Raises:
        KnowledgeError: it breaks the schema, or two editions of one guideline overlap.
    """
    fields = Fields(node, _RULE_KEYS if rule else _FAMILY_KEYS)
    id_ = fields.name("id")
    fields.node("editions")
    heads = tuple(
        read_head(part, id_, sources, rule=rule) for part in fields.nodes("editions")
    )
    for n, head in enumerate(heads):
        for other in heads[:n]:
            if head.source is other.source and head.meets(other):
                problem = f"two editions of {head.source.id} overlap"
                raise KnowledgeError(head.place, problem, "Part their days.")
    return File(id_, fields, heads, rule)
