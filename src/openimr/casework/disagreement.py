"""Why a replayed item comes out otherwise than it was published, told from data.

Looked at in this order: whether the letter contradicts itself; whether another
guideline that the letter cites gives its answer; whether the pages that it cites speak
of another treatment; whether its own rationale, read as one more record, tells what
its summary does not; and last, how the criteria came out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openimr.corpus.replay.causes import Cause
from openimr.domain import CriterionEntry, Decision, LetterItem, Verdict

from .page_families import families_on, is_related, kind_of
from .trial import Judgement

_MEANS = {
    "medically necessary": Decision.OVERTURNED,
    "not medically necessary": Decision.UPHELD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrial:
    """How an item can be put before the engine once more."""

    under: Callable[[str], Judgement | None]
    """By the id of a guideline that governs in place of that of the date."""

    with_rationale: Callable[[], Judgement | None]
    """With the letter's own rationale read beside its summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An item as published, and what the engine came to."""

    item: LetterItem
    proposal: Judgement | None
    """None without criteria."""

    same_guideline: bool
    """Whether the two share a page of a guideline."""

    summary: bool
    """Whether the letter has a clinical summary."""


def find_cause(
    compared: Compared, retrial: Retrial, *, by_rationale: bool
) -> Cause | None:
    """Return what drives a disagreement, as a code; None if they agree.

    ``by_rationale`` tells whether to read the rationale as a record, too, which costs
    as much as the replay itself.
    """
    item, proposal = compared.item, compared.proposal
    if item.decision is None:
        return Cause.NO_DECISION
    if proposal is None:
        unknown = item.details.treatment is None
        return Cause.NOT_RECOGNISED if unknown else Cause.NO_CRITERIA
    if item.decision is proposal.decision:
        return None
    return (
        _of_the_letter(compared)
        or _by_guidelines(compared, proposal, retrial)
        or _by_facts(item, proposal, retrial if by_rationale else None)
    )


def _of_the_letter(compared: Compared) -> Cause | None:
    if _against_itself(compared.item):
        return Cause.CONTRADICTS_ITSELF
    return None if compared.summary else Cause.NO_SUMMARY


def _by_guidelines(
    compared: Compared, proposal: Judgement, retrial: Retrial
) -> Cause | None:
    if _another(compared.item, proposal, retrial):
        return Cause.OTHER_GUIDELINE
    return None if compared.same_guideline else _elsewhere(compared.item)


def _by_facts(item: LetterItem, proposal: Judgement, retrial: Retrial | None) -> Cause:
    if retrial is not None and _agrees(retrial.with_rationale(), item):
        return Cause.TOLD_BY_RATIONALE
    return _by_criteria(proposal)


def driving_facts(cause: Cause | None, proposal: Judgement | None) -> tuple[str, ...]:
    """Return the facts that a cause is about; none where it is about no fact."""
    if proposal is None:
        return ()
    if cause in (Cause.NOT_HELD, Cause.TOLD_BY_RATIONALE):
        return proposal.asked(Verdict.NOT_DOCUMENTED, Verdict.NOT_MET)
    if cause is Cause.CONTRAINDICATED:
        return tuple(dict.fromkeys(rule.fact for rule in _bars(proposal)))
    if cause is Cause.LIMIT_EXCEEDED:
        return tuple(dict.fromkeys(rule.fact for rule in _beyond(proposal)))
    return proposal.asked(Verdict.NOT_MET) if cause is Cause.CONTRADICTED else ()


def _by_criteria(proposal: Judgement) -> Cause:
    if proposal.decision is Decision.OVERTURNED:
        return Cause.ALL_HELD
    if any(_bars(proposal)):
        return Cause.CONTRAINDICATED
    if any(_beyond(proposal)):
        return Cause.LIMIT_EXCEEDED
    unmet = proposal.asked(Verdict.NOT_MET)
    return Cause.CONTRADICTED if unmet else Cause.NOT_HELD


def _bars(proposal: Judgement) -> Iterator[CriterionEntry]:
    """Yield the contraindications that the summary tells of."""
    for rule in proposal.criteria:
        if rule.role == "contraindication" and rule.status is Verdict.MET:
            yield rule


def _beyond(proposal: Judgement) -> Iterator[CriterionEntry]:
    """Yield the limits that the summary tells to be exceeded."""
    for rule in proposal.criteria:
        limited = rule.required and rule.id in proposal.limited
        if limited and rule.status is Verdict.NOT_MET:
            yield rule


