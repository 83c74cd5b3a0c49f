"""Which days are business days, computed from a calendar's rules."""

import calendar as months
import datetime as dt
from collections.abc import Iterator, Sequence

from openimr.domain.calendars import Calendar, Holiday, Weekday
from openimr.domain.clock import ClosedDay, Skipped
from openimr.errors import InputError

_WEEKDAYS = tuple(Weekday)
_LAST = -1


class BusinessDays:
    """A calendar with the closed days that were told beside it."""

    def __init__(self, calendar: Calendar, closed: Sequence[ClosedDay] = ()) -> None:
        self.calendar = calendar
        self._closed = {one.day: one.name for one in closed}
        self._years: dict[int, dict[dt.date, str]] = {}

    def why_closed(self, day: dt.date) -> str | None:
        """Return why a day is no business day; None for a business day."""
        if Weekday.of(day) in self.calendar.weekend:
            return Weekday.of(day).value.capitalize()
        if day.year not in self._years:
            self._years[day.year] = holidays(self.calendar, day.year)
        return self._years[day.year].get(day) or self._closed.get(day)

    def is_open(self, day: dt.date) -> bool:
        """Tell whether a day is a business day."""
        return self.why_closed(day) is None

    def roll(self, day: dt.date) -> tuple[dt.date, tuple[Skipped, ...]]:
        """Return the day, or the next business day, and the days rolled over."""
        skipped = []
        while (why := self.why_closed(day)) is not None:
            skipped.append(Skipped(day=day, why=why))
            day = later(day, 1)
        return day, tuple(skipped)

    def count(self, day: dt.date, number: int) -> tuple[dt.date, tuple[Skipped, ...]]:
        """Return the day some business days after another, and those not counted.

        The first day that can count is the day after.  Nothing to count leaves the
        day as it is, be it open or not.
        """
        skipped: list[Skipped] = []
        for _ in range(number):
            day, over = self.roll(later(day, 1))
            skipped += over
        return day, tuple(skipped)


def later(day: dt.date, days: int) -> dt.date:
    """Return a day some calendar days on.

    Raises:
        InputError: no calendar has that day.
    """
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        raise InputError(
            f"{day}: no calendar reaches {days} days on.  Check the date."
        ) from None


def months_later(day: dt.date, number: int) -> dt.date:
    """Return the same day some months on, or the last day of a shorter month.

    >>> months_later(dt.date(2016, 2, 29), 12)
    datetime.date(2017, 2, 28)
    >>> months_later(dt.date(2014, 8, 31), -6)
    datetime.date(2014, 2, 28)

    Raises:
        InputError: no calendar has that day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    try:
        last = months.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last))
    except ValueError:
        raise InputError(
            f"{day}: no calendar reaches {number} months on.  Check the date."
        ) from None


def holidays(calendar: Calendar, year: int) -> dict[dt.date, str]:
    """Return the closed days of a year other than weekends, with their names.

    A holiday that is observed in the year before or after its own counts there.
    """
    found: dict[dt.date, str] = {}
    for rule in calendar.holidays:
        for near in (year - 1, year, year + 1):
            for day in _observed(rule, near):
                if day.year == year:
                    found.setdefault(day, rule.name)
    return dict(sorted(found.items()))


def _observed(rule: Holiday, year: int) -> Iterator[dt.date]:
    day = _proper(rule, year)
    if day is None or not rule.effective.holds_on(day):
        return
    yield day
    weekday = Weekday.of(day)
    moved = {Weekday.SATURDAY: rule.saturday, Weekday.SUNDAY: rule.sunday}
    if moved.get(weekday):
        yield day + dt.timedelta(days=moved[weekday])


def _proper(rule: Holiday, year: int) -> dt.date | None:
    if rule.on is not None:
        return rule.on if rule.on.year == year else None
    if not dt.MINYEAR < year < dt.MAXYEAR or rule.month is None:
        return None
    if rule.nth is None or rule.weekday is None:
        last = months.monthrange(year, rule.month)[1]
        known = rule.day is not None and rule.day <= last
        return dt.date(year, rule.month, rule.day or 1) if known else None
    shift = dt.timedelta(days=rule.shift)
    return _nth(year, rule.month, rule.nth, rule.weekday) + shift


def _nth(year: int, month: int, nth: int, weekday: Weekday) -> dt.date:
    wanted = _WEEKDAYS.index(weekday)
    if nth == _LAST:
        end = dt.date(year, month, months.monthrange(year, month)[1])
        return end - dt.timedelta(days=(end.weekday() - wanted) % 7)
    start = dt.date(year, month, 1)
    return start + dt.timedelta(days=(wanted - start.weekday()) % 7 + 7 * (nth - 1))
