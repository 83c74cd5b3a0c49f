"""A low testosterone level, with the signs that go with it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_EVIDENCE, quotes, silent, weigh
from openimr.clinical.passages import stretched
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import Fact, Finding

LOW_TOTAL = 300.0
"""ng/dL of total testosterone below which men are low (American Urological
Association, evaluation and management of testosterone deficiency, 2018)."""

_VALUE = re.compile(
    r"(?<![\d/.])(\d{2,4}(?:\.\d+)?)(?![\d/%]|-\d{2}\b)(?!\s*(?:mg|mcg|years?|yo))"
)
_FLAG = re.compile(r"\s*(?:ng/dl\s*)?[(\[]?\s*(low|l|normal|n|high|h)\b")
_REACH = 60


def find_low_hormone(ask: Ask) -> Fact:
    """Answer whether a low level is on file, and signs of it are told.

    A normal level, or signs denied beside a low one, answer absent; signs without a
    level are silence.
    """
    levels = [*_levels(ask)]
    signs = [*_signs(ask)]
    fact = weigh(ask, levels)
    if fact.finding is Finding.SILENT:
        return silent(ask, [*levels, *map(_without_level, signs)])
    if fact.finding is Finding.ABSENT:
        return fact
    told = [each for each in signs if each.finding is Finding.PRESENT]
    denied = [each for each in signs if each.finding is Finding.ABSENT]
    if denied and not told:
        return replace(
            fact,
            finding=Finding.ABSENT,
            evidence=(*quotes(denied, 2), *fact.evidence[:MOST_EVIDENCE]),
            how="the level is low, signs of it are denied",
        )
    shown = (*fact.evidence[:3], *quotes(told, 3))
    how = "a low level with signs" if told else "a low level; no sign is told"
    return replace(fact, evidence=shown, how=how)


def _without_level(said: Statement) -> Statement:
    return replace(said, finding=None, why=said.why or "a sign, without a level")


def _signs(ask: Ask) -> Iterator[Statement]:
    for hit in ask.records.scanned.of(ask.entry.fact, "sign"):
        said = judge(ask, stretched(hit, hit.start, hit.end, CueGroup.PRESENT))
        if said is not None:
            yield said


def _levels(ask: Ask) -> Iterator[Statement]:
    groups = {"low": CueGroup.PRESENT, "normal": CueGroup.ABSENT}
    for name, group in groups.items():
        for hit in ask.records.scanned.of(ask.entry.fact, name):
            said = judge(ask, stretched(hit, hit.start, hit.end, group))
            if said is not None:
                yield said
    for hit in ask.records.scanned.of(ask.entry.fact, "level"):
        yield from _level(ask, hit)


def _level(ask: Ask, hit: CueHit) -> Iterator[Statement]:
    found = _VALUE.search(hit.page.low, hit.end, hit.end + _REACH)
    if found is None or ". " in hit.page.low[hit.end : found.start()]:
        said = judge(ask, stretched(hit, hit.start, hit.end, CueGroup.VAGUE))
        if said is not None:
            yield replace(said, finding=None, why=said.why or "without a value")
        return
    flag = _FLAG.match(hit.page.low, found.end())
    low = flag[1] in {"low", "l"} if flag else float(found[1]) < LOW_TOTAL
    group = CueGroup.PRESENT if low else CueGroup.ABSENT
    said = judge(ask, stretched(hit, hit.start, found.end(), group))
    if said is not None:
        yield said


FINDERS: Finders = {"low_hormone": find_low_hormone}
