"""The physician's checklist: what the record would have to show, point by point."""

from collections.abc import Iterator
from dataclasses import dataclass

from openimr.domain import (
    Decision,
    Determination,
    ItemDetermination,
    Verdict,
)

from .answers import Answers
from .physician import Wording, physician_words
from .points import Points, points
from .rulebook import Rulebook
from .sheet import Block, Bullets, Heading, Role, Run, Sheet, Words, said
from .speech import Language
from .status import is_draft, requested

_NO_BOOK = Rulebook()


def requester_sheet(
    determination: Determination, *, book: Rulebook = _NO_BOOK
) -> Sheet:
    """Return the checklist for the requesting physician, in English.

    Args:
        determination: what was decided, or is proposed; a draft says that it is one.
        book: the rules, for what each of them asks to be sent and its limit.

    Raises:
        WhatIfError: it answers a what-if.
    """
    draft = is_draft(determination)
    wording = physician_words()
    blocks: list[Block] = list(_opening(wording, draft=draft))
    for number, item in enumerate(determination.items, start=1):
        found = points(item, book)
        part = _Item(item, found, wording, Answers(determination, book, wording), draft)
        blocks += part.blocks(number)
    if not determination.items:
        blocks.append(Words(said(wording.say("no_items"))))
    case = determination.case.number or wording.say("no_number")
    return Sheet(
        language=Language.EN,
        title=wording.say("title"),
        case_line=wording.say("case", number=case),
        page_words=(wording.say("page"), wording.say("of")),
        draft=draft,
        day=determination.engine.as_of,
        blocks=tuple(blocks),
    )


def _opening(wording: Wording, *, draft: bool) -> Iterator[Block]:
    if draft:
        yield Words(said(wording.say("draft")), Role.NOTICE)
    sentences = ("lead", "silence", "again")
    yield Words(said(" ".join(map(wording.say, sentences))))


@dataclass(frozen=True, slots=True)
class _Item:
    """One item and all that its part of the list is made from."""

    item: ItemDetermination
    found: Points
    wording: Wording
    answers: Answers
    draft: bool

    def blocks(self, number: int) -> Iterator[Block]:
        """Yield the item's part of the list."""
        say = self.wording.say
        asked = requested(self.item, say("unnamed"))
        yield Heading((Run(f"{number}. {asked}"),))
        if not self.item.criteria and self.draft:
            yield Words(said(say("open")))
        elif self.item.decision is Decision.OVERTURNED:
            yield from self._nothing()
        elif not self.found.explain(self.item):
            yield Words(said(say("reasons")))
        else:
            yield from self._unmet()

    def _nothing(self) -> Iterator[Block]:
        say = self.wording.say
        yield Words(said(say("none_draft" if self.draft else "none")))
        if self.item.presumed:
            what = "; ".join(self.item.presumed)
            yield Words(said(say("presumed", what=what)))

    def _unmet(self) -> Iterator[Block]:
        say = self.wording.say
        lead = say("proposed" if self.draft else "upheld")
        by = self.item.decided_by
        sentence = "not_met" if by is Verdict.NOT_MET else "not_documented"
        yield Words((Run(say(sentence, lead=lead), strong=True),))
        for point in (*self.found.failed, *self.found.missing):
            yield self.answers.check(point)
        if self.item.would_change:
            yield Words((Run(say("ways"), strong=True),))
            yield Bullets(tuple(said(f"{way}.") for way in self.item.would_change))
        else:
            yield Words(said(say("no_ways")))
