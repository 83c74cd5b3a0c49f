"""Parquet files that carry what they were made from."""

import io
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

_KEY = b"openimr.made_from"


def stamp(data: bytes, digest: str) -> bytes:
    """Return a Parquet file with a digest among its metadata."""
    table = parquet.read_table(io.BytesIO(data))
    marked = table.replace_schema_metadata({_KEY: digest.encode()})
    made = io.BytesIO()
    parquet.write_table(marked, made, compression="zstd", use_dictionary=False)
    return made.getvalue()


def stamped(path: Path) -> str | None:
    """Return the digest of a file; None where there is no such file, or none whole."""
    try:
        metadata = parquet.read_schema(path).metadata or {}
    except (OSError, pa.ArrowException):
        return None  # it is made again
    return metadata.get(_KEY, b"").decode("utf-8", "replace") or None
