"""Clean pages of a document in sentences, each of which can be quoted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.documents.phrases import words_of
from openimr.domain import READABLE, CaseFile, Document, Evidence, Page
from openimr.text import CleanText, Sentence, clean, find_sentences

from .cited_knowledge import citing_words
from .text import Place

_HINT = re.compile(
    r"et\s+al\b|\b(?:19|20)\d\d\)?\s?[;.]|\((?:19|20)\d\d\)|presum|journal|cochrane"
    r"|meta-?\s?analy|randomi|published|guideline",
    re.IGNORECASE,
)
"""What a page must hold to be worth the cost of cleaning."""


@dataclass(frozen=True, slots=True)
class CitingPage:
    """A page that may cite something."""

    document: Document
    page: Page
    text: CleanText
    sentences: tuple[Sentence, ...]

    def quote(self, start: int, end: int) -> Evidence:
        """Return a stretch of the clean text as the page has it."""
        span = self.text.raw_span(start, end)
        return Place(self.page, span.start, span.end).evidence(self.document)

    def over(self, start: int, end: int, beyond: int = 0) -> tuple[Sentence, ...]:
        """Return the sentences of a stretch, with neighbours on either side."""
        meets = [
            number
            for number, one in enumerate(self.sentences)
            if one.start < end and start < one.end
        ]
        if not meets:
            return ()
        first = max(0, meets[0] - beyond)
        return self.sentences[first : meets[-1] + 1 + beyond]


def citing_pages(case: CaseFile, document: Document) -> Iterator[CitingPage]:
    """Yield the readable pages of a document that may cite something."""
    for page in case.pages_of(document):
        if page.status in READABLE and _may_cite(page.text):
            text = clean(page.text)
            yield CitingPage(document, page, text, tuple(find_sentences(text.text)))


def _may_cite(text: str) -> bool:
    return bool(_HINT.search(text) or citing_words().names.search(text))


def joined(sentences: tuple[Sentence, ...]) -> str:
    """Return sentences as one text."""
    return " ".join(one.text for one in sentences)


def words(sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Return the words of sentences."""
    return words_of(joined(sentences))
