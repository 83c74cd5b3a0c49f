"""The day an application came in, as the office that took it in stamped it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from openimr.documents.bare_dates import is_date_line, may_hold_date
from openimr.documents.stamps import is_received_stamp
from openimr.text import Precision, find_dates

from .text import FormLine, Place

_BELOW = 3
"""Lines of a stamp under its first: office, date, case number."""

_BESIDE = 60
"""Characters of a line that is a stamp and its date."""


def read_received(lines: Sequence[FormLine]) -> tuple[dt.date, Place] | None:
    """Return the day of a stamp ``RECEIVED``, beside it, below it or above it."""
    for number, line in enumerate(lines):
        if not _is_stamp(line):
            continue
        for beside in _around(lines, number):
            found = _day(beside)
            if found:
                return found
    return None


def _is_stamp(line: FormLine) -> bool:
    """Tell whether a line is a stamp, with its date or without."""
    day = next(find_dates(line.text), None) if may_hold_date(line.text) else None
    words = tuple(w for w in line.words if w.isalpha() or "'" in w)
    return (day is None or len(line.text) <= _BESIDE) and is_received_stamp(words)


def _around(lines: Sequence[FormLine], number: int) -> Iterator[FormLine]:
    """Yield the stamp's line, then bare dates below it, then one above it."""
    yield lines[number]
    page = lines[number].page
    below = lines[number + 1 : number + 1 + _BELOW]
    above = lines[max(0, number - 1) : number]
    for line in (*below, *above):
        if line.page is page and is_date_line(line.text.strip()):
            yield line


def _day(line: FormLine) -> tuple[dt.date, Place] | None:
    for date in find_dates(line.text):
        if date.value and date.precision is Precision.DAY:
            start = line.start + date.start
            return date.value, Place(line.page, start, line.start + date.end)
    return None
