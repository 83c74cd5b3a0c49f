"""Families of rationales that are one text, adapted by names and numbers at most."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from openimr.corpus.store import Corpus
from openimr.text import clean, find_sentences

from .marks import MARKS
from .masking import own_sentences
from .parts import rows_of
from .sketching import PLACES, Numbers, Sketches, families, groups
from .wordings import wordings

if TYPE_CHECKING:
    import duckdb

_BAND = 5
"""Places of a band: of texts that share 0.8 of their runs, 99 % come together."""

_MOSTLY = 0.8
"""Share of the members whose texts are read that must hold what is shared."""

_READ = 20
"""Members whose texts are compared for the words that they share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Rationales that are one text."""

    letters: int
    items: int
    specialties: Mapping[str, int]
    """Items by the reviewer's specialty, in the order of their names."""

    outcomes: Mapping[str, int]
    """Items by outcome, in the order of their names."""

    treatments: Mapping[str, int]
    years: tuple[int, int] | None
    shared: tuple[str, ...]
    """Sentences of the first member that most members read here hold, numbers and names
    aside."""

    members: tuple[str, ...]
    """Ids of items, the first ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """What was found in a corpus."""

    families: tuple[Family, ...]
    """The largest first, as many as were asked for."""

    found: int
    items: int
    """Items in families."""

    among: int
    """Items whose rationale has words enough to be compared."""


def boilerplate(
    corpus: Corpus, marks: Sequence[Path], names: frozenset[str], limit: int = 20
) -> Boilerplate:
    """Return the families of near-identical rationales, by letters, the largest first.

    Args:
        corpus: where texts are read from.
        marks: the corpus's marks.
        names: words of drugs and treatments, masked.
        limit: families to return.
    """
    known = rows_of(marks, ("letter", "exact", "rationale"), MARKS)
    kept = np.flatnonzero(known.column("rationale").is_valid().to_numpy())
    leaders = _leaders(known, kept)
    letters = known.column("letter").dictionary_encode().combine_chunks().indices
    ranked = _ranked(leaders, np.asarray(letters)[kept])
    del known
    largest = [np.sort(kept[members]) for _, members in ranked[:limit]]
    about = rows_of(
        marks, ("item", "letter", "treatment", "decision", "specialty", "year"), MARKS
    )
    with corpus.connect() as database:
        found = tuple(_family(database, about, each, names) for each in largest)
    return Boilerplate(
        families=found,
        found=len(ranked),
        items=sum(len(members) for _, members in ranked),
        among=len(kept),
    )


def _leaders(known: pa.Table, kept: Numbers) -> Numbers:
    """Return for each kept row the first of its family, as places among the kept."""
    exact = known.column("exact").to_numpy()[kept]
    _, first, same = np.unique(exact, return_index=True, return_inverse=True)
    order = np.sort(first)
    sketches = sketches_of(known.column("rationale"), kept[order])
    near = families(sketches, wordings().alike, _BAND)
    place = {int(at): number for number, at in enumerate(order)}
    of_first = np.array([place[int(at)] for at in first], np.int64)
    return np.asarray(order[near[of_first[same]]], np.int64)


def sketches_of(column: Any, rows: Numbers) -> Sketches:
    """Return the sketches in some rows of a column of marks."""
    taken = column.take(pa.array(rows)).combine_chunks()
    if isinstance(taken, pa.ChunkedArray):
        taken = pa.concat_arrays(taken.chunks) if taken.num_chunks else taken
    if not len(rows):
        return np.zeros((0, PLACES), np.uint32)
    data = np.frombuffer(taken.buffers()[1], "<u4")
    start = taken.offset * PLACES
    return data[start : start + len(rows) * PLACES].reshape(-1, PLACES)


def _ranked(leaders: Numbers, letters: Numbers) -> list[tuple[int, Numbers]]:
    """Return families of enough letters, the largest first, then the earliest."""
    found = []
    for members in groups(leaders.astype(np.uint64)):
        many = len(np.unique(letters[members]))
        if many >= wordings().letters:
            found.append((many, members))
    return sorted(found, key=lambda each: (-each[0], int(each[1][0])))


def _family(
    database: "duckdb.DuckDBPyConnection",
    about: pa.Table,
    members: Numbers,
    names: frozenset[str],
) -> Family:
    rows = about.take(pa.array(members)).to_pylist()
    rows.sort(key=lambda row: str(row["item"]))
    years = [row["year"] for row in rows if row["year"] is not None]
    return Family(
        letters=len({row["letter"] for row in rows}),
        items=len(rows),
        specialties=_counted(rows, "specialty"),
        outcomes=_counted(rows, "decision"),
        treatments=_counted(rows, "treatment"),
        years=(min(years), max(years)) if years else None,
        shared=_shared(database, [row["item"] for row in rows[:_READ]], names),
        members=tuple(row["item"] for row in rows[:_READ]),
    )


def _counted(rows: Sequence[Mapping[str, Any]], column: str) -> dict[str, int]:
    counts = Counter(row[column] or "not stated" for row in rows)
    return dict(sorted(counts.items()))


def _shared(
    database: "duckdb.DuckDBPyConnection", items: Sequence[str], names: frozenset[str]
) -> tuple[str, ...]:
    texts = database.execute(
        "SELECT coalesce(rationale_text, ''), coalesce(requested, '') FROM items "
        "WHERE item IN (SELECT unnest($items)) ORDER BY item",
        {"items": list(items)},
    ).fetchall()
    held = Counter(
        sentence
        for text, asked in texts
        for sentence in set(own_sentences(text, asked, names))
    )
    common = {each for each, many in held.items() if many >= _MOSTLY * len(texts)}
    text, asked = texts[0] if texts else ("", "")
    return tuple(
        " ".join(sentence.text.split())
        for sentence in find_sentences(clean(text).text)
        if common & set(own_sentences(sentence.text, asked, names))
    )
