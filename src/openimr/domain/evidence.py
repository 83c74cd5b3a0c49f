"""Evidence: the words a statement rests on, and where they stand."""

from dataclasses import dataclass

LONGEST_QUOTE = 300
"""Characters a quote may have at most (contract of ``determination.json``)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a raw text: ``raw[start:end]``."""

    start: int
    end: int

    def of(self, raw: str) -> str:
        """Return the words of the span.

        >>> Span(3, 7).of("no spasm")
        'spas'
        """
        return raw[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that stand on one page of the case file."""

    document: str
    """Id of the document, such as ``D4``."""

    page: int
    """1-based page of the *file*, not of the document inside it."""

    quote: str
    """Verbatim words of that page, white space folded, at most 300 characters."""

    start: int
    end: int
    """Offsets of the words in the page's raw text."""
