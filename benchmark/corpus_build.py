"""Building a corpus: letters a second beside bare extraction, memory, kills, a cluster.

The letters are synthetic (``benchmark.synthetic``).  A build is a process of its own,
watched from outside: its seconds, the processor time of all its processes, and the
memory that they hold together (proportional share, so that shared pages count once).

    python -m benchmark.corpus_build --texts 200000 --pdfs 20000
    python -m benchmark.corpus_build --text-folder DIR --pdf-folder DIR --workers 1 2
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdfium2

from .figures import Figure
from .synthetic import write
from .watching import Run, build, processor_seconds

NAME = "corpus build"
TEXTS = 20_000
PDFS = 2_000
PROMISES = True
"""Whether builds are killed, and a cluster is used, too."""

WORKERS = 2
_SEED = 7
_TABLES = ("letters", "items", "citations", "warnings")


def extract(paths: Sequence[str]) -> int:
    """Take the text out of PDFs and do nothing with it; return its length."""
    length = 0
    for path in paths:
        with suppress(pypdfium2.PdfiumError):  # a few are damaged on purpose
            length += _extracted(path)
    return length


def _extracted(path: str) -> int:
    length = 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            length += len(text.get_text_range())
            text.close()
            page.close()
    return length


def bare(folder: Path, workers: int) -> tuple[float, float]:
    """Return seconds and processor seconds of bare extraction over a folder."""
    paths = sorted(str(path) for path in folder.rglob("*.pdf"))
    size = max(1, min(200, len(paths) // workers))
    shares = [paths[at : at + size] for at in range(0, len(paths), size)]
    before, began = processor_seconds(), time.perf_counter()
    with ProcessPoolExecutor(workers) as pool:
        sum(pool.map(extract, shares))
    return time.perf_counter() - began, processor_seconds() - before


def same(one: Path, other: Path) -> bool:
    """Tell whether readers see the same bytes in two corpora."""
    return _seen(one) == _seen(other)


def _seen(folder: Path) -> dict[str, bytes]:
    listed = json.loads((folder / "corpus.json").read_text())
    names = [*listed["parts"], *([listed["notes"]] if listed["notes"] else [])]
    paths = [folder / table / f"{name}.parquet" for table in _TABLES for name in names]
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in paths
        if path.exists()
    }


def killed(sources: Sequence[Path], out: Path, parts: int) -> None:
    """Begin a build, and kill it when some parts are done."""
    command = [sys.executable, "-m", "openimr", "corpus", "build", "--no-index"]
    places = [str(each) for each in sources]
    records = out / "build" / "records"
    with subprocess.Popen([*command, *places, "--out", str(out)]) as process:
        while process.poll() is None and len(list(records.glob("0*"))) < parts:
            time.sleep(0.05)
        process.kill()


def clustered(sources: Sequence[Path], out: Path, workers: int) -> Run:
    """Build on a local Dask cluster."""
    local: Any = import_module("distributed").LocalCluster
    with local(
        n_workers=workers, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        return build(sources, out, "--cluster", cluster.scheduler_address, "--no-index")


def figures(rounds: int = 1) -> Iterator[Figure]:
    """Yield what a build costs; each is built once, whatever the rounds."""
    with tempfile.TemporaryDirectory(prefix="openimr-") as name:
        folder = Path(name)
        write(folder / "texts", TEXTS, _SEED, workers=WORKERS)
        write(folder / "pdfs", PDFS, _SEED, media=("pdf",), workers=WORKERS)
        yield from of_texts(folder / "texts" / "text", folder, WORKERS)
        yield from of_pdfs(folder / "pdfs" / "pdf", folder, WORKERS)
        if PROMISES:
            yield from kept_promises(folder / "texts" / "text", folder, WORKERS)


def of_texts(texts: Path, folder: Path, workers: int) -> Iterator[Figure]:
    """Yield the cost of plain texts: tables alone, and with the index."""
    out = folder / f"texts-{workers}"
    tables = build([texts], out, f"--workers={workers}", "--no-index")
    index = build([texts], out, f"--workers={workers}")
    many, processes = tables.files, f"{workers} processes"
    processor = tables.processor + index.processor
    yield _figure(f"{many:,} texts, {processes}", many / tables.seconds, "letters/s")
    yield _figure(f"{many:,} texts, tables", many / tables.processor, "/s a core")
    yield _figure(f"{many:,} texts, tables and index", many / processor, "/s a core")
    yield _figure(f"{many:,} texts, index", 1e3 * index.processor / many, "ms a letter")
    yield _figure(f"{many:,} texts, most memory", tables.megabytes, "MB")
    yield _figure(f"{many:,} texts, most memory, index", index.megabytes, "MB")


def of_pdfs(pdfs: Path, folder: Path, workers: int) -> Iterator[Figure]:
    """Yield the cost of PDFs beside bare extraction, in seconds and processor time."""
    seconds, processor = bare(pdfs, workers)
    made = build([pdfs], folder / f"pdfs-{workers}", f"--workers={workers}")
    many = made.files
    yield _figure(f"{many:,} PDFs, {workers} processes", many / made.seconds, "/s")
    for name, value in (
        ("letters a second", seconds / made.seconds),
        ("letters a processor second", processor / made.processor),
    ):
        yield Figure(
            benchmark=NAME,
            name=f"{many:,} PDFs, {name}",
            value=value,
            unit="x",
            yardstick="bare pypdfium2",
        )
    yield _figure(f"{many:,} PDFs, most memory", made.megabytes, "MB")


def kept_promises(texts: Path, folder: Path, workers: int) -> Iterator[Figure]:
    """Yield 1 where a killed build and a cluster give the tables of a plain build."""
    whole = folder / f"texts-{workers}"
    out = folder / "killed"
    for parts in (1, 20):
        killed([texts], out, parts)
    build([texts], out, f"--workers={workers}", "--no-index")
    yield _figure("killed twice, the same tables", float(same(out, whole)), "")
    made = clustered([texts], folder / "cluster", workers)
    alike = float(same(folder / "cluster", whole))
    yield _figure("Dask cluster, the same tables", alike, "")
    yield _figure("Dask cluster", made.files / made.seconds, "letters/s")


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(benchmark=NAME, name=name, value=value, unit=unit)


def main() -> int:
    """Measure what was asked for; print a line a figure as it comes."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="openimr-", dir=options.scratch))
    try:
        for figure in _measured(options, folder):
            told = f"{figure.value:12,.4g} {figure.unit} {figure.yardstick}"
            print(f"{figure.name:48} {told}", flush=True)
    finally:
        shutil.rmtree(folder)
    return 0


