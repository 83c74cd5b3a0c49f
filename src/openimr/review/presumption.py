"""Whether the MTUS presumption stands or is challenged, and what a challenge lacks.

A treating physician who wants to leave the MTUS says so clearly, cites the guideline or
study, and hands in a copy (8 CCR 9792.21.1(b)).  The program tells which of these the
file holds.  It never finds the presumption rebutted: that takes a preponderance of
scientific medical evidence, which a physician weighs.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openimr.domain import (
    Challenge,
    CitedBy,
    CitedEvidence,
    CitedKind,
    GuidelineSource,
    Held,
    Presumption,
    Step,
)

from .prose import day as written
from .prose import listed
from .select import Selection

_SHOWN = frozenset({Held.COPY, Held.EXCERPT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the presumption stands, why, and what is left to the reviewer."""

    presumption: Presumption
    why: str
    for_reviewer: tuple[str, ...] = ()
    challenge: Challenge | None = None


def standing(
    selection: Selection,
    sources: Mapping[str, GuidelineSource],
    cited: Sequence[CitedEvidence],
    challenges: Sequence[Challenge],
    ur_day: dt.date | None,
) -> Standing:
    """Tell how the presumption of the MTUS stands on one item."""
    addressed = _addressed(selection, sources)
    if not addressed:
        return _not_addressed(selection, sources)
    other = _other(cited)
    first = next((one for one in challenges if one.clear), None)
    challenge = first or next(iter(challenges), None)
    if challenge is None:
        return _unchallenged(other)
    lacking = list(_lacking(challenge, other))
    told = list(_to_judge(challenge, other, ur_day))
    if lacking:
        why = f"the MTUS is challenged, but the file holds no {listed(lacking, 'or')}"
        return Standing(
            presumption=Presumption.CHALLENGE_INCOMPLETE,
            why=why,
            for_reviewer=tuple(told),
            challenge=challenge,
        )
    return Standing(
        presumption=Presumption.CHALLENGED,
        why="the treating physician says so, cites other evidence and hands it in",
        for_reviewer=tuple(told),
        challenge=challenge,
    )


def _addressed(selection: Selection, sources: Mapping[str, GuidelineSource]) -> bool:
    editions = [*selection.beside]
    if selection.governing is not None:
        editions.append(selection.governing)
    return any(sources[edition.guideline].step is Step.MTUS for edition in editions)


def _not_addressed(
    selection: Selection, sources: Mapping[str, GuidelineSource]
) -> Standing:
    judge = (
        "Whether the MTUS addresses the condition in a part that the library does not "
        "hold; treatment may not be denied solely because the MTUS is silent "
        "(8 CCR 9792.21(d))."
    )
    why = "no MTUS edition of the day that addresses the treatment is held here"
    if selection.governing is not None:
        name = sources[selection.governing.guideline].name
        why += f"; the search sequence came to {name}"
    return Standing(
        presumption=Presumption.NOT_ADDRESSED, why=why, for_reviewer=(judge,)
    )


def _unchallenged(other: Sequence[CitedEvidence]) -> Standing:
    if not other:
        return Standing(
            presumption=Presumption.STANDS,
            why="no paper of the file challenges the MTUS",
        )
    return Standing(
        presumption=Presumption.STANDS,
        why="the treating physician cites other evidence and does not state that the "
        "presumption is challenged",
        for_reviewer=(
            "Whether the treating physician's words amount to the clear statement that "
            "8 CCR 9792.21.1(b) asks for.",
        ),
    )


def _other(cited: Sequence[CitedEvidence]) -> list[CitedEvidence]:
    """Return what the treating physician cites beside the MTUS."""
    return [
        one
        for one in cited
        if one.by is CitedBy.TREATING_PHYSICIAN and one.kind is not CitedKind.MTUS
    ]


def _lacking(challenge: Challenge, other: Sequence[CitedEvidence]) -> Iterator[str]:
    if not challenge.clear:
        yield "clear statement that the presumption is challenged"
    if not other:
        yield "citation of a guideline or study"
    elif not any(one.held in _SHOWN for one in other):
        yield "copy of what is cited"


def _to_judge(
    challenge: Challenge, other: Sequence[CitedEvidence], ur_day: dt.date | None
) -> Iterator[str]:
    if challenge.day and ur_day and challenge.day > ur_day:
        yield (
            f"Whether a challenge of {written(challenge.day)}, after the decision of "
            f"utilization review on {written(ur_day)}, counts: 8 CCR 9792.21.1(b) asks "
            "for it in the request or an attachment."
        )
    if challenge.told_by_review:
        yield (
            "The challenge is told by utilization review only; its own words are "
            "missing."
        )
    if any(one.held is Held.SAID_ATTACHED for one in other):
        yield (
            "What is cited is said to be attached and was not found in the file; it "
            "may have to be asked for."
        )
    yield (
        "Whether the evidence cited is a preponderance of scientific medical evidence "
        "that a variance from the MTUS is reasonably required (8 CCR 9792.21(c))."
    )
