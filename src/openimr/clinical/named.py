"""Words that a search looked for, where they stand and no answer rests on them.

"No electrodiagnostic study is on file" must not be said over a page that has "EMG"
without a look at that page: such passages are told beside the search.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from openimr.domain import UNHEARD, NearMiss

from .ask import Ask, is_clinical
from .pages import ReadPage

MOST_NAMED = 2


@dataclass(slots=True)
class _Passage:
    """A sentence, and the terms that it holds."""

    page: ReadPage
    number: int
    terms: set[str] = field(default_factory=set)

    def rank(self) -> tuple[int, int, int, int]:
        """Sort those with most terms first, then the latest, then by place."""
        day = self.page.date.toordinal() if self.page.date else 0
        return -len(self.terms), -day, self.page.order, self.number

    def miss(self) -> NearMiss:
        """Return the sentence as one that came near."""
        sentence = self.page.sentences[self.number]
        words = self.page.quote(sentence.start, sentence.end)
        return NearMiss(evidence=words, why=UNHEARD)


def named(ask: Ask, told: Sequence[NearMiss]) -> tuple[NearMiss, ...]:
    """Return the sentences that hold a term of the search and are not told already.

    Only of what clinicians wrote before the request; those with most of the terms
    first, then the latest.
    """
    passages = sorted(_passages(ask, told), key=_Passage.rank)
    return tuple(_new((each.miss() for each in passages), told))[:MOST_NAMED]


def _passages(ask: Ask, told: Sequence[NearMiss]) -> Iterable[_Passage]:
    heard = " ".join(each.evidence.quote for each in told).casefold()
    found: dict[tuple[int, int], _Passage] = {}
    for term in ask.entry.terms:
        if term.casefold() in heard:
            continue
        for page, start in ask.records.places(term):
            if is_clinical(page.document) and ask.counts_then(page.date):
                number = page.sentence_at(start)
                place = page.order, number
                found.setdefault(place, _Passage(page, number)).terms.add(term)
    return found.values()


def _new(misses: Iterable[NearMiss], told: Sequence[NearMiss]) -> Iterator[NearMiss]:
    seen = [each.evidence.quote.casefold() for each in told]
    for miss in misses:
        words = miss.evidence.quote.casefold()
        if not any(words in each or each in words for each in seen):
            seen.append(words)
            yield miss
