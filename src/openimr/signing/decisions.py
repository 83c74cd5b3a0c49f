"""The physician's decision on each item, beside what the program proposed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from openimr.domain import (
    Decision,
    Determination,
    ItemDetermination,
    Statement,
    Verdict,
)
from openimr.errors import SigningError

from .canonical import Json

AGREE = "agree"
_NUMBERED = re.compile(r"\s*([1-9]\d{0,3})\s*=\s*(.*\S)\s*", re.DOTALL)
_DECIDED_BY = {
    Decision.OVERTURNED: Verdict.MET,
    Decision.UPHELD: Verdict.NOT_MET,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the physician says of one item."""

    decision: Decision | None
    """None: whatever was proposed."""

    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One item: the proposal and the physician's decision, both kept."""

    item: int
    """1-based place among the disputed items."""

    requested: str
    proposed: Decision | None
    """None where the library holds no criteria, so that nothing was proposed."""

    proposed_by: Verdict | None
    decision: Decision
    reason: str | None

    @property
    def agrees(self) -> bool:
        """Tell whether the physician decided as was proposed."""
        return self.decision is self.proposed

    def as_json(self) -> Json:
        """Return the entry for the record."""
        return {
            "item": self.item,
            "requested": self.requested,
            "proposed": self.proposed,
            "proposed_by": self.proposed_by,
            "decision": self.decision,
            "agrees": self.agrees,
            "reason": self.reason,
        }


def read_choices(
    decisions: Sequence[str], reasons: Sequence[str] = ()
) -> dict[int, Choice]:
    """Return choices by number of the item, from ``1=agree`` and ``1=because ...``.

    >>> read_choices(["1=overturned"], ["1=Spasm was shown."])[1].reason
    'Spasm was shown.'

    Raises:
        SigningError: not of that form, no such decision, or an item twice.
    """
    told = _numbered(reasons, "--reason", "1=WHY")
    found = {}
    for item, word in _numbered(decisions, "--decision", "1=agree").items():
        if word.lower() not in {AGREE, *Decision}:
            cure = f"Write agree, {' or '.join(Decision)}."
            raise SigningError(f"--decision {item}", "no such decision", cure)
        decision = None if word.lower() == AGREE else Decision(word.lower())
        found[item] = Choice(decision=decision, reason=told.pop(item, None))
    if told:
        place = f"--reason {min(told)}"
        raise SigningError(place, "the item has no decision", "Add --decision for it.")
    return found


def _numbered(given: Sequence[str], option: str, example: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for each in given:
        match = _NUMBERED.fullmatch(each)
        if match is None:
            problem = "no item's number before a '='"
            raise SigningError(option, problem, f"Write {example}.")
        number = int(match[1])
        if number in found:
            raise SigningError(f"{option} {number}", "given twice", "Give it once.")
        found[number] = match[2]
    return found


def decide(
    draft: Determination, choices: Mapping[int, Choice]
) -> tuple[Determination, tuple[Decided, ...]]:
    """Return the determination as decided, and each decision beside its proposal.

    Where the physician decides otherwise, the written reason takes the place of the
    proposal's rationale; facts, criteria and what was looked for stay as they were
    found.  The status is still that of the draft.

    Raises:
        SigningError: an item is without decision or unknown, or a decision that is not
            the proposed one is without a written reason.
    """
    unknown = sorted(set(choices) - set(range(1, len(draft.items) + 1)))
    if unknown:
        cure = f"The draft has {len(draft.items)}."
        raise SigningError(f"--decision {unknown[0]}", "no item of that number", cure)
    decided = tuple(
        _decided(at, item, choices) for at, item in enumerate(draft.items, 1)
    )
    if not decided:
        problem = "it has no disputed item to decide"
        raise SigningError("determination.json", problem, "Review the case again.")
    items = tuple(map(_as_decided, draft.items, decided))
    return replace(draft, items=items), decided


def _decided(
    at: int, item: ItemDetermination, choices: Mapping[int, Choice]
) -> Decided:
    place = f"item {at}"
    if at not in choices:
        cure = f"Give --decision {at}=agree, or the other decision with its reason."
        raise SigningError(place, "no decision", cure)
    choice = choices[at]
    proposed = item.decision if item.criteria else None
    decision = choice.decision or proposed
    if decision is None:
        cure = f"Give --decision {at}=upheld or {at}=overturned with --reason."
        raise SigningError(place, "nothing was proposed to agree with", cure)
    if decision is not proposed and choice.reason is None:
        problem = "a decision that is not the proposed one needs a written reason"
        raise SigningError(place, problem, f"Give --reason {at}=WHY.")
    return Decided(
        item=at,
        requested=item.requested,
        proposed=proposed,
        proposed_by=item.decided_by if proposed else None,
        decision=decision,
        reason=choice.reason,
    )


def _as_decided(item: ItemDetermination, decided: Decided) -> ItemDetermination:
    said = (Statement(text=decided.reason),) if decided.reason else ()
    if decided.agrees:
        return replace(item, rationale=_before_last(item.rationale, said))
    return replace(
        item,
        decision=decided.decision,
        decided_by=_DECIDED_BY[decided.decision],
        rationale=said,
        would_change=(),
    )


def _before_last(
    rationale: tuple[Statement, ...], said: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """Put words of an agreeing physician before the sentence that concludes."""
    return (*rationale[:-1], *said, *rationale[-1:])
