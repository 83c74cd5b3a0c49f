"""What writing and reading a letter costs, once the typesetter is warm.

The letter is the example case's with as much of its summary and rationales as three
pages hold.  Every round has another case number, so that no layout is met again.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pypdfium2

from openimr.casework import review_case
from openimr.casework.engine import knowledge
from openimr.domain import Determination
from openimr.letters.read import read_file
from openimr.letters.write import compose, docx_bytes, pdf_bytes, template_names

from .figures import Figure
from .review import EXAMPLE

Thing = TypeVar("Thing")
NAME = "letter"
PAGES = 3
_LEAST_ROUNDS = 5


def figures(rounds: int = 5, case: Path = EXAMPLE) -> Iterator[Figure]:
    """Yield the median time of each step for a letter of three pages.

    Raises:
        InputError: the case cannot be reviewed.
    """
    whole = replace(review_case(case).determination, status="signed")
    rounds = max(rounds, _LEAST_ROUNDS)
    for name in template_names():
        letter = three_pages(whole, name)
        yield _figure(f"{name}: pages", page_count(letter, name), "pages")
        yield from _steps(letter, name, rounds)


def _steps(letter: Determination, name: str, rounds: int) -> Iterator[Figure]:
    content = [
        compose(_numbered(letter, number), format=name) for number in range(rounds + 1)
    ]
    yield _figure(f"{name}: PDF", _median(pdf_bytes, content), "ms")
    yield _figure(f"{name}: DOCX", _median(docx_bytes, content), "ms")
    with tempfile.TemporaryDirectory() as folder:
        for suffix, made in (("pdf", pdf_bytes), ("docx", docx_bytes)):
            file = Path(folder) / f"letter.{suffix}"
            file.write_bytes(made(content[0]))
            spent = _median(
                lambda path: read_file(path, knowledge().requests.read),
                [file] * (rounds + 1),
            )
            yield _figure(f"{name}: read {suffix.upper()}", spent, "ms")


def three_pages(whole: Determination, name: str) -> Determination:
    """Return a letter of three pages: longer by a statement until it would be four."""
    item = whole.items[0]
    letter = replace(whole, items=(replace(item, rationale=item.rationale[:1]),))
    said = [*item.rationale, *(s for i in whole.items[1:] for s in i.rationale)]
    for many in range(2, 60):
        reasons = tuple(said[place % len(said)] for place in range(many))
        longer = replace(whole, items=(replace(item, rationale=reasons),))
        if page_count(longer, name) > PAGES:
            break
        letter = longer
    return letter


def page_count(letter: Determination, name: str) -> int:
    """Return the number of pages that a letter has in a format."""
    return len(pypdfium2.PdfDocument(pdf_bytes(compose(letter, format=name))))


def _numbered(letter: Determination, number: int) -> Determination:
    return replace(letter, case=replace(letter.case, number=f"CM15-{number:07}"))


def _median(work: Callable[[Thing], object], things: list[Thing]) -> float:
    """Return the milliseconds that one of some things takes; the first warms up."""
    spent = []
    for thing in things:
        began = time.perf_counter()
        work(thing)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent[1:]) * 1000


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(benchmark=NAME, name=name, value=value, unit=unit)
