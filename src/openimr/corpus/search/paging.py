"""Pages of hits that stay in step while letters are added.

A page ends with a token that names the last item's place in the order: its tier, its
number in the order of time (or of case numbers) and its id.  The place of an item
depends on its own letter only; so the next page begins behind it, whatever has come
meanwhile, and shows no item twice and leaves none out.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NoBase64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from openimr.corpus.extra import needed
from openimr.errors import QueryError

from .compiling import Compiled
from .found import Order
from .ordering import UNDATED, UNNUMBERED
from .queries import above, below
from .schema import CASE, WHEN

if TYPE_CHECKING:
    import tantivy

_SPARE = 2
_MOST = (1 << 64) - 1
_CURE = "Ask again from the first page, without --after."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hit stands among all."""

    tier: int
    key: int
    item: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A hit in its place."""

    place: Place
    document: "tantivy.Document"


def token_of(place: Place, query: str, order: Order) -> str:
    """Return the token of the page that begins behind a place."""
    told = [_asked(query, order), place.tier, place.key, place.item]
    data = json.dumps(told, separators=(",", ":")).encode()
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def place_of(token: str, query: str, order: Order) -> Place:
    """Return the place that a token names.

    Raises:
        QueryError: it is no token of ours, or one of another query or order.
    """
    try:
        padded = token.encode("ascii") + b"=" * (-len(token) % 4)
        asked, tier, key, item = json.loads(urlsafe_b64decode(padded))
    except (ValueError, TypeError, NoBase64, RecursionError):
        raise QueryError(None, "that is no token of a page", _CURE) from None
    kinds = [type(each) for each in (asked, tier, key, item)]
    if kinds != [str, int, int, str] or not 0 <= key <= _MOST or not 0 <= tier < 9:
        raise QueryError(None, "that is no token of a page", _CURE)
    if asked != _asked(query, order):
        raise QueryError(None, "that is the token of another query or order", _CURE)
    return Place(tier, key, item)


def _asked(query: str, order: Order) -> str:
    told = f"{order} {' '.join(query.split())}".encode("utf-8", "replace")
    return blake2b(told, digest_size=6).hexdigest()


class Tiers(Protocol):
    """Gives the tiers of a query, of those items only that filters let through."""

    def __call__(self, *within: "tantivy.Query") -> "tuple[tantivy.Query, ...]":
        """Return a query for each tier."""


_Limited = Callable[[int | None, Place | None], "tuple[tantivy.Query, ...]"]


def _parted(made: Compiled, *parts: "tantivy.Query") -> Tiers:
    """Return tiers that are the parts of all that a query finds."""

    def tiers(*within: "tantivy.Query") -> "tuple[tantivy.Query, ...]":
        if not parts:
            return (made.every(*within),)
        return tuple(made.every(*within, part) for part in parts)

    return tiers


@dataclass(frozen=True, slots=True)
class Run:
    """The order of the items of a query: tiers, and the column that each is in."""

    tiers: "Tiers"
    many: int
    """How many tiers there are."""

    column: str
    descending: bool
    newest: int | None = None
    """Number in the order of time from which on only a few items stand."""

    @classmethod
    def of(cls, made: Compiled, order: Order, newest: int | None) -> "Run":
        """Return the order of what a query finds; the undated or unnumbered last."""
        if order is Order.RELEVANCE:
            many = len(made.tiers())
            return cls(made.tiers, many, column=WHEN, descending=True, newest=newest)
        if order is Order.NEWEST:
            one = _parted(made)
            return cls(one, 1, column=WHEN, descending=True, newest=newest)
        if order is Order.CASE:
            two = _parted(made, below(CASE, UNNUMBERED - 1), above(CASE, UNNUMBERED))
            return cls(two, 2, column=CASE, descending=False)
        two = _parted(made, above(WHEN, UNDATED), below(WHEN, UNDATED - 1))
        return cls(two, 2, column=WHEN, descending=False)

    def page(
        self, searcher: "tantivy.Searcher", limit: int, after: Place | None
    ) -> list[Placed]:
        """Return the next hits behind a place."""
        found: list[Placed] = []
        tiers = cache(self._limited)
        first = after.tier if after else 0
        for tier in range(first, self.many):
            behind = after if after and tier == first else None
            found += self._tier(searcher, tiers, tier, limit - len(found), behind)
            if len(found) >= limit:
                break
        return found[:limit]

    def _limited(
        self, low: int | None, after: Place | None
    ) -> "tuple[tantivy.Query, ...]":
        """Return the tiers, of those items only that stand within some limits."""
        return self.tiers(*self._limits(low, after))

    def _tier(
        self,
        searcher: "tantivy.Searcher",
        tiers: "_Limited",
        tier: int,
        limit: int,
        after: Place | None,
    ) -> list[Placed]:
        """Return hits of a tier.

        Items with the same number (of one case, or of ids that begin alike) come in no
        order; as many are taken as it needs to have all of the last number, and put in
        the order of their ids.
        """
        for low in self._bands(after):
            query = tiers(low, after)[tier]
            left = self._sorted(searcher, query, tier, limit, after)
            if low is None or len(left) >= limit:
                return left[:limit]
        return []

    def _bands(self, after: Place | None) -> Iterator[int | None]:
        """Yield numbers from which on to look: the newest few first, then all.

        Where a query finds much, the newest few fill a page, and looking at those is
        all the work there is.
        """
        if self.newest is not None and (after is None or after.key > self.newest):
            yield self.newest
        yield None

    def _limits(
        self, low: int | None, after: Place | None
    ) -> "Iterator[tantivy.Query]":
        if low is not None:
            yield above(self.column, low)
        if after is not None:
            ends = below if self.descending else above
            yield ends(self.column, after.key)

    def _sorted(
        self,
        searcher: "tantivy.Searcher",
        query: "tantivy.Query",
        tier: int,
        limit: int,
        after: Place | None,
    ) -> list[Placed]:
        """Return hits behind a place, so many at least, if there are."""
        most = limit + _SPARE
        while True:
            hits = self._top(searcher, query, most)
            placed = sorted(
                self._placed(searcher, tier, hits),
                key=lambda each: (each.place.key, each.place.item),
                reverse=self.descending,
            )
            left = [each for each in placed if self._behind(each.place, after)]
            if len(hits) < most or (
                len(left) > limit and left[limit - 1].place.key != placed[-1].place.key
            ):
                return left
            most *= 4

    def _top(
        self, searcher: "tantivy.Searcher", query: "tantivy.Query", most: int
    ) -> "list[tuple[int, tantivy.DocAddress]]":
        orders = needed("tantivy").Order
        return searcher.search(
            query,
            limit=most,
            count=False,
            order_by_field=self.column,
            order=orders.Desc if self.descending else orders.Asc,
        ).hits

    @staticmethod
    def _placed(
        searcher: "tantivy.Searcher",
        tier: int,
        hits: "list[tuple[int, tantivy.DocAddress]]",
    ) -> Iterator[Placed]:
        for key, address in hits:
            document = searcher.doc(address)
            yield Placed(Place(tier, key, str(document.get_first("item"))), document)

    def _behind(self, place: Place, after: Place | None) -> bool:
        if after is None:
            return True
        here, there = (place.key, place.item), (after.key, after.item)
        return here < there if self.descending else here > there
