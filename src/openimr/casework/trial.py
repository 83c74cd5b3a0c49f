"""What the engine comes to on one item, without the words of a determination.

A replay of many letters needs the decision and how each criterion came out; the
sentences, the search for what would turn the answer, and facts that no deciding
criterion asks for are most of what a determination costs.  What is left comes from
the same rooms, so that decision and criteria are those of ``decide``; a test compares
the two.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from openimr.clinical import Records, find_facts
from openimr.domain import (
    Criterion,
    CriterionEntry,
    Decision,
    DisputedItem,
    Edition,
    FactQuestion,
    ItemKind,
    Verdict,
)
from openimr.review import (
    Selection,
    Standards,
    Weighing,
    answers,
    questions,
    select,
    weigh,
)
from openimr.review.determine import rules_applied
from openimr.review.entries import criterion_entries
from openimr.review.phase import find_phase, phase_facts
from openimr.review.select import guideline_entries

from .engine import knowledge

DECIDING = ("required", "contraindication")
"""Roles of the criteria that a decision rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Decision and criteria of an item, under one edition."""

    decision: Decision
    decided_by: Verdict
    applied: tuple[tuple[str, str | None], ...]
    """Guidelines that were used, each with its pages; the governing one first."""

    criteria: tuple[CriterionEntry, ...]
    """Required criteria and contraindications, in the order of the edition."""

    labels: Mapping[str, str]
    """Fact id to the words it goes by."""

    limited: frozenset[str]
    """Ids of the criteria that set a limit on a number."""

    def asked(self, *statuses: Verdict) -> tuple[str, ...]:
        """Return the facts that required criteria of these outcomes ask for."""
        found = [
            rule.fact
            for rule in self.criteria
            if rule.required and rule.status in statuses
        ]
        return tuple(dict.fromkeys(found))

    def label(self, fact: str) -> str:
        """Return the words that a fact goes by."""
        return self.labels.get(fact, fact.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Trial:
    """An item and the records it is judged by."""

    item: DisputedItem
    read: Callable[[], Records]
    """Gives the records; called only where there are criteria to hold them against."""

    day: dt.date

    def judged(self, guideline: str | None = None) -> Judgement | None:
        """Return what comes out under the edition of the day, or a named guideline.

        None where the library holds no criteria for the treatment.
        """
        treatment = self.item.details.treatment
        standards = _standards(treatment)
        if guideline not in (None, *(e.guideline for e in standards.editions)):
            return None
        selection = select(standards.editions, standards.sources, self.day, guideline)
        if selection.governing is None:
            return None
        number = _place(standards, selection.governing)
        asked = _asked(self.item.details.kind, treatment, number)
        facts = find_facts(self.read(), self.item, asked, self.day)
        known = {fact.fact: fact for fact in facts}
        phase = find_phase(known, self.day, self.item)
        weighing = weigh(selection.governing, phase.phase, answers(facts))
        criteria = tuple(criterion_entries(weighing, known, selection))
        if not criteria:
            return None
        return Judgement(
            decision=weighing.decision,
            decided_by=weighing.decided_by,
            applied=_applied(selection, standards, self.day, weighing),
            criteria=tuple(each for each in criteria if each.role in DECIDING),
            labels=standards.labels,
            limited=_limited(treatment, number),
        )


def _applied(
    selection: Selection, standards: Standards, day: dt.date, weighing: Weighing
) -> tuple[tuple[str, str | None], ...]:
    cited = guideline_entries(
        selection, standards.sources, day, rules_applied(weighing)
    )
    return tuple((each.guideline, each.pages) for each in cited if each.used)


@cache
def _standards(treatment: str | None) -> Standards:
    return knowledge().standards(treatment)


def _place(standards: Standards, edition: Edition) -> int:
    editions = enumerate(standards.editions)
    return next(number for number, each in editions if each is edition)


@cache
def _asked(
    kind: ItemKind, treatment: str | None, number: int
) -> tuple[FactQuestion, ...]:
    """Return the questions whose answers one edition's decision rests on.

    The questions are worded for all editions together, as a review asks them.
    """
    editions = _standards(treatment).editions
    needed = {rule.fact for rule in _deciding(editions[number])} | {*phase_facts(kind)}
    every = questions(kind, editions, treatment)
    return tuple(question for question in every if question.fact in needed)


@cache
def _limited(treatment: str | None, number: int) -> frozenset[str]:
    rules = _deciding(_standards(treatment).editions[number])
    return frozenset(rule.id for rule in rules if rule.limit is not None)


def _deciding(edition: Edition) -> Iterator[Criterion]:
    if edition.required is not None:
        yield from edition.required.criteria()
    yield from edition.contraindications
