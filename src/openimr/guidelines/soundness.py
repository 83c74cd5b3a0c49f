"""Checks on a whole edition: rules that nobody could fail, questions asked twice."""

from openimr.domain import Criterion, Edition, Group, Needs, Phase
from openimr.errors import KnowledgeError


def check_phases(edition: Edition, place: str) -> None:
    """Refuse rules that ask nothing, or cannot be met, in one of the phases.

    Raises:
        KnowledgeError: in a phase nothing is asked, or a way is left without a
            criterion and would be met, or failed, by everybody.
    """
    if edition.required is None:
        return
    for phase in Phase:
        if not _sound(edition.required, phase, in_all=False):
            problem = f"a group asks nothing of an {phase} request"
            if phase is Phase.CONTINUATION:
                problem = "a group asks nothing of a continuation request"
            cure = "Add a criterion without 'phase', or one of that phase."
            raise KnowledgeError(place, problem, cure)


def _sound(group: Group, phase: Phase, *, in_all: bool) -> bool:
    inner = [part for part in group.parts if isinstance(part, Group)]
    all_ = group.needs is Needs.ALL
    if not all(_sound(part, phase, in_all=all_) for part in inner):
        return False
    if asks(group, phase):
        return True
    # Without criteria, 'all' is met and 'any' is failed by everybody; harmless only
    # where the group is one of several that must all be met.
    return in_all and all_


def asks(group: Group, phase: Phase) -> bool:
    """Tell whether the group asks anything of a request in that phase."""
    if group.when is not None:
        return True
    return any(
        asks(part, phase) if isinstance(part, Group) else part.phase in (None, phase)
        for part in group.parts
    )


def check_questions(edition: Edition, place: str) -> None:
    """Refuse two criteria that put one fact to the records in different words.

    The records answer a fact once an edition, so the drugs that answer it must agree.

    Raises:
        KnowledgeError: two criteria name different drugs for the same fact.
    """
    asked: dict[str, Criterion] = {}
    for rule in questions(edition):
        first = asked.setdefault(rule.fact, rule)
        if first.drugs != rule.drugs:
            problem = f"'{first.id}' and '{rule.id}' name different drugs for "
            problem += f"'{rule.fact}'"
            cure = "Name them once under 'answered_by'."
            raise KnowledgeError(place, problem, cure)


def questions(edition: Edition) -> tuple[Criterion, ...]:
    """Return every criterion of an edition, comparison included, in order."""
    tree = tuple(edition.required.criteria()) if edition.required else ()
    return tree + edition.contraindications + edition.advisory + edition.compare
