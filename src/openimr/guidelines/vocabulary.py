"""What guidelines may ask, and where they may be cited from."""

from collections.abc import Mapping
from types import MappingProxyType

from openimr.domain import FactDefinition, FactType, GuidelineSource, Mark, Step
from openimr.errors import KnowledgeError

from .fields import Fields, one_of, parts
from .strict_yaml import Node

_FACT_KEYS = frozenset(
    {
        "id", "label", "type", "unit", "documented_by", "derived",
        "met", "unmet", "silent", "ask",
    }
)  # fmt: skip
_SOURCE_KEYS = frozenset(
    {
        "id", "name", "citation", "step", "since", "until", "mark", "letter_name",
        "ships_text", "adapts", "reading", "page_count",
    }
)  # fmt: skip
_FILE_KEYS = frozenset({"edition", "sources"})
_NEEDS_UNIT = {FactType.DURATION, FactType.QUANTITY, FactType.COUNT}


def read_facts(node: Node) -> Mapping[str, FactDefinition]:
    """Return the facts of ``facts.yaml`` by id, in the order of the file.

    Raises:
        KnowledgeError: an entry breaks the schema.
    """
    found: dict[str, FactDefinition] = {}
    for part in parts(node):
        fact = _fact(Fields(part, _FACT_KEYS))
        if fact.id in found:
            problem = f"fact '{fact.id}' is given twice"
            raise KnowledgeError(part.place, problem, "Keep one entry.")
        found[fact.id] = fact
    return MappingProxyType(found)


def _fact(fields: Fields) -> FactDefinition:
    type_ = fields.choice("type", FactType)
    unit = fields.maybe("unit")
    if unit is None and type_ in _NEEDS_UNIT:
        problem = f"a {type_} has no unit"
        raise KnowledgeError(fields.place, problem, "Add 'unit'.")
    return FactDefinition(
        id=fields.name("id"),
        label=fields.clause("label"),
        type=type_,
        documented_by=fields.clause("documented_by"),
        unit=unit,
        derived=fields.flag("derived", default=False),
        met=fields.maybe_clause("met"),
        unmet=fields.maybe_clause("unmet"),
        silent=fields.maybe_clause("silent"),
        ask=fields.maybe_clause("ask"),
    )


def read_sources(node: Node) -> tuple[str, Mapping[str, GuidelineSource]]:
    """Return the library's edition, and the sources of ``sources.yaml`` by id.

    Raises:
        KnowledgeError: an entry breaks the schema.
    """
    file = Fields(node, _FILE_KEYS)
    found: dict[str, GuidelineSource] = {}
    for part in file.nodes("sources"):
        source = _source(Fields(part, _SOURCE_KEYS))
        if source.id in found:
            problem = f"source '{source.id}' is given twice"
            raise KnowledgeError(part.place, problem, "Keep one entry.")
        found[source.id] = source
    for part in file.nodes("sources"):
        fields = Fields(part, _SOURCE_KEYS)
        if fields.has("adapts"):
            one_of(fields.node("adapts"), found)
    return file.text("edition"), MappingProxyType(found)


def _source(fields: Fields) -> GuidelineSource:
    since, until = fields.day("since"), fields.day("until")
    if since and until and until < since:
        problem = "it ends before it begins"
        raise KnowledgeError(fields.at("until"), problem, "Correct one of the days.")
    return GuidelineSource(
        id=fields.name("id"),
        name=fields.text("name"),
        citation=fields.text("citation"),
        step=fields.choice("step", Step),
        since=since,
        until=until,
        mark=fields.choice("mark", Mark),
        letter_name=fields.text("letter_name"),
        ships_text=fields.flag("ships_text", default=True),
        adapts=fields.maybe("adapts"),
        reading=fields.maybe("reading"),
        page_count=fields.maybe_count("page_count"),
    )
