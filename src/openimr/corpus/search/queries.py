"""Queries of the index, put together from smaller ones."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from openimr.corpus.extra import needed

from .fields import Kind
from .lexicon import Form
from .schema import MARKS, schema
from .tree import Between

if TYPE_CHECKING:
    import tantivy

_FEW = 8
"""Up to so many terms are asked for one by one, which is quicker."""


_MEANT = frozenset("\\.+*?()|[]{}^$#&-~")
"""Signs that mean something in a pattern (syntax of the crate regex)."""


def _query() -> Any:
    return needed("tantivy").Query


def _occur() -> Any:
    return needed("tantivy").Occur


def everything() -> "tantivy.Query":
    """Return the query that finds every item."""
    return _query().all_query()  # type: ignore[no-any-return]


def any_of(queries: "Iterable[tantivy.Query]") -> "tantivy.Query":
    """Return what finds the items of any query; of no query, nothing."""
    found = list(queries)
    if not found:
        return _query().empty_query()  # type: ignore[no-any-return]
    if len(found) == 1:
        return found[0]
    should = _occur().Should
    return _query().boolean_query(  # type: ignore[no-any-return]
        [(should, query) for query in found]
    )


def all_of(queries: "Sequence[tantivy.Query]") -> "tantivy.Query":
    """Return what finds the items that every query finds; of no query, all."""
    if len(queries) < 2:
        return queries[0] if queries else everything()
    must = _occur().Must
    return _query().boolean_query(  # type: ignore[no-any-return]
        [(must, query) for query in queries]
    )


def without(
    query: "tantivy.Query", barred: "Iterable[tantivy.Query]"
) -> "tantivy.Query":
    """Return what finds the items of a query that none of the barred ones finds."""
    occur = _occur()
    parts = [(occur.Must, query), *((occur.MustNot, each) for each in barred)]
    return _query().boolean_query(parts)  # type: ignore[no-any-return]


def terms(values: "Sequence[str]") -> "tantivy.Query":
    """Return what finds items with any of some marks."""
    if len(values) > _FEW:
        return _query().term_set_query(  # type: ignore[no-any-return]
            schema(), MARKS, list(values)
        )
    return any_of(_term(MARKS, value) for value in values)


def form_of(place: str, form: Form) -> "tantivy.Query":
    """Return what finds words side by side in a part of the letter."""
    before = [next(iter(words)) for words in form[:-1]]
    if not before:
        return any_of(_term(place, word) for word in sorted(form[-1]))
    return any_of(phrase(place, [*before, last]) for last in sorted(form[-1]))


def phrase(place: str, words: Sequence[str], slop: int = 0) -> "tantivy.Query":
    """Return what finds two words or more in their order, with a few between."""
    return _query().phrase_query(  # type: ignore[no-any-return]
        schema(), place, list(words), slop=slop
    )


def starting(place: str, form: Form) -> "tantivy.Query":
    """Return what finds words side by side, of which the last is a beginning."""
    words = [next(iter(each)) for each in form]
    if len(words) == 1:
        return beginning(place, words[0])
    return _query().phrase_prefix_query(  # type: ignore[no-any-return]
        schema(), place, words
    )


def beginning(place: str, start: str) -> "tantivy.Query":
    """Return what finds terms that begin in a way."""
    pattern = f"{_escaped(start)}.*"
    return _query().regex_query(  # type: ignore[no-any-return]
        schema(), place, pattern
    )


def between(leaf: Between, guidelines: Sequence[str]) -> "tantivy.Query":
    """Return what finds numbers from one to another; pages of some guidelines only.

    Args:
        leaf: the field and both ends.
        guidelines: folded ids or names; none: pages of any.
    """
    if leaf.field.kind is Kind.PAGE:
        leads = [f"{each} " for each in guidelines] or [""]
        pages = range(leaf.low, leaf.high + 1)
        return terms([f"page={lead}{page}" for lead in leads for page in pages])
    return _range(leaf.field.name, leaf.low, leaf.high)


def not_given(name: str) -> "tantivy.Query":
    """Return what finds the items for which a number is not given."""
    if name == "year":
        return _range(name, 0, 0)
    return without(everything(), [_query().exists_query(name)])


def above(name: str, low: int) -> "tantivy.Query":
    """Return what finds numbers from one on."""
    return _range(name, low, None)


def below(name: str, high: int) -> "tantivy.Query":
    """Return what finds numbers up to one."""
    return _range(name, None, high)


def _range(name: str, low: int | None, high: int | None) -> "tantivy.Query":
    kind = needed("tantivy").FieldType.Unsigned
    return _query().range_query(  # type: ignore[no-any-return]
        schema(), name, kind, low, high
    )


def _term(place: str, value: str) -> "tantivy.Query":
    return _query().term_query(  # type: ignore[no-any-return]
        schema(), place, value, index_option="basic"
    )


def _escaped(text: str) -> str:
    """Return a text for a pattern; a stroke before any other sign means something."""
    return "".join(f"\\{sign}" if sign in _MEANT else sign for sign in text)
