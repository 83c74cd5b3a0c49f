"""Made-up cases that prove a family's rules: YAML in, Example out."""

from collections.abc import Iterator, Mapping

from openimr.domain import (
    Decision,
    Example,
    FactDefinition,
    Finding,
    GuidelineSource,
    Phase,
    Quantity,
    Verdict,
)
from openimr.errors import KnowledgeError

from .criteria import known_guideline
from .fields import Fields, hint, one_of, quantity, text
from .strict_yaml import Keys, Node

_KEYS = frozenset(
    {"name", "day", "phase", "guideline", "facts", "expect", "decided_by"}
)
_FINDINGS = tuple(finding.value for finding in Finding)


def read_examples(
    file: Fields,
    facts: Mapping[str, FactDefinition],
    sources: Mapping[str, GuidelineSource],
) -> tuple[Example, ...]:
    """Read the examples of a family file.

    Raises:
        KnowledgeError: an example breaks the schema, answers an unknown fact, or
            expects a decision that does not go with what decides it.
    """
    return tuple(
        _example(Fields(node, _KEYS), facts, sources) for node in file.nodes("examples")
    )


def _example(
    fields: Fields,
    facts: Mapping[str, FactDefinition],
    sources: Mapping[str, GuidelineSource],
) -> Example:
    fields.node("day")
    day = fields.day("day")
    if day is None:
        raise KnowledgeError(fields.place, "key 'day' is missing", "Add it.")
    guideline = None
    if fields.has("guideline"):
        guideline = known_guideline(fields, "guideline", sources)
    return Example(
        name=fields.clause("name"),
        day=day,
        phase=fields.choice("phase", Phase),
        answers=tuple(_answers(fields.node("facts"), facts)),
        decided_by=_decided_by(fields),
        guideline=guideline,
    )


def _decided_by(fields: Fields) -> Verdict:
    decision = fields.choice("expect", Decision)
    verdict = fields.choice("decided_by", Verdict)
    if (decision is Decision.OVERTURNED) != (verdict is Verdict.MET):
        problem = f"'{decision}' cannot be decided by '{verdict}'"
        cure = "Overturned is decided by met, upheld by the other two."
        raise KnowledgeError(fields.at("decided_by"), problem, cure)
    return verdict


def _answers(
    node: Node, facts: Mapping[str, FactDefinition]
) -> Iterator[tuple[str, Finding, Quantity | None]]:
    if not isinstance(node, Keys):
        problem = "facts and their answers are expected"
        raise KnowledgeError(node.place, problem, "Write 'fact: present' lines.")
    for id_, answer in node.entries.items():
        fact = facts.get(id_)
        if fact is None:
            problem = f"unknown fact '{id_}'"
            raise KnowledgeError(node.key_places[id_], problem, hint(id_, facts))
        yield _answer(fact, answer)


def _answer(fact: FactDefinition, node: Node) -> tuple[str, Finding, Quantity | None]:
    if not text(node)[0].isdigit():
        return fact.id, Finding(one_of(node, _FINDINGS)), None
    value = quantity(node)
    if value.unit != fact.unit:
        problem = f"the answer is in '{value.unit}', the fact in "
        problem += f"'{fact.unit}'" if fact.unit else "no unit"
        raise KnowledgeError(node.place, problem, "Use the fact's unit.")
    return fact.id, Finding.PRESENT, value
