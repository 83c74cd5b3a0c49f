"""Write the rationale of one item: standard, this worker's facts, gaps, conclusion.

Each sentence carries what it rests on, a passage of the record or a guideline; what is
not documented is said to be so, and never turned into a finding that it is untrue.
"""

from collections.abc import Iterator

from openimr.domain import (
    Citation,
    Decision,
    Phase,
    Statement,
    UrOutcome,
    Verdict,
)

from .criteria_prose import comparison, contradicted, disputed_record, missing, shown
from .evaluate import Weighing
from .grounds import Grounds
from .prose import clause, day, distinct, inner, pages
from .suppose import SUPPOSED

_UR_DID = {
    UrOutcome.DENY: "denied",
    UrOutcome.MODIFY: "modified",
    UrOutcome.DELAY: "delayed",
    UrOutcome.APPROVE: "approved",
}


def rationale(grounds: Grounds) -> tuple[Statement, ...]:
    """Return the rationale, sentence by sentence."""
    if grounds.weighing is None:
        return tuple(_without_criteria(grounds))
    return tuple(
        statement
        for part in (
            _standard,
            _request,
            contradicted,
            shown,
            missing,
            disputed_record,
            comparison,
            _utilization_review,
            _conclusion,
        )
        for statement in part(grounds, grounds.weighing)
    )


def _standard(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    name = _guideline_name(grounds, weighing)
    many = name.endswith("s")
    where = f", {pages(weighing.edition.pages)}," if weighing.edition.pages else ""
    yield Statement(
        text=(
            f"{_chosen_by(grounds)} the {name}{where} "
            f"{'govern' if many else 'governs'}. {'Their' if many else 'Its'} position "
            f"on {inner(grounds.title)}, in brief: "
            f"{inner(clause(weighing.edition.note))}."
        ),
        citations=grounds.governing(),
    )


def _chosen_by(grounds: Grounds) -> str:
    on = f"a request of {day(grounds.request_date)}"
    return f"By the user's choice, for {on}," if grounds.chosen else f"For {on}"


def _request(grounds: Grounds, _: Weighing) -> Iterator[Statement]:
    details = grounds.item.details
    told = details.requested.lower().startswith("retro")
    kind = "retrospective " if details.retrospective and not told else ""
    opens = (
        "continues a treatment already in use"
        if grounds.phase.phase is Phase.CONTINUATION
        else "opens the treatment"
    )
    yield Statement(
        text=(
            f"The {kind}request is for {details.requested} and {opens}: "
            f"{clause(grounds.phase.why)}."
        ),
        evidence=distinct([*grounds.item.evidence[:2], *grounds.phase.evidence]),
    )


def _utilization_review(grounds: Grounds, _: Weighing) -> Iterator[Statement]:
    ur = grounds.item.ur
    if ur is None or ur.outcome is None:
        return
    when = f" on {day(ur.date)}" if ur.date else ""
    cited = f", citing {clause(ur.guideline)}" if ur.guideline else ""
    yield Statement(
        text=(
            f"Utilization review {_UR_DID[ur.outcome]} the item{when}{cited}; this "
            "review does not rest on that letter but on the "
            f"{grounds.documents_read} other documents of the file that could be read."
        ),
        evidence=distinct(ur.evidence, 2),
    )


def _conclusion(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    verdict = (
        "is medically necessary"
        if weighing.decision is Decision.OVERTURNED
        else "is not medically necessary"
    )
    why = {
        Verdict.MET: "each point that the guideline requires is documented",
        Verdict.NOT_MET: "the records contradict what the guideline requires",
        Verdict.NOT_DOCUMENTED: "what the guideline requires is not documented",
    }[weighing.decided_by]
    supposed = any(fact.how == SUPPOSED for fact in grounds.facts.values())
    lead = "With what the user supposes, and since" if supposed else "Since"
    yield Statement(
        text=(
            f"{lead} {why}, the request for {grounds.item.details.requested} {verdict}."
        ),
        citations=grounds.governing(),
    )


def _without_criteria(grounds: Grounds) -> Iterator[Statement]:
    requested = grounds.item.details.requested
    lacking = f"that were in force on {day(grounds.request_date)}"
    if grounds.chosen:
        lacking = "in the guideline that the user named"
    yield Statement(
        text=(
            f"The guideline library holds no criteria for {requested} {lacking}. The "
            "steps of the medical evidence "
            "search sequence are listed with what was found at each; the reviewer has "
            "to supply the standard."
        ),
        evidence=distinct(grounds.item.evidence, 2),
        citations=(Citation(guideline="8 CCR 9792.21.1", pages=None),),
    )
    yield Statement(
        text=(
            f"No proposal is made on {requested}. The utilization review decision is "
            "shown as upheld only because it stands until the reviewer decides whether "
            f"the request for {requested} is medically necessary."
        ),
        evidence=distinct(grounds.item.evidence, 2),
        citations=(Citation(guideline="8 CCR 9792.21.1", pages=None),),
    )


def _guideline_name(grounds: Grounds, weighing: Weighing) -> str:
    name = grounds.sources[weighing.edition.guideline].letter_name
    return name.removeprefix("the ")
