"""The reports that a summary draws on, and their sentences by section."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from openimr.clinical import knowledge
from openimr.clinical.ask import is_clinical
from openimr.clinical.pages import ReadPage
from openimr.clinical.phrases import PhraseError, alternatives
from openimr.clinical.records import Records
from openimr.clinical.sections import SectionKind
from openimr.domain import Document, DocumentKind, Evidence, Point, Topic
from openimr.text import Sentence

from .wording import cleaned, label_end, tells

TREATING = frozenset(
    {
        DocumentKind.PROGRESS_REPORT,
        DocumentKind.INITIAL_REPORT,
        DocumentKind.CONSULTATION,
        DocumentKind.MEDICAL_LEGAL_REPORT,
        DocumentKind.PSYCHOLOGICAL_REPORT,
        DocumentKind.OTHER,
    }
)
_FIRST = frozenset({DocumentKind.PROGRESS_REPORT, DocumentKind.INITIAL_REPORT})
_MOST_WORDS = 45


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a report."""

    page: ReadPage
    sentence: Sentence
    section: SectionKind

    @property
    def text(self) -> str:
        """Return its words without label and list number."""
        words = self.page.clean.text[self.sentence.start : self.sentence.end]
        return cleaned(words)

    @property
    def low(self) -> str:
        """Return its words in lower case, without label and list number."""
        return self.text.lower()

    def evidence(self) -> Evidence:
        """Return the sentence as a quote."""
        return self.page.quote(self.sentence.start, self.sentence.end)

    def point(self, topic: Topic, date: dt.date | None = None) -> Point:
        """Return the sentence as a point of the summary."""
        text = shortened(self.text)
        return Point(
            topic=topic,
            text=text,
            date=date or self.page.date,
            source=source_of(self.page.document),
            evidence=(self.evidence(),),
        )


def shortened(words: str) -> str:
    """Return at most 45 words, cut where a clause ends if one does.

    >>> shortened("He aches, " * 40).split()[-1], shortened("He aches")
    ('aches', 'He aches')
    """
    told = words.split()
    if len(told) <= _MOST_WORDS:
        return words
    kept = " ".join(told[:_MOST_WORDS])
    ends = max(kept.rfind(mark) for mark in (";", ".", ","))
    return kept[:ends] if ends > len(kept) // 2 else kept


def source_of(document: Document) -> str:
    """Return what a document is called in a sentence."""
    if document.kind is DocumentKind.OTHER:
        return "report"
    return document.kind.value.replace("_", " ").replace(
        "medical legal", "medical-legal"
    )


def clinical_documents(records: Records, as_of: dt.date) -> list[Document]:
    """Return the clinical documents up to a day, the latest first."""
    found = [
        document
        for document in records.documents
        if is_clinical(document) and (document.date is None or document.date <= as_of)
    ]
    return sorted(found, key=lambda d: -(d.date or dt.date.min).toordinal())


def latest_reports(records: Records, as_of: dt.date) -> list[Document]:
    """Return the reports of those who treat or evaluate, the latest first.

    Reports of the treating physician come before others of the same day; visits for
    something else (an emergency room) count only where there is nothing better.
    """
    found = [d for d in clinical_documents(records, as_of) if d.kind in TREATING]
    better = [d for d in found if d.kind is not DocumentKind.OTHER]
    return sorted(
        better or found,
        key=lambda d: (
            -(d.date or dt.date.min).toordinal(),
            d.kind not in _FIRST,
            d.id,
        ),
    )


def lines(records: Records, document: Document, *kinds: SectionKind) -> Iterator[Line]:
    """Yield the sentences of a document that stand in some sections."""
    for page in records.pages:
        if page.document.id == document.id:
            for sentence in page.sentences:
                section = page.section_at(_middle(page, sentence))
                if (not kinds or section in kinds) and tells(sentence.text):
                    yield Line(page, sentence, section)


def _middle(page: ReadPage, sentence: Sentence) -> int:
    """Return an offset behind the heading that a sentence may open with."""
    opens = label_end(page.clean.text[sentence.start : sentence.end])
    return min(sentence.start + opens, sentence.end - 1)


@cache
def words(name: str) -> re.Pattern[str]:
    """Return a list of ``history.yaml`` as one pattern.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    source = knowledge.read("history.yaml")
    fields = source.fields()
    entry = source.required(fields, name)
    try:
        return alternatives(entry.texts(), {})
    except PhraseError as problem:
        raise entry.wrong(str(problem), "Correct the phrase.") from problem


def telling(found: Iterable[Line], name: str, most: int) -> list[Line]:
    """Return the first lines that hold one of some words."""
    pattern, empty = words(name), words("not_told")
    kept: list[Line] = []
    for line in found:
        if pattern.search(line.low) and not empty.search(line.low):
            kept.append(line)
        if len(kept) == most:
            break
    return kept
