"""What is kept of the check for conflicts when somebody is given a case."""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from openimr.casework.proposing import Candidate, questions_of_rules
from openimr.domain.screening import RuleAnswer

from .questions import Asked
from .register import Panel

_TYPED = ("found_out", "approval")
"""What a coordinator typed."""


class Answered(TypedDict):
    """One rule as it was answered."""

    rule: str
    question: str
    answer: str
    reason: str
    compared: list[str]
    citation: str
    mark: str


class Report(TypedDict, total=False):
    """Everything that an assignment rests on."""

    schema: str
    day: str
    due: str | None
    assumed: str
    parties: str
    """Hash of the parties that the reviewer was held against."""

    conflicts: list[Answered]
    qualifications: list[Answered]
    found_out: str
    """What the coordinator found out where the program could not tell."""

    approval: str
    """What allows more than one reviewer (8 CCR 9792.10.6(c))."""

    attestation: str
    """Version of the text that the reviewer agreed to."""


def report_of(
    candidate: Candidate, asked: Asked, panel: Panel, found_out: str, approval: str
) -> Report:
    """Return what is kept of one reviewer's check.

    Names of parties are kept with the conflicts, since they are what was compared; the
    qualifications are kept without the treatments that they were asked for.
    """
    due = asked.case.due
    return Report(
        schema="openimr.assignment/1",
        day=panel.today.isoformat(),
        due=due.isoformat() if due else None,
        assumed=asked.assumed,
        parties=asked.parties,
        conflicts=_answered(candidate.screening.answers, compared=True),
        qualifications=_answered(candidate.qualifications, compared=False),
        found_out=found_out.strip(),
        approval=approval.strip(),
    )


def without_names(report: Mapping[str, object]) -> dict[str, object]:
    """Return a report without words in which somebody could be named.

    Of each rule the question and the answer stay, and of the whole the hash of the
    parties; what was compared, the reasons and what people typed are emptied.
    """
    bare = dict(report)
    conflicts = bare.get("conflicts")
    if isinstance(conflicts, list):
        emptied = {"reason": "", "compared": list[str]()}
        bare["conflicts"] = [{**each, **emptied} for each in conflicts]
    bare.update((each, "") for each in _TYPED if bare.get(each))
    return bare


def _answered(answers: Iterable[RuleAnswer], *, compared: bool) -> list[Answered]:
    questions = questions_of_rules()
    return [
        Answered(
            rule=one.rule,
            question=questions[one.rule],
            answer=one.answer.value,
            reason=one.reason,
            compared=list(one.data) if compared else [],
            citation=one.citation,
            mark=one.mark.value,
        )
        for one in answers
    ]
