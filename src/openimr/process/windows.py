"""Days around a day on which something is allowed; the day itself is day 0."""

import datetime as dt

from openimr.domain.clock import Told
from openimr.domain.programme import Programme
from openimr.errors import InputError

from .calendars import later
from .situation import Situation, check_told


def window(
    programme: Programme, id_: str, told: Told
) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a window; None where it is not in force.

    Raises:
        InputError: the programme has no such window, or it lies beyond the calendar.
    """
    check_told(programme, told)
    for one in programme.windows:
        if one.id == id_:
            event = Situation(programme, told).event(one.event)
            if event is None or not one.effective.holds_on(event.day):
                return None
            return later(event.day, one.first), later(event.day, one.last)
    known = ", ".join(sorted(one.id for one in programme.windows))
    raise InputError(
        f"{id_}: the programme has no such window.  Use one of {known or 'none'}."
    )
