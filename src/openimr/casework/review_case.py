"""The road from a case file to a proposed determination."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openimr import __version__
from openimr.clinical import Records, find_facts, find_history, read_records
from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import (
    CaseFile,
    CaseHeader,
    ClinicalHistory,
    Determination,
    Dispute,
    DisputedItem,
    DocumentEntry,
    Engine,
    Fact,
    ItemDetermination,
    PageEntry,
    Stated,
    Topic,
)
from openimr.errors import NoDisputeError, NoRequestDateError
from openimr.review import determine, disputed_items, questions, summarise
from openimr.review.notices import documents_read, notices

from .engine import Knowledge, knowledge

_AS_USUAL = ReadingOptions()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A proposed determination and the case file that it quotes."""

    determination: Determination
    case: CaseFile
    patient: str | None
    """The worker's name, so that writers can keep it out of what leaves the house."""


def review_case(
    path: Path,
    as_of: dt.date | None = None,
    reading: ReadingOptions = _AS_USUAL,
) -> Reviewed:
    """Review a folder or file and propose a determination.

    ``as_of`` is the day to review on; by default the day the application came in, so
    that the same case gives the same bytes on every day.

    Raises:
        InputError: nothing can be read.
        NoDisputeError: no paper names a disputed treatment.
        NoRequestDateError: no paper says when it was asked for, and no day was given.
    """
    known = knowledge()
    case = read_case(path, reading)
    dispute = read_dispute(case)
    items = disputed_items(dispute, known.requests.read)
    if not items:
        raise NoDisputeError(case.name)
    today = as_of or review_day(case, dispute)
    request_date = dispute.request_date() or today
    if request_date is None:
        raise NoRequestDateError(case.name)
    records = read_records(case)
    history = find_history(records, dispute, request_date)
    decided = tuple(
        decide(item, records, known, request_date, documents_read(case))
        for item in items
    )
    determination = Determination(
        engine=Engine(version=__version__, library=known.library.edition, as_of=today),
        case=_header(dispute, history, known),
        documents=tuple(_document(case)),
        pages=tuple(_pages(case)),
        summary=summarise(history, dispute, items),
        items=decided,
        lint=notices(case, dispute, decided),
        ignored_files=tuple(ignored.file for ignored in case.ignored),
    )
    return Reviewed(determination, case, _value(dispute.patient))


def decide(
    item: DisputedItem,
    records: Records,
    known: Knowledge,
    request_date: dt.date,
    read: int,
) -> ItemDetermination:
    """Propose a decision on one item from records of any kind."""
    standards = known.standards(item.details.treatment)
    details = item.details
    asked = questions(details.kind, standards.editions, details.treatment)
    facts: Sequence[Fact] = find_facts(records, item, asked, request_date)
    return determine(item, facts, standards, request_date, read)


def review_day(case: CaseFile, dispute: Dispute) -> dt.date | None:
    """Return the day that a case gives itself: the application, UR, the last paper."""
    for stated in (
        dispute.application_received,
        dispute.application_signed,
        dispute.ur_date,
    ):
        if stated is not None:
            return stated.value
    dates = [document.date for document in case.documents if document.date is not None]
    return max(dates, default=None)


def _value(stated: Stated[str] | None) -> str | None:
    return stated.value if stated is not None else None


def _day(stated: Stated[dt.date] | None) -> dt.date | None:
    return stated.value if stated is not None else None


def _header(dispute: Dispute, history: ClinicalHistory, known: Knowledge) -> CaseHeader:
    diagnoses = tuple(point.text for point in history.on(Topic.DIAGNOSES))
    stated = _value(dispute.primary_diagnosis)
    return CaseHeader(
        number=_value(dispute.number),
        priority=_value(dispute.priority),
        date_of_injury=_day(dispute.date_of_injury),
        age=history.age,
        sex=history.sex,
        ur_date=_day(dispute.ur_date),
        application_received=_day(dispute.application_received),
        employer=_value(dispute.employer),
        claims_administrator=_value(dispute.claims_administrator),
        requesting_physician=_value(dispute.requesting_physician),
        body_parts=_body_parts([*diagnoses, *([stated] if stated else [])], known),
        diagnoses=diagnoses,
    )


def _body_parts(diagnoses: Sequence[str], known: Knowledge) -> tuple[str, ...]:
    """Return the body parts that the diagnoses name, with their side."""
    found = []
    for diagnosis in diagnoses:
        place = known.requests.read(diagnosis)
        if place.body_part is not None:
            found.append(" ".join(filter(None, (place.side, place.body_part))))
    return tuple(dict.fromkeys(found))


def _document(case: CaseFile) -> Iterator[DocumentEntry]:
    for document in case.documents:
        yield DocumentEntry(
            id=document.id,
            file=document.file,
            first_page=document.first_page,
            pages=document.pages,
            kind=document.kind,
            title=document.title,
            author=document.author,
            date=document.date,
            ocr=document.ocr,
            duplicate_of=document.duplicate_of,
        )


def _pages(case: CaseFile) -> Iterator[PageEntry]:
    for page in case.pages:
        yield PageEntry(
            file=page.file,
            page=page.number,
            document=page.document,
            status=page.status,
            reason=page.reason,
        )
