"""Predictors of a poor outcome: named as such, or taken up one by one.

The guideline lists them (Chronic Pain Medical Treatment Guidelines 2009, pages 31-32):
relations at work, prospects of work, distress, disputes, smoking, opioids and others.
"""

from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import weigh
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact

_NAMED = ("employer", "outlook", "distress", "disputes", "smoking", "opioids")
"""The groups of words that tell of one predictor what is done about it."""

_SEVERAL = 2
"""Predictors that one report must take up; one alone is an ordinary finding."""


def find_predictors(ask: Ask) -> Fact:
    """Answer whether the predictors of a poor outcome were weighed.

    Words that name the predictors answer by themselves; otherwise one report must
    take up two of them.
    """
    return weigh(ask, [*statements(ask), *_one_by_one(ask)])


def _one_by_one(ask: Ask) -> Iterator[Statement]:
    told: dict[str, dict[str, Statement]] = {}
    free = replace(ask, entry=replace(ask.entry, past_counts=True))
    for name in _NAMED:
        for hit in ask.records.scanned.of(ask.entry.fact, name):
            cue = replace(hit, group=CueGroup.PRESENT.value, plain=False)
            said = judge(free, cue)
            if said is not None and said.finding is not None:
                told.setdefault(hit.page.document.id, {}).setdefault(name, said)
    for found in told.values():
        if len(found) >= _SEVERAL:
            yield from found.values()


FINDERS: Finders = {"predictors": find_predictors}
"""Finders by the name that lexicon entries give."""
