"""Conclude a rationale: the points that decide, the answer, the part that stands."""

from collections.abc import Iterator

from openimr.domain import Decision, Statement, UrOutcome

from .criteria_prose import decisive
from .evaluate import Leaf, Weighing
from .grounds import Grounds
from .prose import clause, distinct, listed
from .suppose import SUPPOSED
from .telling import Teller, said

_MOST_DECISIVE = 2


def conclusion(
    grounds: Grounds, weighing: Weighing, teller: Teller
) -> Iterator[Statement]:
    """Tell what decides and the answer, and which part of the request stands."""
    overturned = weighing.decision is Decision.OVERTURNED
    verdict = "is medically necessary" if overturned else "is not medically necessary"
    supposed = any(fact.how == SUPPOSED for fact in grounds.facts.values())
    lead = "With what the user supposes, and since" if supposed else "Because"
    leaves = _deciding(grounds, weighing, teller)
    points = list(dict.fromkeys(said(leaf) for leaf in leaves))
    joint = ", and because " if any("," in point for point in points) else " and "
    why = joint.join(points) or "no criterion of the guideline settles the request"
    requested = grounds.item.details.requested
    yield Statement(
        text=f"{lead} {why}, the request for {requested} {verdict}.",
        evidence=distinct(
            one
            for leaf in leaves[:_MOST_DECISIVE]
            for one in grounds.evidence(leaf)[:1]
        ),
        citations=grounds.governing(),
    )
    yield from _part_that_stands(grounds, overturned=overturned)


def presumptions(
    grounds: Grounds, weighing: Weighing, _: Teller
) -> Iterator[Statement]:
    """Tell what an approval takes for granted because the records are silent on it."""
    if weighing.decision is Decision.UPHELD:
        return
    points = dict.fromkeys(
        clause(leaf.criterion.silent or leaf.criterion.statement)
        for leaf in weighing.presumed()
    )
    if points:
        yield Statement(
            text=(
                "Where the records are silent this is presumed in favor of the "
                f"request, for the reviewer to confirm: {listed(list(points))}."
            ),
            citations=grounds.governing(),
        )


def _deciding(grounds: Grounds, weighing: Weighing, teller: Teller) -> list[Leaf]:
    """Return the one or two points that the answer turns on, one a fact.

    A bound that is passed comes first, then what utilization review raised, then what
    belongs to the way that is met.
    """
    upheld = weighing.decision is Decision.UPHELD
    leaves = sorted(
        decisive(weighing),
        key=lambda leaf: (
            upheld and leaf.criterion.limit is None,
            leaf.criterion.fact not in teller.answered,
            leaf.way is None,
            leaf.criterion.phase is None,
            not _divided(leaf, grounds),
        ),
    )
    first = {leaf.criterion.fact: leaf for leaf in reversed(leaves)}
    return [leaf for leaf in leaves if first[leaf.criterion.fact] is leaf][
        :_MOST_DECISIVE
    ]


def _divided(leaf: Leaf, grounds: Grounds) -> bool:
    fact = grounds.facts.get(leaf.criterion.fact)
    return fact is not None and bool(fact.against)


def _part_that_stands(grounds: Grounds, *, overturned: bool) -> Iterator[Statement]:
    """Tell which part of a modified request was never in dispute."""
    ur = grounds.item.ur
    if ur is None or ur.outcome is not UrOutcome.MODIFY or not ur.approved:
        return
    rest = (
        "this answer concerns what goes beyond it"
        if overturned
        else "what it certified stands and is not touched by this answer"
    )
    yield Statement(
        text=(
            f"The modification by utilization review reads \u201c{clause(ur.approved)}"
            f"\u201d; {rest}."
        ),
        evidence=distinct(ur.evidence, 2),
        citations=grounds.governing(),
    )
