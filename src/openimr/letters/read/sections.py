"""Headings of a letter's sections, found whole or however they were broken."""

import re
from collections.abc import Sequence

from openimr.domain import Span


class Heading:
    """A section's heading, or the sentence that opens the section."""

    def __init__(self, words: str, opening: str | None = None) -> None:
        self.words = words
        broken = r"\s*".join(re.escape(word) for word in words.split())
        self._broken = re.compile(
            rf"(?:^|\n)[^\S\n]*({broken})[^\S\n]*:?[^\S\n]*(?=\n|\Z)", re.IGNORECASE
        )
        self._opening = re.compile(opening, re.IGNORECASE) if opening else None

    def find(self, text: str, start: int = 0) -> Span | None:
        """Return where the heading stands; the opening sentence stands in for it."""
        at = text.find(self.words, start)
        if at >= 0:
            return Span(at, at + len(self.words))
        match = self._broken.search(text, start)
        if match is not None:
            return Span(*match.span(1))
        if self._opening is not None and (opened := self._opening.search(text, start)):
            return Span(opened.start(), opened.start())
        return None

    def is_in(self, text: str) -> bool:
        """Tell whether the heading stands there in the form's own capitals."""
        return self.words in text


METHOD = Heading("HOW THE IMR FINAL DETERMINATION WAS MADE")
SUMMARY = Heading(
    "CLINICAL CASE SUMMARY",
    r"The\s+[a-z ]{0,24}reviewer\s+developed\s+the\s+following\s+clinical\s+case",
)
COLON = re.compile(r"\s*:")
SUMMARY_LEAD = re.compile(
    r"\s*(?::\s*)?(?:The\s+)?[A-Za-z]+(?:\s+[A-Za-z]+)?\s+developed\s+the\s+following\s+"
    r"clinical\s+case\s+summary\s+based\s+on\s+a\s+review\s+of\s+the\s+case\s+file"
    r"[^:]{0,80}(?::|\.)"
)
DECISIONS_LEAD = re.compile(
    r"\s*(?::\s*)?The\s+[Ff]inal\s+[Dd]etermination\b[^:]{0,140}?below\s*[:.]?"
)


def ends_of(starts: Sequence[int], end: int) -> list[int]:
    """Return where each of some stretches ends: where the next one starts.

    >>> ends_of([3, 8], 20), ends_of([], 20)
    ([8, 20], [])
    """
    return [*starts[1:], end] if starts else []


def after(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where the text goes on behind an opening sentence, if it has one."""
    match = pattern.match(text, at)
    return match.end() if match else at
