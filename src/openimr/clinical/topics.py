"""Which treatment a passage speaks of.

A gain told after "with massage" is not a gain of baclofen.  The treatment named
nearest in the sentence decides; without one, the last sentence that named any.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.domain import DocumentKind, ItemKind

from .called import by_form, is_title
from .coherence import breaks, goes_on, listed, of_a_therapist, relievers
from .goals import sets_a_goal
from .intake import holds, is_amount, meant_by
from .medications.mentions import Mention
from .pages import ReadPage
from .records import Records
from .subjects import Named, Subject, Topic
from .treatments import load_aids, load_treatments

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
_ALONG = re.compile(
    r"\b(?:together|along|combined|in (?:combination|conjunction|concert)) with"
    r"\s+(?:(?:the|a|an|his|her|daily|home)\s+){0,2}\Z"
    r"|\b(?:alongside|beside|as an adjunct to|to go with)"
    r"\s+(?:(?:the|a|an|his|her|daily|home)\s+){0,2}\Z"
)
"""Before what only goes with the treatment that a sentence is about."""

_CREDITS = re.compile(
    r"\b(?:attribut\w+|credits?|credited|owes|thanks) (?:all )?(?:this|these|that|it)\b"
)

_SINCE = re.compile(r"(?:\w+:\s*)?(?:after|since|following)\s+(?:\w+\s+){0,2}")
"""Opens a sentence that credits what it names: "After surgery she could walk"."""

_BEFORE, _NEXT = 60, 150
"""Farther away by so many characters is a treatment of a clause before or after."""

_NOTES_OF_TREATMENT = frozenset(
    {
        DocumentKind.THERAPY_NOTE,
        DocumentKind.PROCEDURE_REPORT,
        DocumentKind.OPERATIVE_REPORT,
    }
)
_PLAIN_THERAPY = "physical_therapy"

_OPENING = 6
"""Sentences in which a page says what it is: letterhead, title, first line."""


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
        if reach and sets_a_goal(page, sentence):
            here = []
        if here and all(self._of_any(each) for each in here):
            return self._within(page, sentence, reach)
        if here:
            return self._nearest(page, here, start, end)
        anaphor = _ANAPHOR if self.subject.drug else _THE_COURSE
        if not reach and anaphor.match(page.low, page.sentences[sentence].start):
            reach = 1
        credited = self._credited(page, sentence) if reach else []
        if credited:
            return self._together(credited)
        section = page.section_at(page.sentences[sentence].end - 1)
        for back in range(sentence - 1, max(-1, sentence - 1 - reach), -1):
            before = page.sentences[back]
            if not goes_on(page.section_at(before.end - 1), section):
                break
            named = list(self._named(page, back, holding=True))
            if named:
                return self._together(named)
        topic = self._ahead(page, sentence, reach)
        if topic is Topic.NONE and self.subject.drug is None:
            return self._of_note(page, sentence)
        return topic

    def _of_any(self, named: Named) -> bool:
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
        return self._of_others_note(page, sentence) or Topic.ITEM

    def _of_others_note(self, page: ReadPage, sentence: int) -> Topic | None:
        """Return what the note of a treatment is about where it is not the item's.

        "Visit 10 of 10" in a note of physical therapy is no visit for shock waves.
        """
        if page.document.kind is not DocumentKind.THERAPY_NOTE:
            return None
        named = [
            each
            for number in range(min(sentence, _OPENING))
            for each in self._named(page, number, holding=True)
            if not each.general
        ]
        if named:
            return self._together(named)
        plain = _PLAIN_THERAPY in self.subject.same
        return Topic.OTHER if not plain and of_a_therapist(page, _OPENING) else None

    def _of_note(self, page: ReadPage, sentence: int) -> Topic:
        """Return which treatment the note of a treatment is about, by its opening."""
        if page.document.kind not in _NOTES_OF_TREATMENT:
            return Topic.NONE
        for number in range(min(sentence, _OPENING)):
            named = list(self._named(page, number, holding=True))
            if named:
                return self._together(named)
        if self._is_plain_therapy(page):
            return Topic.ITEM
        return self._of_others_note(page, sentence) or Topic.NONE

    def _is_plain_therapy(self, page: ReadPage) -> bool:
        """Tell whether a therapist's note names no treatment: it is of therapy."""
        if page.document.kind is not DocumentKind.THERAPY_NOTE:
            return False
        return _PLAIN_THERAPY in self.subject.same and not any(
            each.treatment
            for other in self.records.pages
            if other.document is page.document
            for number in range(len(other.sentences))
            for each in self._named(other, number)
            if not each.general
        )

    def _meant(self, here: list[Named], page: ReadPage, sentence: int) -> list[Named]:
        """Drop what a sentence names beside the treatment that it is about.

        The walker that is no longer needed, and the drug that was given up.
        """
        aids = self._passing()
        beside = self._beside()
        here = [each for each in here if each.drug not in beside]
        alone = [each for each in here if not _ALONG.search(page.low, 0, each.start)]
        here = alone or here
        courses = [each for each in here if each.treatment not in aids]
        opening = page.sentences[sentence].start
        credited = [
            each
            for each in here
            if _WITH.search(page.low, 0, each.start)
            or _SINCE.fullmatch(page.low, opening, each.start)
        ]
        here = courses or credited
        if any(self.subject.holds(each) is Topic.ITEM for each in here):
            held = list(self._named(page, sentence, holding=True))
            here = [each for each in here if each in held] or here
        return here

    def _credited(self, page: ReadPage, sentence: int) -> list[Named]:
        """Return what the next sentence thanks: "He attributes this to the CBT"."""
        for following in page.sentences[sentence + 1 : sentence + 2]:
            if _CREDITS.search(page.low, following.start, following.end):
                return list(self._named(page, sentence + 1, holding=True))
        return []

    def _ahead(self, page: ReadPage, sentence: int, reach: int) -> Topic:
        if not reach or sentence + 1 >= len(page.sentences):
            return Topic.NONE
        following = page.sentences[sentence + 1]
        named = list(self._named(page, sentence + 1, holding=True))
        opens = named and named[0].start - following.start < 20
        return self._together(named) if opens else Topic.NONE

    def _nearest(
        self, page: ReadPage, named: list[Named], start: int, end: int
    ) -> Topic:
        def distance(each: Named) -> tuple[int, int]:
            gap = max(each.start - end, start - each.end, 0)
            between = page.low[min(each.end, end) : max(each.start, start)]
            # A clause of its own has a treatment of its own.
            if not breaks(between):
                return gap, each.start
            return gap + (_NEXT if each.start >= end else _BEFORE), each.start

        nearest = min(named, key=distance)
        enumeration = [
            each
            for each in named
            if each is nearest or listed(page.low, each, nearest, named)
        ]
        return self._together(enumeration)

    def _together(self, named: Sequence[Named]) -> Topic:
        topics = {self.subject.holds(each) for each in named}
        if Topic.ITEM in topics:
            return Topic.ITEM
        if Topic.MEDICATIONS in topics:
            return Topic.MEDICATIONS
        return Topic.OTHER

    def _named(
        self, page: ReadPage, sentence: int, *, holding: bool = False
    ) -> Iterator[Named]:
        """Yield the treatments that a sentence names.

        With ``holding`` those that cannot be what the next sentence goes on about are
        left out: drugs denied or stopped, and aids named in passing.
        """
        mentions = self.records.mentions_in(page, sentence)
        beside = self._beside() if holding and mentions else frozenset()
        for mention in mentions:
            if self._is_injected(mention) or (
                self.subject.drug is None and is_amount(page, mention)
            ):
                continue
            if mention.drug in beside:
                continue
            if not holding or holds(page, mention):
                drug = meant_by(page, mention, self.records.mentions_in)
                yield Named(mention.hit.start, mention.hit.end, drug=drug)
        yield from by_form(self.subject, page, sentence, mentions)
        named = [*self._treatments(page, sentence)]
        if any(
            not each.general and self.subject.akin(each.treatment) for each in named
        ):
            named = [each for each in named if not each.general]
        for each in named:
            if not (holding and each.treatment in self._passing()):
                yield each

    def _is_injected(self, mention: Mention) -> bool:
        """Tell whether a drug belongs to the injection in dispute, or one like it."""
        injection = (
            self.subject.drug is None and self.subject.kind is ItemKind.INJECTION
        )
        return injection and mention.drug in load_treatments().injected

    def _beside(self) -> frozenset[str]:
        """Return drugs that are only taken for what other drugs do to the bowels."""
        own = self.subject.drug
        return frozenset() if own is None else relievers() - {own}

    def _treatments(self, page: ReadPage, sentence: int) -> Iterator[Named]:
        """Yield the treatments named; what is named quietly to no drug."""
        scanned = self.records.scanned
        names = [*scanned.treatments.get(page.order, ())]
        if self.subject.drug is None:
            quiet = scanned.quiet.get(page.order, ())
            names += [name for name in quiet if self.subject.hears(name)]
        for name in names:
            if name.sentence == sentence and not is_title(page, name):
                general = self.subject.drug is None and self.subject.means(name)
                yield Named(
                    name.start, name.end, treatment=name.treatment, general=general
                )

    def _passing(self) -> frozenset[str]:
        """Return what is named in passing only: aids, unless one is in dispute."""
        subject = self.subject
        if subject.drug is not None:
            return load_aids()
        return load_aids() - subject.same - {subject.kind.value}
