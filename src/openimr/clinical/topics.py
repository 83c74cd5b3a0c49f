"""Which treatment a passage speaks of.

A gain told after "with massage" is not a gain of baclofen.  The treatment named
nearest in the sentence decides; without one, the last sentence that named any.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from openimr.domain import Assertion, DisputedItem, DrugRole

from .medications.mentions import Mention
from .medications.names import MEDICATIONS, DrugNames
from .pages import ReadPage
from .records import Records
from .scan import load_aids
from .sections import SectionKind


class Topic(StrEnum):
    """What a passage is tied to."""

    ITEM = "item"
    """The treatment in dispute, or its class of drugs."""

    MEDICATIONS = "medications"
    """Medicines in general, or several that include the one in dispute."""

    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Subject:
    """The treatment in dispute, as passages name it."""

    drug: str | None
    classes: frozenset[str]
    treatment: str | None

    def holds(self, named: "_Named") -> Topic:
        """Tell what one name means for the treatment in dispute."""
        if named.treatment is not None:
            same = named.treatment == self.treatment and self.drug is None
            return Topic.ITEM if same else Topic.OTHER
        if named.drug == MEDICATIONS:
            return Topic.MEDICATIONS if self.drug else Topic.OTHER
        if self.drug and (named.drug == self.drug or named.drug in self.classes):
            return Topic.ITEM
        return Topic.OTHER


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    drug: str | None = None
    treatment: str | None = None


_TELLING = frozenset(
    {SectionKind.COMPLAINT, SectionKind.FUNCTION, SectionKind.NARRATIVE}
)
_ANAPHOR = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:it|(?:this|the|that|said)\s+(?:drug|medication|medicine|agent"
    r"|(?:muscle\s+)?relaxant|tablets?|pills?|prescription))\b"
)
"""Words that go on about the treatment named last."""

_WITH = re.compile(
    r"\b(?:with|using|on|wearing)\s+(?:(?:the|a|an|his|her|new|this|that)\s+){0,2}\Z"
)
_BEFORE, _NEXT = 60, 150
"""Farther away by so many characters is a treatment of a clause before or after."""

_LIST_GAP = 14
"""Characters between names that still belong to one enumeration."""


def subject_of(item: DisputedItem, names: DrugNames) -> Subject:
    """Return the treatment in dispute as passages name it."""
    details = item.details
    drug = details.drug or names.recognise(details.requested)
    classes = names.classes(drug) - {MEDICATIONS} if drug else frozenset()
    return Subject(drug, frozenset(classes), details.treatment)


@dataclass(frozen=True, slots=True)
class Topics:
    """Answers what passages are tied to, for one treatment in dispute."""

    records: Records
    subject: Subject

    def at(
        self, page: ReadPage, sentence: int, start: int, end: int, reach: int
    ) -> Topic:
        """Return what the words ``start`` to ``end`` are tied to.

        ``reach`` is the number of sentences back in which a treatment still holds.
        """
        here = self._meant(list(self._named(page, sentence)), page, sentence)
        if here:
            return self._nearest(page, here, start, end)
        if not reach and _ANAPHOR.match(page.low, page.sentences[sentence].start):
            reach = 1
        section = page.section_at(page.sentences[sentence].end - 1)
        for back in range(sentence - 1, max(-1, sentence - 1 - reach), -1):
            before = page.sentences[back]
            if not _goes_on(page.section_at(before.end - 1), section):
                break
            named = list(self._named(page, back, holding=True))
            if named:
                return self._together(named)
        return self._ahead(page, sentence, reach)

    def _meant(self, here: list[_Named], page: ReadPage, sentence: int) -> list[_Named]:
        """Drop what a sentence names beside the treatment that it is about.

        The walker that is no longer needed, and the drug that was given up.
        """
        aids = load_aids()
        courses = [each for each in here if each.treatment not in aids]
        credited = [each for each in here if _WITH.search(page.low, 0, each.start)]
        here = courses or credited
        if any(self.subject.holds(each) is Topic.ITEM for each in here):
            held = list(self._named(page, sentence, holding=True))
            here = [each for each in here if each in held] or here
        return here

    def _ahead(self, page: ReadPage, sentence: int, reach: int) -> Topic:
        if not reach or sentence + 1 >= len(page.sentences):
            return Topic.NONE
        following = page.sentences[sentence + 1]
        named = list(self._named(page, sentence + 1, holding=True))
        opens = named and named[0].start - following.start < 20
        return self._together(named) if opens else Topic.NONE

    def _nearest(
        self, page: ReadPage, named: list[_Named], start: int, end: int
    ) -> Topic:
        def distance(each: _Named) -> tuple[int, int]:
            gap = max(each.start - end, start - each.end, 0)
            between = page.low[min(each.end, end) : max(each.start, start)]
            # A clause of its own has a treatment of its own.
            if not _breaks(between):
                return gap, each.start
            return gap + (_NEXT if each.start >= end else _BEFORE), each.start

        nearest = min(named, key=distance)
        enumeration = [
            each
            for each in named
            if each is nearest or _listed(page.low, each, nearest, named)
        ]
        return self._together(enumeration)

    def _together(self, named: Sequence[_Named]) -> Topic:
        topics = {self.subject.holds(each) for each in named}
        if Topic.ITEM in topics:
            return Topic.ITEM
        if Topic.MEDICATIONS in topics:
            return Topic.MEDICATIONS
        return Topic.OTHER

    def _named(
        self, page: ReadPage, sentence: int, *, holding: bool = False
    ) -> Iterator[_Named]:
        """Yield the treatments that a sentence names.

        With ``holding`` those that cannot be what the next sentence goes on about are
        left out: drugs denied or stopped, and aids named in passing.
        """
        for mention in self.records.mentions_in(page, sentence):
            if not holding or _holds(mention):
                yield _Named(mention.hit.start, mention.hit.end, drug=mention.drug)
        for named in self.records.scanned.treatments.get(page.order, ()):
            passing = holding and named.treatment in load_aids()
            if named.sentence == sentence and not passing:
                yield _Named(named.start, named.end, treatment=named.treatment)


def _goes_on(before: SectionKind, section: SectionKind) -> bool:
    """Tell whether a section continues the talk of another: labels within a history."""
    return before is section or (before in _TELLING and section in _TELLING)


def _holds(mention: Mention) -> bool:
    if mention.assertion in {Assertion.NEGATED, Assertion.FAMILY, Assertion.OTHER}:
        return False
    return mention.role is not DrugRole.STOPPED


def _breaks(between: str) -> bool:
    return ";" in between or " but " in between or ". " in between


def _listed(low: str, one: _Named, other: _Named, named: list[_Named]) -> bool:
    """Tell whether two names stand in one enumeration: "naproxen, Soma and Norco"."""
    first, second = sorted((one, other), key=lambda each: each.start)
    chain = [each for each in named if first.start <= each.start <= second.start]
    return all(
        after.start - before.end <= _LIST_GAP
        and not _breaks(low[before.end : after.start])
        for before, after in pairwise(chain)
    )
