"""One part of a corpus through the engine: files in, files out."""

import gc
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from openimr.corpus.building.records import encoded
from openimr.corpus.rows import Row, as_table
from openimr.corpus.tables import REPLAYED
from openimr.errors import UnreadableFileError

from .rebuild import Rebuilt, letters_of
from .replayed import Bench, Prepare, Replayed

PROGRAMME = "california_workers_comp"
"""The programme whose standards the engine knows; letters of others have no rows."""


def replay_part(files: Mapping[str, bytes], prepare: Prepare) -> dict[str, bytes]:
    """Return the files that a replay adds to a part, by table.

    Runs in a worker, here or on a cluster: it needs no folder.

    Raises:
        InputError: a file of the part is damaged.
    """
    bench = _bench(prepare)
    rows: dict[str, list[Row]] = {table: [] for table in REPLAYED}
    for rebuilt in letters_of(files, bench.recognise):
        if rebuilt.programme != PROGRAMME:
            continue
        found = bench.replay(rebuilt.letter)
        for name, item in zip(rebuilt.items, found, strict=True):
            rows["criteria"].extend(_criteria(rebuilt, name, item))
            rows["replays"].append(_replay(rebuilt, name, item))
    return {
        table: encoded(as_table(each, REPLAYED[table])) for table, each in rows.items()
    }


def letters_in(file: Path) -> int:
    """Return how many letters a part's file of letters holds.

    Raises:
        UnreadableFileError: it is missing or damaged.
    """
    try:
        return int(parquet.read_metadata(file).num_rows)
    except (OSError, pa.ArrowException) as problem:
        raise UnreadableFileError(file, "this part is damaged") from problem


@cache
def _bench(prepare: Prepare) -> Bench:
    """Return the bench of this process, made on first use."""
    bench = prepare()
    # What is loaded once stays for good; the collector need not look at it again.
    gc.collect()
    gc.freeze()
    return bench


def _criteria(rebuilt: Rebuilt, name: str, item: Replayed) -> Iterator[Row]:
    for rule in item.criteria:
        yield (
            rebuilt.name,
            name,
            rule.guideline,
            rule.rule,
            rule.fact,
            rule.required,
            rule.status.value,
            rule.role,
        )


def _replay(rebuilt: Rebuilt, name: str, item: Replayed) -> Row:
    return (
        rebuilt.name,
        name,
        rebuilt.programme,
        rebuilt.year,
        item.treatment,
        rebuilt.specialty,
        item.published.value if item.published else None,
        item.proposed.value if item.proposed else None,
        item.decided_by.value if item.decided_by else None,
        item.same_guideline,
        list(item.contradicted),
        list(item.not_held),
        item.cause.value if item.cause else None,
        item.explained,
        list(item.drivers),
    )
