"""What cannot be done, measured: scales, tolerances, loads, help, motion, strength."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_EVIDENCE, distinct, weigh, words_of
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact, Finding

_VALUES = 3
"""Passages whose words make up the value."""


def find_deficit(ask: Ask) -> Fact:
    """Answer what the reports measure of the worker's function before the treatment.

    Motion and strength answer for therapy, operations and devices; a program, a service
    or a drug asks what the worker can do.
    """
    measured = list(_measured(ask))
    fact = weigh(ask, [*statements(ask), *(said for _, said in measured)])
    if fact.finding is not Finding.PRESENT:
        return fact
    best = _best(measured)
    words = list(dict.fromkeys(words_of(said) for said in best))
    return replace(
        fact,
        value="; ".join(words[:_VALUES]),
        evidence=distinct(
            [*(said.evidence() for said in best), *fact.evidence], MOST_EVIDENCE
        ),
    )


def _measured(ask: Ask) -> Iterator[tuple[int, Statement]]:
    """Yield what the words of the item's groups say, with the group's rank."""
    names = ask.for_item(dict(ask.entry.by_class))
    rank = {name: place for place, name in enumerate(names)}
    for hit in ask.records.scanned.of(ask.entry.fact, *names):
        cue = replace(hit, group=CueGroup.PRESENT.value)
        said = judge(ask, cue)
        if said is not None:
            yield rank[hit.group], said


def _best(measured: Sequence[tuple[int, Statement]]) -> list[Statement]:
    """Return the latest passage of every group: scales first, strength last."""
    latest: dict[int, Statement] = {}
    for rank, said in measured:
        known = latest.get(rank)
        day = said.day or dt.date.min
        if said.finding is not Finding.PRESENT:
            continue
        if known is None or (known.day or dt.date.min) < day:
            latest[rank] = said
    return [latest[rank] for rank in sorted(latest)]


FINDERS: Finders = {"deficit": find_deficit}
