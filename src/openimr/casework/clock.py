"""The road from a case file to its due dates."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import CaseFile, Dispute
from openimr.domain.clock import ClockReading, Told, ToldFact
from openimr.domain.programme import Programme
from openimr.process import CALIFORNIA, load_programme, parse_told, read_clock
from openimr.process.money import Sum, penalties
from openimr.process.told import together
from openimr.review import disputed_items

from .engine import knowledge
from .input_files import read_file
from .told_by_papers import told_by_papers

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
    dispute = read_dispute(case)
    papers = _known_to(held, told_by_papers(case, dispute))
    papers = replace(papers, facts=(*papers.facts, *_no_drug(held, dispute)))
    return ToldCase(
        programme=held,
        case=case,
        dispute=dispute,
        papers=papers,
        told=together(papers, people),
    )


def read_events(file: Path) -> bytes:
    """Return the bytes of a file of events.

    Raises:
        InputError: it is not there, cannot be opened, or is empty.
    """
    return read_file(file, "a file of events")


def _known_to(programme: Programme, told: Told) -> Told:
    """Return what of the papers' tale another programme asks about at all."""
    kinds = {one.id for one in programme.events}
    facts = {one.id for one in programme.facts}
    return replace(
        told,
        events=tuple(one for one in told.events if one.id in kinds),
        facts=tuple(one for one in told.facts if one.id in facts),
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
