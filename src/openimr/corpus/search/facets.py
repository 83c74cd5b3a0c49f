"""How often each value of a field stands among all items that a query finds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .fields import BY_NAME, NOT_GIVEN, Field, Kind
from .found import Facet, FacetCount
from .schema import SEVERAL, columns_of

if TYPE_CHECKING:
    import tantivy

_EVERY = 65_000
"""More values than any field has: all are counted, so that they add up."""

_IN_ORDER = {"decision", "year"}
"""Fields whose values are listed by themselves, never by how many there are."""


def counted(
    searcher: "tantivy.Searcher",
    query: "tantivy.Query",
    names: Sequence[str],
    most: int,
) -> tuple[int, tuple[Facet, ...]]:
    """Return how many items a query finds, and the counts of some fields.

    Args:
        searcher: a state of the index.
        query: counted over all that it finds.
        names: of the fields; one at least.
        most: values to list of each field.
    """
    fields = [BY_NAME[name] for name in names]
    asked = {
        column: {"terms": {"field": column, "size": _EVERY}}
        for field in fields
        for column in columns_of(field)
    }
    found = searcher.aggregate(query, asked)
    first = found[columns_of(fields[0])[0]]["buckets"]
    many = sum(int(bucket["doc_count"]) for bucket in first)
    return many, tuple(_facet(field, found, most) for field in fields)


def _facet(field: Field, found: dict[str, Any], most: int) -> Facet:
    counts = Counter[str]()
    for column in columns_of(field):
        for bucket in found[column]["buckets"]:
            for value in _split(field, bucket["key"]):
                counts[value] += bucket["doc_count"]
    first = columns_of(field)[0]
    missing = _missing(field, found[first]["buckets"])
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


def _missing(field: Field, buckets: list[dict[str, Any]]) -> int:
    """Return the items without a value; of several columns the first one tells."""
    return sum(
        int(bucket["doc_count"])
        for bucket in buckets
        if _split(field, bucket["key"]) == [NOT_GIVEN]
    )


def _listed(field: Field, counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    if field.name in _IN_ORDER:
        return sorted(counts)
    return sorted(counts, key=lambda each: (-each[1], each[0]))
