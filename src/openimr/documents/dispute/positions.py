"""Utilization review's answers with their reasons, each with its quotes."""

import re
from collections.abc import Sequence

from openimr.domain import (
    Document,
    Evidence,
    RequestLine,
    UrDecision,
    UrItem,
    UrOutcome,
)

from .answers import Answer
from .citing import cited_apart
from .decision import read_answers
from .frame import FramePart
from .history import answers_appeal
from .quantities import quantity
from .reasons import read_reasons
from .text import Place

_BARE = re.compile(r"^\W*(?:to\s+)?#?\s?(?P<n>\d{1,4})\b(?!\s*(?:mg|mcg|ml|%|/))", re.I)


def read_positions(
    part: FramePart | None, known: Sequence[RequestLine] = ()
) -> tuple[UrItem, ...]:
    """Return each treatment of a decision with what was decided, and why.

    ``known`` are the treatments that the other papers name.
    """
    if part is None:
        return ()
    answers = read_answers(part.lines, known)
    reasons = read_reasons(part.lines, answers)
    return tuple(
        UrItem(
            text=answer.text,
            outcome=answer.outcome,
            approved=answer.approved,
            reason=reason.reason,
            guideline=reason.guideline,
            evidence=_both(answer.place, reason.place, part.document),
            citations=cited_apart(reason.guideline),
            requested_quantity=quantity(answer.text),
            approved_quantity=_approved(answer),
            undecided=answer.undecided,
        )
        for answer, reason in zip(answers, reasons, strict=True)
    )


def other_decisions(parts: Sequence[FramePart]) -> tuple[UrDecision, ...]:
    """Return decisions that are not the disputed one, oldest first."""
    decisions = [
        UrDecision(
            document=part.document.id,
            day=part.day("ur_date") or part.document.date,
            items=read_positions(part),
            appeal=answers_appeal(part.lines),
        )
        for part in parts
    ]
    return tuple(sorted(decisions, key=lambda one: (str(one.day or ""), one.document)))


def _approved(answer: Answer) -> int | None:
    """Return the count that was certified: all, none, or the part as written."""
    asked = quantity(answer.text)
    if asked is None:
        return None
    if answer.outcome is UrOutcome.APPROVE:
        return asked
    if answer.outcome is UrOutcome.DENY:
        return 0
    if answer.outcome is not UrOutcome.MODIFY or not answer.approved:
        return None
    bare = _BARE.match(answer.approved)
    return quantity(answer.approved) or (int(bare["n"]) if bare else None)


def _both(
    decided: Place, argued: Place | None, document: Document
) -> tuple[Evidence, ...]:
    """Return the words of the decision, and of its reason where they are others."""
    quotes = (decided.evidence(document),)
    if argued is None:
        return quotes
    within = argued.page is decided.page and (
        decided.start <= argued.start < decided.end
    )
    return quotes if within else (*quotes, argued.evidence(document))
