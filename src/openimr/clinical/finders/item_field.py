"""Facts that the request itself answers: visits, levels, rental or purchase."""

import re
from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders, is_clinical
from openimr.clinical.findings import distinct, silent
from openimr.clinical.levels import count_levels
from openimr.clinical.pages import ReadPage
from openimr.clinical.scan import CueHit
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement
from openimr.clinical.subjects import Topic
from openimr.domain import (
    DISPUTE_PAPERS,
    Fact,
    Finding,
    Quantity,
    RequestDetails,
)

from .quantity import PAPER_ORDER

_MOST = 6
_REACH = 2
"""Sentences back at which a form names what the next box counts."""

SAID = "said"
"""Group of the words that such a passage of the request holds."""


def find_item_field(ask: Ask) -> Fact:
    """Answer from a field of the request, with the passages that ask for it.

    The passages are those of the request for authorization, the report's plan, the
    review letter and the application that speak of the item and hold a word of the
    group ``said``; without any, where the request stands.  A field that is not stated
    leaves the answer silent.
    """
    value = field_value(ask.item.details, ask.entry.request_field or "", ask.entry.unit)
    passages = sorted(asking_passages(ask), key=papers_first)
    if value is None:
        return silent(ask, passages)
    shown = _holding(passages, value, ask.entry.request_field)
    evidence = distinct((each.evidence() for each in shown), _MOST)
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.PRESENT,
        value=value,
        as_of=next((each.day for each in shown if each.day), None),
        evidence=evidence or ask.item.evidence[:_MOST],
        how=f"{value} asked for",
    )


def field_value(
    details: RequestDetails, name: str, unit: str | None
) -> Quantity | str | None:
    """Return a field of the request as a fact's value; None where it is not stated.

    >>> asked = RequestDetails(requested="L3-4, L4-5 MBB", level="L3-4, L4-5")
    >>> str(field_value(asked, "levels", "levels"))
    '2 levels'
    """
    if name == "purchase":
        if details.purchase is None:
            return None
        length = f", {details.duration}" if details.duration else ""
        return "purchase" if details.purchase else f"rental{length}"
    if name == "body_part":
        told = (details.side, details.body_part, details.level)
        return " ".join(each for each in told if each) or None
    number = _number(details, name)
    return None if number is None else Quantity(float(number), unit or name)


def _number(details: RequestDetails, name: str) -> int | None:
    if name == "levels":
        return count_levels(details.level or "") or details.visits
    return {
        "visits": details.visits,
        "quantity": details.quantity,
        "refills": details.refills,
    }.get(name)


def asking_passages(ask: Ask) -> Iterator[Statement]:
    """Yield the passages of papers and plans that hold a word of ``said``."""
    for hit in ask.records.scanned.of(ask.entry.fact, SAID):
        page = hit.page
        if not _asks(ask, page, hit.start):
            continue
        topic = ask.topics.at(page, hit.sentence, hit.start, hit.end, _REACH)
        why = ""
        if topic not in {Topic.ITEM, Topic.NONE}:
            why = "asked for of another treatment"
        elif page.document.kind not in DISPUTE_PAPERS and topic is Topic.NONE:
            why = "not tied to the treatment"
        else:
            why = ask.site.speaks_of_other_site(page, hit.start, hit.end) or ""
        yield _statement(ask, hit, why)


def _asks(ask: Ask, page: ReadPage, offset: int) -> bool:
    """Tell whether a passage is one of the request: on its papers, or in a plan."""
    if page.document.kind in DISPUTE_PAPERS:
        return True
    return (
        is_clinical(page.document)
        and ask.counts_then(page.date)
        and page.section_at(offset) in {SectionKind.PLAN, SectionKind.NARRATIVE}
    )


def _statement(ask: Ask, hit: CueHit, why: str) -> Statement:
    finding = None if why else Finding.PRESENT
    day = ask.day(hit.page, hit.start)
    return Statement(
        hit.page, hit.sentence, hit.start, hit.end, finding, why, day, Topic.ITEM
    )


def _holding(
    passages: list[Statement], value: Quantity | str, name: str | None
) -> list[Statement]:
    """Return the passages that hold the value's number; all, where none does."""
    told = [each for each in passages if each.finding is Finding.PRESENT]
    if name == "levels" or not isinstance(value, Quantity):
        return told
    figure = re.compile(rf"(?<![\d.]){value.value:g}(?![\d.]\d|\d)")
    exact = [each for each in told if figure.search(each.evidence().quote)]
    return exact or told


def papers_first(said: Statement) -> tuple[int, int, int, int]:
    """Sort the request form before reports, reviews and applications."""
    kind = PAPER_ORDER.get(said.page.document.kind, 1)
    day = said.day.toordinal() if said.day else 0
    return kind, -day, said.page.order, said.start


FINDERS: Finders = {"item_field": find_item_field}
