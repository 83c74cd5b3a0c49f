"""What the library holds of a family, counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from openimr.domain import Criterion, Edition, Family, Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """So many were checked against a source, so many were not."""

    verified: int = 0
    unverified: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.verified + self.unverified

    def __add__(self, other: "Marked") -> "Marked":
        return Marked(
            verified=self.verified + other.verified,
            unverified=self.unverified + other.unverified,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One family: which guidelines speak of it, and how much of that was checked."""

    id: str
    kind: str
    title: str
    guidelines: tuple[str, ...]
    """Ids of the guidelines whose criteria are held, in the order of the file."""

    gaps: tuple[str, ...]
    """Ids of the guidelines that are in force with no criteria known here."""

    criteria: Marked
    pages: Marked
    """Page references of the editions."""


def holding(family: Family) -> Holding:
    """Count what is held of a family, criteria of its class included.

    A criterion that stands in several lists of one guideline counts once; those shown
    for comparison belong to their own guideline and do not count again.
    """
    editions = family.editions
    return Holding(
        id=family.treatment.id,
        kind=family.treatment.kind.value,
        title=family.title,
        guidelines=_ids(e for e in editions if e.required is not None),
        gaps=_ids(e for e in editions if e.gap is not None),
        criteria=count_criteria(editions),
        pages=_count(
            {(e.guideline, e.pages, e.pages_mark) for e in editions if e.pages}
        ),
    )


def count_criteria(editions: Iterable[Edition]) -> Marked:
    """Count the different criteria of some editions; shared ones count once."""
    return _count(set(chain.from_iterable(map(_marks, editions))))


def deciding(edition: Edition) -> Iterator[Criterion]:
    """Yield the criteria of an edition without those shown for comparison."""
    if edition.required is not None:
        yield from edition.required.criteria()
    yield from edition.contraindications
    yield from edition.advisory


def _ids(editions: Iterable[Edition]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edition.guideline for edition in editions))


def _marks(edition: Edition) -> Iterator[tuple[str, str, Mark]]:
    for rule in deciding(edition):
        yield edition.guideline, rule.id, rule.mark


def _count(marked: Iterable[tuple[object, object, Mark]]) -> Marked:
    marks = [mark for *_, mark in marked]
    verified = marks.count(Mark.VERIFIED)
    return Marked(verified=verified, unverified=len(marks) - verified)
