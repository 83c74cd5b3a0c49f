"""DOCUMENTS REVIEWED: every document, and every page accounted for.

Listing each document by title, author, date and pages exceeds the legal minimum
(process.md 8.6).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from openimr.domain import Determination, DocumentEntry, PageEntry, PageStatus

from . import wording
from .blocks import (
    Block,
    Bullets,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
    Text,
    Tone,
)
from .statements import anchor, plain

_SET_ASIDE = (
    PageStatus.DUPLICATE,
    PageStatus.MISFILED,
    PageStatus.UNREADABLE,
    PageStatus.BLANK,
)


def documents_reviewed(determination: Determination) -> list[Block]:
    """Return what was read, document by document, and what was not and why."""
    blocks: list[Block] = []
    if determination.documents:
        how = (
            "References in this letter name a document of this list and the page of "
            "the file, as in (D1 p. 1)."
        )
        blocks += [
            Paragraph(text=plain(how), role=Role.NOTE),
            _index(determination),
        ]
    blocks += [Paragraph(text=plain(page_count(determination.pages)))]
    if notes := [*set_aside(determination)]:
        blocks += [Bullets(items=tuple(plain(note) for note in notes))]
    return blocks


def _index(determination: Determination) -> Table:
    remarked = remarks(determination)
    return Table(
        caption="Documents reviewed",
        header=("No.", "Document", "Author", "Date", "File and pages"),
        rows=tuple(
            Row(
                cells=(
                    plain(entry.id),
                    _named(entry, remarked[number]),
                    plain(entry.author or "Not stated"),
                    plain(wording.day(entry.date) if entry.date else "Not dated"),
                    plain(f"{entry.file} {pages_of(entry)}"),
                ),
                anchor=anchor(number),
            )
            for number, entry in enumerate(determination.documents)
        ),
        widths=(7, 34, 22, 13, 24),
    )


def remarks(determination: Determination) -> list[tuple[tuple[str, Tone], ...]]:
    """Return for each document what sets it apart from one that was simply read."""
    statuses: dict[str | None, set[PageStatus]] = {}
    for page in determination.pages:
        statuses.setdefault(page.document, set()).add(page.status)
    return [
        tuple(_remarks(entry, statuses.get(entry.id, set())))
        for entry in determination.documents
    ]


def _remarks(
    entry: DocumentEntry, statuses: set[PageStatus]
) -> Iterator[tuple[str, Tone]]:
    if entry.duplicate_of:
        yield f"repeats {entry.duplicate_of}", Tone.REFERENCE
    if entry.ocr:
        yield "read from page images", Tone.REFERENCE
    if PageStatus.MISFILED in statuses:
        yield "names another person, set aside", Tone.CAUTION
    if PageStatus.UNREADABLE in statuses:
        whole = statuses <= {PageStatus.UNREADABLE, PageStatus.BLANK}
        part = "could" if whole else "in part could"
        yield f"{part} not be read", Tone.CAUTION


def pages_of(entry: DocumentEntry) -> str:
    """Write the pages of the file that a document takes up."""
    last = entry.first_page + max(entry.pages, 1) - 1
    if last == entry.first_page:
        return f"p. {last}"
    return f"pp. {entry.first_page}-{last}"


def _named(entry: DocumentEntry, remarked: Sequence[tuple[str, Tone]]) -> Text:
    marks = (Run(f" [{words}]", tone) for words, tone in remarked)
    return (Run(entry.title or wording.KINDS[entry.kind]), *marks)


def page_count(pages: Sequence[PageEntry]) -> str:
    """Return a sentence in which every page of the case file is counted once."""
    if not pages:
        return "The case file has no pages."
    files = wording.counted(len({page.file for page in pages}), "file")
    many = Counter(page.status for page in pages)
    said = [
        f"{many[status]} {wording.PAGES_THAT[status][many[status] > 1]}"
        for status in PageStatus
        if many[status]
    ]
    total = wording.counted(len(pages), "page")
    return f"The case file has {total} in {files}: {wording.listed(said)}."


def set_aside(determination: Determination) -> Iterator[str]:
    """Yield a sentence for each stretch of pages, and each file, that was not read."""
    for status in _SET_ASIDE:
        pages = [page for page in determination.pages if page.status is status]
        for (file, reason), group in groupby(pages, lambda p: (p.file, p.reason)):
            numbers = [page.page for page in group]
            became = wording.PAGES_THAT[status][len(set(numbers)) > 1]
            why = f" ({reason.strip().rstrip('.')})" if reason else ""
            place = f"{file} {wording.pages_words(numbers)}"
            yield f"{place} {became}{why}."
    for name in determination.ignored_files:
        yield f"{name} is not part of the record and was not read."
