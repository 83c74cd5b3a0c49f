"""The lines of a document with their places, and quotes made from places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.documents.phrases import words_of
from openimr.documents.signs import is_prose
from openimr.domain import LONGEST_QUOTE, CaseFile, Document, Evidence, Page
from openimr.text import fold, same_length

from .mending import mended_word

_MARKED = re.compile(r"^\(?[a-z][.)]\s")
_ENDS = re.compile(r"[.!?]$")
_LABELLED = re.compile(r"^[A-Z][\w #/()-]{2,40}:")
_OPENS_ITEM = re.compile(r"^\(?(?:[a-zA-Z]|\d{1,2})[.)]\s|^[-*\u2022]")
_CLOSED = re.compile(r"[.:;!?]$")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class FormLine:
    """A written line of a page, and where it stands in the raw text."""

    page: Page
    start: int
    text: str
    """The line stripped at its left, typographic characters made plain one for one."""

    words: tuple[str, ...]

    @property
    def end(self) -> int:
        """Return where the line ends."""
        return self.start + len(self.text)

    @property
    def written_end(self) -> int:
        """Return where the last character that is not white space ends."""
        return self.start + len(self.text.rstrip())

    @property
    def wraps(self) -> bool:
        """Return whether the line goes on in the next: extraction leaves a space."""
        return self.text != self.text.rstrip(" \u00a0") or self.text.endswith("-")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one page."""

    page: Page
    start: int
    end: int

    @property
    def words(self) -> str:
        """Return the raw words, white space folded."""
        return fold(self.page.text[self.start : self.end])

    def evidence(self, document: Document) -> Evidence:
        """Return the stretch as a quote, cut at a word where it is too long."""
        start, end, raw = self.start, self.end, self.page.text
        while start < end and raw[start].isspace():
            start += 1
        while end > start and raw[end - 1].isspace():
            end -= 1
        while len(fold(raw[start:end])) > LONGEST_QUOTE:
            shorter = max(raw.rfind(" ", start, end), raw.rfind("\n", start, end))
            end = shorter if shorter > start else start + LONGEST_QUOTE
        return Evidence(
            document=document.id,
            page=self.page.number,
            quote=fold(raw[start:end]),
            start=start,
            end=end,
        )


def form_lines(case: CaseFile, document: Document) -> tuple[FormLine, ...]:
    """Return the written lines of all readable pages of a document."""
    return tuple(line for page in case.pages_of(document) for line in _lines(page))


def _lines(page: Page) -> Iterator[FormLine]:
    plain = same_length(page.text)
    for match in _LINE.finditer(plain):
        text = match[0].lstrip()
        if text.strip():
            start = match.end() - len(text)
            words = words_of(text)
            if page.ocr:
                words = tuple(mended_word(word) or word for word in words)
            yield FormLine(page, start, text, words)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that run on: a paragraph, a table cell, or the end of one and the next."""

    lines: tuple[FormLine, ...]

    @property
    def place(self) -> Place:
        """Return the stretch that the lines cover on the page of the first."""
        page = self.lines[0].page
        last = next(line for line in reversed(self.lines) if line.page is page)
        return Place(page, self.lines[0].start, last.written_end)

    @property
    def raw(self) -> str:
        """Return the raw text of the stretch."""
        place = self.place
        return place.page.text[place.start : place.end]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of all lines."""
        return tuple(word for line in self.lines for word in line.words)


def blocks(lines: Sequence[FormLine], *, prose: bool = True) -> Iterator[Block]:
    """Join each line with those it wraps into; a page's end ends a block.

    In ``prose`` a line that begins with a small letter also goes on from the one
    before; in a table that may be another cell.
    """
    group: list[FormLine] = []
    for line in lines:
        if group and not _goes_on(group[-1], line, prose=prose):
            yield Block(tuple(group))
            group = []
        group.append(line)
    if group:
        yield Block(tuple(group))


def _goes_on(line: FormLine, following: FormLine, *, prose: bool) -> bool:
    if line.page is not following.page:
        return False
    if _ENDS.search(line.text.rstrip()) and _LABELLED.match(following.text):
        return False
    if prose and is_prose(line.text) and not _CLOSED.search(line.text.rstrip()):
        return not _OPENS_ITEM.match(following.text)
    return line.wraps or (
        prose
        and following.text[0].islower()
        and not _CLOSED.search(line.text.rstrip())
        and not _MARKED.match(following.text)
    )
