"""Why the item is asked for: in the words beside its name, or just after it."""

from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact

_NEARBY = "nearby"
"""The group of words that give a reason even a sentence or two after the name."""

_REACH = 2
"""Sentences in which a plan still speaks of the study or course that it asked for."""


def find_rationale(ask: Ask) -> Fact:
    """Answer whether a report says why the item is asked for.

    A drug's reason stands in its own sentence, since the next one speaks of another
    drug; that of a study, a course or an operation may follow in the next two.
    """
    return weigh(ask, [*statements(ask), *_after(ask)])


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
