"""Files of events: what people tell beside the papers, and the calendar file out."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.domain.clock import Event, Status, Told
from openimr.errors import InputError
from openimr.process import calendar_file, fee, parse_told, penalties, read_clock
from openimr.process.situation import Situation
from openimr.process.stages import position
from openimr.process.told import together

from .told import CALIFORNIA, EXAMPLE, day, told

GOOD = b"""\
events:
  - {event: ur_served, day: 2014-11-04, method: mail, by: claims_administrator}
  - {event: rfa_received, day: 2014-10-27, time: "17:45", method: fax}
facts:
  - {fact: carve_out, value: "no"}
closed:
  - {day: 2014-12-09, name: flood}
certified: [RC-E]
supplied: [RC-C]
"""


def test_a_file_tells_events_facts_closed_days_and_records() -> None:
    found = parse_told(CALIFORNIA, GOOD, "own.yaml")

    assert [(e.id, str(e.day), e.method, e.where) for e in found.events] == [
        ("ur_served", "2014-11-04", "mail", "own.yaml"),
        ("rfa_received", "2014-10-27", "fax", "own.yaml"),
    ]
    assert found.events[1].time == dt.time(17, 45)
    assert [(f.id, f.value) for f in found.facts] == [("carve_out", "no")]
    assert (found.certified, found.supplied) == (("RC-E",), ("RC-C",))
    due = {
        one.deadline: one
        for one in read_clock(CALIFORNIA, found, day("2014-11-10")).due
    }
    assert due["application"].day == day("2014-12-10")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"events:\n  - {event: ur_served}\n", r"own\.yaml:2: 'day' is missing"),
        (b"happenings: []\n", r"own\.yaml:1: unknown key 'happenings'"),
        (b"events:\n  - {event: parade, day: 2014-01-01}\n", "event 'parade'"),
        (b"facts:\n  - {fact: signed, value: maybe}\n", "signed: not an answer"),
        (b"events:\n  - {event: ur_served, day: today}\n", r"own\.yaml:2: not a day"),
        (b"\xff", r"own\.yaml: not a UTF-8 text"),
    ],
)
def test_a_wrong_file_of_events_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_told(CALIFORNIA, data, "own.yaml")


def test_people_prevail_over_papers_and_papers_fill_the_rest() -> None:
    papers = told("ur_decided 2014-11-03", "ur_served 2014-11-03", signed="yes")
    people = told("ur_served 2014-11-04 mail", carve_out="no")
    both = together(papers, people)

    assert [(e.id, str(e.day)) for e in both.events] == [
        ("ur_decided", "2014-11-03"),
        ("ur_served", "2014-11-04"),
    ]
    assert {f.id: f.value for f in both.facts} == {"signed": "yes", "carve_out": "no"}


def test_the_state_follows_the_events_and_what_does_not_fit_is_remarked() -> None:
    known = told("ur_decided 2014-11-03", "application_received 2014-11-24")
    found = position(Situation(CALIFORNIA, known), day("2014-12-01"))

    assert (found.stage, found.since) == ("APPLICATION_RECEIVED", day("2014-11-24"))
    assert found.road == (
        ("ur_decided", "UR_ADVERSE"),
        ("application_received", "APPLICATION_RECEIVED"),
    )
    assert found.remarks == (
        "Utilization review decision (2014-11-03) is not foreseen from NONE; what "
        "lies between was not told.",
    )


def test_an_event_by_an_actor_who_may_not_cause_it_is_remarked() -> None:
    data = b"events:\n  - {event: withdrawn, day: 2014-12-01, by: organisation}\n"
    known = parse_told(CALIFORNIA, data, "own.yaml")
    found = position(Situation(CALIFORNIA, known), day("2014-12-01"))

    assert found.final
    assert found.remarks == (
        "Application withdrawn (2014-12-01) is told of organisation; only employee, "
        "representative may.",
    )


def test_late_records_cost_five_hundred_a_day_up_to_five_thousand() -> None:
    known = told("noarfi_sent 2014-12-10 mail")
    costs = [
        [
            one.dollars
            for one in penalties(CALIFORNIA, read_clock(CALIFORNIA, known, d).due)
        ]
        for d in map(day, ["2014-12-26", "2014-12-29", "2015-01-30"])
    ]

    assert costs == [[], [1500], [5000]]


def test_records_due_before_december_2014_cost_nothing() -> None:
    known = told("noarfi_sent 2014-10-01 mail")

    assert (
        penalties(CALIFORNIA, read_clock(CALIFORNIA, known, day("2014-11-28")).due)
        == ()
    )


FEES = [
    ("2013-05-01", {}, 560),
    ("2013-05-01", {"priority": "expedited", "reviewers": "2"}, 850),
    ("2013-05-01", {"profession": "other"}, 495),
    ("2014-05-01", {}, 420),
    ("2014-05-01", {"pharmacy_only": "yes"}, 390),
    ("2014-05-01", {"fee_stage": "before_reviewer"}, 160),
    ("2014-05-01", {"fee_stage": "after_reviewer"}, 420),
    ("2014-05-01", {"priority": "expedited"}, 515),
    ("2021-05-01", {}, 345),
]


@pytest.mark.parametrize(("when", "facts", "dollars"), FEES)
def test_a_review_costs(when: str, facts: dict[str, str], dollars: int) -> None:
    found = fee(CALIFORNIA, day(when), told(**facts).facts)

    assert found is not None
    assert found.dollars == dollars


@pytest.mark.parametrize("when", ["2012-01-01", "2016-01-01", "2026-05-01"])
def test_no_fee_is_given_for_years_whose_amounts_were_not_found(when: str) -> None:
    assert fee(CALIFORNIA, day(when)) is None


def test_due_dates_leave_as_a_calendar_file() -> None:
    known = told("noarfi_sent 2014-12-20 mail")
    reading = read_clock(CALIFORNIA, known, day("2014-12-22"))
    data = calendar_file(CALIFORNIA, reading, "case, one")

    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert data.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert data.count(b"BEGIN:VEVENT") == 1
    assert b"DTSTART;VALUE=DATE:20150105\r\nDTEND;VALUE=DATE:20150106\r\n" in data
    assert b"SUMMARY:case\\, one: Records for the reviewer\r\n" in data
    assert b"DTSTAMP:20141222T000000Z\r\n" in data
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data == calendar_file(CALIFORNIA, reading, "case, one")


def test_an_hour_leaves_in_universal_time_and_an_overdue_date_says_so() -> None:
    known = told(
        "application_received 2015-01-30",
        "records_complete 2015-02-02 09:00",
        priority="expedited",
    )
    reading = read_clock(CALIFORNIA, known, day("2015-02-06"))
    data = calendar_file(CALIFORNIA, reading, "case", among=["determination"])

    assert b"DTSTART:20150205T170000Z\r\n" in data
    assert b"SUMMARY:case: Determination (overdue)\r\n" in data


def test_a_line_is_never_folded_inside_a_character() -> None:
    reading = read_clock(EXAMPLE, told("final_denial 2024-10-31"), day("2024-11-01"))
    name = "ñ" * 90
    data = calendar_file(EXAMPLE, reading, name)
    unfolded = data.decode().replace("\r\n ", "")

    assert next(one.status for one in reading.due) is Status.OPEN
    assert f"SUMMARY:{name}: Request for external review" in unfolded


EDGES = st.sampled_from(
    [dt.date.min, dt.date.max, day("0001-03-01"), day("9999-11-20"), day("2016-02-29")]
)
HAPPENED = st.builds(
    Event,
    id=st.sampled_from([one.id for one in CALIFORNIA.events]),
    day=EDGES,
    time=st.sampled_from([None, dt.time.min, dt.time(23, 59)]),
    method=st.sampled_from([None, *(one.id for one in CALIFORNIA.methods)]),
)


@given(events=st.lists(HAPPENED, max_size=5), today=EDGES)
def test_no_day_of_any_calendar_brings_out_an_error_but_ours(
    events: list[Event], today: dt.date
) -> None:
    known = Told(events=tuple(events))
    try:
        reading = read_clock(CALIFORNIA, known, today)
    except InputError:
        return  # beyond the calendar, and said so in an error of ours
    data = calendar_file(CALIFORNIA, reading, "case")

    assert all(one.day is None or one.steps for one in reading.due)
    assert data.endswith(b"END:VCALENDAR\r\n")
