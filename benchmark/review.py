"""How long a review of a case file takes, room by room, and what reading costs.

The yardstick for reading is pypdfium2 giving the bare text of the same pages: all that
a program has to spend that wants to know what the pages say.
"""

import importlib
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import FunctionType, ModuleType

import pypdfium2

from openimr.casework import review_case
from openimr.documents import read_case
from openimr.letters.write import write_all

from .figures import Figure, best_of

EXAMPLE = Path(__file__).parent.parent / "examples" / "case"
NAME = "review"

_FIRST_REVIEW = """
import sys, time
from pathlib import Path
began = time.perf_counter()
from openimr.casework import review_case
imported = time.perf_counter()
review_case(Path(sys.argv[1]))
print(imported - began, time.perf_counter() - imported)
"""


def figures(case: Path = EXAMPLE, rounds: int = 5) -> Iterator[Figure]:
    """Yield what a review of one case file costs.

    Raises:
        InputError: the case cannot be reviewed.
    """
    pages = len(read_case(case).pages)
    yield from _fresh(case)
    whole = best_of(rounds, lambda: review_case(case))
    yield _figure("review_case", whole * 1000, "ms")
    yield _figure("review_case", pages / whole, "pages/s")
    yield from _rooms(case, rounds)
    yield _figure("letters.write: four files", _writing(case, rounds) * 1000, "ms")
    yield from _reading(case, pages, rounds)


def _figure(name: str, value: float, unit: str, yardstick: str = "") -> Figure:
    return Figure(
        benchmark=NAME, name=name, value=value, unit=unit, yardstick=yardstick
    )


def _fresh(case: Path) -> Iterator[Figure]:
    """Yield what a new process spends before its first result: no cache is warm."""
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_REVIEW, str(case)],
        capture_output=True,
        text=True,
        check=True,
    )
    imported, first = map(float, done.stdout.split())
    yield _figure("new process: imports", imported * 1000, "ms")
    yield _figure("new process: first review_case", first * 1000, "ms")


def _rooms(case: Path, rounds: int) -> Iterator[Figure]:
    """Yield the share of each room in the quickest of some reviews."""
    quickest: dict[str, float] = {}
    for _ in range(rounds):
        with watched() as spent:
            review_case(case)
        if not quickest or sum(spent.values()) < sum(quickest.values()):
            quickest = dict(spent)
    for room, seconds in sorted(quickest.items(), key=lambda pair: -pair[1]):
        yield _figure(f"of which {room}", seconds * 1000, "ms")


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """Time every call that casework makes into another room, for a while."""
    module = importlib.import_module("openimr.casework.review_case")
    spent: dict[str, float] = defaultdict(float)
    kept = dict(_calls_into_rooms(module))
    for name, call in kept.items():
        setattr(module, name, _timed(call, spent))
    try:
        yield spent
    finally:
        for name, call in kept.items():
            setattr(module, name, call)


def _calls_into_rooms(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    for name, value in vars(module).items():
        if isinstance(value, FunctionType) and _room(value) not in {"casework", ""}:
            yield name, value


def _room(call: FunctionType) -> str:
    package, _, rest = call.__module__.partition(".")
    return rest.partition(".")[0] if package == "openimr" else ""


def _timed(call: FunctionType, spent: dict[str, float]) -> Callable[..., object]:
    @wraps(call)
    def timed(*given: object, **named: object) -> object:
        began = time.perf_counter()
        try:
            return call(*given, **named)
        finally:
            spent[_room(call)] += time.perf_counter() - began

    return timed


def _writing(case: Path, rounds: int) -> float:
    reviewed = review_case(case)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        return best_of(
            rounds, lambda: write_all(reviewed.determination, reviewed.case, out)
        )


def _reading(case: Path, pages: int, rounds: int) -> Iterator[Figure]:
    ours = best_of(rounds, lambda: read_case(case))
    yield _figure("documents.read_case", pages / ours, "pages/s")
    pdfs = [case] if case.is_file() else sorted(case.rglob("*.pdf"))
    bare_pages = sum(map(_bare_text, pdfs))
    if bare_pages == pages:
        bare = best_of(rounds, lambda: sum(map(_bare_text, pdfs)))
        yield _figure("bare pypdfium2", pages / bare, "pages/s")
        yield _figure("documents.read_case", ours / bare, "x", "bare pypdfium2")


def _bare_text(file: Path) -> int:
    """Read the text of every page; return how many there are."""
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            page.get_textpage().get_text_bounded()
        return len(document)
