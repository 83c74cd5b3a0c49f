"""The road from a case file to the screen of its application and its records."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from openimr.documents import ReadingOptions
from openimr.domain import Dispute
from openimr.domain.clock import Told, ToldFact
from openimr.domain.eligibility import Packet, Screening
from openimr.process import CALIFORNIA, check_packet, dispute_key, notice, screen

from .clock import ToldCase, told_case
from .packet_papers import papers_of
from .told_by_papers import missing_fields

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
    key = _key(known.dispute)
    told = _with_register(known, key)
    found = screen(known.programme, told, today, key)
    papers = papers_of(known.case, known.dispute)
    return CaseEligibility(
        known=replace(known, told=told),
        screening=found,
        packet=check_packet(known.programme, told, papers, today),
        notice=notice(known.programme, found, today),
        fields_not_found=missing_fields(known.dispute),
        named_not_found=_named_not_found(known),
    )


def _key(dispute: Dispute) -> str | None:
    if dispute.patient is None or dispute.ur_date is None:
        return None
    treatments = [one.text for one in dispute.disputed]
    return dispute_key(dispute.patient.value, dispute.ur_date.value, treatments)


def _with_register(known: ToldCase, key: str | None) -> Told:
    """Return what is told with an answer from the keys filed before, if any are."""
    told = known.told
    answered = any(one.id == "previous_application" for one in told.facts)
    asked = any(one.id == "previous_application" for one in known.programme.facts)
    if answered or not asked or key is None or not told.earlier:
        return told
    value = "yes" if key in told.earlier else "no"
    fact = ToldFact(id="previous_application", value=value, where="keys filed before")
    return replace(told, facts=(*told.facts, fact))


def _named_not_found(known: ToldCase) -> tuple[dt.date, ...]:
    there = {one.date for one in known.case.documents}
    named = {day for one in known.dispute.records_reviewed for day in one.dates}
    return tuple(sorted(named - there))
