"""What it costs to read a packet of text pages into documents.

The packet is typeset here from the words of the example case: a fifth of the lines of
a page are such as stand on other pages too, as in notes that are carried forward.  The
yardstick is pypdfium2 giving the bare text of the same pages, in one process and in
two at once, their start left out; the room starts its workers anew for every case.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import typst

from openimr.documents import ReadingOptions, read_case

from .figures import Figure, best_of

NAME = "documents"
EXAMPLE = Path(__file__).parent.parent / "examples" / "case"
PAGES = 1_000
_REPEATED, _FRESH = 8, 34
"""Lines of a page: of the example case as they are, and of its words anew."""

_VISIT = 5
"""Pages of a document of the packet."""

_BARE = """
import sys, time
import pypdfium2
path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
input()
began = time.perf_counter()
with pypdfium2.PdfDocument(path) as document:
    for number in range(first, last):
        page = document[number]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
print(time.perf_counter() - began)
"""

_WHOLE = """
import resource, sys
from pathlib import Path
from openimr.documents import ReadingOptions, read_case
read_case(Path(sys.argv[1]), ReadingOptions(recognise=False, workers=2))
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(own + 2 * largest)
"""
"""Memory at its highest: our own, and twice that of the larger of two workers."""

_TYPESET = """
import sys
from pathlib import Path
from benchmark.reading_case import packet
Path(sys.argv[1]).write_bytes(packet(int(sys.argv[2])))
"""

_START = """
import time
from openimr.documents.workers.files import COMMAND
from openimr.documents.workers.process import Worker
began = time.perf_counter()
worker = Worker(COMMAND)
worker.listen()
print(time.perf_counter() - began)
worker.stop()
"""


def figures(rounds: int = 5) -> Iterator[Figure]:
    """Yield speed, beside bare extraction, and memory; few rounds read fewer pages."""
    pages = min(PAGES, PAGES * rounds // 5)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "packet.pdf"
        # Typesetting takes more memory than reading, and a process hands its highest
        # mark on to those that it starts.
        _said(_TYPESET, str(place), str(pages))
        memory = int(_said(_WHOLE, str(place))) * _RSS_UNIT / 1e6
        one = min(_bare(place, pages, 1) for _ in range(rounds))
        two = min(_bare(place, pages, 2) for _ in range(rounds))
        options = ReadingOptions(recognise=False, workers=2)
        room = best_of(rounds, lambda: read_case(place, options))
        start = min(float(_said(_START)) for _ in range(rounds))
    yield _figure("start of a worker", start * 1000, "ms")
    yield _figure("bare text, one process", pages / one, "pages/s")
    yield _figure("bare text, two processes", pages / two, "pages/s")
    yield _figure("read_case, two workers", pages / room, "pages/s")
    yield _figure("read_case", one / room, "x", "pages/s of bare text, one process")
    yield _figure("read_case", two / room, "x", "pages/s of bare text, two processes")
    yield _figure(f"read_case, memory, {pages:,} pages", memory, "MB")


_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts memory (getrusage(2))."""


def _figure(name: str, value: float, unit: str, yardstick: str = "") -> Figure:
    return Figure(
        benchmark=NAME, name=name, value=value, unit=unit, yardstick=yardstick
    )


def packet(pages: int) -> bytes:
    """Return a PDF of visits: a head with a date, then lines of the example case."""
    lines = [
        line.strip()
        for page in read_case(EXAMPLE, ReadingOptions(recognise=False)).pages
        for line in page.text.split("\n")
        if len(line.strip()) > 30
    ]
    words = [word for line in lines for word in line.split()]
    chance = random.Random(1)  # noqa: S311 - repeatable, and no secret
    sheets = []
    for number in range(pages):
        visit, page = divmod(number, _VISIT)
        month, day = visit % 12 + 1, visit // 12 % 28 + 1
        head = f"PROGRESS REPORT\nDate of visit: {month:02}/{day:02}/{2010 + visit % 9}"
        foot = f"Page {page + 1} of {_VISIT}"
        body = chance.choices(lines, k=_REPEATED)
        body += (" ".join(chance.choices(words, k=12)) for _ in range(_FRESH))
        sheets.append("\n".join((*([head] if not page else []), *body, foot)))
    return bytes(typst.compile(_typst(sheets).encode()))


def _typst(sheets: list[str]) -> str:
    def quoted(line: str) -> str:
        return line.replace("\\", "\\\\").replace('"', '\\"')

    written = [
        "\n".join(f'#"{quoted(line)}" \\' for line in sheet.split("\n"))
        for sheet in sheets
    ]
    head = '#set page(paper: "us-letter", margin: 0.6in)\n#set text(size: 9pt)\n'
    return head + "\n#pagebreak()\n".join(written)


def _bare(place: Path, pages: int, processes: int) -> float:
    """Return the seconds in which bare extraction is through the packet."""
    share = -(-pages // processes)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _BARE, str(place), str(first), str(last)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for first in range(0, pages, share)
        for last in [min(first + share, pages)]
    ]
    for process in running:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        process.stdout.readline()
    began = time.perf_counter()
    for process in running:
        assert process.stdin is not None  # noqa: S101 - a pipe was asked for
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        process.communicate()
    return time.perf_counter() - began


def _said(program: str, *words: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def main() -> int:
    """Print the figures."""
    for figure in figures():
        print(f"{figure.name:36} {figure.value:10.4g} {figure.unit} {figure.yardstick}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