def _measured(options: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    texts, pdfs = options.text_folder, options.pdf_folder
    if texts is None and options.texts:
        write(folder / "texts", options.texts, _SEED, workers=WORKERS)
        texts = folder / "texts" / "text"
    if pdfs is None and options.pdfs:
        write(folder / "pdfs", options.pdfs, _SEED, media=("pdf",), workers=WORKERS)
        pdfs = folder / "pdfs" / "pdf"
    for workers in options.workers:
        yield _figure("load of the machine", os.getloadavg()[0], "")
        if texts is not None:
            yield from of_texts(texts, folder, workers)
        if pdfs is not None:
            yield from of_pdfs(pdfs, folder, workers)
    if texts is not None and options.promises:
        yield from kept_promises(texts, folder, options.workers[-1])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmark.corpus_build",
        description="Measure what building a corpus costs.",
    )
    parser.add_argument("--texts", type=int, default=TEXTS, help="plain texts to make")
    parser.add_argument("--pdfs", type=int, default=PDFS, help="PDFs to make")
    parser.add_argument("--text-folder", type=Path, help="texts that are there")
    parser.add_argument("--pdf-folder", type=Path, help="PDFs that are there")
    parser.add_argument("--workers", type=int, nargs="+", default=[WORKERS])
    parser.add_argument("--scratch", type=Path, help="folder for what is made")
    parser.add_argument(
        "--promises", action="store_true", help="kill builds, and use a cluster, too"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
