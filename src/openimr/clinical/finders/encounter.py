"""The current examination, and the part of the body that a request is for."""

import datetime as dt
from collections.abc import Iterator

from openimr.clinical.ask import Ask, Finders, is_clinical
from openimr.clinical.body_parts import find_parts
from openimr.clinical.findings import MOST_EVIDENCE, distinct, silent, weigh
from openimr.clinical.pages import ReadPage
from openimr.clinical.sections import SectionKind
from openimr.clinical.statements import Statement, around, statements
from openimr.clinical.subjects import Topic
from openimr.domain import (
    DISPUTE_PAPERS,
    DocumentKind,
    DrugRole,
    Evidence,
    Fact,
    Finding,
)

from .item_field import field_value

RECENT_DAYS = 120
"""An examination older than this at the request is not a current one."""

_MENTIONED = frozenset({DrugRole.MENTIONED, DrugRole.STOPPED})
_REACH = 8
"""Sentences back at which the part that a drug is for may be named."""


def find_recent_exam(ask: Ask) -> Fact:
    """Answer whether a report of the last months holds an examination of the place.

    The value is its day.  Absent where the latest report says that none was made, or
    where the latest examination is too old.
    """
    said = [each for each in statements(ask) if each.day is not None]
    seen = [each for each in said if each.finding is Finding.PRESENT]
    none = [each for each in said if each.finding is Finding.ABSENT]
    if not seen:
        return weigh(ask, said)
    latest = max(each.day for each in seen if each.day)
    age = (ask.as_of - latest).days
    same = [each for each in seen if each.day == latest]
    later = [each for each in none if each.day and each.day > latest]
    recent = age <= RECENT_DAYS
    how = f"examined {latest:%m/%d/%Y}, {age} days before the request"
    finding = Finding.PRESENT if recent else Finding.ABSENT
    return Fact(
        fact=ask.entry.fact,
        finding=finding,
        value=f"{latest:%m/%d/%Y}" if recent else None,
        as_of=latest,
        evidence=distinct((e.evidence() for e in same), MOST_EVIDENCE),
        against=distinct((e.evidence() for e in later), MOST_EVIDENCE),
        how=how,
    )


def find_target_site(ask: Ask) -> Fact:
    """Answer which part of the body is to be treated, and whether guidelines hold it.

    The part is the request's own; of a request that names none, the part that the
    records treat with it.  ``by_class`` lists the parts that a treatment is meant
    for; another one answers absent.
    """
    value = field_value(ask.item.details, "body_part", None)
    parts = set(ask.site.parts)
    passages = list(_passages(ask, parts))
    if value is None:
        passages = list(_told(ask))
        if not passages:
            return silent(ask)
        value = passages[0][0]
        parts = {value}
    fitting = ask.for_item(dict(ask.entry.by_class))
    wrong = bool(fitting) and not parts & set(fitting)
    evidence = distinct((each for _, each in passages), MOST_EVIDENCE)
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.ABSENT if wrong else Finding.PRESENT,
        value=str(value),
        evidence=evidence or ask.item.evidence[:MOST_EVIDENCE],
        how="the treatment is not meant for this part" if wrong else None,
    )


def _passages(ask: Ask, parts: set[str]) -> Iterator[tuple[str, Evidence]]:
    """Yield where the request's papers and plans name the part with the treatment."""
    found: list[tuple[int, int, str, Evidence]] = []
    for page in ask.records.pages:
        if not ask.counts_then(page.date):
            continue
        paper = page.document.kind in DISPUTE_PAPERS
        for number, sentence in enumerate(page.sentences):
            if not paper and page.section_at(sentence.start) is not SectionKind.PLAN:
                continue
            for named in find_parts(page.low, sentence.start, sentence.end):
                if named.part not in parts or not _of_item(
                    ask, page, number, named.start, named.end
                ):
                    continue
                rank = 0 if page.document.kind is DocumentKind.RFA else 1 + paper
                quote = around(page, number, named.start, named.end)
                found.append((rank, page.order, named.part, quote))
                break
    found.sort(key=lambda each: each[:2])
    yield from ((part, quote) for _, _, part, quote in found)


def _of_item(ask: Ask, page: ReadPage, number: int, start: int, end: int) -> bool:
    return ask.topics.at(page, number, start, end, 1) is Topic.ITEM


def _told(ask: Ask) -> list[tuple[str, Evidence]]:
    """Return the parts that reports treat with the item; the latest report first."""
    found: list[tuple[dt.date, int, str, Evidence]] = []
    for said in _mentions(ask):
        page, number = said.page, said.sentence
        low = page.low
        first = page.sentences[max(0, number - _REACH)].start
        sentence = page.sentences[number]
        spots = find_parts(low, sentence.start, sentence.end)
        spots = spots or find_parts(low, first, sentence.start)
        if spots:
            nearest = min(spots, key=lambda e: abs(e.start - said.start))
            quote = around(page, number, said.start, said.end)
            day = said.day or dt.date.min
            found.append((day, -page.order, nearest.part, quote))
            where = page.sentence_at(nearest.start)
            if where != number:
                other = around(page, where, nearest.start, nearest.end)
                found.append((day, -page.order, nearest.part, other))
    found.sort(key=lambda each: each[:2], reverse=True)
    return [(part, quote) for _, _, part, quote in found]


def _mentions(ask: Ask) -> Iterator[Statement]:
    """Yield where reports name the item's drug or treatment in a plan."""
    drug = ask.subject.drug
    ours = [each for each in ask.records.mentions if drug and each.drug == drug]
    asked = [each for each in ours if each.role not in _MENTIONED]
    for mention in asked or ours:
        page = mention.page
        if not is_clinical(page.document):
            continue
        if not ask.counts_then(page.date):
            continue
        yield Statement(
            page,
            mention.sentence,
            mention.start,
            mention.end,
            Finding.PRESENT,
            "",
            page.date,
        )


FINDERS: Finders = {"recent_exam": find_recent_exam, "target_site": find_target_site}
