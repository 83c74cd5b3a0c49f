"""Due dates with their working: the vectors of published cases and every rule."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain.clock import ClosedDay, Status, Told
from openimr.domain.guideline import Mark
from openimr.errors import InputError
from openimr.process import changes, read_clock, window
from openimr.process.calendars import BusinessDays

from .told import CALIFORNIA, EXAMPLE, LATE_TODAY, day, due, told

OFFICES = CALIFORNIA.calendars[0]


def test_the_determination_of_margaris_came_thirteen_days_late_and_binds() -> None:
    found = due(
        "determination",
        told(
            "application_received 2014-09-01",
            "records_complete 2014-11-26",
            "fdl_mailed 2015-01-08",
        ),
    )

    assert (found.day, found.status, found.days_late) == (
        day("2014-12-26"),
        Status.MET_LATE,
        13,
    )
    assert "valid and binding all the same" in found.when_late


def test_a_request_faxed_on_monday_at_six_counts_from_tuesday() -> None:
    found = due("ur_decision", told("rfa_received 2014-11-17 18:00 fax"))

    assert found.trigger is not None
    assert found.trigger.day == day("2014-11-18")
    assert found.day == day("2014-11-25")
    assert "DT-02" in found.rules


def test_the_dates_of_a_letter_of_2013_are_all_in_time() -> None:
    known = told(
        "injury 2001-08-28",
        "ur_decided 2013-08-30",
        "application_received 2013-09-06",
        "noarfi_sent 2013-09-23",
        "records_complete 2013-09-25",
        "determined 2013-09-26",
    )
    reading = read_clock(CALIFORNIA, known, day("2013-09-26"))
    statuses = {one.deadline: one.status for one in reading.due}

    assert statuses["application"] is Status.MET
    assert statuses["determination"] is Status.MET
    assert statuses["records"] is Status.OPEN


def test_drugs_around_an_operation_are_allowed_from_day_minus_four_to_four() -> None:
    found = window(CALIFORNIA, "perioperative_fill", told("surgery 2018-05-10"))

    assert found == (day("2018-05-06"), day("2018-05-14"))


def test_a_special_fill_is_for_visits_within_seven_days_of_the_injury() -> None:
    found = window(CALIFORNIA, "special_fill", told("injury 2019-12-28"))

    assert found == (day("2019-12-28"), day("2020-01-04"))


def test_no_window_is_open_before_the_formulary_or_without_its_event() -> None:
    assert window(CALIFORNIA, "special_fill", told("injury 2017-12-28")) is None
    assert window(CALIFORNIA, "special_fill", Told()) is None


def test_a_window_that_nobody_defined_is_refused() -> None:
    with pytest.raises(InputError, match="no such window"):
        window(CALIFORNIA, "open_house", Told())


def test_hours_run_through_the_change_to_summer_time() -> None:
    known = told(
        "application_received 2015-03-01",
        "records_complete 2015-03-06 16:00",
        priority="expedited",
    )
    found = due("determination", known)

    assert (found.day, found.time) == (day("2015-03-09"), dt.time(17, 0))


def test_an_hour_too_late_on_the_last_day_is_late() -> None:
    known = told(
        "records_complete 2015-02-02 09:00",
        "determined 2015-02-05 10:00",
        priority="expedited",
    )
    found = due("determination", known)

    assert (found.status, found.days_late) == (Status.MET_LATE, 0)


def test_a_date_tells_its_rule_trigger_count_and_skipped_days() -> None:
    found = due("application", told("ur_served 2014-11-22 mail"), day("2014-12-01"))

    assert found.rules == ("T11", "DT-01", "DT-05", "DT-06")
    assert [(one.says, str(one.day)) for one in found.steps] == [
        ("30 calendar days", "2014-12-22"),
        ("5 calendar days for service by mail within California", "2014-12-27"),
        ("the last day is closed and rolls on", "2014-12-29"),
    ]
    assert [(str(one.day), one.why) for one in found.skipped] == [
        ("2014-12-27", "Saturday"),
        ("2014-12-28", "Sunday"),
    ]
    assert found.mark is Mark.UNVERIFIED
    assert found.status is Status.OPEN


def test_a_date_tells_what_would_move_it_and_where_to() -> None:
    found = due("application", told("ur_served 2018-11-06 personal"))
    moved = {one.says: str(one.day) for one in found.movers if one.day}

    assert moved["Service of the utilization review decision, by fax"] == "2018-12-10"
    assert moved["2018-12-06 being closed"] == "2018-12-07"
    formulary = "Is the dispute over a drug under the formulary?  'yes'"
    assert moved[formulary] == "2018-11-16"


def test_a_date_tells_that_it_stands_on_an_assumption() -> None:
    found = due("application", told("ur_decided 2014-11-04"), day("2014-11-10"))

    assert found.assumed == (
        "The day of service is not told; that of the decision stands in.",
        "The method of service is not known; nothing is added for it.",
    )
    assert found.movers[0].says == (
        "a told day of: Service of the utilization review decision"
    )


def test_lateness_that_rests_on_an_assumption_says_so() -> None:
    found = due("application", told("ur_decided 2014-11-04"), day("2015-01-10"))

    assert found.status is Status.LAPSED
    assert found.assumed[2:] == (
        "Nobody has told that it was done.",
        "Whether it is late rests on that; a later event would move the last day.",
    )


def test_a_date_beyond_the_checked_calendar_says_so() -> None:
    found = due("assignment", told("found_eligible 2028-05-01"), day("2028-05-01"))

    assert found.assumed == (
        "The holidays of offices of the State of California were checked from "
        "2013-01-01 to 2027-12-31 only.",
    )


def test_a_clock_that_does_not_run_says_what_it_waits_for() -> None:
    found = due("records", Told())

    assert (found.status, found.day) == (Status.NOT_RUNNING, None)
    assert found.awaits == ("Notice of assignment and request for information sent",)


def test_time_that_the_missing_notice_tolls_neither_runs_nor_lapses() -> None:
    known = told("ur_served 2014-11-04 mail", notice_given="no")

    assert due("application", known).status is Status.TOLLED


def test_carrying_out_waits_for_an_appeal() -> None:
    known = told("fdl_received 2015-01-15", "appealed 2015-01-20", overturned="yes")

    assert due("implementation", known).status is Status.TOLLED


def test_an_authorisation_stops_the_clocks_that_still_run() -> None:
    known = told("noarfi_sent 2014-12-20 mail", "treatment_authorised 2014-12-29")

    assert due("records", known, day("2014-12-28")).status is Status.OPEN
    assert due("records", known).status is Status.STOPPED


def test_what_happens_after_the_day_of_looking_has_not_happened_yet() -> None:
    known = told("noarfi_sent 2014-12-20 mail", "records_received 2014-12-30")

    assert due("records", known, day("2014-12-29")).status is Status.OPEN
    assert due("records", known, day("2014-12-30")).status is Status.MET


def test_a_right_that_nobody_used_lapses_and_is_not_owed() -> None:
    found = due("application", told("ur_served 2014-11-04 mail"))

    assert (found.status, found.days_late) == (Status.LAPSED, 0)


def test_a_changed_event_says_which_dates_moved_and_why() -> None:
    today = day("2014-11-10")
    before = read_clock(CALIFORNIA, told("ur_served 2014-11-04 mail"), today)
    after = read_clock(CALIFORNIA, told("ur_served 2014-11-05 personal"), today)
    moved = {one.deadline: one for one in changes(before, after)}
    application = moved["application"]

    assert set(moved) == {"application", "internal_appeal"}
    assert application.before == day("2014-12-09")
    assert application.after == day("2014-12-05")
    assert application.because == (
        "runs from ur_served of 2014-11-05, by personal",
        "30 calendar days: 2014-12-05",
        "no longer: runs from ur_served of 2014-11-04, by mail",
        "no longer: 30 calendar days: 2014-12-04",
        "no longer: 5 calendar days for service by mail within California: 2014-12-09",
    )


def test_a_new_holiday_moves_a_date_and_is_named() -> None:
    known = told("noarfi_sent 2014-12-20 mail")
    mourning = ClosedDay(day=day("2015-01-05"), name="day of mourning")
    before = read_clock(CALIFORNIA, known, day("2014-12-22"))
    after = read_clock(
        CALIFORNIA, replace(known, closed=(mourning,)), day("2014-12-22")
    )
    [change] = changes(before, after)

    assert (change.before, change.after) == (day("2015-01-05"), day("2015-01-06"))
    assert "2015-01-05 is skipped, day of mourning" in change.because


def test_nothing_moves_where_nothing_changed() -> None:
    reading = read_clock(CALIFORNIA, told("ur_decided 2014-11-04"), LATE_TODAY)

    assert changes(reading, reading) == ()


def test_the_engine_reads_the_clock_of_another_programme() -> None:
    known = told("final_denial 2024-10-31", "review_requested 2024-11-27")
    reading = read_clock(EXAMPLE, known, day("2024-12-01"))
    found = {one.deadline: str(one.day) for one in reading.due}

    assert found == {
        "request": "2025-02-28",
        "file": "2024-12-04",
        "decision": "2025-01-11",
    }


@pytest.mark.parametrize(
    ("known", "message"),
    [
        (told("parade 2014-01-01"), "event 'parade': the programme knows none"),
        (told("ur_served 2014-01-01 pigeon"), "method 'pigeon'"),
        (told(priority="soon"), "priority: not an answer that it takes"),
        (told(weather="fair"), "fact 'weather'"),
        (Told(certified=("RC-Z",)), "record 'RC-Z'"),
    ],
)
def test_what_the_programme_does_not_know_is_refused(known: Told, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_clock(CALIFORNIA, known, LATE_TODAY)


DAYS = st.dates(dt.date(2013, 1, 1), dt.date(2027, 10, 31))
METHODS = st.sampled_from([one.id for one in CALIFORNIA.methods])


@given(start=DAYS, method=METHODS, closed=st.sets(DAYS, max_size=4))
def test_no_date_that_rolls_falls_on_a_closed_day_and_closing_never_hastens(
    start: dt.date, method: str, closed: set[dt.date]
) -> None:
    names = ("ur_served", "noarfi_sent", "fdl_mailed", "rfa_received")
    known = told(*(f"{one} {start} {method}" for one in names))
    shut = tuple(ClosedDay(day=one, name="closed") for one in sorted(closed))
    usual = read_clock(CALIFORNIA, known, start).due
    fewer = read_clock(CALIFORNIA, replace(known, closed=shut), start).due
    after = {one.deadline: one.day for one in fewer}
    days = BusinessDays(OFFICES, shut)
    rolling = {
        one.id for one in CALIFORNIA.deadlines if all(t.rolls for t in one.terms)
    }

    for one in usual:
        later = after[one.deadline]
        assert one.day is None or (later is not None and one.day <= later)
        if later is not None and one.deadline in rolling - {"records"}:
            assert days.is_open(later)
