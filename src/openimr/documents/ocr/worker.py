"""The process in which pages are decoded and read.

It is a program of its own, ``python -m openimr.documents.ocr.worker MEMORY
SECONDS CACHE``:
the files it parses come from strangers, so whatever they do to it costs one page.  It
reads one job a line from standard input and writes one answer a line to standard
output, after a first line that says it is ready.
"""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from openimr.documents.workers.serving import limit_memory, limit_time, serve

from .availability import language_data
from .cache import Cache
from .codec import encoded, job_of
from .engine import Engine, identity
from .raster import Raster, rasterise
from .reading import read_page
from .values import OcrFailure, OcrJob, OcrPage

Answer = OcrPage | OcrFailure

_NO_JOB = OcrFailure(reason="the reader was asked for no page")


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


def main(memory_mb: str, seconds: str, cache: str) -> None:
    """Serve standard input until it ends."""
    limit_memory(int(memory_mb))
    folder = language_data()
    if folder is None:
        return
    with Engine(folder) as engine:
        kept = Cache(Path(cache)) if cache else None
        read = reader(engine, kept, identity(folder))

        def answer_to(line: str) -> str:
            limit_time(float(seconds))
            job = job_of(line)
            return encoded(read(job) if job else _NO_JOB)

        serve(answer_to)


if __name__ == "__main__":
    main(*sys.argv[1:])
