"""The names by which requests call treatments: YAML in, Treatment out."""

from openimr.domain import ItemKind, NameBeside, Treatment
from openimr.errors import KnowledgeError

from .fields import Fields, parts, quantity
from .strict_yaml import Items, Node

NAME_KEYS = frozenset(
    {
        "id", "kind", "names", "brands", "ingredients", "only_with", "beside",
        "excludes", "ingredients_needed", "yields_to", "requests",
    }
)  # fmt: skip
_BESIDE_KEYS = frozenset({"names", "words"})
_MOST_INGREDIENTS = 9


def load_names(node: Node) -> tuple[Treatment, ...]:
    """Read ``treatments.yaml``: families that have names and no rules of their own.

    Raises:
        KnowledgeError: an entry breaks the schema, or an id is given twice.
    """
    found: dict[str, Treatment] = {}
    # Once every family has rules, an empty list is what is left.
    none = isinstance(node, Items) and not node.parts
    for entry in () if none else parts(node):
        treatment = treatment_from(Fields(entry, NAME_KEYS))
        if treatment.id in found:
            problem = f"family '{treatment.id}' is given twice"
            raise KnowledgeError(entry.place, problem, "Keep one entry.")
        found[treatment.id] = treatment
    return tuple(found.values())


def treatment_from(fields: Fields, *, ancestors: tuple[str, ...] = ()) -> Treatment:
    """Read the naming part of an entry or family file."""
    return Treatment(
        id=fields.name("id"),
        kind=fields.choice("kind", ItemKind),
        names=_lower(fields, "names", needed=True),
        brands=_lower(fields, "brands"),
        ingredients=_lower(fields, "ingredients"),
        ancestors=ancestors,
        beside=tuple(_beside(part) for part in fields.nodes("beside")),
        only_with=_lower(fields, "only_with"),
        excludes=_lower(fields, "excludes"),
        ingredients_needed=_ingredients_needed(fields),
        yields_to=fields.texts("yields_to"),
        examples=_requests(fields),
    )


def _beside(node: Node) -> NameBeside:
    fields = Fields(node, _BESIDE_KEYS)
    return NameBeside(
        names=_lower(fields, "names", needed=True),
        words=_lower(fields, "words", needed=True),
    )


def _lower(fields: Fields, key: str, *, needed: bool = False) -> tuple[str, ...]:
    if needed:
        fields.node(key)
    found = fields.texts(key)
    for value in found:
        if value != value.lower():
            problem = f"'{value}' has capitals"
            cure = "Names are compared in lower case; write it so."
            raise KnowledgeError(fields.at(key), problem, cure)
    return found


def _ingredients_needed(fields: Fields) -> int:
    if not fields.has("ingredients_needed"):
        return 1
    number = quantity(fields.node("ingredients_needed"))
    whole = int(number.value)
    if number.unit or whole != number.value or not 1 <= whole <= _MOST_INGREDIENTS:
        problem = "'ingredients_needed' is no small count"
        raise KnowledgeError(fields.at("ingredients_needed"), problem, "Write 2.")
    return whole


def _requests(fields: Fields) -> tuple[str, ...]:
    if not fields.has("requests"):
        problem = "no request wordings prove the names"
        raise KnowledgeError(fields.place, problem, "Add 'requests'.")
    return fields.texts("requests")
