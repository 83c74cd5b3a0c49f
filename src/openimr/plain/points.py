"""Which criteria decided an item, each with what the records say of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openimr.domain import (
    Criterion,
    CriterionEntry,
    Decision,
    FactEntry,
    Finding,
    ItemDetermination,
    Quantity,
    Verdict,
)

from .rulebook import Rulebook

_BAR = "contraindication"


@dataclass(frozen=True, slots=True)
class Point:
    """A criterion, the fact that answers it, and the rule with its limit."""

    entry: CriterionEntry
    fact: FactEntry | None
    rule: Criterion | None

    @property
    def amount(self) -> Quantity | None:
        """Return the number that the records give, where they give one."""
        if self.fact is None or self.fact.value is None:
            return None
        try:
            return Quantity.parse(self.fact.value)
        except ValueError:  # words, such as the name of a diagnosis
            return None

    @property
    def documented(self) -> bool:
        """Tell whether the records document the fact, rather than its opposite."""
        if self.fact is None:
            return self.entry.status is Verdict.MET
        return self.fact.finding is Finding.PRESENT

    @property
    def fits(self) -> bool:
        """Tell whether the records agree with what the rule asks."""
        met = self.entry.status is Verdict.MET
        return met is not (self.entry.role == _BAR)


@dataclass(frozen=True, slots=True)
class Points:
    """The criteria of an item that bear on its outcome, one a fact, in order."""

    met: tuple[Point, ...]
    failed: tuple[Point, ...]
    missing: tuple[Point, ...]

    def explain(self, item: ItemDetermination) -> bool:
        """Tell whether they explain the decision.

        They do not where a physician decided otherwise than the criteria came out; the
        reasons are then those of the physician alone.
        """
        if item.decision is Decision.OVERTURNED:
            return bool(self.met) and not self.failed and not self.missing
        return bool(
            self.missing if item.decided_by is Verdict.NOT_DOCUMENTED else self.failed
        )


def points(item: ItemDetermination, book: Rulebook) -> Points:
    """Return what an item was decided by, as far as its entries tell."""
    facts = {fact.fact: fact for fact in item.facts}

    def of(entries: Iterable[CriterionEntry]) -> tuple[Point, ...]:
        by_fact: dict[str, Point] = {}
        for entry in entries:
            point = Point(entry, facts.get(entry.fact), book.rule(entry))
            by_fact.setdefault(entry.fact, point)
        return tuple(by_fact.values())

    bars = [
        entry
        for entry in item.criteria
        if entry.role == _BAR and entry.status is Verdict.MET
    ]
    return Points(
        met=of(_bearing(item, Verdict.MET)),
        failed=of([*_bearing(item, Verdict.NOT_MET), *bars]),
        missing=of(_bearing(item, Verdict.NOT_DOCUMENTED)),
    )


def _bearing(item: ItemDetermination, status: Verdict) -> Iterator[CriterionEntry]:
    """Yield the required criteria of one outcome.

    Where no way is open at all, none bears on the outcome by itself; then those of
    closed ways count that came out as the item did.
    """
    asked = [entry for entry in item.criteria if entry.role == "required"]
    bearing = [entry for entry in asked if entry.required]
    decided = any(entry.status is item.decided_by for entry in bearing)
    if not decided and status is item.decided_by:
        bearing = asked
    yield from (entry for entry in bearing if entry.status is status)
