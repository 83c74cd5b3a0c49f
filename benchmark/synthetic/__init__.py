"""Made-up determination letters for load tests, each with the truth beside it.

No person, case, number or finding is real, and no sentence is taken from a letter.
Letter ``number`` of a ``seed`` is the same on every machine and needs no other letter.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .letter import Letter, letter, letters
from .pairs import Pair, pairs
from .truth import ItemTruth, ToldFact, Truth
from .writing import write

if TYPE_CHECKING:
    import pyarrow as pa


def items(count: int, seed: int, *, texts: bool = False) -> "Iterator[pa.RecordBatch]":
    """Yield rows of disputed items; see :func:`benchmark.synthetic.rows.item_rows`."""
    from .rows import item_rows

    return item_rows(count, seed, texts=texts)


__all__ = [
    "ItemTruth",
    "Letter",
    "Pair",
    "ToldFact",
    "Truth",
    "items",
    "letter",
    "letters",
    "pairs",
    "write",
]
