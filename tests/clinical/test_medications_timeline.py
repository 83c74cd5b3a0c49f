"""The course of a drug over time: doses, changes, stops, gaps and what is current."""

import datetime as dt

import pytest

from openimr.clinical import medication_timeline, read_records
from openimr.domain import (
    DocumentKind,
    DrugCourse,
    DrugEventKind,
    DrugRole,
    MedicationTimeline,
    Quantity,
)

from .cases import unsound, written

AS_OF = dt.date(2014, 10, 15)
NOTE = DocumentKind.PROGRESS_REPORT
Told = tuple[DocumentKind, dt.date | None, str]


def _note(month: int, text: str, year: int = 2014) -> Told:
    return NOTE, dt.date(year, month, 1), text


def _timeline(*pages: Told) -> MedicationTimeline:
    return medication_timeline(read_records(written(pages)), AS_OF)


def _course(drug: str, *pages: Told) -> DrugCourse:
    course = _timeline(*pages).of(drug)
    assert course is not None
    return course


def test_a_course_runs_from_the_first_day_recorded_to_the_request() -> None:
    course = _course(
        "carisoprodol",
        _note(3, "PLAN: Soma 350 mg one tid #90 prescribed."),
        _note(9, "CURRENT MEDICATIONS: Soma 350 mg tid."),
    )

    assert (course.first, course.last) == (dt.date(2014, 3, 1), dt.date(2014, 9, 1))
    assert (course.current, course.weeks) == (True, 32)
    assert course.daily_dose == Quantity(1050.0, "mg per day")
    assert course.how == (
        "first recorded 03/01/2014 to 10/15/2014 = 228 days = 32 weeks;"
        " last recorded 09/01/2014"
    )


def test_each_point_says_strength_directions_quantity_and_refills() -> None:
    course = _course(
        "hydrocodone", _note(9, "PLAN: Refill Norco 10/325 1 po qid #120, 2 refills.")
    )

    (point,) = course.points
    assert (point.role, point.strength, point.units_per_day) == (
        DrugRole.PRESCRIBED,
        "10/325 mg",
        4.0,
    )
    assert (point.quantity, point.refills, point.days_supply) == (120, 2, 30.0)
    assert point.how == "10 mg x 4 a day = 40 mg per day"


def test_changes_of_dose_show_both_doses_with_their_arithmetic() -> None:
    course = _course(
        "baclofen",
        _note(6, "PLAN: Baclofen 10 mg 1 po tid."),
        _note(8, "PLAN: Baclofen 20 mg 1 po tid."),
        _note(9, "PLAN: Baclofen 20 mg 1 po bid."),
    )

    assert [(event.kind, event.how) for event in course.events] == [
        (
            DrugEventKind.INCREASED,
            "10 mg x 3 a day = 30 mg per day (06/01/2014),"
            " then 20 mg x 3 a day = 60 mg per day",
        ),
        (
            DrugEventKind.DECREASED,
            "20 mg x 3 a day = 60 mg per day (08/01/2014),"
            " then 20 mg x 2 a day = 40 mg per day",
        ),
    ]


def test_two_strengths_of_one_list_add_up() -> None:
    course = _course(
        "oxycodone",
        _note(9, "MEDICATIONS:\nOxyContin 30 mg q12h\nOxycodone IR 10 mg 1 po qid"),
    )

    assert course.daily_dose == Quantity(100.0, "mg per day")


def test_a_stop_ends_a_course_and_a_restart_begins_another() -> None:
    pages = (
        _note(1, "PLAN: Start naproxen 500 mg bid."),
        _note(4, "PLAN: Naproxen was discontinued for heartburn."),
        _note(8, "PLAN: Restart naproxen 500 mg bid."),
    )

    stopped = _course("naproxen", *pages[:2])
    again = _course("naproxen", *pages)

    assert (stopped.current, stopped.weeks) == (False, None)
    assert [event.kind for event in stopped.events] == [DrugEventKind.STOPPED]
    assert (again.current, again.since) == (True, dt.date(2014, 8, 1))
    assert [event.kind for event in again.events] == [
        DrugEventKind.STOPPED,
        DrugEventKind.RESTARTED,
    ]


