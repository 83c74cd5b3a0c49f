"""The worker's page: what was asked and decided, why, what was missing, what to do."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from openimr.domain import (
    Decision,
    Determination,
    GuidelineEntry,
    ItemDetermination,
    ItemKind,
    Tally,
    UrOutcome,
    tallies,
)

from .citations import cited, unchecked
from .deadlines import check_mailed
from .points import Points, points
from .reasons import missing, why
from .rights import rights
from .rulebook import Rulebook
from .sheet import Block, Bullets, Heading, Role, Run, Sheet, Text, Words, said
from .speech import Language, Speech, speech
from .status import is_draft, requested

_NO_BOOK = Rulebook()
_CROWD = 3
"""Items from which on each is told more briefly, so that they share a page."""


def reader_sheet(
    determination: Determination,
    language: Language = Language.EN,
    *,
    mailed: dt.date | None = None,
    book: Rulebook = _NO_BOOK,
) -> Sheet:
    """Return a determination in plain words for the worker.

    Args:
        determination: what was decided, or is proposed; a draft says that it is one.
        language: English or Spanish.
        mailed: day on which the decision was mailed; the last day to appeal is counted
            from it (process: 30 days of service, 8 CCR 10575).
        book: the rules, for the limits that numbers are held against.

    Raises:
        WhatIfError: it answers a what-if.
        InputError: ``mailed`` cannot be the day of mailing.
        PanelError: the votes of several reviewers do not fit together.
    """
    draft = is_draft(determination)
    check_mailed(determination, mailed, draft=draft)
    words = speech(language)
    votes = tallies(determination)
    blocks: list[Block] = list(_opening(determination, words, draft=draft))
    crowded = len(determination.items) >= _CROWD
    for at, item in enumerate(determination.items):
        vote = votes[at] if votes else None
        found = points(item, book)
        blocks += _Item(item, found, vote, words, draft, crowded).blocks(at + 1)
    if not determination.items:
        blocks.append(Words(said(words.say("no_items"))))
    blocks += rights(determination, words, mailed, draft=draft)
    return Sheet(
        language=language,
        title=words.say("title"),
        case_line=_case_line(determination, words),
        page_words=(words.say("page"), words.say("of")),
        draft=draft,
        day=determination.engine.as_of,
        blocks=tuple(blocks),
    )


def _case_line(determination: Determination, words: Speech) -> str:
    case = determination.case
    line = words.say("case", number=case.number or words.say("no_number"))
    if case.date_of_injury is None:
        return line
    return f"{line} · {words.say('injury', day=words.day(case.date_of_injury))}"


def _opening(
    determination: Determination, words: Speech, *, draft: bool
) -> Iterator[Block]:
    if draft:
        notice = f"{words.say('draft')} {words.say('draft_effect')}"
        yield Words(said(notice), Role.NOTICE)
    else:
        yield Words(said(words.say("final")))
    upheld = [i for i in determination.items if i.decision is Decision.UPHELD]
    if upheld:
        sentences = [words.say("silence")]
        if any(item.kind is ItemKind.DRUG for item in upheld):
            sentences.append(words.say("do_not_stop"))
        yield Words(said(" ".join(sentences)))


@dataclass(frozen=True, slots=True)
class _Item:
    """One item and all that its part of the page is made from."""

    item: ItemDetermination
    found: Points
    vote: Tally | None
    words: Speech
    draft: bool
    crowded: bool

    def blocks(self, number: int) -> list[Block]:
        asked = requested(self.item, self.words.say("unnamed"))
        heading: Text = (Run(f"{number}. "), Run(asked, name=bool(self.item.requested)))
        return [
            Heading(heading),
            Words(said(" ".join(self._asked()))),
            Words(tuple(self._decided())),
            *self._missing(),
            *self._cited(),
        ]

    def _asked(self) -> Iterator[str]:
        item, words = self.item, self.words
        yield words.say("asked", what=words.treatment(item.treatment, item.kind))
        if item.retrospective:
            yield words.say("already_given")
        outcome = item.ur.outcome if item.ur else None
        sentence = (
            {
                UrOutcome.DENY: "insurer_denied",
                UrOutcome.MODIFY: "insurer_modified",
                UrOutcome.DELAY: "insurer_delayed",
            }.get(outcome)
            if outcome
            else None
        )
        if sentence:
            yield words.say(sentence)

    def _decided(self) -> Iterator[Run]:
        item, words = self.item, self.words
        if self.draft and not item.criteria:
            yield Run(words.say("open_draft"), strong=True)
            return
        answer = "no" if item.decision is Decision.UPHELD else "yes"
        status = "draft" if self.draft else "final"
        yield Run(words.say(f"{answer}_{status}"), strong=True)
        if answer == "no" and item.ur and item.ur.outcome is UrOutcome.MODIFY:
            yield Run(f" {words.say('part_stays')}")
        if self.vote is not None:
            yield Run(f" {self._votes(self.vote)}")
        yield Run(f" {words.say('why')} ", strong=True)
        yield Run(why(item, self.found, words))

    def _votes(self, vote: Tally) -> str:
        counts = {
            "total": str(vote.upheld + vote.overturned),
            "upheld": str(vote.upheld),
            "overturned": str(vote.overturned),
        }
        return self.words.say("panel_even" if vote.tie else "panel", **counts)

    def _missing(self) -> Iterator[Block]:
        lead, lines = missing(self.item, self.found, self.words, crowded=self.crowded)
        if lines:
            yield Words(said(lead))
            yield Bullets(tuple(said(line) for line in lines))

    def _cited(self) -> Iterator[Block]:
        runs: list[Run] = []
        for entry in cited(self.item, self.found):
            runs.append(Run("; " if runs else f"{self.words.say('rule')} "))
            runs += self._guideline(entry)
        if not runs:
            return
        runs.append(Run("."))
        pages_open, rule_open = unchecked(self.item, self.found)
        if pages_open or rule_open:
            which = "both" if pages_open and rule_open else "pages"
            which = which if pages_open else "rule"
            runs.append(Run(f" {self.words.say(f'unchecked_{which}')}"))
        yield Words(tuple(runs), Role.CITED)

    def _guideline(self, entry: GuidelineEntry) -> Iterator[Run]:
        """Yield a guideline in plain words, then as the letter cites it."""
        plain = self.words.guidelines.get(entry.guideline)
        whole = entry.section and not entry.rule_only
        name = f"{entry.name}, {entry.section}" if whole else entry.name
        if plain:
            yield Run(f"{plain} (")
        yield Run(name, name=True)
        if entry.pages:
            several = "page_cited" if entry.pages.isdigit() else "pages_cited"
            yield Run(f", {self.words.say(several, pages=entry.pages)}")
        if plain:
            yield Run(")")
