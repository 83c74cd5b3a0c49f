"""Whether the worker smokes, and since when not."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.dating import moments
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_AGAINST, MOST_EVIDENCE, quotes, silent
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge
from openimr.domain import Fact, Finding, Quantity

from .span import LENGTH, days_of

_WEEK = 7
_STALE = 500
"""Days after which a smoker may have become a non-smoker without a word about it."""

_SETTLED = 52
"""Weeks that a non-smoker without a day of quitting is counted at, at least."""


@dataclass(frozen=True, slots=True)
class _Told:
    group: str
    said: Statement
    since: dt.date | None = None
    """Day of the last cigarette, where it is told."""


def find_smoking(ask: Ask) -> Fact:
    """Answer whether the worker smokes; the value is weeks without tobacco.

    Words that he smokes outweigh a template that denies it; words that he quit since
    outweigh them.
    """
    told = list(_told(ask))
    near = [each.said for each in told if each.said.finding is None]
    found = [each for each in told if each.said.finding is not None]
    smokes = [each for each in found if each.group == "smokes"]
    quit_ = [each for each in found if each.group == "quit"]
    if not found:
        return silent(ask, near)
    again = {_place(each) for each in smokes}
    quit_ = [each for each in quit_ if _place(each) not in again]
    last = max((_day(each) for each in smokes), default=dt.date.min)
    later = [each for each in quit_ if _day(each) >= last and each.since is not None]
    later += [each for each in quit_ if _day(each) > last and each.since is None]
    newest = max(map(_day, found))
    free = [*quit_, *(each for each in found if each.group == "none")]
    if smokes and not later and (newest - last).days <= _STALE:
        return _fact(ask, smokes, free, "the records show him smoking")
    return _free(ask, later or free, smokes)


def _free(ask: Ask, free: list[_Told], smokes: list[_Told]) -> Fact:
    since = max((e.since for e in free if e.since is not None), default=None)
    if since is None:
        how = f"told as a non-smoker without a day; counted as {_SETTLED} weeks or more"
        value = Quantity(float(_SETTLED), ask.entry.unit or "weeks")
        return _fact(ask, free, smokes, how, value)
    days = max(0, (ask.as_of - since).days)
    value = Quantity(float(days // _WEEK), ask.entry.unit or "weeks")
    how = f"{since:%m/%d/%Y} to {ask.as_of:%m/%d/%Y} = {days} days = {value}"
    told = sorted(free, key=lambda each: each.since != since)
    return _fact(ask, told, smokes, how, value)


def _fact(
    ask: Ask,
    told: list[_Told],
    other: list[_Told],
    how: str,
    value: Quantity | None = None,
) -> Fact:
    """Return the answer; without a number of weeks he smokes."""
    ordered = sorted(told, key=lambda each: -_day(each).toordinal())
    ordered = [e for e in ordered if e.since] + [e for e in ordered if not e.since]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT if value is not None else Finding.ABSENT,
        value=value,
        as_of=ordered[0].said.day,
        evidence=quotes([each.said for each in ordered], MOST_EVIDENCE),
        against=quotes([each.said for each in other], MOST_AGAINST),
        how=how,
    )


def _told(ask: Ask) -> Iterator[_Told]:
    hits = list(ask.records.scanned.of(ask.entry.fact, "smokes", "none", "quit"))
    for hit in hits:
        if any(_inside(hit, other) for other in hits):
            continue
        cue = replace(hit, group=CueGroup.PRESENT.value)
        said = judge(ask, cue)
        if said is None:
            continue
        group = hit.group
        since = _since(ask, hit) if group == "quit" else None
        yield _Told(group, said, since)


def _inside(hit: CueHit, other: CueHit) -> bool:
    """Tell whether words stand within longer ones, or within a denial of them."""
    if other.group == hit.group or other.page is not hit.page:
        return False
    longer = other.end - other.start - (hit.end - hit.start)
    within = other.start <= hit.start and hit.end <= other.end
    return within and (longer > 0 or other.group == "none")


def _since(ask: Ask, hit: CueHit) -> dt.date | None:
    """Return the day of quitting that the sentence tells, near the words."""
    sentence, page = hit.page.sentences[hit.sentence], hit.page
    end = min(sentence.end, hit.end + 60)
    named = [each.day for each in moments(page, hit.start, end)]
    past = [day for day in named if day <= ask.as_of]
    if past:
        return past[0]
    day = ask.day(page, hit.start)
    lengths = LENGTH.finditer(page.low, max(sentence.start, hit.start - 30), end)
    match = next(lengths, None)
    if day is None or match is None:
        return None
    return day - dt.timedelta(days=days_of(match))


def _place(told: _Told) -> tuple[int, int]:
    """Return the sentence: "gave up in 2006 and took it up again" ends with smoking."""
    return told.said.page.order, told.said.sentence


def _day(told: _Told) -> dt.date:
    return told.said.day or dt.date.min


FINDERS: Finders = {"smoking": find_smoking}
