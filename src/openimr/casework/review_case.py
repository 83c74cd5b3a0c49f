"""The road from a case file to a proposed determination."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from openimr.review import (
    FileRead,
    determine,
    disputed_items,
    questions,
    summarise,
    with_supplied,
)
from openimr.review import suppose as suppose_facts
from openimr.review.hierarchy import Ranking, standards_on, with_hierarchy
from openimr.review.notices import documents_read, notices

from .engine import Knowledge, knowledge
from .ranking import rankings
from .what_if import WhatIf, read_what_if

_AS_USUAL = ReadingOptions()
_AS_IT_IS = WhatIf()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A proposed determination and the case file that it quotes, as it was read."""

    determination: Determination
    case: CaseFile
    dispute: Dispute
    records: Records

    @property
    def patient(self) -> str | None:
        """Return the worker's name, which writers keep out of what leaves the house."""
        return _value(self.dispute.patient)


def review_case(  # noqa: PLR0913 - one a flag of the command
    path: Path,
    as_of: dt.date | None = None,
    reading: ReadingOptions = _AS_USUAL,
    *,
    suppose: Sequence[str] = (),
    edition: str | None = None,
    item: str | None = None,
    packs: Path | None = None,
) -> Reviewed:
    """Review a folder or file and propose a determination.

    ``as_of`` is the day to review on; by default the day the application came in, so
    that the same case gives the same bytes on every day.

    ``suppose`` asks what would be if facts were otherwise, each as ``FACT=VALUE``:
    present, absent, silent, or a number in the fact's unit.  ``edition`` is the id of
    a guideline to go by in place of that of the date.  Both apply to the disputed
    items whose words hold ``item``, or to all.  The case is read as it stands, and the
    determination says that it answers a what-if and proposes nothing.  ``packs`` is a
    folder of guideline files that stand over the library.

    Raises:
        InputError: nothing can be read.
        WhatIfError: what is supposed is not known, or concerns no item.
        NoDisputeError: no paper names a disputed treatment.
        NoRequestDateError: no paper says when it was asked for, and no day was given.
    """
    known = knowledge() if packs is None else knowledge(packs)
    what_if = read_what_if(suppose, edition, item, known)
    case = read_case(path, reading)
    dispute = read_dispute(case)
    items = disputed_items(dispute, known.requests.read)
    if not items:
        raise NoDisputeError(case.name)
    what_if.check(items, known)
    today = as_of or review_day(case, dispute)
    request_date = _asked_on(dispute, today, case.name)
    records = read_records(case)
    history = find_history(records, dispute, request_date)
    items = _supplied(items, history, records, dispute, known)
    ranked = rankings(case, dispute, items, known, request_date)
    decided = tuple(
        decide(
            one,
            records,
            known,
            request_date,
            documents_read(case),
            what_if=what_if.of(one),
            ranking=ranking,
        )
        for one, ranking in zip(items, ranked, strict=True)
    )
    determination = Determination(
        engine=Engine(version=__version__, library=known.library.edition, as_of=today),
        case=_header(dispute, history, known),
        documents=tuple(_document(case)),
        pages=tuple(_pages(case)),
        summary=summarise(history, dispute, items),
        items=decided,
        lint=what_if.notices(items, known) + notices(case, dispute, decided),
        ignored_files=tuple(ignored.file for ignored in case.ignored),
        status="what-if" if what_if else "draft",
        supposed=what_if.entries(items),
        edition=what_if.edition,
    )
    return Reviewed(
        determination=determination, case=case, dispute=dispute, records=records
    )


def decide(  # noqa: PLR0913 - what a decision rests on
    item: DisputedItem,
    records: Records,
    known: Knowledge,
    request_date: dt.date,
    read: int,
    *,
    what_if: WhatIf = _AS_IT_IS,
    ranking: Ranking | None = None,
) -> ItemDetermination:
    """Propose a decision on one item from records of any kind.

    ``ranking`` tells what else is cited and which day chooses the edition; without it
    that is the day of the request, and nothing is told of what competes.
    """
    standards = replace(known.standards(item.details.treatment), named=what_if.edition)
    details = item.details
    asked = questions(details.kind, standards.editions, details.treatment)
    found: Sequence[Fact] = find_facts(records, item, asked, request_date)
    facts = suppose_facts(found, what_if.supposed)
    days = {one.id: one.date for one in records.case.documents if one.date is not None}
    file = FileRead(documents=read, days=days)
    if ranking is None:
        return determine(item, facts, standards, request_date, file)
    of_day = standards_on(standards, ranking.edition_day.day, request_date)
    decided = determine(item, facts, of_day, request_date, file)
    return with_hierarchy(decided, item, facts, standards, ranking)


def _asked_on(dispute: Dispute, today: dt.date | None, case: str) -> dt.date:
    """Return the day of the request, else the day of the review."""
    asked = dispute.request_date() or today
    if asked is None:
        raise NoRequestDateError(case)
    return asked


def _supplied(
    items: Sequence[DisputedItem],
    history: ClinicalHistory,
    records: Records,
    dispute: Dispute,
    known: Knowledge,
) -> tuple[DisputedItem, ...]:
    """Return the items with the details that the rest of the file supplies."""
    service = _day(dispute.service_date)
    drugs = records.medications
    return tuple(
        with_supplied(item, history, drugs, service, known.requests.read)
        for item in items
    )


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
