"""Rows of disputed items by the million, without making their letters."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from openimr.casework import knowledge
from openimr.corpus.labels import labels_for
from openimr.corpus.rows import Gathered, rows_of
from openimr.corpus.tables import ITEMS
from openimr.letters.read import read

from .letter import letters

PROGRAMME = "california_workers_comp"
BATCH = 100_000
_POOL = 6_000
"""Letters that are truly made and read; rows are drawn from theirs."""

_EPOCH = date(1970, 1, 1).toordinal()


class _Pool(NamedTuple):
    """Rows of items, and where those of each letter begin."""

    rows: pa.Table
    starts: np.ndarray
    counts: np.ndarray


def item_rows(
    count: int, seed: int, *, texts: bool = False, batch: int = BATCH
) -> Iterator[pa.RecordBatch]:
    """Yield rows of disputed items in the columns of ``openimr.corpus.tables.ITEMS``.

    Letters are drawn again and again from a pool of some thousand that were made and
    read; each draw has its own name, day of decision within its year, and age.  Without
    ``texts`` there are no rationales.  A batch depends on seed, size and place only.
    """
    pool = _pool(seed, texts)
    for number, first in enumerate(range(0, count, batch)):
        yield _batch(pool, seed, number, first, min(batch, count - first))


def _batch(
    pool: _Pool, seed: int, number: int, first: int, size: int
) -> pa.RecordBatch:
    draw = np.random.default_rng([seed, number])
    chosen = draw.integers(len(pool.starts), size=size)
    counts = pool.counts[chosen]
    chosen = chosen[: int(np.searchsorted(np.cumsum(counts), size)) + 1]
    counts = pool.counts[chosen]
    ends = np.cumsum(counts)
    letter = np.repeat(np.arange(len(chosen)), counts)[:size]
    within = np.arange(size) - (ends - counts)[letter]
    taken = pool.rows.take(pa.array(pool.starts[chosen][letter] + within))
    name = pc.binary_join_element_wise(
        f"synthetic{seed:04}", pc.cast(pa.array(letter + first), pa.string()), "-"
    )
    place = pc.cast(pa.array(within + 1), pa.string())
    fresh = {
        "letter": name,
        "item": pc.binary_join_element_wise(name, place, "-"),
        "number": pa.array(within + 1, pa.int16()),
        "decision_date": _days(taken, draw.integers(365, size=len(chosen))[letter]),
        "age": _ages(taken, draw.integers(-4, 5, size=len(chosen))[letter]),
    }
    columns = [fresh.get(field.name, taken.column(field.name)) for field in ITEMS]
    table = pa.Table.from_arrays(columns, schema=ITEMS).combine_chunks()
    return table.to_batches()[0]


def _days(taken: pa.Table, days: np.ndarray) -> pa.Array:
    """Return a day within the year of each row; null where the row has none."""
    years = pc.fill_null(taken.column("year"), 2013).to_numpy()
    known = range(2010, 2031)
    firsts = np.array([date(year, 1, 1).toordinal() - _EPOCH for year in known])
    made = pa.array((firsts[years - known.start] + days).astype("int32"), pa.int32())
    return pc.if_else(
        pc.is_valid(taken.column("decision_date")), made.cast(pa.date32()), None
    )


def _ages(taken: pa.Table, change: np.ndarray) -> pa.Array:
    older = pc.add(pc.cast(taken.column("age"), pa.int64()), pa.array(change))
    return pc.cast(pc.max_element_wise(older, 18, skip_nulls=False), pa.int16())


@cache
def _pool(seed: int, texts: bool) -> _Pool:
    known = knowledge()
    labels = labels_for(PROGRAMME, known.vocabulary)
    gathered = Gathered()
    for name, text, _ in letters(_POOL, seed):
        if text:
            made = read(text, name, known.requests.read)
            gathered.add(rows_of(made, name, name, labels))
    rows = gathered.tables()["items"]
    if not texts:
        empty = pa.nulls(len(rows), pa.string())
        at = rows.schema.get_field_index("rationale_text")
        rows = rows.set_column(at, "rationale_text", empty)
    numbers = rows.column("number").to_numpy()
    starts = np.flatnonzero(numbers == 1)
    return _Pool(rows, starts, np.diff(np.append(starts, len(numbers))))
