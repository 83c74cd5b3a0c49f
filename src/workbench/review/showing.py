"""What the desk's page shows of a draft: items, criteria, passages with their pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from openimr.casework.own_words import (
    Source,
    spelled,
    summary_sources,
)
from openimr.domain import (
    Determination,
    Evidence,
    LintFinding,
    NearestEntry,
    PageStatus,
)

from .bench import Bench
from .showing_item import ItemShown, called
from .shown import Quote, SourceShown
from .viewer.case_book import CaseBook, book_of


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
        """Return a passage that came close; its place is looked up on its page."""
        number = self._numbers.get((self._files.get(found.document, ""), found.page))
        page = self._book.page(number) if number is not None else None
        pattern = r"\s+".join(map(re.escape, found.quote.split()))
        there = re.search(pattern, page.text) if page and pattern else None
        start, end = there.span() if there else (None, None)
        return self._quote(
            found.document, found.page, found.quote, start, end, found.why
        )

    @cached_property
    def _pages(self) -> str:
        """Return how addresses of pages begin; there are hundreds on a desk."""
        return reverse("review:go", args=[self.bench.assignment.pk])

    @cached_property
    def _book(self) -> CaseBook:
        return book_of(self.bench.reading)

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
        href = f"{self._pages}{number}/" if number is not None else ""
        if href and start is not None:
            href += f"?start={start}&end={end}"
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
        """Return the page to open first: of the first passage, else the first."""
        if number:
            shown = self.item(number)
            facts = [one.fact for one in shown.criteria if one.fact is not None]
            found = [quote for fact in facts for quote in fact.evidence]
            for quote in (*found, *shown.request):
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

    def item(self, number: int) -> ItemShown:
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
        return tuple(
            SourceShown(
                mark=one.mark,
                quote=self.quote(one.evidence) if one.evidence else None,
                guideline=called(one.citation.guideline) if one.citation else "",
                pages=one.citation.pages if one.citation else None,
            )
            for one in found
        )
