"""A published letter, ready for its page and for its files."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from openimr.casework.corpus_letter import shown_name
from openimr.corpus.shelf import ShelvedCitation, ShelvedItem, ShelvedLetter
from openimr.domain.page_list import page_spans

from .questions import Asked
from .showing import Link, cited_link

_COLUMNS = (
    "item number requested decision conclusion treatment kind category drug drug_class "
    "strength quantity refills visits body_part side level retrospective guidelines "
    "pages other_evidence rationale_text"
).split()
_HEAD = "letter case_number decision_date specialty".split()
_FIELDS = (
    ("drug", "drug", "Drug"),
    ("drug_class", "class", "Drug class"),
    ("treatment", "treatment", "Treatment"),
    ("category", "category", "Category"),
    ("body_part", "body", "Body part"),
)
"""Column of an item, field of a query, and what it is called."""


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """A guideline that the letter names, with the way to all that rely on it."""

    link: Link
    topic: str | None


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A disputed item of the letter."""

    item: ShelvedItem
    details: tuple[tuple[str, Link], ...]
    reviewer: tuple[ShownCitation, ...]
    administrator: tuple[ShownCitation, ...]


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A published letter."""

    letter: ShelvedLetter
    title: str
    source: str
    """Address where it is published; empty where the corpus tells none."""

    items: tuple[ShownItem, ...]


def shown_letter(letter: ShelvedLetter) -> ShownLetter:
    """Return a letter for its page."""
    source = public_source(letter.source)
    return ShownLetter(
        letter=letter,
        title=letter.case_number or f"Letter {letter.letter[:12]}",
        source=source if source.startswith("http") else "",
        items=tuple(map(_item, letter.items)),
    )


def public_source(source: str | None) -> str:
    """Return where a letter comes from, without folders of the machine.

    >>> public_source("https://example.org/imr/CM14-1.pdf")
    'https://example.org/imr/CM14-1.pdf'
    >>> public_source("/data/letters/CM14-1.txt"), public_source("a.zip!b/c.txt")
    ('CM14-1.txt', 'c.txt')
    """
    told = source or ""
    if told.startswith(("https://", "http://")):
        return told
    return told.replace("\\", "/").replace("!", "/").rpartition("/")[2]


def _item(item: ShelvedItem) -> ShownItem:
    return ShownItem(
        item=item,
        details=tuple(_details(item)),
        reviewer=_cited(item.citations, "reviewer"),
        administrator=_cited(item.citations, "claims_administrator"),
    )


def _details(item: ShelvedItem) -> Iterator[tuple[str, Link]]:
    for column, field, title in _FIELDS:
        value: str | None = getattr(item, column)
        if value:
            asked = Asked(filters=(f"{field}:{value}",))
            yield title, Link(shown_name(field, value), asked.address())


def _cited(
    citations: tuple[ShelvedCitation, ...], by: str
) -> tuple[ShownCitation, ...]:
    return tuple(
        ShownCitation(
            cited_link(each.guideline or each.name, dict(page_spans(each.pages or ""))),
            each.topic,
        )
        for each in citations
        if each.cited_by == by and (each.guideline or each.name)
    )


def as_object(letter: ShelvedLetter) -> dict[str, Any]:
    """Return a letter for JSON, days as YYYY-MM-DD, by the names of the tables."""
    told = asdict(letter)
    told["source"] = public_source(letter.source)
    return told


def as_rows(letter: ShelvedLetter) -> Iterator[list[object]]:
    """Yield a head and a row an item, for a spreadsheet."""
    yield [*_HEAD, *_COLUMNS]
    head = [getattr(letter, name) for name in _HEAD]
    for item in letter.items:
        yield [*head, *(getattr(item, name) for name in _COLUMNS)]
