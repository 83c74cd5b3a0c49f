"""Determinations made from the rules of the library: every family, every outcome."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from openimr.domain import (
    CaseHeader,
    Criterion,
    CriterionEntry,
    Decision,
    Determination,
    Edition,
    Engine,
    Evidence,
    FactEntry,
    FactType,
    Family,
    Finding,
    GuidelineEntry,
    ItemDetermination,
    Phase,
    Quantity,
    Statement,
    UrEntry,
    UrOutcome,
    Verdict,
)
from openimr.guidelines import load_library
from openimr.plain import Bullets, Role, Sheet, Words, words_of

LIBRARY = load_library()
DENIED = dt.date(2014, 11, 4)
OUTCOMES = tuple(Verdict)


def determination(
    *items: ItemDetermination, status: str = "final", **fields: object
) -> Determination:
    made = Determination(
        engine=Engine(version="1", library="2026.11", as_of=dt.date(2014, 12, 20)),
        case=CaseHeader(
            number="CM14-0000001", date_of_injury=dt.date(2012, 7, 10), ur_date=DENIED
        ),
        documents=(),
        pages=(),
        summary=(),
        items=items,
        status=status,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def item(
    family: Family,
    edition: Edition,
    outcome: Verdict,
    requested: str = "Baclofen 10 mg",
) -> ItemDetermination:
    """Return an item of which every required criterion came out alike."""
    rules = tuple(_asked(edition))
    entries = tuple(_entry(rule, edition, outcome) for rule in rules)
    facts = {rule.fact: _fact(rule, outcome) for rule in rules}
    return ItemDetermination(
        requested=requested,
        treatment=family.treatment.id,
        kind=family.treatment.kind,
        phase=Phase.INITIAL,
        phase_why="",
        strength=None,
        quantity=None,
        refills=None,
        frequency=None,
        visits=None,
        body_part=None,
        side=None,
        level=None,
        retrospective=False,
        ur=UrEntry(outcome=UrOutcome.DENY, date=DENIED, reason=None, guideline=None),
        guidelines=tuple(_guidelines(edition, rules)),
        search_sequence=(),
        facts=tuple(facts.values()),
        criteria=entries,
        decision=Decision.OVERTURNED if outcome is Verdict.MET else Decision.UPHELD,
        decided_by=outcome,
        rationale=(Statement(text="As the criteria came out."),),
        would_change=(),
    )


def every_item() -> Iterator[ItemDetermination]:
    """Yield every family under every edition with criteria, in every outcome."""
    for family in LIBRARY.families:
        for edition in family.editions:
            if edition.required is None:
                continue
            for outcome in OUTCOMES:
                yield item(family, edition, outcome)


def family_item(id_: str, outcome: Verdict, **fields: object) -> ItemDetermination:
    """Return an item of the first edition of a family."""
    family = LIBRARY.family(id_)
    made = item(family, family.editions[0], outcome)
    return replace(made, **fields)  # type: ignore[arg-type]


def running(sheet: Sheet) -> list[str]:
    """Return what is read on: without headings, citations and words taken over."""
    texts = []
    for block in sheet.blocks:
        if isinstance(block, Bullets):
            texts += [words_of(each) for each in block.items]
        elif isinstance(block, Words) and block.role is not Role.CITED:
            texts.append(words_of(block.text))
    return texts


def _asked(edition: Edition) -> Iterator[Criterion]:
    if edition.required is not None:
        yield from edition.required.criteria()


def _entry(rule: Criterion, edition: Edition, outcome: Verdict) -> CriterionEntry:
    return CriterionEntry(
        id=rule.id,
        statement=rule.statement,
        fact=rule.fact,
        required=True,
        role="required",
        group=None,
        guideline=rule.guideline,
        pages=edition.pages if rule.guideline == edition.guideline else None,
        mark=rule.mark,
        status=outcome,
        why=rule.silent or rule.statement,
    )


def _fact(rule: Criterion, outcome: Verdict) -> FactEntry:
    known = LIBRARY.facts[rule.fact]
    shown = (outcome is Verdict.MET) is rule.wanted
    finding = Finding.PRESENT if shown else Finding.ABSENT
    value = None
    if outcome is Verdict.NOT_DOCUMENTED:
        finding = Finding.SILENT
    elif rule.limit is not None and known.type is not FactType.FINDING:
        finding, bound = Finding.PRESENT, rule.limit.bound
        far = bound.value * 3 if not rule.limit.holds(bound.value * 3) else 0
        value = str(bound if outcome is Verdict.MET else Quantity(far, bound.unit))
    proof = Evidence(document="D2", page=4, quote="Seen today.", start=0, end=11)
    return FactEntry(
        fact=rule.fact,
        label=known.label,
        finding=finding,
        value=value,
        as_of=DENIED,
        evidence=() if finding is Finding.SILENT else (proof,),
    )


def _guidelines(
    edition: Edition, rules: tuple[Criterion, ...]
) -> Iterator[GuidelineEntry]:
    """Yield the governing guideline, then those that single rules come from."""
    yield _guideline(edition.guideline, edition.section, edition)
    others = {rule.guideline for rule in rules} - {edition.guideline}
    for id_ in sorted(others):
        yield replace(_guideline(id_, "", edition), pages=None, rule_only=True)


def _guideline(id_: str, section: str, edition: Edition) -> GuidelineEntry:
    source = LIBRARY.sources[id_]
    return GuidelineEntry(
        guideline=id_,
        name=source.letter_name,
        section=section,
        pages=edition.pages,
        pages_mark=edition.pages_mark,
        step=source.step,
        why="it governs",
    )
