"""A determination by three reviewers, and pieces for others."""

from dataclasses import replace

from openimr.domain import (
    Credentials,
    Decision,
    PanelReviewer,
    Statement,
    Vote,
)

from .write.fictional import DETERMINATION

STATES = ("California",)


def votes(*decisions: str) -> tuple[Vote, ...]:
    said = (Statement(text="It was weighed"),)
    return tuple(Vote(decision=Decision(word), rationale=said) for word in decisions)


def panel(*members: tuple[Vote, ...]) -> tuple[PanelReviewer, ...]:
    known = Credentials(licensed_in=STATES, board_certifications=("Pain Medicine",))
    return tuple(PanelReviewer(credentials=known, votes=cast) for cast in members)


BY_THREE = replace(
    DETERMINATION,
    status="signed",
    reviewer=None,
    panel=panel(
        votes("upheld", "overturned"),
        votes("overturned", "overturned"),
        votes("upheld", "upheld"),
    ),
)
