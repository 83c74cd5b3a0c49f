"""Criteria and the tree they stand in: YAML in, Criterion and Group out.

A node is one of three things: a criterion (it has a ``fact``), a group (it has ``all``
or ``any``), or ``use``, which includes a rule that stands elsewhere.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openimr.domain import (
    Criterion,
    FactDefinition,
    Group,
    Limit,
    Mark,
    Needs,
    Operator,
    Phase,
)
from openimr.errors import KnowledgeError

from .fields import Fields, hint, one_of, parts, quantity
from .strict_yaml import Keys, Node

_LIMITS = tuple(operator.value for operator in Operator)
_CRITERION_KEYS = frozenset(
    {
        "id", "statement", "fact", "wanted", "phase", "pages", "mark",
        "met", "unmet", "silent", "ask", "reading", *_LIMITS,
    }
)  # fmt: skip
_GROUP_KEYS = frozenset({"id", "name", "when", "silence", "all", "any", "reading"})
_USE_KEYS = frozenset({"use", "guideline"})
_PAGES = re.compile(r"\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*\Z")

Part = Criterion | Group


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading the criteria of one edition needs at hand."""

    family: str
    guideline: str
    facts: Mapping[str, FactDefinition]
    drugs: Mapping[str, tuple[str, ...]]
    """Drugs or classes that answer a fact in this edition."""

    include: Callable[[Fields], tuple[Part, ...]]
    """Answers a ``use`` node of the tree."""

    made: dict[str, Part]
    """Parts of this edition by their id, filled while reading."""


def read_group(node: Node, desk: Desk) -> Group:
    """Read a group, or include one.

    Raises:
        KnowledgeError: the node is neither, or breaks the schema.
    """
    found = read_part(node, desk)
    if isinstance(found, Group):
        return found
    problem = "one criterion stands where a group is expected"
    raise KnowledgeError(node.place, problem, "Put it under 'all'.")


def read_part(node: Node, desk: Desk) -> Part:
    """Read a criterion, a group or an inclusion."""
    if isinstance(node, Keys) and "use" in node.entries:
        use = use_fields(node)
        family, _, part = use.text("use").partition(".")
        if family == desk.family and part in desk.made and not use.has("guideline"):
            return desk.made[part]
        found = desk.include(use)
        if len(found) == 1:
            return found[0]
        return Group(needs=Needs.ALL, parts=found)
    if isinstance(node, Keys) and {"all", "any"} & node.entries.keys():
        return _group(Fields(node, _GROUP_KEYS), desk)
    return read_criterion(node, desk)


def use_fields(node: Node) -> Fields:
    """Return the fields of a ``use`` node."""
    return Fields(node, _USE_KEYS)


def _group(fields: Fields, desk: Desk) -> Group:
    if fields.has("all") and fields.has("any"):
        problem = "both 'all' and 'any' in one group"
        raise KnowledgeError(fields.place, problem, "Nest one inside the other.")
    needs = Needs.ALL if fields.has("all") else Needs.ANY
    # parts() refuses an empty list: "all of nothing" would be met by every worker.
    members = tuple(read_part(part, desk) for part in parts(fields.node(needs.value)))
    group = Group(
        needs=needs,
        parts=members,
        name=fields.maybe("name"),
        when=_gate(fields.node("when"), desk) if fields.has("when") else None,
        reading=fields.maybe("reading"),
        silence_shuts=_silence_shuts(fields),
    )
    if fields.has("id"):
        _keep(fields, fields.name("id"), group, desk)
    return group


def _silence_shuts(fields: Fields) -> bool:
    """Tell whether the file presumes that a gate nobody speaks of is shut."""
    if not fields.has("silence"):
        return False
    said = fields.text("silence")
    if said != "shuts":
        problem = f"'{said}' is nothing that silence can do"
        raise KnowledgeError(fields.at("silence"), problem, "Write shuts.")
    if not fields.has("when"):
        problem = "'silence' without 'when'"
        raise KnowledgeError(fields.at("silence"), problem, "Remove it.")
    return True


