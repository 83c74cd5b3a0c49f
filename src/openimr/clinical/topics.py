"""Which treatment a passage speaks of.

A gain told after "with massage" is not a gain of baclofen.  The treatment named
nearest in the sentence decides; without one, the last sentence that named any.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from openimr.domain import Assertion, DisputedItem, DrugRole, ItemKind

from .medications.mentions import Mention
from .medications.names import MEDICATIONS, DrugNames
from .pages import ReadPage
from .records import Records
from .scan import NamedTreatment
from .sections import SectionKind
from .treatments import load_aids, load_treatments


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

    kind: ItemKind = ItemKind.DRUG
    same: frozenset[str] = frozenset()
    """Families that records do not keep apart from it, itself among them."""

    def holds(self, named: "_Named") -> Topic:
        """Tell what one name means for the treatment in dispute."""
        if named.treatment is not None:
            mine = named.general or named.treatment in self.same
            return Topic.ITEM if mine and self.drug is None else Topic.OTHER
        if named.drug == MEDICATIONS:
            return Topic.MEDICATIONS if self.drug else Topic.OTHER
        if self.drug and (named.drug == self.drug or named.drug in self.classes):
            return Topic.ITEM
        return Topic.OTHER

    def means(self, name: NamedTreatment) -> bool:
        """Tell whether words speak, in general, of a treatment such as the item."""
        if name.general:
            return name.treatment in self.same or name.treatment == self.kind.value
        return name.treatment == self.kind.value

    def hears(self, name: NamedTreatment) -> bool:
        """Tell whether words that name a treatment quietly name one to this item."""
        if name.general:
            return self.means(name)
        kinds = load_treatments().kinds
        if name.treatment in self.same or self.akin(name.treatment):
            return True
        return name.treatment in kinds.values()

    def akin(self, treatment: str | None) -> bool:
        """Tell whether a family is of the item's kind."""
        kinds = load_treatments().kinds
        return kinds.get(treatment or "") == kinds.get(
            self.treatment or "", self.kind.value
        )


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    drug: str | None = None
    treatment: str | None = None
    general: bool = False
    """Words that could mean any treatment of the item's kind."""


_TELLING = frozenset(
    {SectionKind.COMPLAINT, SectionKind.FUNCTION, SectionKind.NARRATIVE}
)
_ANAPHOR = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:it|(?:this|the|that|said)\s+(?:drug|medication|medicine|agent"
    r"|(?:muscle\s+)?relaxant|tablets?|pills?|prescription))\b"
)
"""Words that go on about the medicine named last."""

_THE_COURSE = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:it|(?:this|the|that|these|said)\s+(?:therapy|treatments?"
    r"|sessions?|visits?|course|injections?|blocks?|procedure|unit|device|surgery"
    r"|operation|program|test|study))\b"
)
"""Words that go on about the course of treatment named last."""

_WITH = re.compile(
    r"\b(?:with|using|on|wearing)\s+(?:(?:the|a|an|his|her|new|this|that)\s+){0,2}\Z"
)
_BEFORE, _NEXT = 60, 150
"""Farther away by so many characters is a treatment of a clause before or after."""

_OPENING = 6
"""Sentences in which a page says what it is: letterhead, title, first line."""

_LIST_GAP = 14
"""Characters between names that still belong to one enumeration."""


def subject_of(item: DisputedItem, names: DrugNames) -> Subject:
    """Return the treatment in dispute as passages name it."""
    details = item.details
    drug = details.drug
    if drug is None and details.kind in _MAYBE_DRUGS:
        drug = names.recognise(details.requested)
    classes = names.classes(drug) - {MEDICATIONS} if drug else frozenset()
    own = details.treatment
    same = {own, *load_treatments().same.get(own, ())} if own else set()
    return Subject(drug, frozenset(classes), own, details.kind, frozenset(same))


_MAYBE_DRUGS = frozenset({ItemKind.DRUG, ItemKind.OTHER})
"""An injection of Kenalog is no course of a drug."""


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
        if here and all(self._of_any(each) for each in here):
            return self._within(page, sentence, reach)
        if here:
            return self._nearest(page, here, start, end)
        anaphor = _ANAPHOR if self.subject.drug else _THE_COURSE
        if not reach and anaphor.match(page.low, page.sentences[sentence].start):
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

    def _of_any(self, named: _Named) -> bool:
        """Tell whether words could mean any treatment of the item's kind."""
        return named.general and named.treatment == self.subject.kind.value

    def _within(self, page: ReadPage, sentence: int, reach: int) -> Topic:
        """Return which treatment "visit 20 of 24" is of, by what stands around it.

        The one named last before it, else the one that the page opens with.
        """
        before = range(sentence - 1, max(-1, sentence - 1 - max(reach, 1)), -1)
        for number in (*before, *range(min(sentence, _OPENING))):
            akin = [
                each
                for each in self._named(page, number, holding=True)
                if not each.general and self.subject.akin(each.treatment)
            ]
            if akin:
                return self._together(akin)
        return Topic.ITEM

    def _meant(self, here: list[_Named], page: ReadPage, sentence: int) -> list[_Named]:
        """Drop what a sentence names beside the treatment that it is about.

        The walker that is no longer needed, and the drug that was given up.
        """
        aids = self._passing()
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
        named = [*self._treatments(page, sentence)]
        if any(
            not each.general and self.subject.akin(each.treatment) for each in named
        ):
            named = [each for each in named if not each.general]
        for each in named:
            if not (holding and each.treatment in self._passing()):
                yield each

    def _treatments(self, page: ReadPage, sentence: int) -> Iterator[_Named]:
        """Yield the treatments named; what is named quietly to no drug."""
        scanned = self.records.scanned
        names = [*scanned.treatments.get(page.order, ())]
        if self.subject.drug is None:
            quiet = scanned.quiet.get(page.order, ())
            names += [name for name in quiet if self.subject.hears(name)]
        for name in names:
            if name.sentence == sentence:
                general = self.subject.drug is None and self.subject.means(name)
                yield _Named(
                    name.start, name.end, treatment=name.treatment, general=general
                )

    def _passing(self) -> frozenset[str]:
        """Return what is named in passing only: aids, unless one is in dispute."""
        subject = self.subject
        if subject.drug is not None:
            return load_aids()
        return frozenset(
            each
            for each in load_aids()
            if each not in subject.same and each != subject.kind.value
        )


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
