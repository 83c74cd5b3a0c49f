"""Which days are business days in California, 2013 to 2027."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain.clock import ClosedDay
from openimr.errors import InputError
from openimr.process.calendars import BusinessDays, holidays, later, months_later

from .told import CALIFORNIA, day

OFFICES, COURTS = CALIFORNIA.calendars

CLOSED_WEEKDAYS = {
    2013: "01-01 01-21 02-18 04-01 05-27 07-04 09-02 11-11 11-28 11-29 12-25",
    2014: "01-01 01-20 02-17 03-31 05-26 07-04 09-01 11-11 11-27 11-28 12-25",
    2015: "01-01 01-19 02-16 03-31 05-25 09-07 11-11 11-26 11-27 12-25",
    2016: "01-01 01-18 02-15 03-31 05-30 07-04 09-05 11-11 11-24 11-25 12-26",
    2017: "01-02 01-16 02-20 03-31 05-29 07-04 09-04 11-10 11-23 11-24 12-25",
    2018: "01-01 01-15 02-19 05-28 07-04 09-03 11-12 11-22 11-23 12-25",
    2019: "01-01 01-21 02-18 04-01 05-27 07-04 09-02 11-11 11-28 11-29 12-25",
    2020: "01-01 01-20 02-17 03-31 05-25 09-07 11-11 11-26 11-27 12-25",
    2021: "01-01 01-18 02-15 03-31 05-31 07-05 09-06 11-11 11-25 11-26",
    2022: "01-17 02-21 03-31 05-30 07-04 09-05 11-11 11-24 11-25 12-26",
    2023: "01-02 01-16 02-20 03-31 05-29 07-04 09-04 11-10 11-23 11-24 12-25",
    2024: "01-01 01-15 02-19 04-01 05-27 07-04 09-02 11-11 11-28 11-29 12-25",
    2025: "01-01 01-20 02-17 03-31 05-26 07-04 09-01 11-11 11-27 11-28 12-25",
    2026: "01-01 01-19 02-16 03-31 05-25 09-07 11-11 11-26 11-27 12-25",
    2027: "01-01 01-18 02-15 03-31 05-31 07-05 09-06 11-11 11-25 11-26",
}
"""Days of the week, other than Saturday and Sunday, on which state offices close.

Independence Day of 2015, 2020 and 2026 and Christmas of 2021 and 2027 fall on a
Saturday: Government Code 6701 gives a Friday for Veterans Day alone."""

ALL_CLOSED = [
    dt.date(year, *map(int, word.split("-")))
    for year, words in CLOSED_WEEKDAYS.items()
    for word in words.split()
]


@pytest.mark.parametrize("year", CLOSED_WEEKDAYS)
def test_state_offices_close_on_these_weekdays_and_no_other(year: int) -> None:
    closed = [one for one in holidays(OFFICES, year) if one.weekday() < 5]

    assert " ".join(f"{one:%m-%d}" for one in closed) == CLOSED_WEEKDAYS[year]


@pytest.mark.parametrize("closed", ALL_CLOSED, ids=str)
def test_a_count_over_a_holiday_skips_it_and_a_last_day_on_it_rolls(
    closed: dt.date,
) -> None:
    days = BusinessDays(OFFICES)
    name = days.why_closed(closed)
    counted, skipped = days.count(closed - dt.timedelta(days=1), 1)
    rolled, over = days.roll(closed)

    assert name is not None
    assert (closed, name) in [(one.day, one.why) for one in skipped]
    assert counted == rolled > closed
    assert days.is_open(rolled)
    assert all(not days.is_open(one.day) for one in over)


def test_every_checked_year_has_its_holidays() -> None:
    assert OFFICES.checked.first == day("2013-01-01")
    assert OFFICES.checked.last == day("2027-12-31")
    assert list(CLOSED_WEEKDAYS) == list(range(2013, 2028))


COURT_CHANGES = [
    ("2021-10-11", "Columbus Day"),
    ("2022-10-10", None),
    ("2021-09-24", None),
    ("2022-09-23", "Native American Day"),
    ("2022-06-20", None),
    ("2023-06-19", "Juneteenth"),
    ("2014-02-12", "Lincoln Day"),
    ("2022-02-11", "Lincoln Day"),
    ("2015-07-03", "Independence Day"),
    ("2021-12-31", "New Year's Day"),
    ("2027-12-24", "Christmas Day"),
    ("2014-11-28", "day after Thanksgiving"),
]


@pytest.mark.parametrize(("text", "name"), COURT_CHANGES)
def test_courts_close_by_the_law_of_the_day(text: str, name: str | None) -> None:
    assert BusinessDays(COURTS).why_closed(day(text)) == name


def test_offices_are_open_on_holidays_that_only_courts_keep() -> None:
    only_courts = ["2014-02-12", "2014-10-13", "2023-06-19", "2022-09-23"]

    assert [BusinessDays(OFFICES).why_closed(day(one)) for one in only_courts] == [
        None
    ] * 4


def test_a_holiday_observed_in_the_year_before_closes_that_year() -> None:
    assert holidays(COURTS, 2021)[day("2021-12-31")] == "New Year's Day"


DAYS = st.dates(dt.date(2012, 1, 1), dt.date(2029, 12, 31))


@given(start=DAYS, number=st.integers(0, 40), closed=st.sets(DAYS, max_size=5))
def test_one_more_closed_day_never_makes_a_date_earlier(
    start: dt.date, number: int, closed: set[dt.date]
) -> None:
    usual = BusinessDays(OFFICES)
    fewer = BusinessDays(OFFICES, [ClosedDay(day=d, name="closed") for d in closed])

    assert usual.count(start, number)[0] <= fewer.count(start, number)[0]
    assert usual.roll(start)[0] <= fewer.roll(start)[0]


@given(start=DAYS, number=st.integers(1, 40))
def test_between_the_trigger_and_the_last_day_lie_just_the_days_counted(
    start: dt.date, number: int
) -> None:
    days = BusinessDays(OFFICES)
    last, skipped = days.count(start, number)
    between = (last - start).days

    assert days.is_open(last)
    assert between == number + len(skipped)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("2016-02-28", 1, "2016-02-29"),
        ("2015-02-28", 1, "2015-03-01"),
        ("2014-12-31", 1, "2015-01-01"),
    ],
)
def test_calendar_days_know_leap_days_and_year_ends(
    start: str, number: int, end: str
) -> None:
    assert later(day(start), number) == day(end)


def test_no_calendar_reaches_past_its_end() -> None:
    with pytest.raises(InputError, match="no calendar reaches 1 days on"):
        later(dt.date.max, 1)
    with pytest.raises(InputError, match="no calendar reaches 12 months on"):
        months_later(dt.date.max, 12)
    with pytest.raises(InputError, match="no calendar"):
        BusinessDays(OFFICES).count(dt.date.max, 2)