def _elsewhere(item: LetterItem) -> Cause | None:
    """Tell whose pages the letter cites, where they are not those of the treatment."""
    own, kind = item.details.treatment, item.details.kind
    cited: set[str] = set()
    for each in item.guidelines:
        if each.guideline and each.pages:
            cited |= families_on(each.guideline, each.pages)
    if own is None or not cited or any(is_related(own, other) for other in cited):
        return None
    alike = any(kind_of(other) is kind for other in cited)
    return Cause.OTHER_CLASS if alike else Cause.REQUEST_MISREAD


def explain(
    item: LetterItem, proposal: Judgement | None, retrial: Retrial
) -> str | None:
    """Return one sentence on why proposal and publication differ; None if they agree.

    None as well where the letter's decision was not found, or no criteria are held.
    """
    if proposal is None or item.decision in (None, proposal.decision):
        return None
    return (
        _of_itself(item, proposal)
        or _by_another(item, proposal, retrial)
        or _by_rationale(item, proposal, retrial)
    )


def _agrees(proposal: Judgement | None, item: LetterItem) -> bool:
    return proposal is not None and proposal.decision is item.decision


def _against_itself(item: LetterItem) -> bool:
    concluded = _MEANS.get(item.conclusion or "")
    return item.decision is not None and concluded not in (None, item.decision)


def _of_itself(item: LetterItem, proposal: Judgement) -> str | None:
    if item.decision is None or not _against_itself(item):
        return None
    concluded = _MEANS[item.conclusion or ""]
    sides = "the rationale" if concluded is proposal.decision else "neither"
    return (
        f"The letter contradicts itself: its heading says {item.decision.value}, its "
        f"rationale concludes \u201c{item.conclusion}\u201d; the proposal agrees with "
        f"{sides}."
    )


def _another(item: LetterItem, proposal: Judgement, retrial: Retrial) -> str | None:
    """Return the cited guideline, other than the governing one, that agrees."""
    governing = proposal.applied[0][0] if proposal.applied else None
    for name in dict.fromkeys(c.guideline for c in item.guidelines if c.guideline):
        if name != governing and _agrees(retrial.under(name), item):
            return name
    return None


def _by_another(item: LetterItem, proposal: Judgement, retrial: Retrial) -> str | None:
    name = _another(item, proposal, retrial)
    if name is None or item.decision is None:
        return None
    governing = proposal.applied[0][0] if proposal.applied else None
    return (
        f"The letter rests on {name} as well, and held against that alone the "
        f"proposal is {item.decision.value}, too; {governing} governs here, "
        f"and {_lacking(proposal)}."
    )


def _by_rationale(item: LetterItem, proposal: Judgement, retrial: Retrial) -> str:
    told = _lacking(proposal)
    read = retrial.with_rationale() or proposal
    if _agrees(read, item):
        return (
            f"By the summary {told}; the letter's rationale tells it, and with the "
            f"rationale read as a record the proposal is {read.decision.value}, too."
        )
    still = set(_labels(read, Verdict.NOT_DOCUMENTED, Verdict.NOT_MET))
    before = _labels(proposal, Verdict.NOT_DOCUMENTED, Verdict.NOT_MET)
    gained = [label for label in before if label not in still]
    only = f"its rationale adds {_and(gained)}" if gained else "its rationale adds none"
    left = [label for label in before if label in still]
    rest = f" and leaves out {_and(left)}" if gained and left else ""
    return (
        f"By the summary {told}; {only}{rest}, so that the reviewer asked less, or "
        f"knew more, than the letter holds."
    )


def _lacking(proposal: Judgement) -> str:
    """Say what kept the request from being met, or that nothing did."""
    parts = [
        f"{lead} {_and(labels)}"
        for lead, labels in (
            ("the guideline is contradicted on", [*_contradicted(proposal)]),
            ("nothing is said of", _labels(proposal, Verdict.NOT_DOCUMENTED)),
        )
        if labels
    ]
    if proposal.decision is Decision.OVERTURNED or not parts:
        return "all that the guideline asks is told"
    return " and ".join(parts)


def _contradicted(proposal: Judgement) -> Iterator[str]:
    for rule in proposal.criteria:
        if rule.required and rule.status is Verdict.NOT_MET:
            yield f"{proposal.label(rule.fact)} ({rule.why})"


def _labels(proposal: Judgement, *statuses: Verdict) -> list[str]:
    """Return what required criteria of these outcomes ask for, once each."""
    labels = [proposal.label(fact) for fact in proposal.asked(*statuses)]
    return list(dict.fromkeys(labels))


def _and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
