"""Write the clinical case summary, in the order a physician dictates it.

Who and when, mechanism, complaints with scores, findings, studies and tests,
operations, treatment to date, medications and what they do, diagnoses, work status,
plan, the request and the UR decision; each sentence with the passages it rests on.
"""

from collections.abc import Iterator, Sequence

from openimr.domain import ClinicalHistory, Dispute, DisputedItem, Evidence, Statement

from .prose import day, distinct
from .summary_dispute import tell_decision, tell_differences, tell_request
from .summary_points import tell_points
from .summary_words import nameless


def summarise(
    history: ClinicalHistory, dispute: Dispute, items: Sequence[DisputedItem]
) -> tuple[Statement, ...]:
    """Return the summary, sentence by sentence, without the worker's name.

    A sentence without evidence is left out, and so is one that was told already.
    """
    hide = nameless(dispute.patient.value if dispute.patient else None)
    told: dict[str, Statement] = {}
    for statement in (
        *_worker(history, dispute),
        *tell_differences(dispute),
        *tell_points(history, hide),
        *tell_request(items, dispute),
        *tell_decision(items, dispute),
    ):
        if statement.evidence:
            words = hide(statement.text)
            told.setdefault(words, Statement(text=words, evidence=statement.evidence))
    return tuple(told.values())


def _worker(history: ClinicalHistory, dispute: Dispute) -> Iterator[Statement]:
    evidence: list[Evidence] = [*history.age_evidence[:2], *history.sex_evidence[:1]]
    age = f" a {history.age}-year-old" if history.age is not None else " a"
    sex = f" {history.sex}" if history.sex else " worker"
    injury = ""
    if dispute.date_of_injury is not None:
        injury = f" with a date of injury of {day(dispute.date_of_injury.value)}"
        evidence += dispute.date_of_injury.evidence[:1]
    if dispute.employer is not None:
        evidence += dispute.employer.evidence[:1]
    yield Statement(
        text=f"The injured worker is{age}{sex}{injury}.", evidence=distinct(evidence)
    )
