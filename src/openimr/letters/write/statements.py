"""Statements as text: the words, then the pages and guidelines they rest on."""

import re
from collections.abc import Iterable, Mapping, Sequence

from openimr.domain import Citation, GuidelineEntry, Mark, Statement

from . import wording
from .blocks import Run, Text, Tone

NOT_VERIFIED = "[page not verified]"
_LONGEST_PARAGRAPH = 620

Anchors = Mapping[str, str]
"""Document id to the anchor of its row in the list of documents."""


def anchor(number: int) -> str:
    """Return the anchor of the n-th document; ids themselves are record text."""
    return f"document-{number}"


def plain(text: str) -> Text:
    """Return a text in one plain run."""
    return (Run(text),)


def statement(
    said: Statement, anchors: Anchors, guidelines: Sequence[GuidelineEntry] = ()
) -> Text:
    """Return a sentence followed by its references, before the full stop.

    References that the words already carry are not repeated.
    """
    words = wording.closed(said.text)
    groups = [*_pages(said, anchors), *_citations(said, guidelines)]
    marks = [Run(f" {NOT_VERIFIED}", Tone.CAUTION)] if _loose(said, guidelines) else []
    if not groups and not marks:
        return plain(words)
    stop = "." if words.endswith(".") and not words.endswith("..") else ""
    runs = [Run(words.removesuffix(".") if stop else words)]
    for number, group in enumerate(groups):
        runs += [Run("; " if number else " (", Tone.REFERENCE), *group]
    if groups:
        runs.append(Run(")", Tone.REFERENCE))
    return (*runs, *marks, *((Run(stop),) if stop else ()))


def _pages(said: Statement, anchors: Anchors) -> Iterable[list[Run]]:
    for words, document in wording.references(said.evidence):
        if words not in said.text:
            target = anchors.get(document) if document is not None else None
            yield [Run(words, Tone.REFERENCE, target)]


def _citations(
    said: Statement, guidelines: Sequence[GuidelineEntry]
) -> Iterable[list[Run]]:
    for citation in dict.fromkeys(said.citations):
        if not _in_words(citation, said):
            words, unsure = cited(citation, guidelines)
            mark = [Run(f" {NOT_VERIFIED}", Tone.CAUTION)] if unsure else []
            yield [Run(words, Tone.REFERENCE), *mark]


def _in_words(citation: Citation, said: Statement) -> bool:
    if not citation.pages:
        return False
    pages = re.escape(citation.pages)
    # "pages 50" is told; "500 mg", "#50" and "50 percent" are not.
    told = re.search(rf"\bpages?\s+{pages}(?![\w%-])", said.text, re.IGNORECASE)
    return told is not None


def _loose(said: Statement, guidelines: Sequence[GuidelineEntry]) -> bool:
    """Tell whether the words themselves give pages that nobody has checked."""
    return any(
        _in_words(citation, said) and cited(citation, guidelines)[1]
        for citation in said.citations
    )


def cited(citation: Citation, guidelines: Sequence[GuidelineEntry]) -> tuple[str, bool]:
    """Return a guideline's name with section and pages, and whether to warn.

    A warning is due where pages are given that nobody has checked.
    """
    known = _entry(citation, guidelines)
    name = known.name if known else citation.guideline
    section = f", {citation.section}" if citation.section else ""
    if not citation.pages:
        return f"{name}{section}", False
    unsure = _mark(citation, known) is not Mark.VERIFIED
    return f"{name}{section} {page_words(citation.pages)}", unsure


def page_words(pages: str) -> str:
    """Write a guideline's pages.

    >>> page_words("66"), page_words("63-66")
    ('p. 66', 'pp. 63-66')
    """
    return f"{'p.' if pages.strip().isdigit() else 'pp.'} {pages}"


def _entry(
    citation: Citation, guidelines: Sequence[GuidelineEntry]
) -> GuidelineEntry | None:
    same = [entry for entry in guidelines if entry.guideline == citation.guideline]
    exact = [entry for entry in same if entry.pages == citation.pages]
    return next(iter(exact or same), None)


def _mark(citation: Citation, known: GuidelineEntry | None) -> Mark | None:
    """Return whether the pages were checked; pages nobody vouches for were not."""
    if citation.pages_mark is not None:
        return citation.pages_mark
    if known is not None and known.pages == citation.pages:
        return known.pages_mark
    return None


def paragraphs(texts: Sequence[Text], first: Text = ()) -> list[Text]:
    """Gather sentences into paragraphs of readable length, beginning with ``first``."""
    gathered: list[Text] = []
    current: Text = first
    length = 0
    for text in texts:
        size = sum(len(run.text) for run in text)
        if length and length + size > _LONGEST_PARAGRAPH:
            gathered.append(current)
            current, length = (), 0
        current += (Run(" "), *text) if length else text
        length += size
    return [*gathered, current] if current else gathered
