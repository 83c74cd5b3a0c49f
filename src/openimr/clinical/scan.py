"""Look for the cues of all facts, and for treatments, in one pass over the pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import knowledge
from .entries import CueGroup, load_facts
from .index import PhraseIndex
from .knowledge import Entry
from .pages import ReadPage
from .phrases import Phrase, PhraseError, compile_phrase

Filed = tuple[str, str]
"""Fact id and name of the group of cues."""

_DENIAL = re.compile(
    r"\b(?:no|not|never|nothing|neither|without|none|cannot|denie[sd])\b|n't\b"
)
TREATMENT = "treatment:"
"""Marks the names of treatments among the fact ids."""


@dataclass(frozen=True, slots=True)
class CueHit:
    """Words of the lexicon found on a page."""

    page: ReadPage
    sentence: int
    start: int
    end: int
    group: str
    plain: bool = False
    """The cue has no denial among its own words; one in a gap of it counts."""


@dataclass(frozen=True, slots=True)
class NamedTreatment:
    """A treatment other than a drug, named on a page."""

    sentence: int
    start: int
    end: int
    treatment: str


@dataclass(frozen=True)
class Scanned:
    """What the pass over the pages found."""

    hits: dict[str, tuple[CueHit, ...]]
    """By fact, in the order of the pages."""

    treatments: dict[int, tuple[NamedTreatment, ...]]
    """By page, in order."""

    def of(self, fact: str, *groups: str) -> Iterator[CueHit]:
        """Yield the hits of a fact, of some groups only if any are named."""
        for hit in self.hits.get(fact, ()):
            if not groups or hit.group in groups:
                yield hit

    def in_sentence(
        self, fact: str, page: ReadPage, sentence: int, *groups: str
    ) -> Iterator[CueHit]:
        """Yield the hits of a fact in one sentence."""
        for hit in self.of(fact, *groups):
            if hit.page is page and hit.sentence == sentence:
                yield hit


@cache
def load_index() -> PhraseIndex[tuple[Filed, ...]]:
    """Return every phrase of the lexicon, with what is filed under it.

    Raises:
        KnowledgeError: a data file breaks its schema, with file and line.
    """
    filed: dict[str, tuple[Phrase, list[Filed]]] = {}

    def add(phrase: Phrase, under: Filed) -> None:
        filed.setdefault(phrase.words, (phrase, []))[1].append(under)

    for fact in load_facts().values():
        for group, phrases in (*fact.cues.items(), *fact.groups.items()):
            name = group.value if isinstance(group, CueGroup) else group
            for phrase in phrases:
                add(phrase, (fact.fact, name))
    for treatment, phrases in load_treatments().items():
        for phrase in phrases:
            add(phrase, (TREATMENT, treatment))
    return PhraseIndex((phrase, tuple(under)) for phrase, under in filed.values())


@cache
def load_treatments() -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases of each treatment of ``treatments.yaml``.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    treatments: dict[str, tuple[Phrase, ...]] = {}
    for name, entry in _treatments().items():
        phrases = []
        for item in entry.items():
            try:
                phrases.append(compile_phrase(item.text(), {}))
            except PhraseError as problem:
                raise item.wrong(str(problem), "Correct the phrase.") from problem
        treatments[name] = tuple(phrases)
    return treatments


@cache
def load_aids() -> frozenset[str]:
    """Return the treatments that hold for the sentence that names them only.

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    return frozenset(knowledge.read("treatments.yaml").fields(_KINDS)["aids"].fields())


_KINDS = ("courses", "aids")


def _treatments() -> dict[str, Entry]:
    fields = knowledge.read("treatments.yaml").fields(_KINDS)
    return {n: e for kind in _KINDS for n, e in fields[kind].fields().items()}


def scan(pages: tuple[ReadPage, ...]) -> Scanned:
    """Look for everything the lexicon knows, sentence by sentence."""
    index = load_index()
    hits: dict[str, list[CueHit]] = {}
    treatments: dict[int, tuple[NamedTreatment, ...]] = {}
    for page in pages:
        named: list[NamedTreatment] = []
        for number, sentence in enumerate(page.sentences):
            for hit in index.find(page.low, sentence.start, sentence.end):
                for fact, group in hit.payload:
                    if fact == TREATMENT:
                        named.append(NamedTreatment(number, hit.start, hit.end, group))
                    else:
                        plain = _DENIAL.search(hit.phrase.words) is None
                        cue = CueHit(page, number, hit.start, hit.end, group, plain)
                        hits.setdefault(fact, []).append(cue)
        if named:
            treatments[page.order] = tuple(sorted(named, key=lambda each: each.start))
    return Scanned({fact: tuple(found) for fact, found in hits.items()}, treatments)
