"""A database in memory; what does not fit there has a folder of its own."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from .extra import needed

if TYPE_CHECKING:
    import duckdb


def in_memory(
    spill: Path | None = None, *, memory: str | None = None, threads: int | None = None
) -> "duckdb.DuckDBPyConnection":
    """Return an empty database.

    duckdb itself would lay what does not fit into ``.tmp`` of the folder that the
    command is run in: shared with other runs, left there, and not always writable.

    Args:
        spill: the folder for what does not fit, made if need be; by default one of
            this database's own among the system's temporary files.
        memory: how much fits, such as ``400MB``; by default most of the machine's.
        threads: by default one a core.

    Raises:
        InputError: duckdb, an optional part of this package, is not installed.
    """
    place = spill or Path(tempfile.gettempdir()) / f"openimr-{uuid4().hex}"
    settings: dict[str, object] = {"temp_directory": str(place)}
    if memory is not None:
        settings["memory_limit"] = memory
    if threads is not None:
        settings["threads"] = threads
    return needed("duckdb").connect(":memory:", config=settings)  # type: ignore[no-any-return]
