"""What the desk's page shows of one disputed item."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from openimr.casework import knowledge
from openimr.casework.own_words import Source, item_sources, spelled
from openimr.domain import FactDefinition, ItemDetermination
from openimr.domain.own_work import OwnDecision

from .shown import CriterionShown, FactShown, Part, Quote, SourceShown, Way

if TYPE_CHECKING:
    from .showing import Shown

_ROLES = (
    ("required", "What the guideline asks"),
    ("contraindication", "What speaks against it"),
    ("advisory", "What weighs without deciding alone"),
    ("comparison", "For comparison with another guideline"),
)


@dataclass(frozen=True)
class ItemShown:
    """One disputed item as the page shows it."""

    shown: "Shown"
    number: int

    @property
    def entry(self) -> ItemDetermination:
        """Return the item of the draft."""
        return self.shown.draft.items[self.number - 1]

    @property
    def decided(self) -> OwnDecision | None:
        """Return the reviewer's decision."""
        return self.shown.bench.content.work.decision(self.number)

    @property
    def written(self) -> bool:
        """Tell whether the rationale is the reviewer's own."""
        return self.shown.bench.content.work.rationale(self.number) is not None

    @cached_property
    def request(self) -> tuple[Quote, ...]:
        """Return where the request stands."""
        return self.shown.quotes(self.entry.evidence)

    @cached_property
    def facts(self) -> dict[str, FactShown]:
        """Return every fact by its id."""
        own = {
            one.fact
            for one in self.shown.bench.content.work.facts
            if one.item == self.number
        }
        return {
            entry.fact: FactShown(
                entry=entry,
                own=entry.fact in own,
                evidence=self.shown.quotes(entry.evidence),
                against=self.shown.quotes(entry.against),
                nearest=tuple(
                    self.shown.near(each)
                    for each in (entry.searched.nearest if entry.searched else ())
                ),
            )
            for entry in self.entry.facts
        }

    @cached_property
    def criteria(self) -> tuple[CriterionShown, ...]:
        """Return the criteria in their order."""
        own = self.entry.own
        overruled = {one.criterion: one for one in own.criteria} if own else {}
        return tuple(
            CriterionShown(
                place=place,
                entry=entry,
                guideline=called(entry.guideline),
                fact=self.facts.get(entry.fact),
                overruled=overruled.get(entry.id),
            )
            for place, entry in enumerate(self.entry.criteria, 1)
        )

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return the criteria by role and alternative."""
        found = []
        for role, title in _ROLES:
            own = [one for one in self.criteria if one.entry.role == role]
            if own:
                found.append(Part(title=title, ways=tuple(_ways(own))))
        return tuple(found)

    @cached_property
    def beside(self) -> tuple[FactShown, ...]:
        """Return facts that no criterion asks for and that the records speak of."""
        asked = {one.fact for one in self.entry.criteria}
        return tuple(
            fact
            for id_, fact in self.facts.items()
            if id_ not in asked and (fact.evidence or fact.own)
        )

    def _sources(self) -> tuple[Source, ...]:
        bench = self.shown.bench
        work = bench.content.work
        return item_sources(bench.proposal, self.shown.draft, work, self.number)

    @cached_property
    def sources(self) -> tuple[SourceShown, ...]:
        """Return what sentences on the item can rest on."""
        return self.shown.sources(self._sources())

    @cached_property
    def rationale_text(self) -> str:
        """Return the rationale as the editor shows it."""
        return spelled(self.entry.rationale, self._sources())

    @cached_property
    def vocabulary(self) -> list[FactDefinition]:
        """Return every fact that can be added, those that are asked for first."""
        asked = [entry.fact for entry in self.entry.criteria]
        known = knowledge().library.facts
        first = dict.fromkeys(fact for fact in asked if fact in known)
        rest = sorted(set(known) - set(first))
        return [known[fact] for fact in (*first, *rest)]


def _ways(criteria: list[CriterionShown]) -> Iterator[Way]:
    groups: dict[str | None, list[CriterionShown]] = {}
    for one in criteria:
        groups.setdefault(one.entry.group, []).append(one)
    for name, members in groups.items():
        yield Way(name=name, criteria=tuple(members))


def called(guideline: str) -> str:
    """Return what a guideline is called; one that the library lacks, by its id."""
    known = knowledge().library.sources.get(guideline)
    return known.name if known else guideline
