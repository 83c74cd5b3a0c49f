"""One disputed item, from its facts and editions to a proposed decision with words."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from openimr.domain import (
    CriterionEntry,
    Decision,
    DisputedItem,
    Edition,
    Fact,
    FactEntry,
    Finding,
    GuidelineSource,
    ItemDetermination,
    NearestEntry,
    Quantity,
    Search,
    SearchEntry,
    UrEntry,
    Verdict,
)

from .evaluate import Answer, Leaf, Weighing, weigh
from .phase import PhaseFinding, find_phase
from .rationale import Grounds, rationale
from .select import Selection, guideline_entries, select


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """What the library knows of one treatment family, and how facts are called."""

    title: str
    """What the family is called, such as ``Baclofen``."""

    editions: Sequence[Edition]
    sources: Mapping[str, GuidelineSource]
    labels: Mapping[str, str]
    """Fact id to the words it goes by."""


def determine(
    item: DisputedItem,
    facts: Sequence[Fact],
    standards: Standards,
    request_date: dt.date,
    documents_read: int,
) -> ItemDetermination:
    """Propose a decision on one item; a physician decides.

    ``facts`` answer every question of the family's editions; ``documents_read`` counts
    the readable documents other than the UR decision, on which alone no determination
    may rest (8 CCR 9792.10.6(b)(2)).
    """
    known = {fact.fact: fact for fact in facts}
    phase = find_phase(known, request_date)
    selection = select(standards.editions, standards.sources, request_date)
    weighing = (
        weigh(selection.governing, phase.phase, answers(facts))
        if selection.governing is not None
        else None
    )
    guidelines = guideline_entries(
        selection, standards.sources, request_date, _rules_applied(weighing)
    )
    words = rationale(
        Grounds(
            item=item,
            title=standards.title,
            request_date=request_date,
            phase=phase,
            weighing=weighing,
            guidelines=guidelines,
            facts=known,
            sources=standards.sources,
            documents_read=documents_read,
        )
    )
    asked = item.details
    return ItemDetermination(
        requested=asked.requested,
        treatment=asked.treatment,
        kind=asked.kind,
        phase=phase.phase,
        phase_why=phase.why,
        strength=asked.strength,
        quantity=asked.quantity,
        refills=asked.refills,
        frequency=asked.frequency,
        visits=asked.visits,
        body_part=asked.body_part,
        side=asked.side,
        level=asked.level,
        retrospective=asked.retrospective,
        ur=_ur(item),
        guidelines=guidelines,
        search_sequence=selection.steps,
        facts=tuple(_fact(fact, standards.labels) for fact in facts),
        criteria=tuple(_criteria(weighing, known, selection)) if weighing else (),
        decision=weighing.decision if weighing else Decision.UPHELD,
        decided_by=weighing.decided_by if weighing else Verdict.NOT_DOCUMENTED,
        rationale=words,
        would_change=_would_change(weighing, known, standards.labels),
        evidence=item.evidence,
    )


def answers(facts: Sequence[Fact]) -> dict[str, Answer]:
    """Return what the evaluation needs of each fact."""
    return {
        fact.fact: (
            fact.finding,
            fact.value if isinstance(fact.value, Quantity) else None,
        )
        for fact in facts
    }


def _rules_applied(weighing: Weighing | None) -> tuple[str, ...]:
    """Name the sources whose rules were applied beside the governing edition's own."""
    if weighing is None:
        return ()
    names = [leaf.criterion.guideline for leaf in weighing.required() if leaf.open]
    names += [leaf.criterion.guideline for leaf in weighing.compare]
    return tuple(dict.fromkeys(names))


