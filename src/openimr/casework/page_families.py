"""Which treatments the library finds on a guideline's page."""

from collections.abc import Iterable, Mapping
from functools import cache

from openimr.domain import Family, ItemKind
from openimr.domain.page_list import page_numbers

from .engine import knowledge

Pages = Mapping[tuple[str, int], frozenset[str]]


def families_on(guideline: str, pages: str) -> frozenset[str]:
    """Return the families whose editions stand on pages of a guideline."""
    known = _by_page()
    each = [known.get((guideline, page), frozenset()) for page in page_numbers(pages)]
    return frozenset().union(*each)


def is_related(one: str, other: str) -> bool:
    """Tell whether one family is the other's class, or both are of one class."""
    return bool(_line(one) & _line(other))


def kind_of(family: str) -> ItemKind:
    """Return what sort of treatment a family is."""
    return knowledge().library.family(family).treatment.kind


def _line(family: str) -> frozenset[str]:
    return frozenset({family, *knowledge().library.family(family).treatment.ancestors})


@cache
def _by_page() -> Pages:
    return _pages(knowledge().library.families)


def _pages(families: Iterable[Family]) -> Pages:
    found: dict[tuple[str, int], set[str]] = {}
    for family in families:
        for edition in family.editions:
            for page in page_numbers(edition.pages or ""):
                place = edition.guideline, page
                found.setdefault(place, set()).add(family.treatment.id)
    return {place: frozenset(ids) for place, ids in found.items()}
