"""Look for the cues of all facts, and for treatments, in one pass over the pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from .entries import CueGroup, load_facts
from .index import PhraseIndex
from .pages import ReadPage
from .phrases import Phrase
from .treatments import Naming, load_treatments

Filed = tuple[str, str]
"""Fact id and name of the group of cues."""

_DENIAL = re.compile(
    r"\b(?:no|not|never|nothing|neither|without|none|cannot|denie[sd])\b|n't\b"
)
_LOUD = {Naming.COURSE.value, Naming.AID.value}
_NAMING = frozenset(naming.value for naming in Naming)
"""Under these, in place of a fact, the names of treatments are filed."""


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
    general: bool = False
    """The words are too general to name it, unless it is the item or its kind."""


@dataclass(frozen=True)
class Scanned:
    """What the pass over the pages found."""

    hits: dict[str, tuple[CueHit, ...]]
    """By fact, in the order of the pages."""

    treatments: dict[int, tuple[NamedTreatment, ...]]
    """By page, in order."""

    quiet: dict[int, tuple[NamedTreatment, ...]] = field(default_factory=dict)
    """By page, in order: what names a treatment only for an item of its kind."""

    def of(self, fact: str, *groups: str) -> Iterator[CueHit]:
        """Yield the hits of a fact, of some groups only if any are named."""
        for hit in self.hits.get(fact, ()):
            if not groups or hit.group in groups:
                yield hit

    def in_sentence(
        self, fact: str, page: ReadPage, sentence: int, *groups: str
    ) -> Iterator[CueHit]:
        """Yield the hits of a fact in one sentence."""
        for hit in self._by_place.get((fact, page.order, sentence), ()):
            if hit.page is page and (not groups or hit.group in groups):
                yield hit

    @cached_property
    def _by_place(self) -> dict[tuple[str, int, int], list[CueHit]]:
        """Return the hits by sentence; a case of 3,000 pages asks for it often."""
        found: dict[tuple[str, int, int], list[CueHit]] = {}
        for fact, hits in self.hits.items():
            for hit in hits:
                place = fact, hit.page.order, hit.sentence
                found.setdefault(place, []).append(hit)
        return found


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
    for naming, names in load_treatments().names.items():
        for treatment, phrases in names.items():
            for phrase in phrases:
                add(phrase, (naming.value, treatment))
    return PhraseIndex((phrase, tuple(under)) for phrase, under in filed.values())


def scan(pages: tuple[ReadPage, ...]) -> Scanned:
    """Look for everything the lexicon knows, sentence by sentence."""
    index = load_index()
    hits: dict[str, list[CueHit]] = {}
    treatments: dict[int, tuple[NamedTreatment, ...]] = {}
    quiet: dict[int, tuple[NamedTreatment, ...]] = {}
    for page in pages:
        named: list[NamedTreatment] = []
        hushed: list[NamedTreatment] = []
        for number, sentence in enumerate(page.sentences):
            for hit in index.find(page.low, sentence.start, sentence.end):
                for fact, group in hit.payload:
                    if fact in _NAMING:
                        general = fact == Naming.GENERAL.value
                        name = NamedTreatment(
                            number, hit.start, hit.end, group, general
                        )
                        (named if fact in _LOUD else hushed).append(name)
                    else:
                        plain = _DENIAL.search(hit.phrase.words) is None
                        cue = CueHit(page, number, hit.start, hit.end, group, plain)
                        hits.setdefault(fact, []).append(cue)
        if named:
            treatments[page.order] = _ordered(named)
        if hushed:
            quiet[page.order] = _ordered(hushed)
    return Scanned({f: tuple(found) for f, found in hits.items()}, treatments, quiet)


def _ordered(named: list[NamedTreatment]) -> tuple[NamedTreatment, ...]:
    return tuple(sorted(named, key=lambda each: each.start))
