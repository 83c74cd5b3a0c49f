"""Where a document bears a day that is known to be its own."""

import datetime as dt
import re

from openimr.text import Precision, find_dates

from .frame import FramePart
from .text import Place


def bearing(part: FramePart, day: dt.date, wanted: str = "") -> Place | None:
    """Return the first place of a day, on a line with a wanted word if there is one."""
    for line in part.lines:
        if wanted and not re.search(wanted, line.text, re.IGNORECASE):
            continue
        for date in find_dates(line.text):
            if date.value == day and date.precision is Precision.DAY:
                return Place(line.page, line.start + date.start, line.start + date.end)
    return None


def own_days(decision: FramePart) -> tuple[dt.date, ...]:
    """Return the days that a decision may be known by, the surest first.

    Its own label comes before the letter's date; a day that the letter gives for
    something else, such as the day it was due, is none of them.
    """
    others = {decision.day(name) for name in ("ur_due", "request_received")}
    days = (
        decision.day("ur_date"),
        decision.document.date if decision.document.date not in others else None,
        decision.day("letter_date"),
    )
    return tuple(day for day in days if day is not None)
