"""Earlier procedures of the kind in dispute: how many, and how long ago the last."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openimr.clinical.ask import Ask, Finders, is_clinical
from openimr.clinical.dating import moments
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import MOST_EVIDENCE, quotes, silent
from openimr.clinical.procedure_words import Status, said_of
from openimr.clinical.procedures import means_another, procedures_of
from openimr.clinical.scan import CueHit
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement, judge
from openimr.clinical.subjects import Topic
from openimr.domain import DocumentKind, Fact, Finding, ItemKind, Quantity
from openimr.domain.document import DISPUTE_PAPERS
from openimr.text import Precision, find_dates

from .bound import said_none
from .numbered import Numbered, number_beside
from .span import find_span

COLLECTED = "collected"
"""Group of the words before the day of a laboratory's specimen."""

_SPECIMEN = "urine_drug_test"
_YEAR = 365
_SAME = 3
"""Days within which two tellings mean one procedure."""

_THIS_ONE = re.compile(
    r"\b(?:this (?:is|will be|would be)|request\w*|ask(?:s|ing)? for|recommend\w*"
    r"|authori[sz]ation|propos\w*|plan\w*|would be|will be|schedul\w*|repeat)\b"
)
_SERVICE = re.compile(r"\b(?:dos|dates? of service)\b")


@dataclass(frozen=True, slots=True)
class Event:
    """One procedure done, by its day, with the passages that tell it."""

    day: dt.date
    precision: Precision
    told: tuple[Statement, ...]


def own_day(ask: Ask) -> dt.date | None:
    """Return the day of service of a treatment that was given before it was asked for.

    It is no earlier procedure: neither counted nor the last one before itself.
    """
    details = ask.item.details
    named = [date.value for date in find_dates(details.requested) if date.value]
    if named and (details.retrospective or _SERVICE.search(details.requested.lower())):
        return named[0]
    return _served(ask) if details.retrospective else None


def _served(ask: Ask) -> dt.date | None:
    for page in ask.records.pages:
        if page.document.kind in DISPUTE_PAPERS:
            for match in _SERVICE.finditer(page.low):
                for moment in moments(page, match.end(), match.end() + 30):
                    return moment.day
    return None


def is_own(ask: Ask, day: dt.date, precision: Precision, own: dt.date | None) -> bool:
    """Tell whether a day is that of the treatment in dispute itself."""
    if own is None:
        return False
    if precision is Precision.DAY:
        return abs((day - own).days) <= 1
    return (day.year, day.month) == (own.year, own.month)


def events(ask: Ask, own: dt.date | None) -> list[Event]:
    """Return the procedures done before the one in dispute, by day, each once."""
    told: list[tuple[dt.date, Precision, Statement]] = []
    for each, elsewhere in procedures_of(ask):
        if not elsewhere and each.status is Status.DONE and each.day is not None:
            said = replace(each.statement(ask), finding=Finding.PRESENT)
            days = (each.day, *each.more_days)
            told += [(day, each.precision, said) for day in days]
    told += _collected(ask)
    last = own or ask.as_of
    kept = [e for e in told if e[0] <= last and not is_own(ask, e[0], e[1], own)]
    return _merged(kept)


def _collected(ask: Ask) -> Iterator[tuple[dt.date, Precision, Statement]]:
    """Yield the days on which a laboratory's specimens were taken."""
    for hit in ask.records.scanned.of(ask.entry.fact, COLLECTED):
        page = hit.page
        if page.document.kind is not DocumentKind.LABORATORY_REPORT:
            continue
        for moment in moments(page, hit.end, min(hit.end + 30, len(page.low))):
            said = judge(
                ask,
                CueHit(page, hit.sentence, hit.start, moment.end, CueGroup.ALONE.value),
            )
            if said is not None:
                yield moment.day, Precision.DAY, said
            break


def _merged(told: Sequence[tuple[dt.date, Precision, Statement]]) -> list[Event]:
    """Put tellings of one day together; a month alone joins a day within it."""
    exact = sorted((e for e in told if e[1] is Precision.DAY), key=_order)
    rough = sorted((e for e in told if e[1] is not Precision.DAY), key=_order)
    found: list[tuple[dt.date, Precision, list[Statement]]] = []
    for day, precision, said in exact:
        if found and (day - found[-1][0]).days <= _SAME:
            found[-1][2].append(said)
        else:
            found.append((day, precision, [said]))
    for day, precision, said in rough:
        near = [each for each in found if abs((each[0] - day).days) <= _ROUGH]
        yearly = [
            e for e in found if (day.month, day.day) == (1, 1) and e[0].year == day.year
        ]
        if near or yearly:
            (near or yearly)[-1][2].append(said)
        else:
            found.append((day, precision, [said]))
    found.sort(key=lambda each: each[0])
    return [Event(day, precision, tuple(said)) for day, precision, said in found]


_ROUGH = 45
"""Days by which a month told alone may miss the day."""


def _order(each: tuple[dt.date, Precision, Statement]) -> tuple[dt.date, int, int]:
    return each[0], each[2].page.order, each[2].start


