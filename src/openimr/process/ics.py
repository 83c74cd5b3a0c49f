"""Due dates as a calendar file (RFC 5545), the same bytes for the same dates."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

from openimr import __version__
from openimr.domain.clock import ClockReading, DueDate, Status
from openimr.domain.programme import Programme

_FOLD = 75
"""Octets a line may have at most, without its line end (RFC 5545, 3.1)."""

_SHOWN = (Status.OPEN, Status.OVERDUE)


def calendar_file(
    programme: Programme, reading: ClockReading, name: str, among: Sequence[str] = ()
) -> bytes:
    """Return the running due dates as a calendar; ``name`` is what the case is called.

    ``among`` narrows them to some deadlines.  A due date is a whole day, or an hour in
    UTC where the programme gives hours.  Nothing but names of deadlines, rules and
    days stands in the file: calendars are shared easily.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//OpenIMR//{__version__}//EN"]
    for due in reading.due:
        if due.status in _SHOWN and (not among or due.deadline in among):
            lines += _event(programme, reading, due, name)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(
    programme: Programme, reading: ClockReading, due: DueDate, name: str
) -> Iterator[str]:
    told = f"{programme.id}/{name}/{due.deadline}"
    uid = hashlib.sha256(told.encode()).hexdigest()[:32]
    actors = {one.id: one.title for one in programme.actors}
    late = " (overdue)" if due.status is Status.OVERDUE else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@openimr"
    yield f"DTSTAMP:{reading.today:%Y%m%d}T000000Z"
    yield from _when(programme, due)
    yield f"SUMMARY:{_escaped(f'{name}: {due.title}{late}')}"
    told = (
        f"Owed by {actors[due.owes]}.  Rules {', '.join(due.rules)}; {due.citation} "
        f"({due.mark.value}).  {due.when_late}"
    )
    yield f"DESCRIPTION:{_escaped(told)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _when(programme: Programme, due: DueDate) -> Iterator[str]:
    day = due.day or dt.date.max
    if due.time is None:
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        if day < dt.date.max:
            yield f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}"
        return
    from zoneinfo import ZoneInfo

    local = dt.datetime.combine(day, due.time, ZoneInfo(programme.timezone))
    yield f"DTSTART:{local.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    r"""Return a text as a TEXT value (RFC 5545, 3.3.11).

    >>> _escaped("a, b; c\\d")
    'a\\, b\\; c\\\\d'
    """
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of 75 octets at most, never inside a character."""
    piece, room = "", _FOLD
    for sign in line:
        width = len(sign.encode())
        if len(piece.encode()) + width > room:
            yield piece
            piece = " "
        piece += sign
    yield piece
