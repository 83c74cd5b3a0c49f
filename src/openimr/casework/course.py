"""What a read case tells of its course, small enough to keep and to ask again daily."""

import datetime as dt
from dataclasses import dataclass, replace

from openimr.domain import CaseFile, Dispute
from openimr.domain.clock import ClockReading, Told, ToldFact
from openimr.domain.eligibility import Packet, Paper, Screening
from openimr.domain.programme import Programme
from openimr.process import (
    CALIFORNIA,
    check_packet,
    dispute_key,
    load_programme,
    notice,
    read_clock,
    screen,
)
from openimr.process.money import Sum, penalties
from openimr.process.told import together
from openimr.review import disputed_items

from .engine import knowledge
from .packet_papers import papers_of
from .told_by_papers import missing_fields, told_by_papers


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCourse:
    """Everything that clock, screen and packet need of a case file.

    With what people tell and with a day it answers without the file (:func:`clock_on`,
    :func:`eligibility_on`).
    """

    programme: str
    papers: Told
    """What the papers alone tell."""

    records: tuple[Paper, ...]
    """The documents of the file, as records of a packet."""

    key: str | None = None
    """What tells the dispute from others (:func:`openimr.process.dispute_key`)."""

    fields_not_found: tuple[str, ...] = ()
    """Required fields of the application that were not read (EL-04)."""

    named_not_found: tuple[dt.date, ...] = ()
    """Days of records that the decision names and no document of the file bears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseClock:
    """The due dates of a case on a day, and what the late ones may cost."""

    reading: ClockReading
    penalties: tuple[Sum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseEligibility:
    """The grounds and records of a case on a day, and the draft of a notice."""

    told: Told
    screening: Screening
    packet: Packet
    notice: str


def course_of(
    case: CaseFile, dispute: Dispute, programme: str = CALIFORNIA
) -> CaseCourse:
    """Return what a case that was read tells of its course.

    Raises:
        InputError: no programme has that id.
    """
    held = load_programme(programme)
    return CaseCourse(
        programme=held.id,
        papers=told_in(held, case, dispute),
        records=papers_of(case, dispute),
        key=_key(dispute),
        fields_not_found=missing_fields(dispute),
        named_not_found=_named_not_found(case, dispute),
    )


def told_in(programme: Programme, case: CaseFile, dispute: Dispute) -> Told:
    """Return what of the papers' tale a programme asks about at all."""
    papers = told_by_papers(case, dispute)
    kinds = {one.id for one in programme.events}
    facts = {one.id for one in programme.facts}
    return replace(
        papers,
        events=tuple(one for one in papers.events if one.id in kinds),
        facts=(
            *(one for one in papers.facts if one.id in facts),
            *_no_drug(programme, dispute),
        ),
    )


def _no_drug(programme: Programme, dispute: Dispute) -> tuple[ToldFact, ...]:
    """Return that no drug is in dispute, where every item was read and none is one."""
    items = disputed_items(dispute, knowledge().requests.read)
    asked = {one.id for one in programme.facts}
    drugs = any(one.details.drug for one in items)
    if drugs or not items or "formulary" not in asked:
        return ()
    where = "no disputed item is a drug"
    return (ToldFact(id="formulary", value="no", where=where),)


def clock_on(course: CaseCourse, people: Told, today: dt.date) -> CourseClock:
    """Return the due dates of a case on a day.

    Raises:
        InputError: people tell of something that the programme does not know, or a
            date lies beyond the calendar.
    """
    held = load_programme(course.programme)
    read = read_clock(held, together(course.papers, people), today)
    return CourseClock(reading=read, penalties=penalties(held, read.due))


def eligibility_on(
    course: CaseCourse, people: Told, today: dt.date
) -> CourseEligibility:
    """Test every ground and record of a case on a day.

    Raises:
        InputError: people tell of something that the programme does not know, or a
            date lies beyond the calendar.
    """
    held = load_programme(course.programme)
    told = _with_register(held, together(course.papers, people), course.key)
    found = screen(held, told, today, course.key)
    return CourseEligibility(
        told=told,
        screening=found,
        packet=check_packet(held, told, course.records, today),
        notice=notice(held, found, today),
    )


def _with_register(programme: Programme, told: Told, key: str | None) -> Told:
    """Return what is told with an answer from the keys filed before, if any are."""
    answered = any(one.id == "previous_application" for one in told.facts)
    asked = any(one.id == "previous_application" for one in programme.facts)
    if answered or not asked or key is None or not told.earlier:
        return told
    value = "yes" if key in told.earlier else "no"
    fact = ToldFact(id="previous_application", value=value, where="keys filed before")
    return replace(told, facts=(*told.facts, fact))


def _key(dispute: Dispute) -> str | None:
    if dispute.patient is None or dispute.ur_date is None:
        return None
    treatments = [one.text for one in dispute.disputed]
    return dispute_key(dispute.patient.value, dispute.ur_date.value, treatments)


def _named_not_found(case: CaseFile, dispute: Dispute) -> tuple[dt.date, ...]:
    there = {one.date for one in case.documents}
    named = {day for one in dispute.records_reviewed for day in one.dates}
    return tuple(sorted(named - there))