def find_prior_procedures(ask: Ask) -> Fact:
    """Answer how many procedures there were before the one in dispute.

    The larger of the number told and of the days told counts; of tests, those of the
    year before the request.  "This is the fourth" tells of three.
    """
    own = own_day(ask)
    done = events(ask, own)
    if ask.item.details.kind is ItemKind.TEST and done:
        return _in_a_year(ask, done)
    told, near = _told(ask, own)
    value = max([len(done), *(number for number, _ in told)], default=0)
    none = list(said_none(ask))
    denied = [each for each in none if each.finding is Finding.ABSENT]
    if not done and not told:
        return _none(ask, denied) if denied else silent(ask, [*near, *none])
    best = [said for number, said in told if number == value]
    best.sort(key=lambda said: said.day or dt.date.min, reverse=True)
    shown = [*best, *(said for event in reversed(done) for said in event.told)]
    return _fact(ask, value, shown, _days_told(done))


def _told(
    ask: Ask, own: dt.date | None
) -> tuple[list[tuple[int, Statement]], list[Statement]]:
    """Return the numbers told, each of what came before the one in dispute."""
    told: list[tuple[int, Statement]] = []
    near: list[Statement] = []
    if means_another(ask):
        return told, near
    for hit in ask.records.scanned.of(ask.entry.fact, UNIT):
        number = number_beside(hit)
        if number is None or not _may_count(ask, hit):
            continue
        why = ask.site.speaks_of_other_site(hit.page, number.start, number.end)
        before = None if why else _before(hit, number, own)
        finding = None if before is None else Finding.PRESENT
        said = Statement(
            hit.page,
            hit.sentence,
            number.start,
            number.end,
            finding,
            "" if finding else why or "the number is not said to be done",
            ask.day(hit.page, hit.start),
        )
        if before is None:
            near.append(said)
        else:
            told.append((before, said))
    return told, near


UNIT = "unit"
"""Group of the words for what is counted."""


def _may_count(ask: Ask, hit: CueHit) -> bool:
    page = hit.page
    if not is_clinical(page.document) or not ask.counts_then(page.date):
        return False
    if page.section_at(hit.start) in {SectionKind.ROS, SectionKind.FAMILY}:
        return False
    topic = ask.topics.at(page, hit.sentence, hit.start, hit.end, ask.entry.reach)
    return topic is Topic.ITEM


def _before(hit: CueHit, number: Numbered, own: dt.date | None) -> int | None:
    """Return how many a number says were done before; None where it does not say."""
    page = hit.page
    status = said_of(page, hit.sentence, hit.start, hit.end).status
    if not number.nth:
        return number.value if status is Status.DONE else None
    sentence = page.sentences[hit.sentence]
    words = page.low[sentence.start : sentence.end]
    mine = own is not None and page.date == own and not _EARLIER.search(words)
    lead = page.low[max(sentence.start, number.start - 40) : number.start]
    if mine or status is not Status.DONE or _THIS_ONE.search(lead):
        return number.value - 1
    return number.value


_EARLIER = re.compile(
    r"\b(?:in|on|since|last|ago|helped|gave|lasted|had|from|after|previous|prior)\b"
)


def _in_a_year(ask: Ask, done: Sequence[Event]) -> Fact:
    recent = [e for e in done if (ask.as_of - e.day).days <= _YEAR]
    shown = [said for event in reversed(done) for said in event.told]
    how = f"{len(recent)} in the year before {ask.as_of:%m/%d/%Y}; {_days_told(done)}"
    return _fact(ask, len(recent), shown, how)


def _days_told(done: Sequence[Event]) -> str | None:
    if not done:
        return None
    days = [
        f"{e.day:%m/%d/%Y}" if e.precision is Precision.DAY else f"{e.day:%m/%Y}"
        for e in done
    ]
    return f"done on {', '.join(days)}"


def _fact(ask: Ask, value: int, shown: list[Statement], how: str | None) -> Fact:
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=Quantity(float(value), ask.entry.unit or "procedures"),
        as_of=max((s.day for s in shown if s.day), default=None),
        evidence=quotes(shown, MOST_EVIDENCE),
        how=how,
    )


def _none(ask: Ask, denied: list[Statement]) -> Fact:
    denied.sort(key=lambda each: each.day or dt.date.min, reverse=True)
    return _fact(ask, 0, denied, "the records say that there were none")


def find_interval(ask: Ask) -> Fact:
    """Answer how long before the request, or its own day of service, the last one was.

    Days of procedures and of drug tests count; of therapy and other tests the days
    that the words give.
    """
    dated = ask.item.details.kind in {ItemKind.INJECTION, ItemKind.SURGERY}
    if not dated and ask.item.details.treatment != _SPECIMEN:
        return find_span(ask)
    own = own_day(ask)
    done = events(ask, own)
    if not done and not dated:
        return find_span(ask)
    if not done:
        near = [_undated(each.statement(ask), why) for each, why in procedures_of(ask)]
        return silent(ask, near)
    last, until = done[-1], own or ask.as_of
    days = (until - last.day).days
    value = Quantity(float(days // 7), ask.entry.unit or "weeks")
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=value,
        as_of=last.day,
        evidence=quotes(last.told, MOST_EVIDENCE),
        how=f"{last.day:%m/%d/%Y} to {until:%m/%d/%Y} = {days} days = {value}",
    )


def _undated(said: Statement, why: str) -> Statement:
    why = why or "no day of a procedure done"
    return Statement(
        said.page, said.sentence, said.start, said.end, None, why, said.day
    )


FINDERS: Finders = {
    "prior_procedures": find_prior_procedures,
    "interval": find_interval,
}
