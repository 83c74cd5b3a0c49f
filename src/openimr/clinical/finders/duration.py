"""How long the treatment has been used, in the course that runs at the request."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders, by_day, is_clinical
from openimr.clinical.findings import distinct, silent
from openimr.clinical.medications.mentions import Mention
from openimr.clinical.passages import of_drug
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import around
from openimr.domain import (
    Assertion,
    DrugRole,
    Evidence,
    Fact,
    Finding,
    ItemKind,
    Quantity,
)

from .current_drug import why_not
from .starts import goes_on, is_first_trial, renews
from .therapy_span import find_therapy_span
from .uses import Use, uses_of

MOST_EVIDENCE = 6
_SHORT_BREAK = 45
"""Days: taken again that soon, a drug told as stopped was not given up."""

_WEEK = 7
_NEW_COURSE = 400
"""Days without any record of the drug after which use begins anew, if a list of
medications in between leaves it out."""

_LIST = 3
"""Drugs that make a list of medications."""

_MISSED = frozenset({"without", "w/o"})
"""\"Without it she cannot stand\" does not say that it is not taken."""


def find_duration(ask: Ask) -> Fact:
    """Answer since when the drug is used: the first day of the course that still runs.

    A course begins anew after a record that the drug was stopped or is not taken, and
    after a long gap in which a list of medications leaves it out.  What is not a drug
    is used from its first visit to its last.
    """
    if ask.subject.drug is None:
        over_visits = ask.item.details.kind in {ItemKind.THERAPY, ItemKind.PROGRAM}
        return find_therapy_span(ask) if over_visits else silent(ask)
    mentions = ask.taken(ask.subject.drug)
    mentions = [m for m in mentions if m.assertion is Assertion.AFFIRMED and _usable(m)]
    breaks = _breaks(ask, mentions)
    if not mentions:
        return _unused(ask, breaks)
    run = _course(ask, mentions, breaks)
    if not run:
        return _unused(ask, breaks)
    return _lasting(ask, uses_of(run, breaks), run, breaks)


def _usable(mention: Mention) -> bool:
    return mention.on is not None and (
        mention.section is not SectionKind.RECORDS or mention.role is not DrugRole.TAKES
    )


