"""What a search gives back."""

from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """Orders of hits; there is none by outcome, on purpose."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence or a few of the letter, and which of its words were asked for."""

    place: str
    """requested, rationale or summary."""

    start: int
    """Character of that part of the letter at which the passage begins."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """Start and end of each word to be marked, in characters of ``text``; in order,
    never one inside another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A decision on a disputed item."""

    item: str
    letter: str
    number: int
    """Of the item in its letter, from 1."""

    requested: str
    decision: str | None
    passages: tuple[Passage, ...]
    source: str | None = None
    """Address of the letter's file."""

    case_number: str | None = None
    treatment: str | None = None
    drug: str | None = None
    drug_class: str | None = None
    category: str | None = None
    body_part: str | None = None
    conclusion: str | None = None
    year: int | None = None
    decision_date: str | None = None
    """Day as YYYY-MM-DD."""

    specialty: str | None = None
    guidelines: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """Such as ``mtus_cp_2009 63``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How many of the items found have a value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The values of a field among all items found, not only those of this page.

    Where an item has one value at most, the counts, ``others`` and ``not_given`` add up
    to all items found.  An item cites several guidelines and pages and counts under
    each.
    """

    field: str
    values: tuple[FacetCount, ...]
    """The most frequent, by count and then by name; decisions by name only, years in
    their order."""

    others: int = 0
    """Counts of the values that are not listed."""

    not_given: int = 0
    """Items whose letter gives none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What was perhaps meant."""

    written: str
    meant: str
    query: str
    """The whole query with this word put in."""

    count: int
    """Items that it finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of hits."""

    query: str
    order: Order
    count: int
    """Items found in all."""

    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    after: str | None = None
    """What the next page is asked for with; None where this is the last one."""
