"""Headings of a letter's sections, found whole or however they were broken."""

import re
from collections.abc import Sequence

from openimr.domain import Span

_MOST_KNOWN = 4
"""Wordings of an opening sentence that are remembered."""


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
_SUMMARY_LEAD = re.compile(
    r"\s*(?::\s*)?(?:The\s+)?[A-Za-z]+(?:\s+[A-Za-z]+)?\s+developed\s+the\s+following\s+"
    r"clinical\s+case\s+summary\s+based\s+on\s+a\s+review\s+of\s+the\s+case\s+file"
    r"[^:]{0,80}(?::|\.)"
)
_DECISIONS_LEAD = re.compile(
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


class Lead:
    """An opening sentence that ends with the first colon, which most letters share.

    A wording that came before is told by its words alone, which is far sooner.  It has
    to end with that colon: no sign behind it can then change where the sentence ends.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._known: list[str] = []

    def after(self, text: str, at: int) -> int:
        """Return where the text goes on behind the sentence, if it stands there."""
        for known in self._known:
            if text.startswith(known, at):
                return at + len(known)
        end = after(self._pattern, text, at)
        if text[at:end].count(":") == 1 and text[end - 1] == ":":
            self._known = [text[at:end], *self._known[: _MOST_KNOWN - 1]]
        return end


SUMMARY_LEAD = Lead(_SUMMARY_LEAD)
DECISIONS_LEAD = Lead(_DECISIONS_LEAD)
