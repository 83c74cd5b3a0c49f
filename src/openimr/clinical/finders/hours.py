"""Hours of help or training that are asked for, as hours a week."""

import re
from dataclasses import dataclass

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import distinct, silent
from openimr.clinical.statements import page_sentence
from openimr.domain import Fact, Finding, Quantity
from openimr.text import number_or_zero

from .item_field import asking_passages, papers_first

_N = (
    r"(?:\d{1,3}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|sixteen|twenty(?:[\s-]four)?|forty)"
)
_UP_TO = rf"(?:(?P<low>{_N})\s*(?:-|\u2013|to)\s*)?"
_HOURS = rf"{_UP_TO}(?P<hours>{_N})(?:\s*\(\d+\))?[\s-]*(?:hours?|hrs?)"
_PER = r"\s*(?:/|per|a|each|every|x)?\s*"
_A_WEEK = re.compile(rf"{_HOURS}{_PER}(?:weekly|week|wk)\b")
_A_DAY = re.compile(rf"{_HOURS}{_PER}(?:daily|day)\b")
_DAYS = re.compile(
    rf"(?P<low>{_N})?(?:\s*(?:-|to)\s*)?(?P<days>{_N})\s*(?:days?|x|times)"
    rf"{_PER}(?:weekly|week|wk)\b"
)
_EVERY_DAY = re.compile(r"\b(?:daily|every day|each day|seven days|7 days|24/7|24-7)\b")
_TOTAL = re.compile(rf"{_HOURS}(?!{_PER}(?:weekly|week|wk|day|daily))")
_WEEKS = re.compile(rf"(?P<weeks>{_N})\s*(?:weeks?|wks?)\b")
_WEEK = 7
_MOST = 6


@dataclass(frozen=True, slots=True)
class _Hours:
    """What a passage asks for, and the working."""

    value: Quantity
    how: str


def find_hours(ask: Ask) -> Fact:
    """Answer how many hours a week the request asks for.

    The request's own words come first, then its papers, then the plan of the latest
    report.  Of "4 to 6 hours" the upper end counts.  Without days a week the number
    stays one of hours a day.
    """
    passages = sorted(asking_passages(ask), key=papers_first)
    own = _read(ask.item.details.requested.lower())
    told = [
        (each, asked)
        for each in passages
        if each.finding is Finding.PRESENT and (asked := _read(page_sentence(each)))
    ]
    best = own or (told[0][1] if told else None)
    if best is None:
        near = [each for each in passages if each.finding is None]
        return silent(ask, near)
    same = [each for each, asked in told if asked.value == best.value]
    evidence = distinct((each.evidence() for each in same), _MOST)
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=best.value,
        as_of=next((each.day for each in same if each.day), None),
        evidence=evidence or ask.item.evidence[:_MOST],
        how=best.how,
    )


def _read(words: str) -> _Hours | None:
    """Return the hours that lower-case words ask for.

    >>> [str(_read(w).value) for w in ("4 hours a day x 5 days/week", "35 hrs/wk")]
    ['20 hours per week', '35 hours per week']
    >>> _read("160 hours, 4 weeks").how
    '160 hours in 4 weeks = 40 hours per week'
    >>> _read("twice daily") is None
    True
    """
    weekly = _A_WEEK.search(words)
    if weekly is not None:
        count = number_or_zero(weekly["hours"])
        return _Hours(_a_week(count), f"{count:g} hours per week asked for")
    daily = _A_DAY.search(words)
    if daily is not None:
        return _by_day(number_or_zero(daily["hours"]), words, daily.end())
    days = _DAYS.search(words)
    each = _TOTAL.search(words)
    if days is not None and each is not None and each.end() <= days.start():
        return _by_day(number_or_zero(each["hours"]), words, each.end())
    total, weeks = _TOTAL.search(words), _WEEKS.search(words)
    if total is None or weeks is None or not number_or_zero(weeks["weeks"]):
        return None
    count, span = number_or_zero(total["hours"]), number_or_zero(weeks["weeks"])
    value = _a_week(round(count / span, 1))
    return _Hours(value, f"{count:g} hours in {span:g} weeks = {value}")


def _by_day(hours: float, words: str, end: int) -> _Hours:
    days = _DAYS.search(words)
    number = number_or_zero(days["days"]) if days else 0.0
    if not number and _EVERY_DAY.search(words, end):
        number = float(_WEEK)
    if not number:
        value = Quantity(hours, "hours per day")
        return _Hours(value, f"{value} asked for; days a week are not stated")
    value = _a_week(hours * number)
    return _Hours(value, f"{hours:g} hours a day x {number:g} days a week = {value}")


def _a_week(hours: float) -> Quantity:
    return Quantity(hours, "hours per week")


FINDERS: Finders = {"hours": find_hours}
