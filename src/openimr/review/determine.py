"""One disputed item, from its facts and editions to a proposed decision with words."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openimr.domain import (
    Decision,
    DisputedItem,
    Edition,
    Fact,
    GuidelineSource,
    ItemDetermination,
    Quantity,
    Supposition,
    Verdict,
)

from .amount import amount
from .entries import criterion_entries, fact_entry, ur_entry
from .evaluate import Answer, Weighing, weigh
from .grounds import FileRead, Grounds
from .phase import find_phase
from .rationale import rationale
from .select import Selection, guideline_entries, select
from .suppose import suppose
from .turning import Way, ways_to_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """What the library knows of one treatment family, and how facts are called."""

    title: str
    """What the family is called, such as ``Baclofen``."""

    editions: Sequence[Edition]
    sources: Mapping[str, GuidelineSource]
    labels: Mapping[str, str]
    """Fact id to the words it goes by."""

    named: str | None = None
    """Id of a source to go by in place of the one that the date chooses."""


def determine(
    item: DisputedItem,
    facts: Sequence[Fact],
    standards: Standards,
    request_date: dt.date,
    file: FileRead,
) -> ItemDetermination:
    """Propose a decision on one item; a physician decides.

    ``facts`` answer every question of the family's editions; ``file`` tells what
    of the case file could be read.
    """
    known = {fact.fact: fact for fact in facts}
    phase = find_phase(known, request_date, item)
    selection = select(
        standards.editions, standards.sources, request_date, standards.named
    )
    weighing = (
        weigh(selection.governing, phase.phase, answers(facts))
        if selection.governing is not None
        else None
    )
    grounds = Grounds(
        item=item,
        title=standards.title,
        request_date=request_date,
        phase=phase,
        weighing=weighing,
        guidelines=guideline_entries(
            selection, standards.sources, request_date, rules_applied(weighing)
        ),
        facts=known,
        sources=standards.sources,
        documents_read=file.documents,
        days=file.days,
        chosen=selection.chosen,
    )
    return _written(grounds, selection, standards.labels)


def _written(
    grounds: Grounds, selection: Selection, labels: Mapping[str, str]
) -> ItemDetermination:
    """Write out one item in the fields of the contract."""
    asked, weighing = grounds.item.details, grounds.weighing
    return ItemDetermination(
        requested=asked.requested,
        treatment=asked.treatment,
        kind=asked.kind,
        phase=grounds.phase.phase,
        phase_why=grounds.phase.why,
        strength=grounds.item.detail("strength"),
        quantity=amount(asked),
        refills=asked.refills,
        frequency=asked.frequency,
        visits=asked.visits,
        body_part=asked.body_part,
        side=grounds.item.detail("side"),
        level=grounds.item.detail("level"),
        retrospective=asked.retrospective,
        ur=ur_entry(grounds.item),
        guidelines=tuple(grounds.guidelines),
        search_sequence=selection.steps,
        facts=tuple(fact_entry(fact, labels) for fact in grounds.facts.values()),
        criteria=tuple(criterion_entries(weighing, grounds.facts, selection)),
        decision=weighing.decision if weighing else Decision.UPHELD,
        decided_by=weighing.decided_by if weighing else Verdict.NOT_DOCUMENTED,
        rationale=rationale(grounds),
        would_change=tuple(dict.fromkeys(map(str, _ways(grounds, labels)))),
        presumed=tuple(presumed_by(weighing)),
        evidence=grounds.item.evidence,
        supplied=grounds.item.supplied,
    )


def _ways(grounds: Grounds, labels: Mapping[str, str]) -> tuple[Way, ...]:
    """Return what would turn the answer, each way tried on the facts of the item."""
    weighing = grounds.weighing
    if weighing is None:
        return ()
    edition = weighing.edition

    def again(supposed: Sequence[Supposition]) -> Weighing:
        facts = suppose(tuple(grounds.facts.values()), supposed)
        known = {fact.fact: fact for fact in facts}
        phase = find_phase(known, grounds.request_date, grounds.item)
        return weigh(edition, phase.phase, answers(facts))

    return ways_to_turn(weighing, again, grounds.facts, labels)


def presumed_by(weighing: Weighing | None) -> Iterator[str]:
    """Say what an approval presumes because the records are silent on it."""
    if weighing is None or weighing.decision is Decision.UPHELD:
        return
    for leaf in weighing.presumed():
        rule = leaf.criterion
        yield f"{rule.silent or 'the records do not say otherwise'} ({rule.statement})"


def answers(facts: Sequence[Fact]) -> dict[str, Answer]:
    """Return what the evaluation needs of each fact."""
    return {
        fact.fact: (
            fact.finding,
            fact.value if isinstance(fact.value, Quantity) else None,
        )
        for fact in facts
    }


def rules_applied(weighing: Weighing | None) -> tuple[str, ...]:
    """Name the sources whose rules were applied beside the governing edition's own."""
    if weighing is None:
        return ()
    names = [leaf.criterion.guideline for leaf in weighing.required() if leaf.open]
    names += [leaf.criterion.guideline for leaf in weighing.compare]
    return tuple(dict.fromkeys(names))
