"""The process in which pages are decoded and read.

It is a program of its own, ``python -m openimr.documents.ocr.worker MEMORY CACHE``:
the files it parses come from strangers, so whatever they do to it costs one page.  It
reads one job a line from standard input and writes one answer a line to standard
output, after a first line that says it is ready.
"""

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from .availability import language_data
from .cache import Cache
from .codec import encoded
from .engine import Engine, identity
from .raster import Raster, rasterise
from .reading import read_page
from .values import OcrFailure, OcrJob, OcrPage
from .wire import READY, read_back

Answer = OcrPage | OcrFailure


def serve(
    lines: Iterable[str],
    answer: Callable[[str], None],
    read: Callable[[OcrJob], Answer],
) -> None:
    """Answer one line after the other until there are no more."""
    answer(READY)
    for line in lines:
        answer(encoded(read(read_back(line))))


def reader(
    engine: Engine, cache: Cache | None, name: str
) -> Callable[[OcrJob], Answer]:
    """Return what reads a page, or takes it from the cache by its pixels."""

    def read(job: OcrJob) -> Answer:
        try:
            raster = rasterise(job.path, job.page)
            if isinstance(raster, OcrFailure):
                return raster
            return _looked_up(raster, cache, engine, name)
        except MemoryError:
            return OcrFailure(reason="the page needs more memory than is allowed")
        except RuntimeError:  # what tesserocr raises
            return OcrFailure(reason="the engine could not read the page")

    return read


def _looked_up(
    raster: Raster, cache: Cache | None, engine: Engine, name: str
) -> OcrPage:
    key = ("pixels", name, _pixels(raster))
    kept = cache.get(*key) if cache else None
    if kept is not None:
        return kept
    page = read_page(raster, engine)
    if cache:
        cache.put(page, *key)
    return page


def _pixels(raster: Raster) -> str:
    picture = raster.picture
    digest = hashlib.sha256(f"{picture.size} {raster.points} ".encode())
    digest.update(picture.tobytes())
    return digest.hexdigest()


def _limit(memory_mb: int) -> None:
    """Bound the memory of this process, where the system can."""
    import resource

    most = memory_mb * 1_000_000
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(memory_mb: str, cache: str) -> None:
    """Serve standard input until it ends."""
    # Libraries in C may print; only answers may go where answers are expected.
    output = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    _limit(int(memory_mb))
    folder = language_data()
    if folder is None:
        return

    def answer(line: str) -> None:
        output.write(line + "\n")
        output.flush()

    with Engine(folder) as engine, contextlib.suppress(BrokenPipeError):
        kept = Cache(Path(cache)) if cache else None
        serve(sys.stdin, answer, reader(engine, kept, identity(folder)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
