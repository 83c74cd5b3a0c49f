"""A finding with a rating scale beside it: the latest score is the value."""

import datetime as dt
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_EVIDENCE, distinct, weigh, words_of
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact, Finding

_SCORE = "score"
"""The group of an entry whose words give a score."""


def find_scored(ask: Ask) -> Fact:
    """Answer by the entry's words; the words of the latest score are the value.

    Without a score it is the words of the best passage.
    """
    said = list(statements(ask))
    fact = weigh(ask, said)
    if fact.finding is not Finding.PRESENT:
        return fact
    score = _latest(ask)
    if score is not None:
        evidence = distinct([score.evidence(), *fact.evidence], MOST_EVIDENCE)
        return replace(fact, value=words_of(score), evidence=evidence)
    best = next(s for s in said if s.evidence() == fact.evidence[0])
    return replace(fact, value=words_of(best))


def _latest(ask: Ask) -> Statement | None:
    found = []
    for hit in ask.records.scanned.of(ask.entry.fact, _SCORE):
        cue = replace(hit, group=CueGroup.PRESENT.value)
        said = judge(ask, cue)
        if said is not None and said.finding is Finding.PRESENT:
            found.append(said)
    return max(found, key=lambda each: each.day or dt.date.min, default=None)


FINDERS: Finders = {"scored": find_scored}
