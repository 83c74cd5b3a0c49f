"""The last step of a build: each letter once, each address with its newest content.

A letter that stands at several addresses keeps the rows of the first part that holds
it, and names the first address in order; the others cost a note each.  Where the file
at an address has changed, its older letter goes unless it stands elsewhere too.  A part
that has to lose or rename letters is written anew under a new name; so the content of a
part's name never changes, and readers see the old parts until all new ones are there.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import compute

from openimr.corpus.database import in_memory
from openimr.corpus.extra import needed
from openimr.corpus.rows import Row, as_table
from openimr.corpus.tables import SCHEMAS
from openimr.errors import OutputError, UnreadableFileError

from .placing import put, put_part
from .records import FOLDER, SUPERSEDED, TABLE, encoded, read_part
from .state import REWRITTEN, State, first_name, publish

SPILL = "build/spill"
"""Where lies what does not fit into memory while the records are weighed."""

_MEMORY = "600MB"
_THREADS = 2
_VIEWS = (
    """
CREATE TEMP TABLE record AS
SELECT part.place AS place, position, address, stamp, letter, held, source, code,
       part.place * 2147483648 + position AS turn
FROM read_parquet($files, filename = true) JOIN part ON filename = part.file
""",
    """
CREATE TEMP TABLE newest AS
SELECT * EXCLUDE (later) FROM (
    SELECT *, row_number() OVER (
        PARTITION BY address
        ORDER BY stamp = '', CASE WHEN stamp = '' THEN turn ELSE -turn END
    ) AS later
    FROM record
) WHERE later = 1
""",
    """
CREATE TEMP TABLE first AS
SELECT letter, arg_min(address, turn) AS source
FROM newest WHERE letter IS NOT NULL AND code IS NULL GROUP BY letter
""",
    """
CREATE TEMP TABLE home AS
SELECT letter, min(place) AS place FROM record WHERE held GROUP BY letter
""",
)
_GONE = """
SELECT record.place, record.letter
FROM record JOIN home USING (letter) LEFT JOIN first USING (letter)
WHERE held AND (home.place <> record.place OR first.letter IS NULL)
ORDER BY ALL
"""
_RENAMED = """
SELECT record.place, record.letter, first.source
FROM record JOIN home USING (letter) JOIN first USING (letter)
WHERE held AND home.place = record.place AND record.source <> first.source
ORDER BY ALL
"""
_REREAD = f"""
SELECT record.place, record.address
FROM record JOIN newest USING (address)
WHERE record.turn <> newest.turn AND record.code IS NOT NULL
  AND record.code NOT IN ('{TABLE}', '{SUPERSEDED}')
ORDER BY ALL
"""  # noqa: S608 - our own words
_EMPTY = """
SELECT place FROM part
WHERE place NOT IN (SELECT place FROM newest)
  AND place NOT IN (SELECT home.place FROM home JOIN first USING (letter))
