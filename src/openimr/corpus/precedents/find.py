"""The road from an item to its precedents on both sides."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from openimr.corpus.store import Corpus

from .answers import Hit, Precedents, Side
from .asking import Asked, Names, Point, Profiler
from .candidates import SIDES, candidates
from .kept import made_points
from .profiles import made_table, profiles_of, stored_points
from .ranking import Ranked, again, rank
from .reading import Words, read_words
from .separating import Neighbour, Separator, neighbours, separator
from .showing import hit
from .weighing import weights

if TYPE_CHECKING:
    import duckdb

LIMIT = 5


def precedents(
    corpus: Corpus,
    asked: Asked,
    names: Names,
    profiler: Profiler | None = None,
    limit: int = LIMIT,
) -> Precedents:
    """Return the nearest upheld and the nearest overturned items of a corpus.

    Both sides are looked up alike and listed apart, each by nearness; ties by item id.

    Args:
        corpus: where to look.
        asked: the item; its own letter is left out.
        names: treatments' kin, labels of facts, phases of rules.
        profiler: weighs criteria of near items that no replay has weighed.
        limit: items to return of each side.

    Raises:
        InputError: duckdb, an optional part of this package, is not installed.
    """
    with corpus.connect() as database:
        found = candidates(database, asked, names, max(limit, weights().most))
        stored = stored_points(database, found["item"])
        profiles = profiles_of(found["item"], stored, asked.criteria)
        ranked = rank(asked, names, found, profiles).cut(max(limit, weights().pool))
        words = read_words(database, ranked.found["item"], ranked.found["letter"])
        ranked = ranked.with_text(asked, words)
        replayed = _replayed(database, ranked.found["item"])
    made: list[tuple[str, Point]] = []
    if profiler is not None and not replayed.issuperset(ranked.found["item"]):
        ranked = ranked.cut(max(limit, weights().made))
        wanted = [words[i] for i in ranked.found["item"] if i not in replayed]
        made = made_points(corpus, wanted, names, profiler)
        ranked = _with_made(ranked, asked, names, stored, made)
    near, among = _near(ranked), found.sides()
    hits = _hits(asked, names, ranked, words, limit)
    return Precedents(
        asked=asked,
        sides=tuple(
            Side(outcome=side, hits=hits[side], among=among[side], near=len(near[side]))
            for side in SIDES
        ),
        separator=_separator(asked, ranked, near),
        profiled=sum(bool(each.statuses) for side in near.values() for each in side),
        made=len({item for item, _ in made}),
    )


def _with_made(
    ranked: Ranked,
    asked: Asked,
    names: Names,
    stored: pa.Table,
    made: list[tuple[str, Point]],
) -> Ranked:
    """Return items ranked anew, with criteria that were weighed for the question."""
    items = ranked.found["item"]
    held = stored.filter(pc.is_in(stored["item"], value_set=pa.array(items)))
    points = pa.concat_tables([held, made_table(made)])
    return again(ranked, asked, names, profiles_of(items, points, asked.criteria))


def _replayed(database: "duckdb.DuckDBPyConnection", items: list[str]) -> set[str]:
    """Return the items that a replay has weighed, even where there are no criteria."""
    rows = database.execute(
        "SELECT item FROM replays WHERE item IN (SELECT unnest($items)) "
        "UNION SELECT item FROM criteria WHERE item IN (SELECT unnest($items))",
        {"items": items},
    ).fetchall()
    return {item for (item,) in rows}


def _near(ranked: Ranked) -> dict[str, list[Neighbour]]:
    nearness = ranked.nearness()
    return {
        side: neighbours(
            [
                Neighbour(
                    nearness=float(nearness[row]), statuses=ranked.profiles.of(row)
                )
                for row in ranked.nearest(side)[: weights().most]
            ]
        )
        for side in SIDES
    }


def _hits(
    asked: Asked, names: Names, ranked: Ranked, words: Mapping[str, Words], limit: int
) -> dict[str, tuple[Hit, ...]]:
    items = ranked.found["item"]
    return {
        side: tuple(
            hit(ranked, row, asked, names, words[items[row]])
            for row in ranked.nearest(side)[:limit]
        )
        for side in SIDES
    }


def _separator(
    asked: Asked, ranked: Ranked, near: Mapping[str, list[Neighbour]]
) -> Separator | None:
    profiles = ranked.profiles
    weigh = dict(zip(profiles.rules, map(float, ranked.telling), strict=True))
    statuses = {point.rule: point.status for point in reversed(asked.criteria)}
    return separator(near, profiles.facts, weigh, statuses)
