"""Search over a corpus."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from openimr.corpus.store import Corpus
from openimr.errors import QueryError

from .compiling import Compiled, compiled
from .facets import Counts, counting
from .fields import FACETS, TEXTS
from .found import Found, Hit, Order, Suggestion
from .highlights import Highlighter
from .indexing import index_folder, is_behind
from .names import NO_NAMES, Names
from .opening import State, opened, reading, stamp_of
from .paging import Place, Placed, Run, place_of, token_of
from .parser import parse
from .queries import all_of
from .schema import SHOWN, WRITTEN
from .suggesting import meant
from .together import is_much
from .tree import Node

if TYPE_CHECKING:
    import tantivy

MOST_HITS = 1000
"""Of one page."""

MOST_VALUES = 10
"""Of one facet, where nothing else is asked for."""

_LEAST = ("decision",)
"""A field with few values, counted where only the number of items is asked for."""

_FEW_HITS = 2
_MOST_SUGGESTIONS = 3
_KEPT = 64
_OUTCOMES = frozenset(
    "decision outcome upheld overturned conclusion result rate".split()
)


@dataclass(slots=True)
class Search:
    """Finds decisions on disputed items in a corpus.

    Keeps the index open and sees what later builds add to it.  To be used by one thread
    at a time; another one opens its own.

    Args:
        corpus: what to search in.
        names: brands, synonyms and other names that queries may use.
    """

    corpus: Corpus
    names: Names = NO_NAMES
    _index: "tantivy.Index | None" = field(default=None, init=False)
    _state: State | None = field(default=None, init=False)

    @property
    def behind(self) -> bool:
        """Whether the tables hold parts that the index does not know yet."""
        return is_behind(self.corpus)

    def find(  # noqa: PLR0913, PLR0917 - one a choice of the user
        self,
        query: str,
        sort: str = Order.RELEVANCE,
        after: str | None = None,
        limit: int = 10,
        facets: Sequence[str] = FACETS,
        values: int = MOST_VALUES,
    ) -> Found:
        """Return a page of the items that a query finds.

        Args:
            query: in the language of ``docs/corpus-search.md``; nothing finds all.
            sort: relevance, newest, oldest or case.
            after: token of the page before; None: the first page.
            limit: hits of a page.
            facets: fields whose values are counted over all items found.
            values: how many values of each are listed.

        Raises:
            QueryError: the query, an order, a facet or a token cannot be used.
            InputError: there is no index, or it is damaged.
        """
        order = _order(sort)
        _check(limit, facets)
        node = parse(query)
        place = place_of(after, query, order) if after is not None else None
        state = self._now()
        with reading(self.corpus):
            made = compiled(node, state.lexicon)
            run = Run.of(made, order, state.newest)
            begun = _counting(state, node, made, facets, values)
            hits, last = _page(made, run, state, limit, place)  # while others count
            count, counts = begun()
            return Found(
                query=query,
                order=order,
                count=count,
                hits=hits,
                facets=counts,
                suggestions=_suggestions(query, node, count, state),
                after=token_of(last, query, order) if last else None,
            )

    def _now(self) -> State:
        """Return the newest state of the index."""
        folder = index_folder(self.corpus)
        stamp = stamp_of(folder)
        if self._state is not None and self._state.stamp == stamp:
            return self._state
        with reading(self.corpus):
            if self._index is None:
                self._index = opened(folder)
            else:
                self._index.reload()
            searcher = self._index.searcher()
        self._state = State.of(stamp, searcher, self.names)
        return self._state


def _order(sort: str) -> Order:
    if sort in list(Order):
        return Order(sort)
    if sort.casefold() in _OUTCOMES:
        problem = "decisions are never put in order by their outcome"
        raise QueryError(None, problem, "Ask for one outcome with decision:overturned.")
    names = ", ".join(Order)
    near = get_close_matches(sort, list(Order), n=1)
    cure = f"Did you mean {near[0]}?" if near else f"Use one of {names}."
    raise QueryError(None, f"there is no order {sort[:40]}", cure)


def _check(limit: int, facets: Sequence[str]) -> None:
    if not 0 <= limit <= MOST_HITS:
        problem = f"a page has 0 to {MOST_HITS} hits"
        raise QueryError(None, problem, "Ask for fewer, and for further pages.")
    for name in facets:
        if name not in FACETS:
            near = get_close_matches(name, FACETS, n=1)
            names = ", ".join(FACETS)
            cure = f"Did you mean {near[0]}?" if near else f"Use one of {names}."
            raise QueryError(None, f"{name[:40]} is not counted", cure)


def _count(state: State, made: Compiled) -> int:
    found: Any = state.searcher.search(made.every(), limit=1, count=True)
    return int(found.count or 0)


def _counting(
    state: State, node: Node, made: Compiled, names: Sequence[str], values: int
) -> Callable[[], Counts]:
    """Begin to count all items, and values; one pass gives both."""
    asked = (node, tuple(names), values)
    known = state.counts.get(asked)
    if known is not None:
        return lambda: known
    parts, named = _parts(state, made), names or _LEAST
    begun = counting(state.searcher, parts, named, values)

    def kept() -> Counts:
        many, facets = begun()
        found = many, facets if names else ()
        if len(state.counts) >= _KEPT:
            state.counts.pop(next(iter(state.counts)))
        state.counts[asked] = found
        return found

    return kept


def _parts(state: State, made: Compiled) -> "list[tantivy.Query]":
    """Return a query, cut in two where its count is much work."""
    if state.halves is None or not is_much(state.searcher, made.forms):
        return [made.every()]
    # Beside the whole query, not within: each half is a list that takes its time.
    return [all_of([half, made.every()]) for half in state.halves]


def _suggestions(
    query: str, node: Node, count: int, state: State
) -> tuple[Suggestion, ...]:
    """Return better queries where this one finds little; each of them finds more."""
    if count > _FEW_HITS:
        return ()
    found = []
    for each in list(meant(node, state.lexicon))[:_MOST_SUGGESTIONS]:
        better = each.put_into(query)
        more = _count(state, compiled(parse(better), state.lexicon))
        if more > count:
            found.append(
                Suggestion(
                    written=each.written, meant=each.meant, query=better, count=more
                )
            )
    return tuple(found)


def _page(
    made: Compiled, run: Run, state: State, limit: int, after: Place | None
) -> tuple[tuple[Hit, ...], Place | None]:
    """Return the hits of a page, and the last one's place if there are more."""
    if not limit:
        return (), None
    placed = run.page(state.searcher, limit + 1, after)
    highlighter = Highlighter(made)
    hits = tuple(_hit(highlighter, each) for each in placed[:limit])
    return hits, placed[limit - 1].place if len(placed) > limit else None


def _hit(highlighter: Highlighter, placed: Placed) -> Hit:
    document = placed.document
    requested, rationale, summary = _texts(document)
    told: Any = document.get_first(SHOWN)
    shown: dict[str, Any] = json.loads(bytes(told))
    shown |= {name: tuple(shown.get(name, ())) for name in ("guidelines", "pages")}
    return Hit(
        item=placed.place.item,
        requested=requested,
        decision=shown.pop("decision", None),
        passages=highlighter.passages(requested, rationale, summary),
        **shown,
    )


def _texts(document: "tantivy.Document") -> tuple[str, str, str]:
    """Return request, rationale and summary as they are written."""
    written: Any = document.get_first(WRITTEN)
    texts: dict[str, Any] = json.loads(bytes(written)) if written else {}
    requested, rationale, summary = (
        str(texts.get(name) or document.get_first(name) or "") for name in TEXTS
    )
    return requested, rationale, summary