def _lasting(
    ask: Ask, uses: list[Use], run: list[Mention], breaks: list[Mention]
) -> Fact:
    first, last = uses[0], max(run, key=by_day)
    until = min(ask.as_of, _last_day(ask, last))
    begins = _just_begun(run, until) and not any(use.stated for use in uses)
    days = max(0, (until - first.day).days)
    open_start = days < _WEEK and _already_taken(first, run)
    stated = [use.evidence for use in uses if use.stated]
    shown = [first.evidence, *stated[:1], last.evidence()]
    shown += [mention.evidence() for mention in _spread(run)]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=None if open_start else Quantity(float(days // _WEEK), "weeks"),
        as_of=last.on,
        evidence=distinct(shown, MOST_EVIDENCE)
        + distinct((_quote(m) for m in breaks[-1:]), 1),
        how=_told(first, until, open_start=open_start),
        begins=begins,
    )


def _just_begun(run: list[Mention], until: dt.date) -> bool:
    """Tell whether the one report that knows the drug begins it, shortly before.

    What is asked for some days after the visit that prescribed it first has not been
    in use since that visit: it waits for the answer.
    """
    days = {mention.on for mention in run}
    day = min((each for each in days if each), default=until)
    return (
        len(days) == 1
        and (until - day).days <= _SHORT_BREAK
        and all(mention.role in _BEGINS and not goes_on(mention) for mention in run)
    )


_BEGINS = frozenset({DrugRole.PRESCRIBED, DrugRole.REQUESTED, DrugRole.MENTIONED})


def _told(first: Use, until: dt.date, *, open_start: bool) -> str:
    if open_start:
        return f"already in use on {first.day:%m/%d/%Y}; no record shows since when"
    days = max(0, (until - first.day).days)
    start = "stated start" if first.stated else "first recorded"
    span = f"{first.day:%m/%d/%Y} to {until:%m/%d/%Y}"
    weeks = Quantity(float(days // _WEEK), "weeks")
    return f"{start} {span} = {Quantity(float(days), 'days')} = {weeks}"


def _already_taken(first: Use, run: list[Mention]) -> bool:
    """Tell whether the first record finds the drug in use instead of starting it."""
    begun = {DrugRole.PRESCRIBED, DrugRole.DISPENSED}
    that_day = [mention for mention in run if mention.on == first.day]
    started = any(m.role in begun and not renews(m) for m in that_day)
    return not first.stated and not started


def _last_day(ask: Ask, last: Mention) -> dt.date:
    """Return the request's day; where none is known, the last day of use."""
    if ask.as_of.year < dt.MAXYEAR:
        return ask.as_of
    return last.on or ask.as_of


def _spread(run: list[Mention]) -> Iterator[Mention]:
    """Yield the other mentions, the latest of each day first."""
    seen: set[tuple[dt.date | None, str]] = set()
    for mention in sorted(run, key=by_day, reverse=True):
        place = mention.on, mention.page.document.id
        if place not in seen:
            seen.add(place)
            yield mention


def _unused(ask: Ask, breaks: list[Mention]) -> Fact:
    if breaks:
        last = breaks[-1]
        return Fact(
            fact=ask.entry.fact,
            finding=Finding.ABSENT,
            as_of=last.on,
            evidence=distinct((_quote(m) for m in reversed(breaks)), MOST_EVIDENCE),
            how="the records say that it is not taken, and show no use after that",
        )
    near = [
        of_drug(mention, None, why_not(mention))
        for mention in ask.records.mentions
        if mention.drug == ask.subject.drug
    ]
    return silent(ask, near)


def _quote(mention: Mention) -> Evidence:
    return around(mention.page, mention.sentence, mention.hit.start, mention.hit.end)


def _breaks(ask: Ask, taken: list[Mention]) -> list[Mention]:
    """Return where the records say that the drug, or its class, is not taken."""
    there = {mention.page.document.id for mention in taken}
    found = []
    for mention in ask.records.mentions:
        same = mention.drug == ask.subject.drug or (
            mention.hit.of_class and mention.drug in ask.subject.classes
        )
        if not same or mention.on is None or not ask.counts_then(mention.on):
            continue
        if not is_clinical(mention.page.document):
            continue
        if mention.page.document.id in there:
            if _not_taken(mention) and _taken_up_again(mention, taken):
                day = mention.on - dt.timedelta(days=1)
                found.append(replace(mention, on=day))
        elif _not_taken(mention) or _given_up(mention, taken):
            found.append(mention)
    found += [_eve_of(mention) for mention in taken if is_first_trial(mention)]
    return sorted(found, key=by_day)


def _eve_of(mention: Mention) -> Mention:
    """Put a break on the day before a report: what it begins was not taken earlier."""
    day = mention.on - dt.timedelta(days=1) if mention.on is not None else None
    return replace(mention, on=day)


def _not_taken(mention: Mention) -> bool:
    return (
        mention.assertion is Assertion.NEGATED
        and mention.role in {DrugRole.TAKES, DrugRole.PRESCRIBED}
        and not mention.told
        and (mention.scope is None or mention.scope.cue.lower() not in _MISSED)
    )


def _taken_up_again(denied: Mention, taken: list[Mention]) -> bool:
    """Tell whether a report denies use and then prescribes the drug anew."""
    same = [m for m in taken if m.page.document.id == denied.page.document.id]
    place = denied.page.order, denied.start
    return all(
        m.role is not DrugRole.TAKES and (m.page.order, m.start) > place for m in same
    )


def _given_up(mention: Mention, taken: list[Mention]) -> bool:
    if mention.hit.of_class or mention.role is not DrugRole.STOPPED:
        return False
    if mention.assertion not in {Assertion.AFFIRMED, Assertion.HISTORICAL}:
        return False
    later = [m.on for m in taken if m.on and mention.on and m.on > mention.on]
    return not later or (min(later) - (mention.on or min(later))).days > _SHORT_BREAK


def _course(ask: Ask, taken: list[Mention], breaks: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of the course that runs at the request."""
    floor = max((b.on for b in breaks if b.on), default=dt.date.min)
    run = [mention for mention in taken if mention.on and mention.on > floor]
    start = 0
    for place in range(1, len(run)):
        before, after = run[place - 1].on, run[place].on
        if not (before and after) or (after - before).days <= _NEW_COURSE:
            continue
        if _left_out(ask, before, after):
            start = place
    return run[start:]


def _left_out(ask: Ask, before: dt.date, after: dt.date) -> bool:
    """Tell whether a list of medications between two days lacks the drug."""
    lists: dict[str, set[str]] = {}
    for mention in ask.records.mentions:
        day = mention.on
        listed = mention.section is SectionKind.MEDICATIONS and not mention.hit.of_class
        if listed and day and before < day < after:
            lists.setdefault(mention.page.document.id, set()).add(mention.drug)
    return any(
        len(drugs) >= _LIST and ask.subject.drug not in drugs
        for drugs in lists.values()
    )


FINDERS: Finders = {"duration": find_duration}
