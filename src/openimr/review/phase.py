"""Tell a first request from a request for more of the same."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from openimr.domain import Evidence, Fact, Finding, ItemKind, Phase, Quantity

from .suppose import SUPPOSED

_USED_BEFORE: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.DRUG: ("duration_of_use",),
    ItemKind.THERAPY: ("visits_completed", "duration_of_use"),
    ItemKind.PROGRAM: ("visits_completed", "duration_of_use"),
    ItemKind.SERVICE: ("duration_of_use", "visits_completed"),
    ItemKind.DEVICE: ("duration_of_use",),
    ItemKind.INJECTION: ("prior_procedures_count",),
    ItemKind.TEST: ("prior_study", "prior_procedures_count"),
    ItemKind.SURGERY: (),
}
"""Facts whose number above zero means that the treatment has been given before.

Visits are of therapy: they make no operation or injection a treatment in use.
"""

_OF_ANY_KIND = ("duration_of_use", "visits_completed", "prior_procedures_count")


@dataclass(frozen=True, slots=True)
class PhaseFinding:
    """The phase of a request, the sentence that says why, and its evidence."""

    phase: Phase
    why: str
    evidence: tuple[Evidence, ...] = ()


def find_phase(
    facts: Mapping[str, Fact], request_date: dt.date, kind: ItemKind
) -> PhaseFinding:
    """Return 'continuation' where the records show the treatment before the request.

    A retrospective request is judged by the same rule: what counts is whether the
    treatment was in use before the date of service.
    """
    for name in _USED_BEFORE.get(kind, _OF_ANY_KIND):
        fact = facts.get(name)
        if fact is None or fact.finding is not Finding.PRESENT:
            continue
        if fact.value is None:
            why = "the records show it in use, without saying since when"
            return PhaseFinding(Phase.CONTINUATION, why, fact.evidence)
        if name == "prior_study":
            why = "the records hold an earlier study of the kind"
            return PhaseFinding(Phase.CONTINUATION, why, fact.evidence)
        if isinstance(fact.value, Quantity) and fact.value.value > 0:
            why = f"the records show {fact.value} of use before it"
            if fact.how == SUPPOSED:
                why = f"the user supposes {fact.value} of use before it"
            elif fact.how:
                why += f" ({fact.how})"
            return PhaseFinding(Phase.CONTINUATION, why, fact.evidence)
    why = f"no record shows it in use before {request_date:%m/%d/%Y}"
    return PhaseFinding(Phase.INITIAL, why)
