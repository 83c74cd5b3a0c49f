"""Pairs of near-identical items with opposite outcomes, and what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from openimr.corpus.store import Corpus
from openimr.domain import Decision
from openimr.text import clean, find_sentences

from .boilerplate import sketches_of
from .keys import item_keys
from .marks import MARKS
from .parts import rows_of
from .sketching import Numbers, alike, buckets
from .texts import content_words
from .wordings import wordings

if TYPE_CHECKING:
    import duckdb

_BAND = 3
"""Places of a band: of summaries that share half of their words, 94 % come together."""

_MOST = 60
"""Items of a bucket that are compared each with each; in a larger one, the first."""

_SENTENCES = 2
_DETAILS = (
    *("requested", "strength", "quantity", "refills", "visits", "side", "level"),
    *("priority", "age", "sex", "specialty", "year", "guidelines", "pages"),
)
"""What two twins may still differ in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """One of a pair."""

    item: str
    source: str
    decision: str
    requested: str
    year: int | None
    specialty: str | None
    only_here: tuple[str, ...]
    """Sentences of its summary that have least in common with the other's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A column in which twins differ, in the order of the pair."""

    column: str
    values: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two items alike in all that is compared, decided otherwise."""

    treatment: str
    twins: tuple[Twin, Twin]
    """In the order of their ids, which says nothing."""

    alike: float
    """Share of the longer words of their summaries that both hold."""

    criteria: int
    """Criteria that were weighed of both and came out the same."""

    differs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """What was found in a corpus."""

    pairs: tuple[Pair, ...]
    """The most alike first, as many as were asked for."""

    found: int
    """Pairs in all: each item with its most similar opposite."""

    among: int
    """Decided items that were looked at."""

    weighed: int
    """Of these, items whose criteria a replay has weighed."""


def opposite_twins(corpus: Corpus, marks: Sequence[Path], limit: int = 20) -> Twins:
    """Return pairs of near-identical items with opposite outcomes, nearest first.

    Near-identical: the same treatment, drug, strength, class of amount, body part and
    criteria profile, and summaries that share half of their longer words.  Where no
    replay has weighed criteria the rest has to do.
    """
    keys = item_keys(corpus)
    known = rows_of(marks, ("item", "decision", "summary"), MARKS)
    found = list(_pairs(known, keys.by_item))
    found.sort(key=lambda each: (-each[0], each[1], each[2]))
    items = known.column("item")
    with corpus.connect() as database:
        chosen = [
            (share, *sorted((items[one].as_py(), items[other].as_py())))
            for share, one, other in found[:limit]
        ]
        pairs = tuple(_pair(database, *each) for each in chosen)
    return Twins(
        pairs=pairs, found=len(found), among=len(keys.by_item), weighed=keys.weighed
    )


def _pairs(known: pa.Table, keys: dict[str, int]) -> Iterator[tuple[float, int, int]]:
    """Yield (share, row, row): each overturned item and its most similar opposite."""
    key = np.array([keys.get(item, -1) for item in known.column("item").to_pylist()])
    valid = known.column("summary").is_valid().to_numpy()
    kept = np.flatnonzero((key >= 0) & valid)
    sketches = sketches_of(known.column("summary"), kept)
    of_key = key[kept].astype(np.uint64)
    sides = np.array(known.column("decision").take(pa.array(kept)).to_pylist(), np.str_)
    best: dict[int, tuple[float, int]] = {}
    for group in buckets(sketches, _BAND, of_key):
        overturned = group[sides[group] == Decision.OVERTURNED.value][:_MOST]
        upheld = group[sides[group] == Decision.UPHELD.value][:_MOST]
        if len(upheld):
            for one in overturned:
                _better(best, int(one), upheld, alike(sketches[one], sketches[upheld]))
    for one, (share, other) in best.items():
        if share >= wordings().twins:
            yield share, int(kept[one]), int(kept[other])


def _better(
    best: dict[int, tuple[float, int]], one: int, others: Numbers, shares: Any
) -> None:
    at = int(np.argmax(shares))
    share, other = float(shares[at]), int(others[at])
    if one not in best or (share, -other) > (best[one][0], -best[one][1]):
        best[one] = (share, other)


def _pair(
    database: "duckdb.DuckDBPyConnection", _: float, one: str, other: str
) -> Pair:
    first, second = (_row(database, item) for item in (one, other))
    words = [set(content_words(row["summary_text"] or "")) for row in (first, second)]
    union = words[0] | words[1]
    weighed = [_criteria(database, item) for item in (one, other)]
    return Pair(
        treatment=first["treatment"] or "",
        twins=(_twin(first, second), _twin(second, first)),
        alike=len(words[0] & words[1]) / len(union) if union else 0.0,
        criteria=len(weighed[0] & weighed[1]),
        differs=tuple(
            Difference(column=name, values=(_told(first[name]), _told(second[name])))
            for name in _DETAILS
            if first[name] != second[name]
        ),
    )


def _row(database: "duckdb.DuckDBPyConnection", item: str) -> dict[str, Any]:
    query = (
        "SELECT items.*, source, summary_text FROM items JOIN letters USING (letter) "
        "WHERE item = $item"
    )
    asked = database.sql(query, params={"item": item})
    return asked.to_arrow_table().to_pylist()[0]  # type: ignore[no-any-return]


def _criteria(database: "duckdb.DuckDBPyConnection", item: str) -> set[tuple[str, str]]:
    rows = database.execute(
        "SELECT rule, status FROM criteria WHERE item = $item", {"item": item}
    ).fetchall()
    return {(rule, status) for rule, status in rows}


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "not stated" if value is None else str(value)


def _twin(row: dict[str, Any], other: dict[str, Any]) -> Twin:
    return Twin(
        item=row["item"],
        source=row["source"],
        decision=row["decision"],
        requested=row["requested"] or "",
        year=row["year"],
        specialty=row["specialty"],
        only_here=_only(row["summary_text"] or "", other["summary_text"] or ""),
    )


def _only(text: str, other: str) -> tuple[str, ...]:
    """Return the sentences of a text that hold most words which the other lacks."""
    theirs = set(content_words(other))
    found = []
    for sentence in find_sentences(clean(text).text):
        new = [word for word in content_words(sentence.text) if word not in theirs]
        if new:
            found.append((-len(new), sentence.start, " ".join(sentence.text.split())))
    chosen = sorted(found)[:_SENTENCES]
    return tuple(words for _, _, words in sorted(chosen, key=lambda each: each[1]))
