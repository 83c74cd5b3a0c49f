"""Write letters to the disk, a thousand to a shard, with the truth of each shard."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from .files import MEDIA
from .letter import letter

SHARD = 1000
_DAY = (2000, 1, 1, 0, 0, 0)
_README = """Synthetic letters

Every letter in these folders was invented by a program (python -m benchmark.synthetic)
to test software under load.  No person, case, finding or decision in them is real, and
none was issued by anybody.  truth/ holds what each was drawn from, one JSON line each.

Seed {seed}, letters 0 to {last}.
"""


class _Order(NamedTuple):
    """What is to be written."""

    out: Path
    letters: int
    seed: int
    media: tuple[str, ...]
    zipped: bool


def write(  # noqa: PLR0913 - what a folder of letters depends on
    out: Path,
    count: int,
    seed: int,
    *,
    media: Sequence[str] = ("text",),
    zipped: bool = False,
    workers: int = 1,
    on_shard: Callable[[int], None] = lambda letters: None,
) -> None:
    """Write letters under a folder: ``text/00000/``, ``truth/00000.jsonl`` and so on.

    With ``zipped`` a shard is an archive, ``text/00000.zip``.  ``on_shard`` hears the
    number of letters of each shard that is done.  The bytes depend on seed and number
    only, never on the number of workers.

    Raises:
        KeyError: a medium is none of ``text``, ``pdf`` and ``docx``.
        OSError: the folder cannot be written.
    """
    for medium in media:
        MEDIA[medium]
        (out / medium).mkdir(parents=True, exist_ok=True)
    (out / "truth").mkdir(parents=True, exist_ok=True)
    words = _README.format(seed=seed, last=count - 1)
    (out / "README-SYNTHETIC.md").write_text(words, "utf-8")
    work = partial(_shard, _Order(out, count, seed, tuple(media), zipped))
    for done in _each(work, range((count + SHARD - 1) // SHARD), workers):
        on_shard(done)


def _each(
    work: Callable[[int], int], shards: Iterable[int], workers: int
) -> Iterator[int]:
    if workers < 2:
        yield from map(work, shards)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(work, shards)


def _shard(order: _Order, shard: int) -> int:
    out, count, seed, media, zipped = order
    first, last = shard * SHARD, min(count, (shard + 1) * SHARD)
    made = [letter(seed, number) for number in range(first, last)]
    for medium in media:
        ending, of = MEDIA[medium]
        with _place(out / medium, shard, zipped) as put:
            for one in made:
                put(one.name + ending, of(one))
    lines = "".join(one.truth.as_line() + "\n" for one in made)
    (out / "truth" / f"{shard:05}.jsonl").write_text(lines, "utf-8")
    return last - first


@contextmanager
def _place(
    folder: Path, shard: int, zipped: bool
) -> Iterator[Callable[[str, bytes], object]]:
    """Yield what takes a file's name and bytes: a folder, or an archive."""
    if not zipped:
        place = folder / f"{shard:05}"
        place.mkdir(exist_ok=True)
        yield lambda name, data: (place / name).write_bytes(data)
        return
    with zipfile.ZipFile(folder / f"{shard:05}.zip", "w") as archive:

        def put(name: str, data: bytes) -> None:
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=1)

        yield put
