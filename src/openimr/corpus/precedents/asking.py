"""What is asked of the precedents: one disputed item and how its criteria came out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One criterion of the guideline in force, and its status."""

    rule: str
    fact: str
    guideline: str
    required: bool
    status: str
    """met, not_met or not_documented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A disputed item for which precedents are looked up; None is 'not stated'."""

    requested: str
    treatment: str | None = None
    drug: str | None = None
    strength: str | None = None
    quantity: int | None = None
    """Units of a drug, else visits."""

    body_part: str | None = None
    side: str | None = None
    level: str | None = None
    criteria: tuple[Point, ...] = ()
    text: str = ""
    """Clinical summary, or nothing; never a rationale, which knows the outcome."""

    letter: str | None = None
    """Hash of the letter asked about: it is no precedent of its own."""

    source: str = ""
    """Where the item was read, for the heading of an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprofiled:
    """An item of the corpus whose criteria nobody has weighed yet."""

    item: str
    requested: str
    summary: str
    ur_date: date | None
    decision_date: date | None


Profiler = Callable[[Unprofiled], tuple[Point, ...]]
"""Weighs the criteria of one item by its letter's own summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the search knows of treatments and criteria, from the guideline library."""

    kin: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Treatment to its relatives, each ``line`` or ``class``."""

    labels: Mapping[str, str] = field(default_factory=dict)
    """Fact to what it is called."""

    phases: Mapping[str, str] = field(default_factory=dict)
    """Rule to the only phase in which it is asked."""

    edition: str = ""
    """Engine and library that made the profiles, so that others are made anew."""

    def phase(self, rules: Sequence[str]) -> str | None:
        """Return the phase that a profile shows, None where its rules fit both."""
        found = {self.phases[rule] for rule in rules if rule in self.phases}
        return found.pop() if len(found) == 1 else None

    def label(self, fact: str) -> str:
        """Return what a fact is called."""
        return self.labels.get(fact, fact)