def test_months_without_a_record_are_a_gap_unless_supplied() -> None:
    gap = _course(
        "tramadol", _note(1, "PLAN: Ultram 50 mg 1 bid #60."), _note(9, "PLAN: Ultram.")
    )
    supplied = _course(
        "tramadol",
        _note(1, "PLAN: Ultram 50 mg 1 bid #60, 6 refills."),
        _note(9, "PLAN: Ultram 50 mg."),
    )

    assert [event.how for event in gap.events] == [
        "no record from 01/01/2014 to 09/01/2014 = 243 days,"
        " of which 30 days were supplied"
    ]
    assert supplied.events == ()


def test_what_a_later_list_leaves_out_is_no_longer_current() -> None:
    course = _course(
        "metaxalone",
        _note(7, "PLAN: Skelaxin 800 mg 1 tid #30."),
        _note(9, "CURRENT MEDICATIONS: Norco 10/325 qid, Lyrica 75 mg bid, Motrin."),
    )

    assert (course.current, course.how) == (
        False,
        "left out of the list of 09/01/2014",
    )


def test_a_list_in_a_sentence_gives_each_drug_its_own_quantity() -> None:
    timeline = _timeline(
        _note(9, "PLAN: Norco 10/325 #120 and Soma 350 #90, refill both.")
    )

    assert [
        (course.drug, course.points[0].quantity, course.current)
        for course in timeline.current
    ] == [("carisoprodol", 90, True), ("hydrocodone", 120, True)]


def test_rows_of_a_fill_table_are_points_on_their_own_days() -> None:
    course = _course(
        "cyclobenzaprine",
        (
            DocumentKind.PRESCRIPTION,
            None,
            "PHARMACY PROFILE\n"
            "03/02/2014 CYCLOBENZAPR\n10 MG TAB 60\n"
            "04/05/2014 CYCLOBENZAPNNE 10 MG TAB 60\n"
            "05/06/2014 FLEXERIL 10 MG TAB 90",
        ),
    )

    assert [(point.on, point.role, point.quantity) for point in course.points] == [
        (dt.date(2014, 3, 2), DrugRole.DISPENSED, 60),
        (dt.date(2014, 4, 5), DrugRole.DISPENSED, 60),
        (dt.date(2014, 5, 6), DrugRole.DISPENSED, 90),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "FAMILY HISTORY: Mother takes Valium.",
        "PLAN: If she panics again we could add Valium.",
        "ALLERGIES: Valium.",
        "HPI: Her husband uses Valium.",
        "LAB: Valium: negative.",
    ],
)
def test_what_is_not_the_workers_is_no_point(text: str) -> None:
    assert _timeline(_note(9, text)).drugs == ()


def test_what_was_only_tried_has_no_first_day() -> None:
    course = _course("naproxen", _note(9, "HPI: Naproxen was tried in 2009, no help."))

    assert (course.first, course.current) == (None, False)
    assert [point.role for point in course.points] == [DrugRole.STOPPED]


def test_nothing_after_the_request_is_told() -> None:
    assert _timeline(_note(11, "PLAN: Soma 350 mg tid.")).drugs == ()


def test_every_quote_of_the_timeline_is_verbatim() -> None:
    pages = [
        _note(3, "MEDICATIONS:\nSoma 350\u00ad\n mg tid,\nNorco 10/325 qid #120"),
        _note(9, "PLAN: Increase Soma 350 mg to qid. Norco 10/325 tid #90."),
    ]
    case = written(pages)

    timeline = medication_timeline(read_records(case), AS_OF)

    quotes = [
        quote
        for course in timeline.drugs
        for told in (
            *(point.evidence for point in course.points),
            *(event.evidence for event in course.events),
        )
        for quote in told
    ]
    assert len(quotes) >= 6
    assert [unsound(case, quote) for quote in quotes] == [None] * len(quotes)