def _criteria(
    weighing: Weighing, facts: Mapping[str, Fact], selection: Selection
) -> Iterator[CriterionEntry]:
    roles = (
        ("required", weighing.required()),
        ("contraindication", weighing.contraindications),
        ("advisory", weighing.advisory),
        ("comparison", weighing.compare),
    )
    pages = {e.guideline: e.pages for e in reversed(selection.beside)}
    pages[weighing.edition.guideline] = weighing.edition.pages
    bearing = weighing.telling()
    for role, leaves in roles:
        for leaf in leaves:
            required = role == "required" and leaf in bearing
            entry = _criterion(leaf, role, facts, pages)
            yield replace(entry, required=required)


def _criterion(
    leaf: Leaf,
    role: str,
    facts: Mapping[str, Fact],
    pages: Mapping[str, str | None],
) -> CriterionEntry:
    rule = leaf.criterion
    return CriterionEntry(
        id=rule.id,
        statement=rule.statement,
        fact=rule.fact,
        required=role == "required",
        role=role,
        group=leaf.way,
        guideline=rule.guideline,
        pages=rule.pages or pages.get(rule.guideline),
        mark=rule.limit.mark if rule.limit else rule.mark,
        status=leaf.verdict,
        why=_why(leaf, facts.get(rule.fact)),
    )


def _why(leaf: Leaf, fact: Fact | None) -> str:
    """Say in one sentence why a criterion came out as it did."""
    rule = leaf.criterion
    if fact is None or fact.finding is Finding.SILENT:
        return f"not documented: {rule.silent or rule.statement}"
    limit = rule.limit
    found = str(fact.value) if fact.value is not None else fact.finding.value
    if limit is not None:
        bound = f"{limit.operator.value.replace('_', ' ')} {limit.bound}"
        return f"{found} documented against a limit of {bound} ({limit.mark.value})"
    said = rule.met if leaf.verdict is Verdict.MET else rule.unmet
    return f"{said or found}" + (f" ({fact.how})" if fact.how else "")


def _would_change(
    weighing: Weighing | None, facts: Mapping[str, Fact], labels: Mapping[str, str]
) -> tuple[str, ...]:
    """List what the records would have to show for the other decision."""
    if weighing is None or weighing.decision is Decision.OVERTURNED:
        return ()
    wanted = [
        _wanted(leaf, facts.get(leaf.criterion.fact), labels)
        for leaf in weighing.required()
        if leaf.verdict is not Verdict.MET
    ]
    return tuple(dict.fromkeys(wanted))


def _wanted(leaf: Leaf, fact: Fact | None, labels: Mapping[str, str]) -> str:
    rule = leaf.criterion
    if rule.limit is not None and leaf.verdict is Verdict.NOT_MET and fact is not None:
        label = labels.get(rule.fact, rule.fact.replace("_", " "))
        bound = f"{rule.limit.operator.value.replace('_', ' ')} {rule.limit.bound}"
        return f"{label}: {bound}, where the records show {fact.value}"
    return rule.ask or rule.statement


def _ur(item: DisputedItem) -> UrEntry | None:
    ur = item.ur
    if ur is None:
        return None
    return UrEntry(
        outcome=ur.outcome,
        date=ur.date,
        reason=ur.reason,
        guideline=ur.guideline,
        approved=ur.approved,
    )


def _fact(fact: Fact, labels: Mapping[str, str]) -> FactEntry:
    return FactEntry(
        fact=fact.fact,
        label=labels.get(fact.fact, fact.fact.replace("_", " ")),
        finding=fact.finding,
        value=None if fact.value is None else str(fact.value),
        as_of=fact.as_of,
        evidence=fact.evidence,
        against=fact.against,
        how=fact.how,
        searched=_search(fact.searched) if fact.searched else None,
    )


def _search(search: Search) -> SearchEntry:
    return SearchEntry(
        terms=search.terms,
        documents=search.documents,
        from_=search.first,
        to=search.last,
        unreadable=search.unreadable,
        nearest=tuple(
            NearestEntry(
                document=miss.evidence.document,
                page=miss.evidence.page,
                quote=miss.evidence.quote,
                why=miss.why,
            )
            for miss in search.nearest
        ),
    )


__all__ = ["PhaseFinding", "Standards", "answers", "determine"]
