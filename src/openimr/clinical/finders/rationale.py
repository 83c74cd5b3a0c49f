"""Why the item is asked for: in the words beside its name, or just after it."""

from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup, Tie
from openimr.clinical.findings import weigh
from openimr.clinical.statements import Statement, judge, statements
from openimr.clinical.subjects import Topic
from openimr.domain import Fact, ItemKind

_NEARBY = "nearby"
"""The group of words that give a reason even a sentence or two after the name."""

_BECAUSE = "because"
"""The group of words that open a reason within the sentence that asks."""

_REACH = 2
"""Sentences in which a plan still speaks of the study or course that it asked for."""


def find_rationale(ask: Ask) -> Fact:
    """Answer whether a report says why the item is asked for.

    A drug's reason stands in its own sentence, since the next one speaks of another
    drug; that of a study, a course or an operation may follow in the next two.
    """
    if ask.subject.kind is ItemKind.TEST:
        # A weak foot is the reason for a film of the back.
        ask = replace(ask, entry=replace(ask.entry, site=False))
    return weigh(ask, [*statements(ask), *_after(ask), *_because(ask)])


def _because(ask: Ask) -> Iterator[Statement]:
    """Yield reasons that name what failed: "a trial, since three epidurals failed".

    The sentence is about the item where it is the first treatment that it names.
    """
    if ask.subject.drug is not None:
        return
    free = replace(ask, entry=replace(ask.entry, tie=Tie.NONE, site=False))
    for hit in ask.records.scanned.of(ask.entry.fact, _BECAUSE):
        opens = hit.page.sentences[hit.sentence].start
        if ask.topics.at(hit.page, hit.sentence, opens, opens, 0) is not Topic.ITEM:
            continue
        said = judge(free, replace(hit, group=CueGroup.PRESENT.value))
        if said is not None:
            yield said


def _after(ask: Ask) -> Iterator[Statement]:
    if ask.subject.drug is not None:
        return
    ask = replace(ask, entry=replace(ask.entry, reach=_REACH))
    for hit in ask.records.scanned.of(ask.entry.fact, _NEARBY):
        cue = replace(hit, group=CueGroup.PRESENT.value)
        said = judge(ask, cue)
        if said is not None:
            yield said


FINDERS: Finders = {"rationale": find_rationale}
