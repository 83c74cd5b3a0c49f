"""The road from a case file to a proposed determination."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openimr import __version__
from openimr.clinical import Records, find_facts, find_history, read_records
from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import (
    CaseFile,
    ClinicalHistory,
    Determination,
    Dispute,
    DisputedItem,
    Engine,
    Fact,
    ItemDetermination,
)
from openimr.domain.dispute import value_of
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
from .entries import case_header, document_entries, page_entries
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
        return value_of(self.dispute.patient)


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
    items = _in_dispute(case, dispute, known)
    what_if.check(items, known)
    today = as_of or review_day(case, dispute)
    request_date = _asked_on(dispute, today, case.name)
    records = read_records(case)
    history = find_history(records, dispute, request_date)
    question = _Question(
        case=case,
        dispute=dispute,
        records=records,
        history=history,
        items=_supplied(items, history, records, dispute, known),
        request_date=request_date,
        what_if=what_if,
    )
    determination = _proposed(question, known, today)
    return Reviewed(
        determination=determination, case=case, dispute=dispute, records=records
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What a case puts to the engine."""

    case: CaseFile
    dispute: Dispute
    records: Records
    history: ClinicalHistory
    items: tuple[DisputedItem, ...]
    request_date: dt.date
    what_if: WhatIf


def _proposed(
    asked: _Question, known: Knowledge, today: dt.date | None
) -> Determination:
    case, what_if, decided = asked.case, asked.what_if, _decided(asked, known)
    found = what_if.notices(asked.items, known)
    return Determination(
        engine=Engine(version=__version__, library=known.library.edition, as_of=today),
        case=case_header(asked.dispute, asked.history, known),
        documents=tuple(document_entries(case)),
        pages=tuple(page_entries(case)),
        summary=summarise(asked.history, asked.dispute, asked.items),
        items=decided,
        lint=found + notices(case, asked.dispute, decided),
        ignored_files=tuple(ignored.file for ignored in case.ignored),
        status="what-if" if what_if else "draft",
        supposed=what_if.entries(asked.items),
        edition=what_if.edition,
    )


def _decided(asked: _Question, known: Knowledge) -> tuple[ItemDetermination, ...]:
    """Return a proposal for each item, in the order of the items."""
    day, read = asked.request_date, documents_read(asked.case)
    ranked = rankings(asked.case, asked.dispute, asked.items, known, day)
    return tuple(
        decide(
            item,
            asked.records,
            known,
            day,
            read,
            what_if=asked.what_if.of(item),
            ranking=ranking,
        )
        for item, ranking in zip(asked.items, ranked, strict=True)
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


def _in_dispute(
    case: CaseFile, dispute: Dispute, known: Knowledge
) -> tuple[DisputedItem, ...]:
    """Return the disputed items, of which a case has at least one."""
    items = disputed_items(dispute, known.requests.read)
    if not items:
        raise NoDisputeError(case.name)
    return items


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
    service = value_of(dispute.service_date)
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
