"""One guideline's word on one family: YAML in, Edition out."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from openimr.domain import (
    Criterion,
    Edition,
    FactDefinition,
    Group,
    GuidelineSource,
    Mark,
    Recommendation,
)
from openimr.errors import KnowledgeError

from .criteria import (
    Desk,
    Part,
    known_guideline,
    read_criterion,
    read_group,
    read_pages,
    use_fields,
)
from .fields import Fields, hint, text
from .fields import parts as parts_of
from .soundness import check_phases, check_questions
from .strict_yaml import Keys, Node

LISTS = ("contraindications", "advisory", "compare")
_KEYS = frozenset(
    {
        "guideline", "section", "pages", "pages_mark", "since", "until",
        "recommendation", "note", "sources", "reading", "gap", "required", "offers",
        "answered_by", *LISTS,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """An edition before its rules are read: whose, and when in force."""

    family: str
    rule: bool
    """True for a rule of its own, which asks nothing by itself."""

    source: GuidelineSource
    since: dt.date | None
    until: dt.date | None
    fields: Fields

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.fields.place

    def meets(self, other: "Head") -> bool:
        """Tell whether there is a day on which both are in force."""
        first = max(self.since or dt.date.min, other.since or dt.date.min)
        last = min(self.until or dt.date.max, other.until or dt.date.max)
        return first <= last


@dataclass(frozen=True, slots=True)
class Made:
    """An edition with the parts that others may include by id."""

    edition: Edition
    parts: Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Includer:
    """Answers ``use`` nodes: in the tree, and in the list of a name."""

    tree: Callable[[Fields], tuple[Part, ...]]
    listed: Callable[[Fields, str], tuple[Criterion, ...]]


def read_head(
    node: Node,
    family: str,
    sources: Mapping[str, GuidelineSource],
    *,
    rule: bool,
) -> Head:
    """Read whose edition it is and when it is in force.

    Raises:
        KnowledgeError: an unknown source, or days outside those of the source.
    """
    fields = Fields(node, _KEYS)
    source = sources[known_guideline(fields, "guideline", sources)]
    since = fields.day("since") or source.since
    until = fields.day("until") or source.until
    for key, day in (("since", since), ("until", until)):
        if day is not None and not source.in_force(day):
            problem = f"{day} lies outside the days of {source.id}"
            raise KnowledgeError(fields.at(key), problem, "Correct the day.")
    if since and until and until < since:
        problem = "it ends before it begins"
        raise KnowledgeError(fields.at("until"), problem, "Correct one of the days.")
    return Head(family, rule, source, since, until, fields)


def build(head: Head, facts: Mapping[str, FactDefinition], includer: Includer) -> Made:
    """Read an edition with all its rules.

    Raises:
        KnowledgeError: the edition breaks the schema, or its rules make no sense.
    """
    fields = head.fields
    if fields.has("required") == fields.has("gap"):
        problem = "give either 'required' or 'gap'"
        cure = "An edition has rules, or says why none are known."
        raise KnowledgeError(fields.place, problem, cure)
    made: dict[str, Part] = {}
    drugs = _answered_by(fields, facts)
    desk = Desk(head.family, head.source.id, facts, drugs, includer.tree, made)
    for node in fields.nodes("offers"):
        read_group(node, desk)
    required = read_group(fields.node("required"), desk) if _rules(fields) else None
    lists = {key: tuple(_listed(fields, key, desk, includer)) for key in LISTS}
    edition = _edition(head, required, lists)
    edition = map_criteria(
        edition, lambda rule: replace(rule, drugs=drugs.get(rule.fact, rule.drugs))
    )
    if not head.rule:
        check_phases(edition, fields.at("required"))
    check_questions(edition, fields.place)
    return Made(edition, made)


def _rules(fields: Fields) -> bool:
    return fields.has("required")


def _edition(
    head: Head, required: Group | None, lists: Mapping[str, tuple[Criterion, ...]]
) -> Edition:
    fields = head.fields
    pages = read_pages(fields)
    if (pages is None) == fields.has("pages_mark"):
        problem = "'pages' and 'pages_mark' go together"
        raise KnowledgeError(fields.place, problem, "Give both or neither.")
    return Edition(
        guideline=head.source.id,
        section=fields.text("section"),
        pages=pages,
        pages_mark=fields.choice("pages_mark", Mark) if pages else Mark.UNVERIFIED,
        since=head.since,
        until=head.until,
        recommendation=fields.choice("recommendation", Recommendation),
        note=fields.sentence("note"),
        required=required,
        sources=fields.texts("sources"),
        gap=fields.sentence("gap") if fields.has("gap") else None,
        reading=fields.maybe("reading"),
        contraindications=lists["contraindications"],
        advisory=lists["advisory"],
        compare=lists["compare"],
    )


def _listed(
    fields: Fields, key: str, desk: Desk, includer: Includer
) -> Iterator[Criterion]:
    for node in fields.nodes(key):
        if isinstance(node, Keys) and "use" in node.entries:
            yield from includer.listed(use_fields(node), key)
        else:
            yield read_criterion(node, desk)


def _answered_by(
    fields: Fields, facts: Mapping[str, FactDefinition]
) -> Mapping[str, tuple[str, ...]]:
    if not fields.has("answered_by"):
        return {}
    node = fields.node("answered_by")
    if not isinstance(node, Keys):
        problem = "facts and their drugs are expected"
        raise KnowledgeError(node.place, problem, "Write 'fact: [drug, class]'.")
    for fact in node.entries:
        if fact not in facts:
            problem = f"unknown fact '{fact}'"
            raise KnowledgeError(node.key_places[fact], problem, hint(fact, facts))
    return {
        fact: tuple(text(name) for name in parts_of(names))
        for fact, names in node.entries.items()
    }


def map_criteria(edition: Edition, change: Callable[[Criterion], Criterion]) -> Edition:
    """Return the edition with every criterion changed."""
    return replace(
        edition,
        required=map_group(edition.required, change) if edition.required else None,
        contraindications=tuple(map(change, edition.contraindications)),
        advisory=tuple(map(change, edition.advisory)),
        compare=tuple(map(change, edition.compare)),
    )


def map_group(group: Group, change: Callable[[Criterion], Criterion]) -> Group:
    """Return the group with every criterion under it changed."""
    return replace(
        group,
        when=change(group.when) if group.when else None,
        parts=tuple(
            map_group(part, change) if isinstance(part, Group) else change(part)
            for part in group.parts
        ),
    )


def listed(edition: Edition, name: str) -> tuple[Criterion, ...]:
    """Return one of the three lists of an edition by its key."""
    return {
        "contraindications": edition.contraindications,
        "advisory": edition.advisory,
        "compare": edition.compare,
    }[name]
