"""What the desk's page shows of a draft: items, criteria, passages with their pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode

from openimr.casework import knowledge
from openimr.casework.own_words import (
    Source,
    item_sources,
    spelled,
    summary_sources,
)
from openimr.domain import (
    CriterionEntry,
    Determination,
    Evidence,
    FactDefinition,
    FactEntry,
    ItemDetermination,
    LintFinding,
    NearestEntry,
    PageStatus,
)
from openimr.domain.own_work import OverrulingEntry, OwnDecision

from .bench import Bench

_ROLES = (
    ("required", "What the guideline asks"),
    ("contraindication", "What speaks against it"),
    ("advisory", "What weighs without deciding alone"),
    ("comparison", "For comparison with another guideline"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a page, and where the desk opens it."""

    words: str
    place: str
    """Such as ``D4 p. 9``: document and page of the file."""

    number: int | None
    """Page of the case; None where the case has no such page."""

    href: str
    start: int | None = None
    end: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactShown:
    """A fact with its passages, and what was searched where there are none."""

    entry: FactEntry
    own: bool
    """True where the reviewer added it."""

    evidence: tuple[Quote, ...]
    against: tuple[Quote, ...]
    nearest: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionShown:
    """A criterion with its fact and the reviewer's judgement of it."""

    place: int
    """1-based place among the criteria of the item."""

    entry: CriterionEntry
    fact: FactShown | None
    overruled: OverrulingEntry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Criteria that stand together; one of several alternatives where it is named."""

    name: str | None
    criteria: tuple[CriterionShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Criteria of one role."""

    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShown:
    """A source of the editor with the page it opens."""

    mark: str
    quote: Quote | None
    guideline: str
    pages: str | None


@dataclass(frozen=True)
class Shown:
    """A bench as its page shows it."""

    bench: Bench

    @cached_property
    def draft(self) -> Determination:
        """Return the draft, or the bare proposal."""
        return self.bench.content.draft

    @cached_property
    def _numbers(self) -> dict[tuple[str, int], int]:
        return {(e.file, e.page): n for n, e in enumerate(self.draft.pages, 1)}

    @cached_property
    def _files(self) -> dict[str, str]:
        return {entry.id: entry.file for entry in self.draft.documents}

    def quote(self, found: Evidence) -> Quote:
        """Return a passage with the address that opens it."""
        return self._quote(
            found.document, found.page, found.quote, found.start, found.end
        )

    def near(self, found: NearestEntry) -> Quote:
        """Return a passage that came close; its place on the page is not known."""
        return self._quote(found.document, found.page, found.quote, why=found.why)

    def _quote(  # noqa: PLR0913, PLR0917 - the parts of a place
        self,
        document: str,
        page: int,
        words: str,
        start: int | None = None,
        end: int | None = None,
        why: str = "",
    ) -> Quote:
        number = self._numbers.get((self._files.get(document, ""), page))
        asked: dict[str, str | int] = {"q": words[:80]}
        if start is not None and end is not None:
            asked = {"start": start, "end": end}
        href = ""
        if number is not None:
            to = reverse("review:page", args=[self.bench.assignment.pk, number])
            href = f"{to}?{urlencode(asked)}"
        return Quote(
            words=words,
            place=f"{document} p. {page}",
            number=number,
            href=href,
            start=start,
            end=end,
            why=why,
        )

    def quotes(self, found: Iterable[Evidence]) -> tuple[Quote, ...]:
        """Return passages with their addresses, each once."""
        return tuple(self.quote(each) for each in dict.fromkeys(found))

    def first_page(self, number: int) -> int:
        """Return the page to open first: of an item's first passage, else the first."""
        if number:
            shown = self.item(number)
            found = [quote for one in shown.facts.values() for quote in one.evidence]
            for quote in (*shown.request, *found):
                if quote.number is not None:
                    return quote.number
        return 1

    def unread(self) -> tuple[Quote, ...]:
        """Return the pages that nobody has read, with the addresses of their pictures.

        Their words are empty; their place is file and page.
        """
        return tuple(
            Quote(
                words="",
                place=f"{entry.file} p. {entry.page}",
                number=number,
                href=reverse("review:page", args=[self.bench.assignment.pk, number]),
            )
            for number, entry in enumerate(self.draft.pages, 1)
            if entry.status is PageStatus.UNREADABLE
        )

    def item(self, number: int) -> "ItemShown":
        """Return one disputed item."""
        return ItemShown(self, number)

    def findings(self) -> list[tuple[LintFinding, tuple[Quote, ...]]]:
        """Return what the checks found, worst first, with pages to open."""
        order = {"error": 0, "warning": 1, "info": 2}
        found = sorted(
            self.bench.content.findings, key=lambda one: order.get(one.severity, 3)
        )
        return [(one, tuple(self._told(one))) for one in found]

    def _told(self, finding: LintFinding) -> Iterator[Quote]:
        for each in finding.quotes:
            yield self._quote(
                each.document or "", each.page or 0, each.words, why=each.where
            )

    @cached_property
    def summary_sources(self) -> tuple[SourceShown, ...]:
        """Return what sentences of the summary can rest on."""
        return self.sources(self._summary_sources())

    def _summary_sources(self) -> tuple[Source, ...]:
        bench = self.bench
        return summary_sources(bench.proposal, self.draft, bench.content.work)

    @cached_property
    def summary_text(self) -> str:
        """Return the summary as the editor shows it."""
        return spelled(self.draft.summary, self._summary_sources())

    def sources(self, found: Iterable[Source]) -> tuple[SourceShown, ...]:
        """Return sources with their pages."""
        names = {
            entry.guideline: entry.name
            for item in self.draft.items
            for entry in item.guidelines
        }
        return tuple(
            SourceShown(
                mark=one.mark,
                quote=self.quote(one.evidence) if one.evidence else None,
                guideline=names.get(one.citation.guideline, one.citation.guideline)
                if one.citation
                else "",
                pages=one.citation.pages if one.citation else None,
            )
            for one in found
        )


@dataclass(frozen=True)
class ItemShown:
    """One disputed item as the page shows it."""

    shown: Shown
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
