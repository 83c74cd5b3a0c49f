"""Courses of treatment are read from notes: numbers, days, part of the body."""

import datetime as dt

import pytest

from openimr.clinical import read_records
from openimr.clinical.courses import Course, attended_rows, read_courses
from openimr.domain import DocumentKind

from .cases import one_page

FLOW_SHEET = """EASTSIDE THERAPY FLOW SHEET
Physical therapy, left knee. Auth: 10 visits
03/02/2015 eval, bike
03/05/2015 bike, step-ups
03/09/2015 NO SHOW
3/12/2015 called, left message with phone number
03/16/2015 bike, wall slides
03/16/2015 ice after
03/20/2015 cancelled
Plateau at week three."""


def _read(text: str, kind: DocumentKind = DocumentKind.THERAPY_NOTE) -> list[Course]:
    return list(read_courses(read_records(one_page(text, kind, dt.date(2015, 3, 24)))))


def test_a_flow_sheet_gives_the_visits_kept_and_missed_with_their_days() -> None:
    course = _read(FLOW_SHEET)[0]

    assert (course.treatment, course.body_parts) == ("physical_therapy", ("knee",))
    assert (course.authorised, course.attended, course.missed) == (10, 3, 2)
    assert (course.first, course.last) == (dt.date(2015, 3, 2), dt.date(2015, 3, 16))
    assert course.sides == ("left",)
    assert course.outcome == "Plateau at week three."


def test_two_rows_of_one_day_are_one_visit() -> None:
    page = read_records(one_page(FLOW_SHEET, DocumentKind.THERAPY_NOTE)).pages[0]

    assert [row.day for row in attended_rows(page)] == [
        "03/02/2015",
        "03/05/2015",
        "03/16/2015",
    ]


TOLD = [
    pytest.param(
        "Acupuncture, low back. Authorized 8. Attended 6. Missed 2.",
        (8, 6, 2, None),
        id="labels",
    ),
    pytest.param(
        "Chiropractic discharge, neck. 12 visits were approved; 9 visits completed. "
        "Request 4 additional treatments.",
        (12, 9, None, 4),
        id="sentences",
    ),
    pytest.param("Massage, neck. Felt looser.", (None, None, None, None), id="none"),
]


@pytest.mark.parametrize(("text", "numbers"), TOLD)
def test_numbers_keep_what_they_are_said_of(
    text: str, numbers: tuple[int | None, ...]
) -> None:
    course = _read(text)[0]

    told = course.authorised, course.attended, course.missed, course.requested
    assert told == numbers


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Progress note. Pain 4/10.", DocumentKind.THERAPY_NOTE),
        ("Acupuncture, low back. Attended 6.", DocumentKind.UR_DECISION),
    ],
)
def test_a_paper_that_is_no_note_of_a_known_treatment_gives_no_course(
    text: str, kind: DocumentKind
) -> None:
    assert _read(text, kind) == []


def test_every_quote_of_a_course_stands_on_its_page() -> None:
    course = _read(FLOW_SHEET)[0]

    words = " ".join(FLOW_SHEET.split())
    assert course.evidence
    assert [e.quote for e in course.evidence if e.quote not in words] == []
