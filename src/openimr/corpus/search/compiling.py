"""A query's tree as queries of the index, the most relevant items first.

Relevance is by place, not by a score: items where the words stand in the request come
first, then those where they stand close together in the rationale, anywhere in the
rationale, anywhere in the letter; within each, the newest.  Whether an item belongs to
one of these tiers depends on its own letter alone.  A score of the usual kind (BM25)
changes with every letter that is added, and pages of results would shift under it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .fields import BY_NAME, NOT_GIVEN, TEXTS, Kind, folded
from .lexicon import Form, Lexicon, tokens
from .queries import (
    all_of,
    any_of,
    beginning,
    between,
    everything,
    form_of,
    not_given,
    phrase,
    starting,
    terms,
    without,
)
from .schema import MARKS
from .tree import All, Any, Between, Match, Node, Not, Words, wanted

if TYPE_CHECKING:
    import tantivy

_SLOP = 8
"""Words of the rationale that may stand between those that are close together."""

_MOST_CLOSE = 6
_FEW = 8
_RANGED = {Kind.NUMBER, Kind.DAY}
_SHOWN_FIELDS = {"drug", "treatment", "body"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A query, ready for the index."""

    node: Node
    lexicon: Lexicon
    forms: tuple[tuple[Form, ...], ...]
    """What to show of each word that was asked for: any of a few forms."""

    prefixes: tuple[str, ...]
    """Beginnings of words to show."""

    def every(self, *within: "tantivy.Query") -> "tantivy.Query":
        """Return what finds every item, of those only that some filters let through.

        The filters stand beside each place where words are looked for: above the places
        the index would compare the words of all items before it leaves any out.
        """
        found = _Builder(self.lexicon, within).of(self.node, TEXTS)
        return all_of([*within, found])

    def tiers(self, *within: "tantivy.Query") -> "tuple[tantivy.Query, ...]":
        """Return the same items cut into groups, the most relevant first."""
        tiers = _Builder(self.lexicon, within).tiers(self.node)
        return tuple(_parted([all_of([*within, tier]) for tier in tiers]))


def compiled(node: Node, lexicon: Lexicon) -> Compiled:
    """Return a query for one state of the index."""
    build = _Builder(lexicon)
    leaves = tuple(wanted(node))
    words = [leaf for leaf in leaves if isinstance(leaf, Words)]
    asked = [leaf for leaf in leaves if isinstance(leaf, Match)]
    shown = [lexicon.forms(leaf) for leaf in words if not leaf.prefix]
    shown += [
        build.forms_of(leaf) for leaf in asked if leaf.field.name in _SHOWN_FIELDS
    ]
    starts = [form[-1] for leaf in words if leaf.prefix for form in lexicon.forms(leaf)]
    return Compiled(
        node=node,
        lexicon=lexicon,
        forms=tuple(forms for forms in shown if forms),
        prefixes=tuple(sorted({each for start in starts for each in start})),
    )


def _parted(tiers: "Sequence[tantivy.Query]") -> "Iterable[tantivy.Query]":
    """Yield each tier without the items of those before it."""
    for n, tier in enumerate(tiers):
        yield without(tier, tiers[:n]) if n else tier


@dataclass(frozen=True, slots=True)
class _Builder:
    lexicon: Lexicon
    within: "tuple[tantivy.Query, ...]" = ()

    def of(self, node: Node, places: Sequence[str]) -> "tantivy.Query":
        """Return a query; words without a field are looked for in some places."""
        if isinstance(node, All):
            return self._all(node.parts, places)
        if isinstance(node, Any):
            return any_of(self.of(part, places) for part in node.parts)
        if isinstance(node, Not):
            # In all places always: otherwise a tier would hold what the query bars.
            return without(everything(), [self.of(node.part, TEXTS)])
        if isinstance(node, Words):
            where = (node.place,) if node.place else places
            return any_of(self._within(self._words(node, place)) for place in where)
        if isinstance(node, Match):
            return self._match(node)
        return between(node, ())

    def _all(self, parts: Sequence[Node], places: Sequence[str]) -> "tantivy.Query":
        guidelines = self._guidelines(parts)
        must = []
        for part in parts:
            if isinstance(part, Not):
                continue
            if isinstance(part, Between) and part.field.kind is Kind.PAGE:
                must.append(between(part, guidelines))
            else:
                must.append(self.of(part, places))
        barred = [self.of(each.part, TEXTS) for each in parts if isinstance(each, Not)]
        return without(all_of(must), barred) if barred else all_of(must)

    def _guidelines(self, parts: Sequence[Node]) -> tuple[str, ...]:
        """Return the guideline that a page beside it belongs to."""
        named = [
            part
            for part in parts
            if isinstance(part, Match)
            and part.field.name == "guideline"
            and folded(part.value) != NOT_GIVEN
        ]
        return self.lexicon.meant(named[0]) if len(named) == 1 else ()

    def _within(self, query: "tantivy.Query") -> "tantivy.Query":
        return all_of([*self.within, query])

    def _words(self, words: Words, place: str) -> "tantivy.Query":
        forms = self.lexicon.forms(words)
        if words.prefix:
            return any_of(starting(place, form) for form in forms)
        return any_of(form_of(place, form) for form in forms)

    def _match(self, match: Match) -> "tantivy.Query":
        field = match.field
        if field.kind in _RANGED:
            return not_given(field.name)
        if field.kind is Kind.PAGE and folded(match.value) != NOT_GIVEN:
            return terms(self._pages(match))
        values = self.lexicon.meant(match)
        if match.prefix and field.kind is Kind.CODE:
            return beginning(MARKS, f"{field.name}={values[0]}")
        return terms([f"{field.name}={value}" for value in values])

    def _pages(self, match: Match) -> list[str]:
        guideline, page = match.value.replace(":", " ").rsplit(maxsplit=1)
        meant = self.lexicon.named(BY_NAME["guideline"], folded(guideline))
        return [f"page={each} {int(page)}" for each in sorted(meant)]

    def forms_of(self, match: Match) -> tuple[Form, ...]:
        """Return how the name of a value may stand in a letter."""
        names = dict.fromkeys((match.value, *self.lexicon.meant(match)[:_FEW]))
        written = (
            Words(text=name, start=0, end=0, phrase=True)
            for name in names
            if folded(name) != NOT_GIVEN
        )
        return tuple(form for each in written for form in self.lexicon.forms(each))

    def tiers(self, node: Node) -> "list[tantivy.Query]":
        """Return queries, each for fewer items than the next; the last for every."""
        every = self.of(node, TEXTS)
        loose = [
            leaf
            for leaf in wanted(node)
            if isinstance(leaf, Words) and leaf.place is None
        ]
        if not loose:
            return [every]
        found = []
        if isinstance(node, Any):
            found.append(self.of(All(node.parts), TEXTS))
        found.append(self.of(node, TEXTS[:1]))
        rationale = self.of(node, TEXTS[:2])
        close = self._close(node, loose)
        if close is not None:
            found.append(all_of([close, rationale]))
        return [*found, rationale, every]

    def _close(self, node: Node, words: list[Words]) -> "tantivy.Query | None":
        """Return what finds the words in a few words of the rationale."""
        if not isinstance(node, All) or not 1 < len(words) <= _MOST_CLOSE:
            return None
        if any(each.prefix or each not in node.parts for each in words):
            return None
        typed = [token for each in words for token in tokens(each.text)]
        return phrase("rationale", typed, _SLOP) if len(typed) > 1 else None
