"""The road from a case file to the screen of its application and its records."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from openimr.documents import ReadingOptions
from openimr.domain.eligibility import Packet, Screening
from openimr.process import CALIFORNIA

from .clock import ToldCase, told_case
from .course import course_of, eligibility_on

_AS_USUAL = ReadingOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEligibility:
    """The grounds and records of a case, tested, and the draft of a notice."""

    known: ToldCase
    screening: Screening
    packet: Packet
    notice: str
    fields_not_found: tuple[str, ...]
    """Required fields of the application that were not read (EL-04)."""

    named_not_found: tuple[dt.date, ...]
    """Days of records that the decision names and no document of the file bears."""


def case_eligibility(
    path: Path,
    today: dt.date,
    *,
    events: Path | None = None,
    programme: str = CALIFORNIA,
    reading: ReadingOptions = _AS_USUAL,
) -> CaseEligibility:
    """Read a case and test every ground and record of a programme.

    Raises:
        InputError: nothing can be read, the file of events tells of something unknown,
            or a date lies beyond the calendar.
    """
    known = told_case(path, events=events, programme=programme, reading=reading)
    course = course_of(known.case, known.dispute, programme)
    found = eligibility_on(course, known.people, today)
    return CaseEligibility(
        known=replace(known, told=found.told),
        screening=found.screening,
        packet=found.packet,
        notice=found.notice,
        fields_not_found=course.fields_not_found,
        named_not_found=course.named_not_found,
    )