def _gate(node: Node, desk: Desk) -> Criterion:
    gate = read_part(node, desk)
    if isinstance(gate, Criterion):
        return gate
    problem = "a group stands where one criterion is expected"
    raise KnowledgeError(node.place, problem, "Open a way by one criterion.")


def read_criterion(node: Node, desk: Desk) -> Criterion:
    """Read one criterion.

    Raises:
        KnowledgeError: an unknown fact, a limit in another unit than the fact's, or
            another breach of the schema.
    """
    fields = Fields(node, _CRITERION_KEYS)
    fact = desk.facts.get(fields.text("fact"))
    if fact is None:
        problem = f"unknown fact '{fields.text('fact')}'"
        cure = hint(fields.text("fact"), desk.facts)
        raise KnowledgeError(fields.at("fact"), problem, cure)
    mark = fields.choice("mark", Mark)
    limit = _limit(fields, fact, mark)
    wanted = fields.flag("wanted", default=True)
    if limit and not wanted:
        problem = "a limit together with 'wanted: false'"
        raise KnowledgeError(fields.at("wanted"), problem, "Turn the limit round.")
    criterion = Criterion(
        id=f"{desk.family}.{fields.name('id')}",
        statement=fields.sentence("statement"),
        fact=fact.id,
        guideline=desk.guideline,
        wanted=wanted,
        limit=limit,
        drugs=desk.drugs.get(fact.id, ()),
        phase=fields.choice("phase", Phase) if fields.has("phase") else None,
        pages=read_pages(fields),
        met=_clause(fields, "met", fact.met if wanted else fact.unmet),
        unmet=_clause(fields, "unmet", fact.unmet if wanted else fact.met),
        silent=_clause(fields, "silent", fact.silent),
        ask=_clause(fields, "ask", fact.ask),
        mark=mark,
        reading=fields.maybe("reading"),
    )
    _keep(fields, fields.name("id"), criterion, desk)
    return criterion


def _clause(fields: Fields, key: str, default: str | None) -> str:
    return default if default and not fields.has(key) else fields.clause(key)


def read_pages(fields: Fields) -> str | None:
    """Return pages such as ``63-66`` or ``61, 63-66``."""
    pages = fields.maybe("pages")
    if pages is not None and not _PAGES.match(pages):
        problem = f"'{pages}' are no pages"
        raise KnowledgeError(fields.at("pages"), problem, "Write '61, 63-66'.")
    return pages


def _limit(fields: Fields, fact: FactDefinition, mark: Mark) -> Limit | None:
    given = [key for key in _LIMITS if fields.has(key)]
    if not given:
        return None
    if len(given) > 1:
        problem = f"two limits, '{given[0]}' and '{given[1]}'"
        raise KnowledgeError(fields.at(given[1]), problem, "Write two criteria.")
    bound = quantity(fields.node(given[0]))
    if fact.unit is None:
        problem = f"a limit on '{fact.id}', which is no number"
        raise KnowledgeError(fields.at(given[0]), problem, "Remove it.")
    if bound.unit != fact.unit:
        problem = f"the limit is in '{bound.unit}', the fact '{fact.id}' in "
        problem += f"'{fact.unit}'"
        cure = "Limits are compared as written; use the fact's unit."
        raise KnowledgeError(fields.at(given[0]), problem, cure)
    return Limit(operator=Operator(given[0]), bound=bound, mark=mark)


def _keep(fields: Fields, id_: str, part: Part, desk: Desk) -> None:
    if id_ in desk.made:
        problem = f"id '{id_}' is given twice in one edition"
        raise KnowledgeError(fields.at("id"), problem, "Rename one of them.")
    desk.made[id_] = part


def criteria_of(found: Part) -> tuple[Criterion, ...]:
    """Return a criterion, or those of a group, as a list."""
    return tuple(found.criteria()) if isinstance(found, Group) else (found,)


def known_guideline(fields: Fields, key: str, known: Mapping[str, object]) -> str:
    """Return the id of a source that is known."""
    return one_of(fields.node(key), known)
