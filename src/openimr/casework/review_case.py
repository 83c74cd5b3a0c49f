"""The road from a case file to a proposed determination."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openimr import __version__
from openimr.clinical import Records, find_facts
from openimr.documents import ReadingOptions, read_case
from openimr.domain import (
    CaseFile,
    Determination,
    Dispute,
    DisputedItem,
    Engine,
    Fact,
    ItemDetermination,
)
from openimr.domain.dispute import value_of
from openimr.domain.own_work import (
    OwnFindings,
)
from openimr.review import (
    FileRead,
    determine,
    overruled,
    questions,
    summarise,
    with_own,
)
from openimr.review import suppose as suppose_facts
from openimr.review.hierarchy import Ranking, standards_on, with_hierarchy
from openimr.review.notices import documents_read, notices

from .engine import Knowledge, knowledge
from .entries import case_header, document_entries, page_entries
from .question import Question, question_of, review_day
from .ranking import rankings
from .what_if import WhatIf, read_what_if

__all__ = [
    "Question",
    "Reviewed",
    "decide",
    "decide_items",
    "review_case",
    "review_day",
    "review_read",
]
_AS_USUAL = ReadingOptions()
_AS_IT_IS = WhatIf()
_NOTHING = OwnFindings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A proposed determination and the case file that it quotes, as it was read."""

    determination: Determination
    case: CaseFile
    dispute: Dispute
    records: Records
    question: Question
    """What the case put to the engine, so that it can be judged again."""

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
    return _reviewed(
        question_of(read_case(path, reading), known, as_of, what_if), known
    )


def review_read(case: CaseFile, as_of: dt.date | None = None) -> Reviewed:
    """Review a case file that was read before, as ``review_case`` does.

    Raises:
        NoDisputeError: no paper names a disputed treatment.
        NoRequestDateError: no paper says when it was asked for, and no day was given.
    """
    known = knowledge()
    return _reviewed(question_of(case, known, as_of), known)


def _reviewed(asked: Question, known: Knowledge) -> Reviewed:
    return Reviewed(
        determination=_proposed(asked, known),
        case=asked.case,
        dispute=asked.dispute,
        records=asked.records,
        question=asked,
    )


def _proposed(asked: Question, known: Knowledge) -> Determination:
    case, what_if, decided = asked.case, asked.what_if, _decided(asked, known)
    found = what_if.notices(asked.items, known)
    return Determination(
        engine=Engine(
            version=__version__, library=known.library.edition, as_of=asked.today
        ),
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


def _decided(asked: Question, known: Knowledge) -> tuple[ItemDetermination, ...]:
    """Return a proposal for each item, in the order of the items."""
    return decide_items(asked, known, {})


def decide_items(
    asked: Question, known: Knowledge, own: Mapping[int, OwnFindings]
) -> tuple[ItemDetermination, ...]:
    """Return what each item comes to, by a physician's findings where there are any.

    ``own`` goes by the number of the item, from 1.
    """
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
            own=own.get(number, _NOTHING),
        )
        for number, (item, ranking) in enumerate(
            zip(asked.items, ranked, strict=True), start=1
        )
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
    own: OwnFindings = _NOTHING,
) -> ItemDetermination:
    """Propose a decision on one item from records of any kind.

    ``ranking`` tells what else is cited and which day chooses the edition; without it
    that is the day of the request, and nothing is told of what competes.  ``own`` are
    facts and judgements of a physician, which go before those of the records.
    """
    standards = replace(known.standards(item.details.treatment), named=what_if.edition)
    details = item.details
    asked = questions(details.kind, standards.editions, details.treatment)
    found: Sequence[Fact] = find_facts(records, item, asked, request_date)
    days = {one.id: one.date for one in records.case.documents if one.date is not None}
    facts = with_own(suppose_facts(found, what_if.supposed), own.facts, days)
    file = FileRead(documents=read, days=days)
    of_day = standards
    if ranking is not None:
        of_day = standards_on(standards, ranking.edition_day.day, request_date)
    decided = determine(item, facts, of_day, request_date, file)
    decided = overruled(decided, facts, of_day, request_date, own.overrulings)
    if ranking is None:
        return decided
    return with_hierarchy(decided, item, facts, standards, ranking)
