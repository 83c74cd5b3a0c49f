"""What the rationale of an item is written from, and how its sources are cited."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openimr.domain import (
    Citation,
    DisputedItem,
    Evidence,
    Fact,
    GuidelineEntry,
    GuidelineSource,
)

from .evaluate import Leaf, Weighing
from .phase import PhaseFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """What of the case file could be read."""

    documents: int
    """Readable documents other than the UR decision, on which alone no determination
    may rest (8 CCR 9792.10.6(b)(2))."""

    days: Mapping[str, dt.date] = field(default_factory=dict)
    """Document id to the day of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """All that the rationale of an item is written from."""

    item: DisputedItem
    title: str
    request_date: dt.date
    phase: PhaseFinding
    weighing: Weighing | None
    guidelines: Sequence[GuidelineEntry]
    facts: Mapping[str, Fact]
    sources: Mapping[str, GuidelineSource]
    documents_read: int
    """How many readable documents of the file bear on the item, UR letter left out."""

    chosen: bool = False
    """True where a user named the guideline, in place of the date."""

    days: Mapping[str, dt.date] = field(default_factory=dict)
    """Document id to its date, for documents that are dated."""

    def evidence(self, leaf: Leaf) -> tuple[Evidence, ...]:
        """Return the passages that a criterion's fact rests on."""
        fact = self.facts.get(leaf.criterion.fact)
        return fact.evidence if fact is not None else ()

    def governing(self) -> tuple[Citation, ...]:
        """Cite the section that governs the item."""
        return tuple(_citation(entry) for entry in self.guidelines[:1])

    def cited(self, leaves: Sequence[Leaf]) -> tuple[Citation, ...]:
        """Cite each source that the criteria come from, once."""
        entries = {entry.guideline: entry for entry in reversed(self.guidelines)}
        citations = []
        for leaf in leaves:
            rule = leaf.criterion
            entry = entries.get(rule.guideline)
            if entry is not None and rule.pages is None:
                citations.append(_citation(entry))
            else:
                section = entry.section if entry else None
                citations.append(
                    Citation(
                        guideline=rule.guideline, pages=rule.pages, section=section
                    )
                )
        return tuple(dict.fromkeys(citations))


def _citation(entry: GuidelineEntry) -> Citation:
    return Citation(
        guideline=entry.guideline,
        pages=entry.pages,
        section=entry.section,
        pages_mark=entry.pages_mark,
    )
