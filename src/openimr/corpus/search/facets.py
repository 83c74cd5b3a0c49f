"""How often each value of a field stands among all items that a query finds."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .fields import BY_NAME, NOT_GIVEN, Field, Kind
from .found import Facet, FacetCount
from .schema import SEVERAL, columns_of
from .together import Buckets, values_of

if TYPE_CHECKING:
    import tantivy

_EVERY = 65_000
"""More values than any field has: all are counted, so that they add up."""

_IN_ORDER = {"decision", "year"}
"""Fields whose values are listed by themselves, never by how many there are."""


Counts = tuple[int, tuple[Facet, ...]]
"""How many items there are, and the values of fields among them."""


def counting(
    searcher: "tantivy.Searcher",
    queries: "Sequence[tantivy.Query]",
    names: Sequence[str],
    most: int,
) -> Callable[[], Counts]:
    """Begin to count how many items are found, and the values of some fields.

    Args:
        searcher: a state of the index.
        queries: counted over all that they find; none finds an item of another.
        names: of the fields; one at least.
        most: values to list of each field.
    """
    fields = [BY_NAME[name] for name in names]
    columns = [column for field in fields for column in columns_of(field)]
    begun = values_of(searcher, queries, columns, _EVERY)

    def counts() -> Counts:
        found = begun()
        many = sum(found[columns[0]].values())
        return many, tuple(_facet(field, found, most) for field in fields)

    return counts


def _facet(field: Field, found: Buckets, most: int) -> Facet:
    counts = Counter[str]()
    for column in columns_of(field):
        for key, many in found[column].items():
            for value in _split(field, key):
                counts[value] += many
    missing = _missing(field, found[columns_of(field)[0]])
    counts.pop(NOT_GIVEN, None)
    listed = _listed(field, counts.items())
    return Facet(
        field=field.name,
        values=tuple(FacetCount(value=v, count=n) for v, n in listed[:most]),
        others=sum(n for _, n in listed[most:]),
        not_given=missing,
    )


def _split(field: Field, key: Any) -> list[str]:
    if field.kind is Kind.NUMBER:
        return [str(int(key)) if key else NOT_GIVEN]
    return str(key).split("\n") if field.name in SEVERAL else [str(key)]


def _missing(field: Field, values: Mapping[object, int]) -> int:
    """Return the items without a value; of several columns the first one tells."""
    return sum(
        many for key, many in values.items() if _split(field, key) == [NOT_GIVEN]
    )


def _listed(field: Field, counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    if field.name in _IN_ORDER:
        return sorted(counts)
    return sorted(counts, key=lambda each: (-each[1], each[0]))
