"""How due dates are shown: a table, the working of each, the same as JSON."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING

from openimr.domain.clock import Change, DueDate, Status

if TYPE_CHECKING:
    from openimr.casework.clock import CaseClock

_SHOWN = (Status.OVERDUE, Status.OPEN, Status.MET_LATE, Status.TOLLED)


def show_clock(found: "CaseClock", moved: Sequence[Change] | None) -> None:
    """Print the state of a case, a table of all dates and the working of each."""
    from .output import console, index

    screen = console()
    reading = found.reading
    place = reading.position
    screen.print(
        f"{found.known.case.name} on {reading.today}: {place.title}", markup=False
    )
    heads = ("last day", "status", "rules", "mark", "what is due, and from whom")
    screen.print(index("", heads, [_row(found, one) for one in reading.due]))
    for line in _lines(found, moved):
        screen.print(line, markup=False, soft_wrap=True)


def _row(found: "CaseClock", due: DueDate) -> tuple[str, ...]:
    actors = {one.id: one.title for one in found.known.programme.actors}
    late = f", {_days(due.days_late)}" if due.days_late else ""
    return (
        when(due),
        due.status.value + late,
        ", ".join(due.rules),
        due.mark.value,
        f"{due.title} ({actors[due.owes]})",
    )


def when(due: DueDate) -> str:
    """Return the last day, with the hour where there is one."""
    if due.day is None:
        return "-"
    return f"{due.day} {due.time:%H:%M}" if due.time else str(due.day)


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _lines(found: "CaseClock", moved: Sequence[Change] | None) -> Iterator[str]:
    for due in found.reading.due:
        if due.status in _SHOWN:
            yield from working(due)
    for cost in found.penalties:
        note = f"  {cost.note}" if cost.note else ""
        yield f"Penalty: {cost.title}, ${cost.dollars:,} ({cost.citation}).{note}"
    for remark in found.reading.position.remarks:
        yield f"Remark: {remark}"
    if moved is not None:
        yield from _moved(moved)


def working(due: DueDate) -> Iterator[str]:
    """Yield how a due date was reached, what was assumed and what would move it."""
    yield f"{due.title}: {when(due)} ({due.status.value})"
    if due.trigger is not None:
        by = f", by {due.trigger.method}" if due.trigger.method else ""
        told = f" ({due.trigger.where})" if due.trigger.where else ""
        yield f"  runs from {due.trigger.id} of {due.trigger.day}{by}{told}"
    for step in due.steps:
        rule = f" [{step.rule}]" if step.rule else ""
        yield f"  {step.says}{rule}: {step.day}"
        for day in step.skipped:
            yield f"    {day.day} is not counted: {day.why}"
    for sentence in due.assumed:
        yield f"  assumed: {sentence}"
    for mover in due.movers:
        goal = f": {mover.day}" if mover.day else ""
        yield f"  would move it: {mover.says}{goal}"
    if due.awaits:
        yield f"  waits for: {'; '.join(due.awaits)}"
    yield f"  if late: {due.when_late}  ({due.citation}, {due.mark.value})"


def _moved(moved: Sequence[Change]) -> Iterator[str]:
    if not moved:
        yield "Nothing moved."
    for one in moved:
        yield (
            f"Moved: {one.title}: {one.before or '-'} ({one.status_before.value}) -> "
            f"{one.after or '-'} ({one.status_after.value})"
        )
        for reason in one.because:
            yield f"  {reason}"


def clock_object(
    found: "CaseClock", moved: Sequence[Change] | None
) -> dict[str, object]:
    """Return everything that is known of the dates as values of JSON."""
    made: dict[str, object] = {
        "programme": found.reading.programme,
        "case": found.known.case.name,
        "today": found.reading.today.isoformat(),
        "position": plain(found.reading.position),
        "due": plain(found.reading.due),
        "penalties": plain(found.penalties),
    }
    if moved is not None:
        made["changes"] = plain(moved)
    return made


def plain(value: object) -> object:
    """Return a value of the domain as JSON takes it; days and hours as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(one) for name, one in asdict(value).items()}
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value
