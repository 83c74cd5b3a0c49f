"""What ranks the standards of an item: the day, the law, what the parties cite."""

import datetime as dt
from collections.abc import Sequence

from openimr.documents.dispute import read_cited_evidence
from openimr.domain import CaseFile, Dispute, DisputedItem, EditionDay
from openimr.domain.dispute import value_of
from openimr.review.cited_entries import Subject, on_item
from openimr.review.hierarchy import Ranking

from .engine import Knowledge

_SHORTEST = 3


def rankings(
    case: CaseFile,
    dispute: Dispute,
    items: Sequence[DisputedItem],
    known: Knowledge,
    request_day: dt.date,
) -> tuple[Ranking, ...]:
    """Return what ranks the standards of each item, in the items' order."""
    cited = read_cited_evidence(case)
    subjects = [_subject(item, known) for item in items]
    return tuple(
        Ranking(
            subject=subject,
            cited=on_item(cited, subjects, at),
            edition_day=edition_day(dispute, item, request_day),
            request_day=request_day,
            ur_day=value_of(dispute.ur_date),
            injured=value_of(dispute.date_of_injury),
        )
        for at, (item, subject) in enumerate(zip(items, subjects, strict=True))
    )


def edition_day(
    dispute: Dispute, item: DisputedItem, request_day: dt.date
) -> EditionDay:
    """Return the day that chooses the guideline edition, and what that day is.

    For a service already rendered it is the day of service (the orders that adopt
    guidelines speak of services from a day on); else the request's own date, its
    receipt, the UR decision, and last the day of the review.
    """
    if item.details.retrospective and dispute.service_date is not None:
        day = dispute.service_date.value
        if day == request_day:
            why = f"the service and its request are of one day, {_written(day)}"
            return EditionDay(day=day, day_is="service", why=why)
        why = (
            f"the service of {_written(day)} is reviewed looking back; the guideline "
            "of that day applies, not that of the request of "
            f"{_written(request_day)}"
        )
        return EditionDay(day=day, day_is="service", why=why)
    for stated, day_is, lacking in (
        (dispute.rfa_date, "request", ""),
        (dispute.request_received, "receipt of the request", "the request itself"),
        (dispute.ur_date, "UR decision", "the request or its receipt"),
    ):
        if stated is not None and stated.value == request_day:
            return EditionDay(
                day=stated.value,
                day_is=day_is,
                why=_why(day_is, stated.value, lacking),
            )
    why = (
        "no paper dates the request or the UR decision; the guideline of "
        f"{_written(request_day)}, the day of the review, is taken"
    )
    return EditionDay(day=request_day, day_is="review", why=why)


def _why(day_is: str, day: dt.date, lacking: str) -> str:
    if not lacking:
        return f"the guideline of the request's date, {_written(day)}, applies"
    return (
        f"no paper dates {lacking}; the guideline of the {day_is}, {_written(day)}, "
        "is taken"
    )


def _subject(item: DisputedItem, known: Knowledge) -> Subject:
    details = item.details
    names: list[str | None] = [details.drug, details.brand]
    if details.treatment is not None:
        family = known.library.family(details.treatment).treatment
        names += [*family.names, *family.brands, *family.ingredients]
    for drug in known.vocabulary.drugs:
        if drug.name == details.drug:
            names += [drug.name, *drug.brands, *drug.synonyms]
    kept = dict.fromkeys(
        name.lower() for name in names if name and len(name) >= _SHORTEST
    )
    return Subject(
        kind=details.kind,
        names=tuple(kept),
        body_part=details.body_part,
        guideline=item.ur.guideline if item.ur else None,
    )


def _written(day: dt.date) -> str:
    return f"{day:%m/%d/%Y}"
