"""The rules of the panel as data: questions, citations, limits (``rules.yaml``)."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from openimr.domain.guideline import Mark
from openimr.domain.panel_case import Role
from openimr.domain.reviewer import LicenceStatus, Profession, Tie
from openimr.domain.screening import Answer, Match, RuleAnswer

from . import knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Numbers and lists that a rule's question needs; each rule uses its own."""

    professions: tuple[Profession, ...] = ()
    bad: tuple[LicenceStatus, ...] = ()
    good: tuple[LicenceStatus, ...] = ()
    states: tuple[str, ...] = ()
    guidelines: tuple[str, ...] = ()
    farthest: int = 0
    years: int = 0
    hours: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One requirement: what it asks, whence, from when and of whom."""

    id: str
    check: str
    citation: str
    mark: Mark
    bar: bool = True
    since: dt.date | None = None
    until: dt.date | None = None
    limits: Limits = field(default_factory=Limits)
    note: str | None = None
    roles: tuple[Role, ...] = ()
    ties: frozenset[str] = frozenset()
    needed: tuple[Role, ...] = ()
    """One of these a case must name, or the rule cannot be answered."""

    def in_force(self, day: dt.date) -> bool:
        """Tell whether the rule is asked on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def answer(
        self,
        answer: Answer,
        reason: str,
        *data: str,
        matches: tuple[Match, ...] = (),
    ) -> RuleAnswer:
        """Return an answer to this rule."""
        return RuleAnswer(
            rule=self.id,
            answer=answer,
            reason=reason,
            data=data,
            citation=self.citation,
            mark=self.mark,
            bar=self.bar,
            matches=matches,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Materiality:
    """When a tie to an organisation counts."""

    citation: str
    mark: Mark
    share: float
    by_kind: frozenset[Tie]
    by_share: frozenset[Tie]
    never: frozenset[Tie]
    ask: frozenset[Tie]
    past_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTies:
    """Which relatives count, and which are a reason to ask."""

    citation: str
    mark: Mark
    material: frozenset[str]
    other: frozenset[str]
    ask: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All rules, and what they share."""

    rules: tuple[Rule, ...]
    materiality: Materiality
    family: FamilyTies
    guidelines: tuple[str, ...]

    def rule(self, id_: str) -> Rule:
        """Return the rule with that id.

        Raises:
            KeyError: no such rule.
        """
        return {rule.id: rule for rule in self.rules}[id_]


@cache
def rulebook() -> Rulebook:
    """Return the rules of the panel.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    return knowledge.load("rules.yaml", Rulebook)
