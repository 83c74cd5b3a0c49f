"""Who makes what is sold under a brand (``makers.yaml``)."""

from dataclasses import dataclass
from functools import cache

from . import knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class _Makers:
    makers: dict[str, tuple[str, ...]]


@cache
def _by_brand() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for maker, brands in knowledge.load("makers.yaml", _Makers).makers.items():
        for brand in brands:
            found[brand] = (*found.get(brand, ()), maker)
    return found


def makers_of(brand: str | None) -> tuple[str, ...]:
    """Return the makers that a brand may stand for; none where it is not known.

    >>> makers_of("OxyContin"), makers_of(None)
    (('Purdue Pharma',), ())
    """
    return _by_brand().get(" ".join((brand or "").casefold().split()), ())
