"""From the dispute's lines to disputed items: what is asked, and what UR answered.

The application bounds the review (8 CCR 9792.10.2: the list of services denied or
modified); the RFA and the UR decision fill in what its lines leave out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from openimr.domain import (
    Dispute,
    DisputedItem,
    RequestDetails,
    RequestLine,
    UrItem,
    UrOutcome,
    UrPosition,
)

Line = TypeVar("Line", RequestLine, UrItem)
Recognise = Callable[[str], RequestDetails]
_FILLED = (
    "drug",
    "strength",
    "form",
    "quantity",
    "refills",
    "frequency",
    "visits",
    "body_part",
    "side",
    "level",
    "duration",
    "purchase",
)
_LIKE_ENOUGH = 0.3


def disputed_items(dispute: Dispute, recognise: Recognise) -> tuple[DisputedItem, ...]:
    """Return the items to decide, in the application's order.

    Without an application, what UR denied or modified is in dispute; without both,
    what the RFA asks for.
    """
    asked = [(line, recognise(line.text)) for line in dispute.requested]
    answered = [(item, recognise(item.text)) for item in dispute.ur_items]
    items = []
    lines = [(line, recognise(line.text)) for line in _in_dispute(dispute)]
    # A day of service belongs to the items that say so, where any of them does.
    of_all = not any(details.retrospective for _, details in lines)
    for line, told in lines:
        details = told
        if dispute.service_date is not None and of_all:
            details = replace(details, retrospective=True)
        request = _best(details, asked)
        answer = _best(details, answered)
        evidence = line.evidence
        if request is not None:
            details = _filled(details, request[1])
            evidence = (*evidence, *request[0].evidence)
        if answer is not None:
            details = _filled(details, answer[1])
        position = _position(dispute, answer[0]) if answer else None
        evidence = tuple(dict.fromkeys(evidence))
        row = request[0] if request is not None else line
        items.append(
            DisputedItem(
                details=details,
                evidence=evidence,
                ur=position,
                diagnosis=row.diagnosis,
                icd=row.icd,
            )
        )
    return tuple(items)


def _in_dispute(dispute: Dispute) -> Sequence[RequestLine]:
    if dispute.disputed:
        return dispute.disputed
    denied = [
        RequestLine(text=item.text, evidence=item.evidence)
        for item in dispute.ur_items
        if item.outcome is not UrOutcome.APPROVE
    ]
    return denied or dispute.requested


def _best(
    details: RequestDetails, lines: Iterable[tuple[Line, RequestDetails]]
) -> tuple[Line, RequestDetails] | None:
    """Return the line that speaks of the same treatment, if one does."""
    likeness, best = max(
        ((_likeness(details, other), (line, other)) for line, other in lines),
        key=lambda scored: scored[0],
        default=(0.0, None),
    )
    return best if likeness >= _LIKE_ENOUGH else None


def _likeness(one: RequestDetails, other: RequestDetails) -> float:
    if one.drug and other.drug:
        return 2.0 if one.drug == other.drug else 0.0
    same = one.treatment is not None and one.treatment == other.treatment
    mine, its = _words(one.requested), _words(other.requested)
    return float(same) + len(mine & its) / max(1, len(mine | its))


def _words(text: str) -> set[str]:
    return set(text.lower().replace(",", " ").split())


def _filled(details: RequestDetails, other: RequestDetails) -> RequestDetails:
    """Fill what one line leaves open from another line on the same treatment."""
    missing = {
        name: getattr(other, name)
        for name in _FILLED
        if getattr(details, name) is None and getattr(other, name) is not None
    }
    if details.strength and other.strength and details.strength != other.strength:
        missing.pop("quantity", None)  # another strength is another supply
    return replace(
        details,
        **missing,
        treatment=details.treatment or other.treatment,
        retrospective=details.retrospective or other.retrospective,
    )


def _position(dispute: Dispute, answer: UrItem) -> UrPosition:
    return UrPosition(
        outcome=answer.outcome,
        date=dispute.ur_date.value if dispute.ur_date else None,
        reason=answer.reason,
        guideline=answer.guideline,
        approved=answer.approved,
        evidence=answer.evidence,
    )
