"""Make and extend the index from the parts of a corpus.

The index is derived from the tables and can be made anew from them at any time.  A
build calls :func:`index_parts` after it has published its parts and while it holds the
lock of the corpus.  What it needs: a part of ``items`` and the part of ``letters`` with
the same name hold the same letters, and the content of a name does not change where the
mark of the corpus lists its parts (where it lists none, the content is hashed).

Only parts are read that the index does not hold yet; parts that are gone are taken out.
All of it becomes visible in one commit, so a kill leaves the index as it was.
"""

import gc
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from openimr.corpus.extra import needed
from openimr.corpus.store import Corpus
from openimr.errors import UnreadableFileError

from .guarding import guarded
from .rows import ITEM_COLUMNS, LETTER_COLUMNS, NO_LETTER, Row, document
from .schema import LAYOUT, PART, TOKENS, bare_analyzer, schema
from .together import part_numbers, parts_in

if TYPE_CHECKING:
    import tantivy

Report = Callable[[int, int], None]
"""Told how many items are in, and of how many."""

_FOLDER = f"v{LAYOUT}"
_HELD = "openimr.json"
_ROWS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How the index is written; what can be found is the same for all of them."""

    heap: int = 128_000_000
    """Bytes that are gathered before they go to the disk."""

    threads: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What has been done."""

    items: int
    """Items that were taken in."""

    parts: int
    dropped: int
    """Parts that were taken out."""


def index_parts(
    corpus: Corpus,
    report: Report = lambda *_: None,
    writing: Writing = Writing(),
    *,
    anew: bool = False,
) -> Indexed:
    """Bring the index of a corpus up to its tables.

    Args:
        corpus: its tables.
        report: told how far it is.
        writing: memory and threads.
        anew: take nothing of an index that is there.

    Raises:
        InputError: tantivy is not installed, or another process writes the index.
        UnreadableFileError: a part of the corpus is damaged.
        OutputError: the index cannot be written.
    """
    parts = _parts(corpus)
    folder = corpus.index / _FOLDER
    index = (None if anew else _opened(folder)) or _made(folder)
    held = _parts_in(index)
    fresh = {name: path for name, path in parts.items() if name not in held}
    gone = sorted(held - set(parts))
    items = 0
    if fresh or gone:
        items = _write(index, fresh, gone, report, writing)
    _tell(folder, sorted(parts))
    _sweep(corpus.index)
    return Indexed(items=items, parts=len(fresh), dropped=len(gone))


def index_folder(corpus: Corpus) -> Path:
    """Return the folder of the index of this version; it may not be there."""
    return corpus.index / _FOLDER


def is_behind(corpus: Corpus) -> bool:
    """Tell whether the index lacks parts of the tables, or holds some that are gone."""
    listed = corpus.listed()
    if listed is None:
        return False
    try:
        told = json.loads((index_folder(corpus) / _HELD).read_text("utf-8"))
        return set(told["parts"]) != set(listed.parts)
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _parts(corpus: Corpus) -> dict[str, Path]:
    """Return the parts by names that change with their content."""
    paths = corpus.parts("items")
    if corpus.listed() is not None:
        return {path.stem: path for path in paths}
    return {f"{path.stem}-{_digest(path)}": path for path in paths}


def _digest(path: Path) -> str:
    found = blake2b(digest_size=8)
    with guarded(path, reading=True):
        for each in (path, _letters(path)):
            found.update(each.read_bytes() if each.is_file() else b"")
    return found.hexdigest()


def _letters(path: Path) -> Path:
    return path.parent.parent / "letters" / path.name


def _opened(folder: Path) -> "tantivy.Index | None":
    """Return the index in a folder; None where there is none that can be read."""
    if not (folder / _HELD).is_file():
        return None
    try:
        with guarded(folder, reading=True):
            index = needed("tantivy").Index.open(str(folder))
            _parts_in(index)
    except UnreadableFileError:
        return None
    index.register_tokenizer(TOKENS, bare_analyzer())
    return index  # type: ignore[no-any-return]


def _made(folder: Path) -> "tantivy.Index":
    with guarded(folder):
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        index = needed("tantivy").Index(schema(), path=str(folder))
        index.register_tokenizer(TOKENS, bare_analyzer())
        _tell(folder, [])
    return index  # type: ignore[no-any-return]


def _parts_in(index: "tantivy.Index") -> set[str]:
    return set(parts_in(index.searcher()))


def _write(
    index: "tantivy.Index",
    fresh: dict[str, Path],
    gone: list[str],
    report: Report,
    writing: Writing,
) -> int:
    total = sum(_rows_in(path) for path in fresh.values())
    done = 0
    with guarded("index"):
        writer = index.writer(heap_size=writing.heap, num_threads=writing.threads)
    for name in gone:
        writer.delete_documents_by_term(PART, name)
    made, kept = needed("tantivy").Document.from_dict, schema()
    for number, (name, path) in enumerate(sorted(fresh.items()), _next(index)):
        with _nothing_collected():
            letters = _letters_in(path)
            for batch in _batches(path):
                with guarded("index"):
                    for row in batch:
                        letter = letters.get(row["letter"], NO_LETTER)
                        values = document(row, letter, name, number)
                        writer.add_document(made(values, kept))
                done += len(batch)
                report(done, total)
    with guarded("index"):
        writer.commit()
        writer.wait_merging_threads()
    index.reload()
    return done


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the collector of cycles, which rows do not have, from looking for them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _next(index: "tantivy.Index") -> int:
    """Return the number of the next part that is taken in."""
    return max(part_numbers(index.searcher()), default=0) + 1


def _rows_in(path: Path) -> int:
    parquet = needed("pyarrow.parquet")
    with guarded(path, reading=True):
        return int(parquet.read_metadata(path).num_rows)


def _letters_in(path: Path) -> dict[str, Row]:
    """Return what items need of their letters, of the same part."""
    parquet = needed("pyarrow.parquet")
    with guarded(path, reading=True):
        table = parquet.read_table(_letters(path), columns=LETTER_COLUMNS)
        return {row["letter"]: row for row in table.to_pylist()}


def _batches(path: Path) -> Iterator[list[Row]]:
    """Yield the items of a part."""
    with guarded(path, reading=True):
        file = needed("pyarrow.parquet").ParquetFile(path)
    try:
        batches = file.iter_batches(_ROWS, columns=ITEM_COLUMNS)
        while True:
            with guarded(path, reading=True):
                batch = next(batches, None)
                rows = None if batch is None else batch.to_pylist()
            if rows is None:
                return
            yield rows
    finally:
        file.close()


def _tell(folder: Path, parts: list[str]) -> None:
    """Say which parts the index holds, all or nothing."""
    new = folder / f"{_HELD}.new"
    with guarded(folder):
        new.write_text(json.dumps({"parts": parts}), "utf-8")
        new.replace(folder / _HELD)


def _sweep(folder: Path) -> None:
    """Take away indexes of other layouts; one that stays does no harm."""
    for other in folder.glob("v*"):
        if other.name != _FOLDER:
            shutil.rmtree(other, ignore_errors=True)