ORDER BY place
"""
_DUPLICATES = """
SELECT newest.letter, newest.address, first.source
FROM newest JOIN first USING (letter)
WHERE newest.code IS NULL AND newest.address <> first.source
ORDER BY newest.turn
"""
_CHANGED = """
SELECT newest.letter, newest.address
FROM newest JOIN (
    SELECT address FROM record WHERE letter IS NOT NULL AND code IS NULL
    GROUP BY address HAVING count(DISTINCT letter) > 1
) USING (address)
WHERE newest.code IS NULL
ORDER BY newest.turn
"""


@dataclass(slots=True)
class _Change:
    """What a part loses, and what it calls otherwise."""

    gone: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    reread: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        told = repr((self.gone, sorted(self.renamed.items()), self.reread))
        return blake2b(told.encode("utf-8"), digest_size=4).hexdigest()


def seal(folder: Path, state: State) -> State:
    """Make the parts that are done a part of the corpus; return the new state.

    Nothing changes for readers until the last moment.

    Raises:
        UnreadableFileError: a record is damaged.
        OutputError: a part cannot be written, or the disk has no room for records
            that do not fit into memory.
    """
    parts = [*state.sealed, *state.done]
    duckdb = needed("duckdb")
    try:
        with _loaded(folder, parts) as database:
            changes = _changes(database)
            empty = {row[0] for row in _ask(database, _EMPTY)}
            notes = _put_notes(folder, database)
    except duckdb.OutOfMemoryException as problem:
        raise OutputError(folder / SPILL, "the records need more room") from problem
    except duckdb.Error as problem:
        raise UnreadableFileError(folder / FOLDER, "a record is damaged") from problem
    finally:
        shutil.rmtree(folder / SPILL, ignore_errors=True)
    full = [(name, at) for at, name in enumerate(parts) if at not in empty]
    with ThreadPoolExecutor(_THREADS) as pool:  # pyarrow works outside Python's lock
        rewritten = partial(_rewritten, folder, changes)
        kept = list(pool.map(rewritten, full))
    if (tuple(kept), notes) != (state.sealed, state.notes):
        publish(folder, kept, notes)
    return State(tuple(kept), notes)


def _rewritten(
    folder: Path, changes: Mapping[int, _Change], part: tuple[str, int]
) -> str:
    name, place = part
    change = changes.get(place)
    return _rewrite(folder, name, change) if change else name


def _loaded(folder: Path, parts: Sequence[str]) -> Any:
    files = [str(folder / FOLDER / f"{name}.parquet") for name in parts]
    # With one thread fewer pieces have to be in memory at a time.
    database = in_memory(folder / SPILL, memory=_MEMORY, threads=1)
    database.execute("SET preserve_insertion_order = false")
    places = pa.table({"file": files, "place": pa.array(range(len(files)), pa.int64())})
    database.register("part", places)
    database.execute(_VIEWS[0], {"files": files})
    for view in _VIEWS[1:]:
        database.execute(view)
    return database


def _ask(database: Any, question: str) -> list[tuple[Any, ...]]:
    return database.execute(question).fetchall()  # type: ignore[no-any-return]


def _changes(database: Any) -> dict[int, _Change]:
    changes: dict[int, _Change] = {}
    for place, letter in _ask(database, _GONE):
        changes.setdefault(place, _Change()).gone.append(letter)
    for place, letter, source in _ask(database, _RENAMED):
        changes.setdefault(place, _Change()).renamed[letter] = source
    for place, address in _ask(database, _REREAD):
        changes.setdefault(place, _Change()).reread.append(address)
    return changes


def _put_notes(folder: Path, database: Any) -> str | None:
    """Write the notes of the whole corpus as a part of warnings; return its name."""
    rows = [*_notes(database)]
    if not rows:
        return None
    data = encoded(as_table(rows, SCHEMAS["warnings"]))
    name = f"notes-{blake2b(data, digest_size=6).hexdigest()}"
    put(folder / "warnings" / f"{name}.parquet", data)
    return name


def _notes(database: Any) -> Iterator[Row]:
    for letter, address, source in _ask(database, _DUPLICATES):
        message = f"The same letter stands at {source} too and is counted there."
        yield letter, address, "duplicate", message, False
    for letter, address in _ask(database, _CHANGED):
        message = "The file has changed since it was first read; this is its newest."
        yield letter, address, "changed", message, False


def _rewrite(folder: Path, name: str, change: _Change) -> str:
    """Write a part without what has gone; return its new name."""
    fresh = f"{first_name(name)}{REWRITTEN}{_version(name, change)}"
    files = {}
    for table in SCHEMAS:
        rows = read_part(folder / table / f"{name}.parquet")
        files[table] = encoded(_remaining(table, rows, change))
    record = read_part(folder / FOLDER / f"{name}.parquet")
    put_part(folder, fresh, files | {FOLDER: encoded(_record(record, change))})
    return fresh


def _version(name: str, change: _Change) -> str:
    told = f"{name} {change.digest}"
    return blake2b(told.encode("utf-8"), digest_size=6).hexdigest()


def _remaining(table: str, rows: pa.Table, change: _Change) -> pa.Table:
    gone = _among(rows.column("letter"), change.gone)
    if table == "warnings":
        # A file that gave no letter stays told of, whatever became of its twins.
        lost = rows.column("lost")
        again = _among(rows.column("source"), change.reread)
        gone = compute.or_(
            compute.and_(gone, compute.invert(lost)), compute.and_(again, lost)
        )
    rows = rows.filter(compute.invert(gone))
    return _renamed(rows, change) if table in {"letters", "warnings"} else rows


def _renamed(rows: pa.Table, change: _Change) -> pa.Table:
    if not change.renamed:
        return rows
    letters = rows.column("letter").to_pylist()
    sources = rows.column("source").to_pylist()
    lost = rows.column("lost").to_pylist() if "lost" in rows.column_names else None
    names = [
        source if lost and lost[at] else change.renamed.get(letter, source)
        for at, (letter, source) in enumerate(zip(letters, sources, strict=True))
    ]
    place = rows.column_names.index("source")
    return rows.set_column(
        place, rows.schema.field("source"), pa.array(names, pa.string())
    )


def _record(record: pa.Table, change: _Change) -> pa.Table:
    gone, reread = set(change.gone), set(change.reread)
    rows: list[Row] = []
    for row in record.to_pylist():
        if row["held"] and row["letter"] in gone:
            row |= {"held": False, "source": None}
        elif row["held"] and row["letter"] in change.renamed:
            row["source"] = change.renamed[row["letter"]]
        if row["code"] is not None and row["address"] in reread:
            row["code"] = SUPERSEDED
        rows.append(tuple(row.values()))
    return as_table(rows, record.schema)


def _among(column: pa.ChunkedArray, values: list[str]) -> pa.ChunkedArray:
    found = compute.is_in(column, value_set=pa.array(values, pa.string()))
    return compute.fill_null(found, fill_value=False)
