"""Parts of a desk's page, as values: passages, facts, criteria, sources."""

from dataclasses import dataclass

from openimr.domain import CriterionEntry, FactEntry
from openimr.domain.own_work import OverrulingEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a page, and where the desk opens it."""

    words: str
    place: str
    """Such as ``D4 p. 9``: document and page of the file."""

    number: int | None
    """Page of the case; None where the case has no such page."""

    href: str
    start: int | None = None
    end: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactShown:
    """A fact with its passages, and what was searched where there are none."""

    entry: FactEntry
    own: bool
    """True where the reviewer added it."""

    evidence: tuple[Quote, ...]
    against: tuple[Quote, ...]
    nearest: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionShown:
    """A criterion with its fact and the reviewer's judgement of it."""

    place: int
    """1-based place among the criteria of the item."""

    entry: CriterionEntry
    guideline: str
    """Name of the guideline that asks it."""

    fact: FactShown | None
    overruled: OverrulingEntry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Criteria that stand together; one of several alternatives where it is named."""

    name: str | None
    criteria: tuple[CriterionShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Criteria of one role."""

    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShown:
    """A source of the editor with the page it opens."""

    mark: str
    quote: Quote | None
    guideline: str
    pages: str | None
