"""Days until which something can be done, counted and never guessed."""

import datetime as dt
from collections.abc import Iterable

from openimr.domain import Determination
from openimr.errors import InputError

APPEAL_DAYS = 30
"""Days to petition the appeals board, from service or mailing (8 CCR 10575); the first
day counted is the day after."""


def last_day_to_appeal(mailed: dt.date) -> dt.date:
    """Return the thirtieth day after the mailing, be it a holiday or not.

    >>> last_day_to_appeal(dt.date(2014, 12, 22))
    datetime.date(2015, 1, 21)

    Raises:
        InputError: no calendar has that day.
    """
    try:
        return mailed + dt.timedelta(days=APPEAL_DAYS)
    except OverflowError:
        raise InputError(
            f"mailed {mailed}: no calendar reaches 30 days on.  Check the date."
        ) from None


def check_mailed(
    determination: Determination, mailed: dt.date | None, *, draft: bool
) -> None:
    """Make sure that the day of mailing can be one.

    Raises:
        InputError: a draft is said to have been mailed, or a decision before its day.
    """
    if mailed is None:
        return
    if draft:
        raise InputError(
            f"mailed {mailed}: it is a draft, and only a decision is mailed.  "
            "Leave the date out."
        )
    decided = determination.case.decision_date
    if decided is not None and mailed < decided:
        raise InputError(
            f"mailed {mailed}: it was decided later, on {decided}.  Check the date."
        )


def end_of_bar(denials: Iterable[dt.date]) -> dt.date | None:
    """Return the day twelve months after the last denial (Labor Code 4610(k)).

    >>> end_of_bar([dt.date(2014, 11, 4)])
    datetime.date(2015, 11, 4)
    >>> end_of_bar([dt.date(2016, 2, 29)])
    datetime.date(2017, 3, 1)
    """
    denied = max(denials, default=None)
    if denied is None or denied.year >= dt.MAXYEAR:
        return None
    try:
        return denied.replace(year=denied.year + 1)
    except ValueError:  # the 29th of February
        return dt.date(denied.year + 1, 3, 1)
