"""What the watch keeps of each item: sketches instead of texts, a part at a time."""

import io
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from .masking import own_sentences
from .sketching import PLACES, runs, sketch
from .texts import content_words
from .wordings import wordings

TABLE = "marks"
EDITION = "1"
"""Goes up whenever marks come out otherwise; older ones are made anew."""

MARKS = pa.schema(
    [
        ("item", pa.string()),
        ("letter", pa.string()),
        ("treatment", pa.string()),
        ("decision", pa.string()),
        ("specialty", pa.string()),
        ("year", pa.int16()),
        ("words", pa.int32()),  # of the rationale, masked
        ("exact", pa.uint64()),  # hash of them
        ("rationale", pa.binary(4 * PLACES)),  # null where it has too few words
        ("summary", pa.binary(4 * PLACES)),
    ]
)
_KEPT = ["item", "letter", "treatment", "decision", "specialty", "year"]
_ITEMS = [*_KEPT, "requested", "rationale_text"]
_LETTERS = ["letter", "summary_text"]


def mark_part(files: dict[str, bytes], names: frozenset[str]) -> bytes:
    """Return the marks of a part's items as a Parquet file.

    Args:
        files: the part's ``letters`` and ``items``.
        names: words of drugs and treatments, masked in rationales.
    """
    letters = _rows(files["letters"], _LETTERS)
    summaries = {row["letter"]: _summary(row["summary_text"]) for row in letters}
    rows = [
        _mark(row, summaries.get(row["letter"]), names)
        for row in _rows(files["items"], _ITEMS)
    ]
    made = io.BytesIO()
    table = pa.Table.from_pylist(rows, MARKS)
    parquet.write_table(table, made, compression="zstd", use_dictionary=False)
    return made.getvalue()


def _rows(data: bytes, columns: list[str]) -> list[dict[str, Any]]:
    table = parquet.read_table(io.BytesIO(data), columns=columns)
    return table.to_pylist()  # type: ignore[no-any-return]


def _summary(text: str | None) -> bytes | None:
    words = content_words(text or "")
    return sketch(words) if words else None


def _mark(
    row: dict[str, Any], summary: bytes | None, names: frozenset[str]
) -> dict[str, Any]:
    words = list(_own_words(row["rationale_text"] or "", row["requested"] or "", names))
    digest = blake2b(" ".join(words).encode(), digest_size=8).digest()
    enough = len(words) >= wordings().least
    return {name: row[name] for name in _KEPT} | {
        "words": len(words),
        "exact": int.from_bytes(digest, "little"),
        "rationale": sketch(runs(words, wordings().run)) if enough else None,
        "summary": summary,
    }


def _own_words(rationale: str, requested: str, names: frozenset[str]) -> Iterator[str]:
    for sentence in own_sentences(rationale, requested, names):
        yield from sentence.split()
