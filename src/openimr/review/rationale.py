"""Write the rationale of one item: standard, reasons of UR, facts, gaps, conclusion.

Each sentence carries what it rests on, a passage of the record or a guideline; what is
not documented is said to be so, and never turned into a finding that it is untrue.
"""

from collections.abc import Iterator

from openimr.domain import (
    Citation,
    Fact,
    ItemKind,
    Phase,
    Statement,
)

from .beside import beside, comparison
from .conclusion import conclusion, presumptions
from .criteria_prose import findings
from .evaluate import Weighing
from .gaps import missing
from .grounds import Grounds
from .prose import clause, day, distinct, inner, pages, sentence
from .telling import Teller
from .utilization import answer_to_utilization_review
from .wording import Use, wording

_SINCE_2018 = 2018
_STATUTE = "Labor Code section 4610.5(c)(2)"
_COUNTS_OF_USE = ("duration_of_use", "visits_completed", "prior_procedures_count")


def rationale(grounds: Grounds) -> tuple[Statement, ...]:
    """Return the rationale, sentence by sentence."""
    if grounds.weighing is None:
        return tuple(_without_criteria(grounds))
    teller = Teller(grounds)
    return tuple(
        statement
        for part in (
            _standard,
            _request,
            answer_to_utilization_review,
            findings,
            missing,
            beside,
            comparison,
            presumptions,
            conclusion,
        )
        for statement in part(grounds, grounds.weighing, teller)
    )


def _standard(grounds: Grounds, weighing: Weighing, _: Teller) -> Iterator[Statement]:
    name = _guideline_name(grounds, weighing)
    says = "say" if "Guidelines" in name or name.endswith("s") else "says"
    where = f" ({pages(weighing.edition.pages)})" if weighing.edition.pages else ""
    choice = "By the user's choice, for" if grounds.chosen else "For"
    amended = grounds.request_date.year >= _SINCE_2018
    law = f", under {_STATUTE} as amended for 2018," if amended else ""
    statute = (Citation(guideline=_STATUTE, pages=None),) if amended else ()
    yield Statement(
        text=sentence(
            f"{choice} a request of {day(grounds.request_date)}{law} the {name} "
            f"{says} of {inner(grounds.title)}, in brief: "
            f"{inner(clause(weighing.edition.note))}{where}"
        ),
        citations=(*grounds.governing(), *statute),
    )


def _request(grounds: Grounds, _: Weighing, teller: Teller) -> Iterator[Statement]:
    details = grounds.item.details
    told = details.requested.lower().startswith("retro")
    kind = "retrospective " if details.retrospective and not told else ""
    yield Statement(
        text=f"The {kind}request is for {details.requested}{_course(grounds)}.",
        evidence=distinct([*grounds.item.evidence[:2], *grounds.phase.evidence]),
    )


def _course(grounds: Grounds) -> str:
    """Say whether the request opens a treatment or goes on with it, and since when."""
    if grounds.phase.phase is not Phase.CONTINUATION:
        test = grounds.item.details.kind is ItemKind.TEST
        opens = "" if test else " and opens the treatment"
        return f"{opens}: {clause(grounds.phase.why)}" if opens else ""
    used = _working_of_use(grounds)
    why = used or clause(grounds.phase.why)
    return f" and continues a treatment already in use: {why}"


def _working_of_use(grounds: Grounds) -> str | None:
    """Return since when, or how often, the treatment was used, in plain words."""
    rests_on = grounds.phase.evidence
    for fact in grounds.facts.values():
        if rests_on and fact.evidence == rests_on and _counts_use(fact):
            known = wording().working(fact.how)
            if known is not None and known[0] is Use.VALUE:
                return known[1]
    return None


def _counts_use(fact: Fact) -> bool:
    return fact.fact in _COUNTS_OF_USE


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
