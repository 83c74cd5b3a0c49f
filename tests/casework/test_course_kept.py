"""A case's course, kept without its file, answers as the file does."""

import datetime as dt
from pathlib import Path

from pydantic import TypeAdapter

from openimr.casework.clock import case_clock, told_case
from openimr.casework.course import CaseCourse, clock_on, course_of, eligibility_on
from openimr.casework.eligibility import case_eligibility
from openimr.documents import ReadingOptions
from openimr.domain.clock import Told

EXAMPLE = Path(__file__).parents[2] / "examples" / "case"
DAY = dt.date(2015, 1, 10)
_COURSE = TypeAdapter(CaseCourse)


def test_what_is_kept_answers_as_the_papers_do_on_any_day(
    reading: ReadingOptions,
) -> None:
    known = told_case(EXAMPLE, reading=reading)
    made = course_of(known.case, known.dispute)
    kept = _COURSE.validate_json(_COURSE.dump_json(made))

    for day in (DAY, DAY + dt.timedelta(days=400)):
        whole = case_eligibility(EXAMPLE, day, reading=reading)
        found = eligibility_on(kept, Told(), day)
        assert found.screening == whole.screening
        assert (found.packet, found.notice) == (whole.packet, whole.notice)
        clock = clock_on(kept, Told(), day).reading
        assert clock == case_clock(EXAMPLE, day, reading=reading).reading
