"""The road from a case file to its clinical facts, without a proposal."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openimr.clinical import Records, find_facts, read_records
from openimr.clinical.tracks import find_timeline
from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import (
    CaseFile,
    Dispute,
    DisputedItem,
    Fact,
    FactQuestion,
    Timeline,
)
from openimr.errors import NoDisputeError, NoRequestDateError
from openimr.review import disputed_items, questions

from .engine import Knowledge, knowledge
from .review_case import review_day

_AS_USUAL = ReadingOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """One disputed item and what the records say of it."""

    item: DisputedItem
    facts: tuple[Fact, ...]
    """In the order asked: those of the item's criteria first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """The facts of a case file, item by item, and its treatment over time."""

    case: CaseFile
    request_date: dt.date
    """Day up to which records count."""

    items: tuple[ItemFacts, ...]
    labels: Mapping[str, str]
    """Fact id to what the fact is called."""

    timeline: Timeline

    def names_in_dispute(self) -> frozenset[str]:
        """Return the drugs and treatments asked for, as the timeline calls them."""
        asked = [each.item.details for each in self.items]
        return frozenset(
            name
            for each in asked
            for name in (each.drug, (each.treatment or "").replace("_", " "))
            if name
        )


def case_facts(  # noqa: PLR0913 - each narrows one thing, by name
    path: Path,
    *,
    facts: Sequence[str] = (),
    item: str | None = None,
    as_of: dt.date | None = None,
    reading: ReadingOptions = _AS_USUAL,
    packs: Path | None = None,
) -> CaseFacts:
    """Read a folder or file and answer what is asked of its disputed items.

    ``facts`` narrows the answers to some ids; without it each item is asked what its
    criteria and its kind ask.  ``item`` narrows them to the disputed items that hold
    these words; where none does, the words are taken as a request of their own.
    ``as_of`` replaces the day of the request; ``packs`` is a folder of guideline files
    that stand over the library.

    Raises:
        InputError: nothing can be read.
        NoDisputeError: no paper names a disputed treatment, and no item was given.
        NoRequestDateError: no paper says when it was asked for, and no day was given.
    """
    known = knowledge() if packs is None else knowledge(packs)
    case = read_case(path, reading)
    dispute = read_dispute(case)
    items = _chosen(dispute, item, known)
    if not items:
        raise NoDisputeError(case.name)
    day = as_of or dispute.request_date() or review_day(case, dispute)
    if day is None:
        raise NoRequestDateError(case.name)
    records = read_records(case)
    return CaseFacts(
        case=case,
        request_date=day,
        items=tuple(_answered(records, each, facts, known, day) for each in items),
        labels={id_: fact.label for id_, fact in known.library.facts.items()},
        timeline=find_timeline(records, day),
    )


def _chosen(
    dispute: Dispute, words: str | None, known: Knowledge
) -> tuple[DisputedItem, ...]:
    items = disputed_items(dispute, known.requests.read)
    if words is None:
        return items
    wanted = words.casefold()
    chosen = [one for one in items if wanted in one.details.requested.casefold()]
    return tuple(chosen) or (DisputedItem(details=known.requests.read(words)),)


def _answered(
    records: Records,
    item: DisputedItem,
    facts: Sequence[str],
    known: Knowledge,
    day: dt.date,
) -> ItemFacts:
    details = item.details
    editions = known.standards(details.treatment).editions
    usual = questions(details.kind, editions, details.treatment)
    by_id = {question.fact: question for question in usual}
    asked = [by_id.get(fact, FactQuestion(fact=fact)) for fact in facts] or usual
    return ItemFacts(item=item, facts=find_facts(records, item, asked, day))
