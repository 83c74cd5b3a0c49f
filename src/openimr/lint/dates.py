"""Dates that name no day, and dates that exclude each other."""

import datetime as dt
from collections.abc import Iterator

from openimr.domain import LetterCase, LintQuote
from openimr.text import find_dates

from .catalogue import Problem
from .subject import Subject

_BAD = {"impossible-date", "broken-date"}
_ORDER = (
    ("date_of_injury", "date of injury"),
    ("ur_date", "utilization review decision"),
    ("application_received", "receipt of the application"),
    ("date_assigned", "assignment"),
    ("decision_date", "decision"),
)
"""Events of a case, each no later than the next."""

_YOUNGEST = 12
"""Years of age below which nobody is an employee."""


def check_readable(subject: Subject) -> Iterator[Problem]:
    """Find dates that cannot be read as a day, each wording once."""
    said = [w.verbatim for w in subject.letter.warnings if w.code in _BAD]
    texts = [subject.letter.summary_text or ""]
    texts += [item.rationale_text or "" for item in subject.letter.items]
    said += [
        text[mention.start : mention.end]
        for text in texts
        for mention in find_dates(text)
        if mention.problem is not None
    ]
    for words in dict.fromkeys(said):
        yield Problem(
            check="impossible-date",
            message="A date names no day of the calendar, or cannot be read.",
            quotes=(LintQuote(where="the letter", words=words),),
        )


def check_order(subject: Subject) -> Iterator[Problem]:
    """Find events of the case that stand in an order that cannot be."""
    known = list(_known(subject.letter.case))
    for at, (label, day) in enumerate(known):
        for later_label, later in known[at + 1 :]:
            if later < day:
                yield Problem(
                    check="dates-contradict",
                    message=f"The {later_label} is dated before the {label}.",
                    quotes=(
                        LintQuote(where=label, words=f"{day:%m/%d/%Y}"),
                        LintQuote(where=later_label, words=f"{later:%m/%d/%Y}"),
                    ),
                )


def _known(case: LetterCase) -> Iterator[tuple[str, dt.date]]:
    for field, label in _ORDER:
        day: dt.date | None = getattr(case, field)
        if day is not None:
            yield label, day


def check_age(subject: Subject) -> Iterator[Problem]:
    """Find an age that the worker cannot have had."""
    case = subject.letter.case
    latest = case.decision_date or case.ur_date
    if case.age is None or case.date_of_injury is None or latest is None:
        return
    then = case.age - (latest.year - case.date_of_injury.year)
    if then < _YOUNGEST:
        yield Problem(
            check="dates-contradict",
            message=f"By age and dates the worker was injured at the age of {then}.",
            quotes=(
                LintQuote(where="age", words=str(case.age)),
                LintQuote(where="injury", words=f"{case.date_of_injury:%m/%d/%Y}"),
            ),
        )


def check_reports(subject: Subject) -> Iterator[Problem]:
    """Find days of the story that lie after the decision on it."""
    end = subject.letter.case.decision_date
    if end is None:
        return
    texts: list[tuple[str, int | None, str]] = [
        ("the summary", None, subject.letter.summary_text or "")
    ]
    texts += [
        ("the rationale", number, item.rationale_text or "")
        for number, item in enumerate(subject.letter.items, 1)
    ]
    for where, number, text in texts:
        for mention in find_dates(text):
            if mention.value is not None and mention.value > end:
                yield Problem(
                    check="dates-contradict",
                    item=number,
                    message="The letter tells of a day after its own decision.",
                    quotes=(
                        LintQuote(where=where, words=text[mention.start : mention.end]),
                        LintQuote(where="decision", words=f"{end:%m/%d/%Y}"),
                    ),
                )
