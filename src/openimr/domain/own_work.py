"""What a physician makes of a proposal: own facts, criteria judged otherwise, words."""

from dataclasses import dataclass

from .decision import Decision, Statement
from .evidence import Evidence
from .facts import Finding
from .quantity import Quantity
from .verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFact:
    """A fact that a physician found on a page, for one disputed item."""

    item: int
    """Number of the disputed item, from 1."""

    fact: str
    """A fact id of the library."""

    finding: Finding
    value: Quantity | None = None
    """In the unit of the fact; None where the fact is not a number."""

    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPassage:
    """Words of a page that a physician wants to cite."""

    item: int
    """Number of the disputed item, from 1; 0 for the case summary."""

    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruling:
    """A criterion that a physician judges otherwise than was proposed."""

    item: int
    criterion: str
    status: Verdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDecision:
    """A physician's decision on one item."""

    item: int
    decision: Decision
    reason: str | None = None
    proposed: Decision | None = None
    """What was proposed when it was made, own facts and criteria counted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRationale:
    """A physician's words on one item, in place of those proposed."""

    item: int
    statements: tuple[Statement, ...]
    decision: Decision | None = None
    """What stood as decided, or as it came out, when they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWork:
    """All that a physician did on a proposal."""

    facts: tuple[OwnFact, ...] = ()
    passages: tuple[OwnPassage, ...] = ()
    overrulings: tuple[Overruling, ...] = ()
    decisions: tuple[OwnDecision, ...] = ()
    rationales: tuple[OwnRationale, ...] = ()
    summary: tuple[Statement, ...] | None = None
    """None: as proposed."""

    def decision(self, item: int) -> OwnDecision | None:
        """Return the decision on an item."""
        return next((one for one in self.decisions if one.item == item), None)

    def rationale(self, item: int) -> OwnRationale | None:
        """Return the words on an item; None where they are those proposed."""
        return next((one for one in self.rationales if one.item == item), None)

    def on(self, item: int) -> "OwnFindings":
        """Return what the item is judged by beside the records as they were read."""
        return OwnFindings(
            facts=tuple(one for one in self.facts if one.item == item),
            overrulings=tuple(one for one in self.overrulings if one.item == item),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFindings:
    """A physician's facts and judgements on one item."""

    facts: tuple[OwnFact, ...] = ()
    overrulings: tuple[Overruling, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.facts or self.overrulings)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFactEntry:
    """A fact of the physician as the determination lists it."""

    fact: str
    before: Finding
    """What the records were read to say."""

    finding: Finding
    value: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrulingEntry:
    """A criterion judged otherwise as the determination lists it."""

    criterion: str
    proposed: Verdict
    status: Verdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """The proposal on an item beside what the physician made of it."""

    proposed: Decision | None
    """None where the library held no criteria, so that nothing was proposed."""

    proposed_by: Verdict | None
    judged: Decision | None
    """What it comes to with own facts and judgements counted in."""

    decided: bool
    """False while the physician has not decided the item."""

    reason: str | None = None
    facts: tuple[OwnFactEntry, ...] = ()
    criteria: tuple[OverrulingEntry, ...] = ()
