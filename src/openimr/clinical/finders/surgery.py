"""Operations at the item's site: done, planned, called off; since when; whether any."""

import datetime as dt
import re
from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import (
    MOST_AGAINST,
    MOST_EVIDENCE,
    quotes,
    silent,
    weigh,
)
from openimr.clinical.procedure_words import Status
from openimr.clinical.procedures import Procedure, Told, operations
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement, statements
from openimr.domain import Fact, Finding, Quantity

_RECENT = 366
"""Days for which an operation done is recent."""

_LASTING = frozenset({"facet_medial_branch_block", "xray", "radiofrequency_ablation"})
"""To these an operation of any year matters: a fusion, hardware."""

_OLD = "told of an operation long before the request"
_ONLY_IF = "supposed or planned on a condition only"
_NO_MORE = "denies one more operation only"
_MORE = re.compile(
    r"\b(?:further|more|additional|another|other|repeat|again)\b[^.;]*\Z"
)
_NAMED = "named without saying that it was done or is planned"


def find_surgery(ask: Ask) -> Fact:
    """Answer whether an operation was lately done, or is approved or planned.

    The latest report prevails: an operation called off since is none.
    """
    return weigh(ask, [*statements(ask), *_recent_or_planned(ask)])


def _recent_or_planned(ask: Ask) -> Iterator[Statement]:
    named = operations(ask)
    off = _called_off(named)
    for told, elsewhere in named:
        if elsewhere:
            yield _said(ask, told, None, elsewhere)
        elif told.status is Status.DONE:
            yield _said(ask, told, *_done(ask, told))
        elif told.status is Status.PLANNED and (told.page.order, told.sentence) in off:
            continue
        elif told.supposed:
            yield _said(ask, told, None, _ONLY_IF)
        elif told.status is Status.PLANNED:
            yield _said(ask, told, Finding.PRESENT if told.firm else None, _ONLY_IF)
        elif told.status is Status.MENTIONED:
            yield _said(ask, told, None, _NAMED)
        elif _of_another(told):
            yield _said(ask, told, None, _NO_MORE)
        else:
            yield _said(ask, told, Finding.ABSENT, "")


def _of_another(told: Procedure) -> bool:
    """Tell whether a denial is of one more operation: "no further surgery"."""
    lead = told.page.low[max(0, told.start - 40) : told.start]
    return _MORE.search(lead) is not None


def _called_off(named: list[Told]) -> set[tuple[int, int]]:
    """Return the sentences that call an operation off; what they planned is over."""
    return {
        (told.page.order, told.sentence)
        for told, _ in named
        if told.status is Status.CALLED_OFF and not told.supposed
    }


def _done(ask: Ask, told: Procedure) -> tuple[Finding | None, str]:
    if ask.subject.treatment in _LASTING:
        return Finding.PRESENT, ""
    if told.day is None:
        section = told.page.section_at(told.start)
        old = section in {SectionKind.PAST_HISTORY, SectionKind.INJURY}
        return (None, _OLD) if old else (Finding.PRESENT, "")
    if (ask.as_of - told.day).days > _RECENT:
        return None, _OLD
    return Finding.PRESENT, ""


def _said(ask: Ask, told: Procedure, finding: Finding | None, why: str) -> Statement:
    day = ask.day(told.page, told.start)
    return Statement(
        told.page,
        told.sentence,
        told.start,
        told.end,
        finding,
        "" if finding else why,
        day,
    )


def find_time_since_surgery(ask: Ask) -> Fact:
    """Answer how many months before the request the last operation was."""
    named = operations(ask)
    told = [each for each, elsewhere in named if not elsewhere]
    done = [e for e in told if e.status is Status.DONE and e.day and e.day <= ask.as_of]
    if not done:
        none = [
            _said(ask, e, None, elsewhere or "no day of an operation done")
            for e, elsewhere in named
        ]
        denied = [
            _said(ask, e, Finding.ABSENT, "")
            for e in told
            if e.status in {Status.DENIED, Status.CALLED_OFF}
            and not (e.supposed or _of_another(e))
        ]
        any_done = any(e.status is Status.DONE for e in told)
        return weigh(ask, denied) if denied and not any_done else silent(ask, none)
    return _since(ask, max((e.day for e in done if e.day), default=ask.as_of), done)


def _since(ask: Ask, last: dt.date, done: list[Procedure]) -> Fact:
    months = 12 * (ask.as_of.year - last.year) + ask.as_of.month - last.month
    months -= ask.as_of.day < last.day
    value = Quantity(float(months), ask.entry.unit or "months")
    days = (ask.as_of - last).days
    same = [e for e in done if e.day and abs((e.day - last).days) <= _ABOUT]
    other = [e for e in done if e.day and abs((e.day - last).days) > _ABOUT]
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=value,
        as_of=last,
        evidence=quotes((each.statement(ask) for each in same), MOST_EVIDENCE),
        against=quotes((each.statement(ask) for each in other), MOST_AGAINST),
        how=f"{last:%m/%d/%Y} to {ask.as_of:%m/%d/%Y} = {days} days = {value}",
    )


_ABOUT = 45
"""Days by which tellings of one operation may differ."""


def find_no_surgical_option(ask: Ask) -> Fact:
    """Answer whether surgery is no option: not indicated, declined or exhausted.

    An operation that is recommended or scheduled says the opposite.
    """
    off = _called_off(operations(ask))
    said = [
        each
        for each in statements(ask)
        if each.finding is not Finding.ABSENT
        or (each.page.order, each.sentence) not in off
    ]
    return weigh(ask, [*said, *_options(ask)])


def _options(ask: Ask) -> Iterator[Statement]:
    named = operations(ask)
    off = _called_off(named)
    for told, elsewhere in named:
        if elsewhere or told.supposed:
            yield _said(ask, told, None, elsewhere or _ONLY_IF)
        elif told.status is Status.CALLED_OFF or (
            told.status is Status.DENIED and told.indicated
        ):
            yield _said(ask, told, Finding.PRESENT, "")
        elif told.status is Status.PLANNED and told.firm:
            if (told.page.order, told.sentence) not in off:
                yield _said(ask, told, Finding.ABSENT, "")
        else:
            yield _said(ask, told, None, _NAMED)


FINDERS: Finders = {
    "surgery": find_surgery,
    "since_surgery": find_time_since_surgery,
    "no_surgical_option": find_no_surgical_option,
}
