"""Due dates as a page shows them: in words first, colours beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openimr.domain.clock import DueDate, Status
from openimr.process import load_programme

from .course import Standing
from .models import Case

_SOON = 3
"""Days before a last day from which on it is shown as near."""

_RUNNING = frozenset({Status.OPEN, Status.OVERDUE, Status.TOLLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One due date, ready to show."""

    due: DueDate
    owes: str
    tone: str
    """``bad``, ``warn``, ``good`` or nothing; never the only sign of what it says."""

    words: str
    """How it stands, such as ``3 days left``."""

    runs_from: str

    @property
    def running(self) -> bool:
        """Whether anything still happens with it."""
        return self.due.status in _RUNNING


def due_lines(now: Standing) -> tuple[DueLine, ...]:
    """Return every due date in the clock's order."""
    actors = {one.id: one.title for one in now.programme.actors}
    kinds = {one.id: one.title for one in now.programme.events}
    return tuple(
        DueLine(
            due=one,
            owes=actors[one.owes],
            tone=_tone(one, now.today),
            words=_words(one, now.today),
            runs_from=_runs_from(one, kinds),
        )
        for one in now.clock.reading.due
    )


def _runs_from(due: DueDate, kinds: dict[str, str]) -> str:
    if due.trigger is None:
        awaited = "; ".join(due.awaits)
        return f"would run from: {awaited}" if awaited else ""
    by = f", by {due.trigger.method}" if due.trigger.method else ""
    told = f" ({due.trigger.where})" if due.trigger.where else ""
    return f"{kinds[due.trigger.id]}, {due.trigger.day}{by}{told}"


def _tone(due: DueDate, today: date) -> str:
    if due.status is Status.OVERDUE:
        return "bad"
    if due.status is Status.MET_LATE:
        return "warn"
    if due.status is Status.OPEN and due.day is not None:
        return "warn" if (due.day - today).days <= _SOON else "good"
    return ""


def _words(due: DueDate, today: date) -> str:
    if due.status is Status.OPEN and due.day is not None:
        return days_left(due.day, today)
    if due.status is Status.OVERDUE and due.day is not None:
        return days_left(due.day, today)
    late = f", {_days(due.days_late)}" if due.days_late else ""
    return due.status.value + late


def days_left(day: date, today: date) -> str:
    """Return how far off a day is.

    >>> days_left(date(2015, 1, 3), date(2015, 1, 1))
    '2 days left'
    >>> days_left(date(2015, 1, 1), date(2015, 1, 2))
    '1 day late'
    """
    left = (day - today).days
    if left == 0:
        return "due today"
    return f"{_days(left)} left" if left > 0 else f"{_days(-left)} late"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case of the queue with its next due date in words."""

    case: Case
    due_words: str
    due_title: str
    tone: str


def case_lines(cases: list[Case], today: date) -> Iterator[CaseLine]:
    """Yield the lines of the queue."""
    for case in cases:
        titles = {d.id: d.title for d in load_programme(case.programme).deadlines}
        left = (case.next_due - today).days if case.next_due else None
        yield CaseLine(
            case=case,
            due_words=days_left(case.next_due, today) if case.next_due else "",
            due_title=titles.get(case.next_due_of, ""),
            tone="" if left is None else _tone_of(left),
        )


def _tone_of(left: int) -> str:
    if left < 0:
        return "bad"
    return "warn" if left <= _SOON else "good"
