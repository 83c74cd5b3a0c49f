"""What became of each file: a record a part, written last, by which it is done."""

import io
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from openimr.errors import UnreadableFileError

FOLDER = "build/records"
RECORDS = pa.schema(
    [
        ("position", pa.int32()),  # in the part, from 0
        ("address", pa.string()),
        ("stamp", pa.string()),  # empty: could not be opened, to be tried again
        ("letter", pa.string()),
        ("held", pa.bool_()),  # whether the part's tables have rows of the letter
        ("source", pa.string()),  # the address that those rows name
        ("code", pa.string()),  # of a file that gave no letter; null: it gave one
    ]
)
TABLE = "table"
"""Code of a file whose rows are letters, each with a record of its own."""

SUPERSEDED = "superseded"
"""Code of a file that gave no letter and was read again since."""

_NEVER_AGAIN = frozenset(
    "letter item source address stamp position case_number summary_text rationale_text"
    " verbatim".split()
)
"""Columns whose values hardly ever come again: a list of them would be for nothing."""

Record = tuple[int, str, str, str | None, bool, str | None, str | None]


def encoded(table: pa.Table) -> bytes:
    """Return a table as a Parquet file, the same bytes for the same rows."""
    again = [name for name in table.schema.names if name not in _NEVER_AGAIN]
    buffer = io.BytesIO()
    parquet.write_table(
        table, buffer, compression="zstd", compression_level=1, use_dictionary=again
    )
    return buffer.getvalue()


def key_of(address: str, stamp: str) -> bytes:
    """Return what a content at an address is known by."""
    return blake2b(f"{address}\0{stamp}".encode(), digest_size=16).digest()


def keys_in(records: Iterable[Path]) -> Iterator[bytes]:
    """Yield the keys of all files that need not be read again.

    Raises:
        UnreadableFileError: a record is damaged.
    """
    for path in records:
        table = read_part(path, ["address", "stamp"])
        columns = (table.column(name).to_pylist() for name in ("address", "stamp"))
        for address, stamp in zip(*columns, strict=True):
            if stamp:
                yield key_of(address, stamp)


def read_part(path: Path, columns: list[str] | None = None) -> pa.Table:
    """Return a file that a build has written.

    Raises:
        UnreadableFileError: it is missing or damaged.
    """
    try:
        return parquet.read_table(path, columns=columns)
    except (OSError, pa.ArrowException) as problem:
        raise UnreadableFileError(path, "this part is missing or damaged") from problem
