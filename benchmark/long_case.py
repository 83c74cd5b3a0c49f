"""What a review of a long text case costs, files written, in a process of its own.

The pages are those of the clinical benchmark, put behind the papers of the bundled
example; a new process reviews them once, cold, as a user does, and its memory is its
own peak.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .clinical import packet
from .figures import Figure, best_of

NAME = "long case"
SIZES = (30, 1_000)
EXAMPLE = Path(__file__).parent.parent / "examples" / "case"

_REVIEW = """
import resource, sys, time
from pathlib import Path
began = time.perf_counter()
from benchmark.review import watched
from openimr.casework import knowledge, review_case
from openimr.letters.write import write_all
knowledge()
started = time.perf_counter()
with watched() as spent:
    found = review_case(Path(sys.argv[1]))
reviewed = time.perf_counter()
write_all(found.determination, found.case, Path(sys.argv[2]), patient=found.patient)
written = time.perf_counter()
def peak(who):
    return resource.getrusage(who).ru_maxrss / 1024
print("start-up, library loaded=%f s" % (started - began))
print("review and four files=%f s" % (written - started))
for room in sorted(spent, key=spent.get, reverse=True):
    print("of which %s=%f s" % (room, spent[room]))
print("of which four files=%f s" % (written - reviewed))
print("pages=%d pages" % len(found.case.pages))
print("memory=%f MB" % peak(resource.RUSAGE_SELF))
print("memory of a reading process=%f MB" % peak(resource.RUSAGE_CHILDREN))
"""


def figures(rounds: int = 3) -> Iterator[Figure]:
    """Yield seconds and memory of a long case by part, and of a short one.

    With one round there is the short one only.
    """
    yield _figure("openimr --help", best_of(rounds, _help), "s")
    for pages in SIZES if rounds > 1 else SIZES[:1]:
        with tempfile.TemporaryDirectory() as place:
            case = build(Path(place) / "case", pages)
            done = _run("-c", _REVIEW, str(case), str(Path(place) / "out"))
        for line in done.splitlines():
            name, _, measured = line.partition("=")
            value, unit = measured.split()
            yield _figure(f"{pages:,}: {name}", float(value), unit)


def build(folder: Path, pages: int) -> Path:
    """Write text pages behind the papers of the example; return the folder."""
    folder.mkdir(parents=True)
    for name in ("1-imr-application.pdf", "2-ur-determination.pdf"):
        shutil.copy(EXAMPLE / name, folder)
    case = packet(pages)
    for document in case.documents:
        texts = [page.text for page in case.pages if page.document == document.id]
        head = f"PROGRESS REPORT\nDate of service: {document.date:%m/%d/%Y}\n\n"
        number = int(re.sub(r"\D", "", document.id))
        file = folder / f"3-{number:04}.txt"
        file.write_text(head + "\f".join(texts), encoding="utf-8")
    return folder


def _help() -> str:
    return _run("-m", "openimr", "--help")


def _run(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=EXAMPLE.parent.parent,
    )
    return done.stdout


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(benchmark=NAME, name=name, value=value, unit=unit)
