"""The road from a proposal to what a physician makes of it."""

from collections.abc import Iterator
from dataclasses import replace

from openimr.domain import (
    Decision,
    Determination,
    ItemDetermination,
    Statement,
    Verdict,
)
from openimr.domain.own_work import (
    OwnDecision,
    OwnWork,
)
from openimr.review import own_entry

from .engine import knowledge
from .question import Question
from .review_case import decide_items

_DECIDED_BY = {
    Decision.OVERTURNED: Verdict.MET,
    Decision.UPHELD: Verdict.NOT_MET,
}


def reworked(
    proposal: Determination, work: OwnWork, question: Question
) -> Determination:
    """Return a proposal with a physician's own facts, judgements, decisions and words.

    An item on which the physician found nothing of their own stays as it was proposed;
    the others are judged anew from the records as they were read.  What was proposed
    is kept beside it (``ItemDetermination.own``).  The status stays that of a draft.
    """
    items = tuple(
        _item(number, item, proposed, work)
        for number, (item, proposed) in enumerate(
            zip(rejudged(proposal, work, question), proposal.items, strict=True), 1
        )
    )
    summary = proposal.summary if work.summary is None else work.summary
    return replace(proposal, items=items, summary=summary)


def rejudged(
    proposal: Determination, work: OwnWork, question: Question
) -> tuple[ItemDetermination, ...]:
    """Return what each item comes to with own facts and judgements counted in."""
    numbers = range(1, len(proposal.items) + 1)
    own = {number: work.on(number) for number in numbers if work.on(number)}
    if not own:
        return proposal.items
    anew = decide_items(question, knowledge(), own)
    return tuple(
        anew[number - 1] if number in own else proposal.items[number - 1]
        for number in numbers
    )


def _item(
    number: int, item: ItemDetermination, proposed: ItemDetermination, work: OwnWork
) -> ItemDetermination:
    own = work.on(number)
    decided, written = work.decision(number), work.rationale(number)
    entry = own_entry(proposed, item, own.facts, own.overrulings)
    if decided is not None:
        entry = replace(entry, decided=True, reason=decided.reason)
        item = _decided(item, decided)
    if written is not None:
        item = replace(item, rationale=written.statements)
    return replace(item, own=entry)


def _decided(item: ItemDetermination, own: OwnDecision) -> ItemDetermination:
    """Return an item as decided; another decision takes the proposed words away."""
    if own.decision is item.decision and item.criteria:
        return item
    said = (Statement(text=own.reason),) if own.reason else ()
    return replace(
        item,
        decision=own.decision,
        decided_by=_DECIDED_BY[own.decision],
        rationale=said,
        would_change=(),
    )


def undecided(determination: Determination) -> Iterator[int]:
    """Yield the numbers of the items that a physician has yet to decide."""
    for number, item in enumerate(determination.items, 1):
        if item.own is None or not item.own.decided:
            yield number
