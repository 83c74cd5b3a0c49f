"""The road from a case file to its due dates."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import CaseFile, Dispute
from openimr.domain.clock import ClockReading, Told
from openimr.domain.programme import Programme
from openimr.process import CALIFORNIA, load_programme, parse_told, read_clock
from openimr.process.money import Sum, penalties
from openimr.process.told import together

from .course import told_in
from .input_files import read_file

_AS_USUAL = ReadingOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCase:
    """A case file with everything that papers and people tell of its course."""

    programme: Programme
    case: CaseFile
    dispute: Dispute
    papers: Told
    """What the papers alone tell."""

    told: Told
    people: Told = field(default_factory=Told)
    """What people told beside the papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClock:
    """The due dates of a case and what the late ones may cost."""

    known: ToldCase
    reading: ClockReading
    penalties: tuple[Sum, ...]


def case_clock(
    path: Path,
    today: dt.date,
    *,
    events: Path | None = None,
    programme: str = CALIFORNIA,
    reading: ReadingOptions = _AS_USUAL,
) -> CaseClock:
    """Read a case and return its due dates as they stand on a day.

    ``events`` is a file of what the papers do not tell (:func:`parse_told`); where both
    tell the same, the file prevails.

    Raises:
        InputError: nothing can be read, the file tells of something unknown, or a
            date lies beyond the calendar.
    """
    known = told_case(path, events=events, programme=programme, reading=reading)
    read = read_clock(known.programme, known.told, today)
    costs = penalties(known.programme, read.due)
    return CaseClock(known=known, reading=read, penalties=costs)


def told_case(
    path: Path,
    *,
    events: Path | None = None,
    programme: str = CALIFORNIA,
    reading: ReadingOptions = _AS_USUAL,
) -> ToldCase:
    """Read a case and gather what papers and people tell of its course.

    Raises:
        InputError: nothing can be read, or the file tells of something unknown.
    """
    held = load_programme(programme)
    people = Told()
    if events is not None:
        people = parse_told(held, read_events(events), events.name)
    case = read_case(path, reading)
    return told_of(case, read_dispute(case), people, held)


def told_of(
    case: CaseFile, dispute: Dispute, people: Told, programme: Programme
) -> ToldCase:
    """Return what papers and people tell of the course of a case that was read."""
    papers = told_in(programme, case, dispute)
    return ToldCase(
        programme=programme,
        case=case,
        dispute=dispute,
        papers=papers,
        people=people,
        told=together(papers, people),
    )


def read_events(file: Path) -> bytes:
    """Return the bytes of a file of events.

    Raises:
        InputError: it is not there, cannot be opened, or is empty.
    """
    return read_file(file, "a file of events")
