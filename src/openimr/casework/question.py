"""What a case file puts to the engine: its dispute, its items, its day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from openimr.clinical import Records, find_history, read_records
from openimr.documents import read_dispute
from openimr.domain import CaseFile, ClinicalHistory, Dispute, DisputedItem
from openimr.domain.dispute import value_of
from openimr.errors import NoDisputeError, NoRequestDateError
from openimr.review import disputed_items, with_supplied

from .engine import Knowledge
from .what_if import WhatIf

_AS_IT_IS = WhatIf()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a case puts to the engine."""

    case: CaseFile
    dispute: Dispute
    records: Records
    history: ClinicalHistory
    items: tuple[DisputedItem, ...]
    request_date: dt.date
    today: dt.date | None
    what_if: WhatIf


def question_of(
    case: CaseFile,
    known: Knowledge,
    as_of: dt.date | None = None,
    what_if: WhatIf = _AS_IT_IS,
) -> Question:
    """Return what a case file that was read puts to the engine.

    Raises:
        WhatIfError: what is supposed concerns no item.
        NoDisputeError, NoRequestDateError: as for ``review_case``.
    """
    dispute = read_dispute(case)
    items = _in_dispute(case, dispute, known)
    what_if.check(items, known)
    today = as_of or review_day(case, dispute)
    request_date = _asked_on(dispute, today, case.name)
    records = read_records(case)
    history = find_history(records, dispute, request_date)
    return Question(
        case=case,
        dispute=dispute,
        records=records,
        history=history,
        items=_supplied(items, history, records, dispute, known),
        request_date=request_date,
        today=today,
        what_if=what_if,
    )


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
