"""Tests of the sacroiliac joint: how many named ones the latest examination shows."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import MOST_EVIDENCE, quotes, silent, weigh
from openimr.clinical.scan import CueHit
from openimr.clinical.site import Site
from openimr.clinical.statements import Statement, judge
from openimr.domain import Fact, Finding, Quantity
from openimr.text import number_in_words

_PREFIX = "test_"
_SIGN = re.compile(
    r"(?:'s)?\W{0,2}(?:tests?|sign|maneuver|finger)?\s*[:(]?\s*([+\u2212-])(?!\w)"
)
_BY_SIGN = {"+": Finding.PRESENT, "-": Finding.ABSENT, "\u2212": Finding.ABSENT}


def find_si_tests(ask: Ask) -> Fact:
    """Answer how many different tests are positive in the latest examination.

    A test named without a result does not count; where all are negative the answer is
    absent.
    """
    told = [*_tests(ask), *_several(ask)]
    counted = [(name, said) for name, said in told if said.finding is not None]
    if not counted:
        return silent(ask, [said for _, said in told])
    last = max(said.day or dt.date.min for _, said in counted)
    latest = [(n, said) for n, said in counted if (said.day or dt.date.min) == last]
    positive = {name: said for name, said in reversed(latest) if _is(said)}
    if not positive:
        return weigh(ask, [said for _, said in counted if not _is(said)])
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=Quantity(float(_count(positive)), ask.entry.unit or "tests"),
        as_of=None if last == dt.date.min else last,
        evidence=quotes((said for _, said in latest if _is(said)), MOST_EVIDENCE),
        against=quotes((said for _, said in latest if not _is(said)), MOST_EVIDENCE),
        how="positive: " + ", ".join(sorted(name for name in positive)),
    )


def _count(positive: Mapping[str, Statement]) -> int:
    """Return how many names there are, or the number told where it is larger."""
    named = sum(not name.isdigit() for name in positive)
    return max([named, *(int(name) for name in positive if name.isdigit())])


def _several(ask: Ask) -> Iterator[tuple[str, Statement]]:
    """Yield tests that are counted and not named: "four of five SI tests positive"."""
    for hit in ask.records.scanned.of(ask.entry.fact, _SEVERAL):
        said = judge(ask, hit)
        first = _FIRST.match(hit.page.low, hit.start)
        if said is not None and first is not None:
            number = first[0] if first[0].isdigit() else number_in_words(first[0])
            yield str(number), _with_result(ask, hit, said)


_SEVERAL = "several"
_FIRST = re.compile(r"\d+|[a-z]+")


def _is(said: Statement) -> bool:
    return said.finding is Finding.PRESENT


def _tests(ask: Ask) -> Iterator[tuple[str, Statement]]:
    """Yield each test named, with what its result words say."""
    # "Thigh thrust" names no thigh: only the side tells these tests apart.
    side = Site(frozenset(), ask.site.side)
    names = [group for group in ask.entry.groups if group.startswith(_PREFIX)]
    for group in names:
        for hit in ask.records.scanned.of(ask.entry.fact, group):
            said = judge(ask, hit)
            if said is not None:
                why = side.speaks_of_other_site(hit.page, hit.start, hit.end)
                if why and said.finding is not None:
                    said = replace(said, finding=None, why=why)
                yield group.removeprefix(_PREFIX), _with_result(ask, hit, said)


def _with_result(ask: Ask, hit: CueHit, said: Statement) -> Statement:
    """Return the statement with the result: the nearest word of one in its sentence."""
    if said.finding is None:
        return said
    inside = ask.records.scanned.in_sentence(
        ask.entry.fact, hit.page, hit.sentence, "positive"
    )
    if any(hit.start <= each.start and each.end <= hit.end for each in inside):
        return replace(said, finding=Finding.PRESENT)
    sign = _SIGN.match(hit.page.low, hit.end)
    if sign is not None:
        return replace(said, finding=_BY_SIGN[sign[1]])
    near: list[tuple[int, int, bool]] = []
    for good, group in ((True, "positive"), (False, "negative")):
        for word in ask.records.scanned.in_sentence(
            ask.entry.fact, hit.page, hit.sentence, group
        ):
            between = hit.page.low[min(word.end, hit.end) : max(word.start, hit.start)]
            behind = word.start >= hit.end
            gap = len(between) + (0 if behind else _AHEAD * (";" in between))
            if not (";" in between and behind and len(between) > _FAR):
                near.append((gap, word.start, good))
    if not near:
        return replace(said, finding=None, why="a test named without its result")
    return replace(said, finding=Finding.PRESENT if min(near)[2] else Finding.ABSENT)


_AHEAD, _FAR = 40, 80
"""Characters: a result of the clause before is farther, one after the clause lost."""

FINDERS: Finders = {"si_tests": find_si_tests}
