"""Everything that facts are looked for in, read in one pass over a case file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from openimr.domain import (
    READABLE,
    CaseFile,
    Document,
    DocumentKind,
    MedicationMention,
    Page,
    PageStatus,
)

from .dating import Dating
from .medications.mentions import Mention, find_mentions
from .medications.names import DrugNames, drug_names
from .pages import ReadPage, read_page
from .scan import Scanned, scan
from .sections import SectionKind


@dataclass(frozen=True)
class Records:
    """The readable pages of a case file, ready to be asked."""

    case: CaseFile
    pages: tuple[ReadPage, ...]
    unreadable: tuple[str, ...]
    """Pages that could not be read, as ``file p. 6``."""

    names: DrugNames
    dating: Dating
    mentions: tuple[Mention, ...]
    scanned: Scanned
    _places: dict[str, tuple[tuple[ReadPage, int], ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def places(self, term: str) -> tuple[tuple[ReadPage, int], ...]:
        """Return the pages and clean offsets at which a term stands as words."""
        known = self._places.get(term)
        if known is None:
            low = term.lower()
            wanted = re.compile(rf"(?<!\w){re.escape(low)}s?(?!\w)")
            known = self._places[term] = tuple(
                (page, match.start())
                for page in self.pages
                if low in page.low
                for match in wanted.finditer(page.low)
            )
        return known

    @cached_property
    def _by_sentence(self) -> dict[tuple[int, int], list[Mention]]:
        found: dict[tuple[int, int], list[Mention]] = {}
        for mention in self.mentions:
            place = mention.page.order, mention.sentence
            found.setdefault(place, []).append(mention)
        return found

    def mentions_in(self, page: ReadPage, sentence: int) -> list[Mention]:
        """Return the drugs and classes of drugs that a sentence names."""
        return self._by_sentence.get((page.order, sentence), [])

    @cached_property
    def medications(self) -> tuple[MedicationMention, ...]:
        """Return every mention of a drug, in the order of the pages."""
        return tuple(
            mention.value() for mention in self.mentions if not mention.hit.of_class
        )

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents that have a page that was read, in order."""
        return tuple(dict.fromkeys(page.document for page in self.pages))


def read_records(case: CaseFile) -> Records:
    """Read the pages that facts may rest on.

    Only readable pages count, and only those of documents that are neither another
    patient's nor copies of one that is read anyway.
    """
    names, dating = drug_names(), Dating()
    pages = tuple(_pages(case))
    mentions: list[Mention] = []
    for page in pages:
        mentions += find_mentions(page, names, dating)
    return Records(
        case=case,
        pages=pages,
        unreadable=tuple(_unreadable(case)),
        names=names,
        dating=dating,
        mentions=tuple(mentions),
        scanned=scan(pages),
    )


def read_summary(text: str, source: str = "summary") -> Records:
    """Read the clinical case summary of a determination letter.

    Its sentences speak of the days they name ("as per progress report dated
    10/23/14"); what follows without a day goes with the last one named.
    """
    page = Page(file=source, number=1, text=text, status=PageStatus.TEXT, document="D1")
    document = Document(
        id="D1", file=source, first_page=1, pages=1, kind=DocumentKind.OTHER
    )
    return read_records(CaseFile(name=source, documents=(document,), pages=(page,)))


def _pages(case: CaseFile) -> Iterator[ReadPage]:
    counted = {d.id: d for d in case.documents if not d.misfiled and not d.duplicate_of}
    before: tuple[str, SectionKind] | None = None
    order = 0
    for page in case.pages:
        document = counted.get(page.document or "")
        if document is None or page.status not in READABLE:
            continue
        opening = before[1] if before and before[0] == document.id else None
        read = read_page(page, document, opening, order)
        before = (document.id, read.sections.last())
        order += 1
        yield read


def _unreadable(case: CaseFile) -> Iterator[str]:
    for page in case.pages:
        if _lost(page):
            yield f"{page.file} p. {page.number}"


def _lost(page: Page) -> bool:
    return page.status.value == "unreadable"
