"""One pass over a page: clean text, sentences, sections, dates."""

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from openimr.domain import LONGEST_QUOTE, Document, Evidence, Page
from openimr.text import (
    PAGE_NUMBER,
    CleanText,
    DateMention,
    Scope,
    Sentence,
    clean,
    find_dates,
    find_sentences,
    fold,
    scopes,
)

from .sections import PLAIN, SectionKind, SectionMap, find_sections
from .shorthand import split_small

_FURNITURE = re.compile(
    rf"{PAGE_NUMBER.pattern}"
    r"|[ \t]-\d{1,3}-[ \t]*$"  # "-2-" in a running head would glue the next line on
    r"|[=_~*-]{6,}",  # ruled lines and blanks of forms
    re.I | re.M,
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_SHORT_WITHOUT = re.compile(r"\bw/o\b", re.I)
"""Clinicians' short form of "without"; replaced by a word of the same length."""

_SOFT = re.compile("[\u00ad\ufffe]\\s*")


def lower(text: str) -> str:
    """Return the text in lower case, of the same length.

    >>> lower("MRI"), len(lower("\u0130x"))
    ('mri', 2)
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(frozen=True)
class ReadPage:
    """A page ready to be searched."""

    page: Page
    document: Document
    clean: CleanText
    low: str
    """The clean text in lower case, of the same length."""

    sentences: tuple[Sentence, ...]
    sections: SectionMap
    order: int
    """Place among all pages that are read."""

    _scopes: dict[int, tuple[Scope, ...]] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Return every date of the page, in order."""
        return tuple(find_dates(self.clean.text))

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that an offset lies in."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """Return the dates between two offsets."""
        return [d for d in self.dates if start <= d.start and d.end <= end]

    def opens_line(self, offset: int) -> bool:
        """Tell whether a clean offset stands first on a line of the raw page."""
        at = self.clean.raw_offset(offset)
        raw = self.clean.raw
        return not raw[raw.rfind("\n", 0, at) + 1 : at].strip()

    def scopes(self, sentence: int) -> tuple[Scope, ...]:
        """Return how a sentence speaks of what it names; worked out once."""
        known = self._scopes.get(sentence)
        if known is None:
            words = _SHORT_WITHOUT.sub("no ", self.sentences[sentence].text)
            year = self.date.year if self.date else None
            known = self._scopes[sentence] = scopes(words, year=year)
        return known

    def section_at(self, offset: int) -> SectionKind:
        """Return the section that an offset lies in."""
        return self.sections.at(offset)

    @property
    def date(self) -> dt.date | None:
        """Return the date of the document."""
        return self.document.date

    def quote(self, start: int, end: int) -> Evidence:
        """Return the raw words of a clean stretch as evidence.

        Hyphens that only break a word at a line end are left out; a stretch beyond
        the longest quote is cut at a word.
        """
        start, end = self._within(start, end)
        span = self.clean.raw_span(start, end)
        words = fold(_SOFT.sub("", span.of(self.page.text)))
        if len(words) > LONGEST_QUOTE:
            words = words[:LONGEST_QUOTE].rsplit(" ", 1)[0]
        return Evidence(
            document=self.document.id,
            page=self.page.number,
            quote=words,
            start=span.start,
            end=span.end,
        )

    def _within(self, start: int, end: int) -> tuple[int, int]:
        while end - start > LONGEST_QUOTE and " " in self.clean.text[start:end]:
            end = self.clean.text.rindex(" ", start, end)
        return start, end


def read_page(
    page: Page, document: Document, opening: SectionKind | None, order: int
) -> ReadPage:
    """Clean one page and cut it into sentences and sections.

    ``opening`` is the section in which the page before ended; None on a first page.
    """
    cleaned = clean(page.text, _FURNITURE)
    low = lower(cleaned.text)
    found = find_sentences(cleaned.text)
    sentences = tuple(split_small(cleaned.text, found))
    sections = find_sections(cleaned, document.kind, opening)
    if any(map(sections.holds, PLAIN)):
        spans = [(sentence.start, sentence.end) for sentence in sentences]
        sections = sections.told(low, _paragraphs(cleaned), spans)
    return ReadPage(
        page=page,
        document=document,
        clean=cleaned,
        low=low,
        sentences=sentences,
        sections=sections,
        order=order,
    )


def _paragraphs(page: CleanText) -> list[int]:
    """Return the clean offsets at which paragraphs begin."""
    return [page.clean_offset(match.end()) for match in _EMPTY_LINE.finditer(page.raw)]
