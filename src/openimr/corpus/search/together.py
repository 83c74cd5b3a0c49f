"""Parts of one question that are answered side by side.

The index works outside Python's lock, so that threads do use further cores: the hits of
the page are looked up while the values are counted, and a count that must read the
places of frequent words (``"low back pain"``) is made over two halves of the items: one
by a thread, and one by who looked up the hits.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, reduce
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from openimr.corpus.extra import needed

from .fields import TEXTS
from .lexicon import Form
from .queries import above, below
from .schema import PART, PART_NUMBER

if TYPE_CHECKING:
    import tantivy

_MUCH = 60_000
"""Items whose words must be compared in their places; from here on two are quicker."""

_FIRST = 0.57
"""Share of the items in the first half, for who counts the second looks up hits first.
"""

_MOST_THREADS = 3
_MOST_PARTS = 60_000


@cache
def crew() -> ThreadPoolExecutor:
    """Return the threads of this process that answer parts of a question."""
    many = min(_MOST_THREADS, os.cpu_count() or 1)
    return ThreadPoolExecutor(many, thread_name_prefix="search")


def parts_in(searcher: "tantivy.Searcher") -> dict[str, int]:
    """Return the parts of the corpus that an index holds, with their items."""
    every = needed("tantivy").Query.all_query()
    found = values_of(searcher, [every], [PART], _MOST_PARTS)()[PART]
    return {str(name): many for name, many in found.items()}


def part_numbers(searcher: "tantivy.Searcher") -> dict[int, int]:
    """Return the numbers of the parts that an index holds, with their items."""
    every = needed("tantivy").Query.all_query()
    counts = values_of(searcher, [every], [PART_NUMBER], _MOST_PARTS)()
    found: Mapping[Any, int] = counts[PART_NUMBER]
    return {int(number): many for number, many in found.items()}


def halves(
    numbers: Mapping[int, int],
) -> "tuple[tantivy.Query, tantivy.Query] | None":
    """Return what cuts all items in two by the parts that they stand in.

    Args:
        numbers: of the parts of the corpus, each with the count of its items.
    """
    if len(numbers) < 2:
        return None
    *ordered, last = sorted(numbers)
    upto = list(accumulate(numbers[number] for number in ordered))
    most = (upto[-1] + numbers[last]) * _FIRST
    cut = ordered[max(1, sum(many <= most for many in upto)) - 1]
    return below(PART_NUMBER, cut), above(PART_NUMBER, cut + 1)


def is_much(searcher: "tantivy.Searcher", forms: Iterable[Sequence[Form]]) -> bool:
    """Tell whether words side by side are asked for that all stand in many items."""
    work = 0
    for form in (form for ways in forms for form in ways if len(form) > 1):
        # Any of the last word's variants will do: this is a guess at what it costs.
        words = [min(each) for each in form]
        for place in TEXTS:
            work += min(searcher.doc_freq(place, word) for word in words)
    return work > _MUCH


Buckets = Mapping[str, Mapping[object, int]]
"""By column: how many items have each value."""


def values_of(
    searcher: "tantivy.Searcher",
    queries: "Sequence[tantivy.Query]",
    columns: Sequence[str],
    most: int,
) -> Callable[[], Buckets]:
    """Begin to count the values of columns among all items that some queries find.

    Args:
        searcher: a state of the index.
        queries: one, or several that find no item twice.  The first is counted by a
            thread, the others by who waits, who should have other work before.
        columns: of the index.
        most: values of a column.

    Returns:
        What waits for the counts; meanwhile something else can be done.
    """
    asked = {name: {"terms": {"field": name, "size": most}} for name in columns}
    begun = crew().submit(searcher.aggregate, queries[0], asked)

    def counts() -> Buckets:
        rest = [_buckets(searcher.aggregate(each, asked)) for each in queries[1:]]
        return reduce(_added, rest, _buckets(begun.result()))

    return counts


def _buckets(found: Mapping[str, Any]) -> Buckets:
    return {
        name: {each["key"]: int(each["doc_count"]) for each in column["buckets"]}
        for name, column in found.items()
    }


def _added(one: Buckets, other: Buckets) -> Buckets:
    return {name: Counter(one[name]) + Counter(other[name]) for name in one}
