"""Why a replayed item comes out otherwise than it was published, told from data.

Three things are looked at, in this order: whether the letter contradicts itself;
whether another guideline that the letter cites gives its answer; and whether its own
rationale, read as one more record, tells what its summary does not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openimr.domain import Decision, ItemDetermination, LetterItem, Verdict

_MEANS = {
    "medically necessary": Decision.OVERTURNED,
    "not medically necessary": Decision.UPHELD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrial:
    """How an item can be put before the engine once more."""

    under: Callable[[str], ItemDetermination]
    """By the id of a guideline that governs in place of that of the date."""

    with_rationale: Callable[[], ItemDetermination]
    """With the letter's own rationale read beside its summary."""


def explain(
    item: LetterItem, proposal: ItemDetermination, retrial: Retrial
) -> str | None:
    """Return one sentence on why proposal and publication differ; None if they agree.

    None as well where the letter's decision was not found, or no criteria are held.
    """
    if item.decision in (None, proposal.decision) or not proposal.criteria:
        return None
    return (
        _of_itself(item, proposal)
        or _by_another(item, proposal, retrial)
        or _by_rationale(item, proposal, retrial)
    )


def _of_itself(item: LetterItem, proposal: ItemDetermination) -> str | None:
    concluded = _MEANS.get(item.conclusion or "")
    if item.decision is None or concluded in (None, item.decision):
        return None
    sides = "the rationale" if concluded is proposal.decision else "neither"
    return (
        f"The letter contradicts itself: its heading says {item.decision.value}, its "
        f"rationale concludes \u201c{item.conclusion}\u201d; the proposal agrees with "
        f"{sides}."
    )


def _by_another(
    item: LetterItem, proposal: ItemDetermination, retrial: Retrial
) -> str | None:
    governing = next((g.guideline for g in proposal.guidelines if g.used), None)
    cited = dict.fromkeys(c.guideline for c in item.guidelines if c.guideline)
    for name in cited:
        if name == governing:
            continue
        other = retrial.under(name)
        if other.criteria and other.decision is item.decision:
            return (
                f"The letter rests on {name} as well, and held against that alone the "
                f"proposal is {other.decision.value}, too; {governing} governs here, "
                f"and {_lacking(proposal)}."
            )
    return None


def _by_rationale(
    item: LetterItem, proposal: ItemDetermination, retrial: Retrial
) -> str:
    told = _lacking(proposal)
    read = retrial.with_rationale()
    if read.decision is item.decision:
        return (
            f"By the summary {told}; the letter's rationale tells it, and with the "
            f"rationale read as a record the proposal is {read.decision.value}, too."
        )
    still = set(_facts(read, Verdict.NOT_DOCUMENTED, Verdict.NOT_MET))
    before = _facts(proposal, Verdict.NOT_DOCUMENTED, Verdict.NOT_MET)
    gained = [label for label in before if label not in still]
    only = f"its rationale adds {_and(gained)}" if gained else "its rationale adds none"
    left = [label for label in before if label in still]
    rest = f" and leaves out {_and(left)}" if gained and left else ""
    return (
        f"By the summary {told}; {only}{rest}, so that the reviewer asked less, or "
        f"knew more, than the letter holds."
    )


def _lacking(proposal: ItemDetermination) -> str:
    """Say what kept the request from being met, or that nothing did."""
    parts = [
        f"{lead} {_and(labels)}"
        for lead, labels in (
            ("the guideline is contradicted on", [*_contradicted(proposal)]),
            ("nothing is said of", [*_facts(proposal, Verdict.NOT_DOCUMENTED)]),
        )
        if labels
    ]
    if proposal.decision is Decision.OVERTURNED or not parts:
        return "all that the guideline asks is told"
    return " and ".join(parts)


def _contradicted(proposal: ItemDetermination) -> Iterator[str]:
    labels = _labels(proposal)
    for rule in proposal.criteria:
        if rule.required and rule.status is Verdict.NOT_MET:
            yield f"{labels.get(rule.fact, rule.fact)} ({rule.why})"


def _facts(proposal: ItemDetermination, *statuses: Verdict) -> list[str]:
    """Return what required criteria of these outcomes ask for, once each."""
    labels = _labels(proposal)
    asked = [
        labels.get(rule.fact, rule.fact)
        for rule in proposal.criteria
        if rule.required and rule.status in statuses
    ]
    return list(dict.fromkeys(asked))


def _labels(proposal: ItemDetermination) -> dict[str, str]:
    return {fact.fact: fact.label for fact in proposal.facts}


def _and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
