"""What finding the clinical facts of a case costs, from 10 pages to 3,000.

The pages are those of our fictional records, their lines put together anew for every
page, so that no page is like another.  Everything is measured on one core: reading the
pages with the full list of drugs and all cues, then answering every fact of the
catalogue for a drug in dispute.

    python -m benchmark.clinical [FILE.svg]    the figures, and the plot of the growth
"""

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from openimr.clinical import find_facts, read_records
from openimr.domain import (
    CaseFile,
    DisputedItem,
    Document,
    DocumentKind,
    FactQuestion,
    ItemKind,
    Page,
    PageStatus,
    RequestDetails,
)
from openimr.drawing.svg import BLUE, INK, PALE, Svg, element, line, picture
from openimr.guidelines import load_facts

from .figures import Figure

NAME = "clinical"
RECORDS = Path(__file__).parent.parent / "tests" / "clinical" / "records"
SIZES = (10, 30, 100, 300, 1_000, 2_000, 3_000)
USUAL = 300
"""Pages at which the speed is stated: a packet of usual size."""

_LINES = 30
_REPORT = 4
"""Lines of a page, and pages of a report."""

_LAST = dt.date(2014, 10, 1)
_ITEM = DisputedItem(
    details=RequestDetails(
        requested="Cyclobenzaprine 7.5 mg #60",
        kind=ItemKind.DRUG,
        drug="cyclobenzaprine",
        quantity=60,
    )
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one core for a packet."""

    pages: int
    words: int
    reading: float
    asking: float

    @property
    def whole(self) -> float:
        """Return the seconds of reading and asking together."""
        return self.reading + self.asking


def packet(pages: int) -> CaseFile:
    """Return a case file of some pages; the same on every run."""
    chance = random.Random(pages)  # noqa: S311 - a fixed packet, no secret
    lines = _lines()
    documents = tuple(_report(number) for number in range(-(-pages // _REPORT)))
    return CaseFile(
        name="packet",
        documents=documents,
        pages=tuple(
            Page(
                file="packet.pdf",
                number=number + 1,
                text="\n".join(chance.choices(lines, k=_LINES)),
                status=PageStatus.TEXT,
                document=documents[number // _REPORT].id,
            )
            for number in range(pages)
        ),
    )


def _lines() -> Sequence[str]:
    found = []
    for path in sorted(RECORDS.glob("*.yaml")):
        record = yaml.safe_load(path.read_text("utf-8"))
        for document in record["documents"]:
            for page in document["pages"]:
                found += [each for each in page.splitlines() if each.strip()]
    return found


def _report(number: int) -> Document:
    return Document(
        id=f"D{number + 1}",
        file="packet.pdf",
        first_page=number * _REPORT + 1,
        pages=_REPORT,
        kind=DocumentKind.PROGRESS_REPORT,
        author="A. Physician, M.D.",
        date=_LAST - dt.timedelta(days=number % 900),
    )


def cost(pages: int, rounds: int = 1) -> Cost:
    """Return the least that a packet of some pages costs in some rounds."""
    case = packet(pages)
    words = sum(len(page.text.split()) for page in case.pages)
    questions = [FactQuestion(fact=fact) for fact in sorted(load_facts())]
    best: Cost | None = None
    for _ in range(rounds):
        began = time.process_time()
        records = read_records(case)
        read = time.process_time()
        find_facts(records, _ITEM, questions, _LAST)
        asked = time.process_time()
        found = Cost(pages, words, read - began, asked - read)
        best = found if best is None or found.whole < best.whole else best
    assert best is not None, "at least one round"  # noqa: S101
    return best


def figures(rounds: int = 3) -> Iterator[Figure]:
    """Yield words a second with every fact, and how the cost of a page grows."""
    cost(SIZES[0])  # loads the lexicon
    usual = cost(USUAL, rounds)
    yield _figure("whole room, all facts", usual.words / usual.whole, "words/s")
    yield _figure("reading pages", usual.words / usual.reading, "words/s")
    yield _figure("asking all facts", usual.asking * 1000, "ms")
    small, large = cost(SIZES[0], rounds + 5), cost(SIZES[-1])
    yield Figure(
        benchmark=NAME,
        name=f"a page of {large.pages:,}",
        value=(large.whole / large.pages) / (small.whole / small.pages),
        unit="x",
        yardstick=f"a page of {small.pages}",
    )


def _figure(name: str, value: float, unit: str) -> Figure:
    return Figure(benchmark=NAME, name=name, value=value, unit=unit)


_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720.0, 420.0, 76.0, 690.0, 74.0, 360.0


def plot(costs: Sequence[Cost]) -> str:
    """Return the seconds over the pages as the text of an SVG file."""
    most = max(each.whole for each in costs)
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 50, 100) if most / s <= 6)
    top = step * -(-most // step)
    pages = max(each.pages for each in costs)

    def at(each: Cost) -> tuple[float, float]:
        x = _LEFT + each.pages / pages * (_RIGHT - _LEFT)
        return x, _BOTTOM - each.whole / top * (_BOTTOM - _TOP)

    last = at(costs[-1])
    told = ", ".join(f"{each.pages:,} pages {each.whole:.2f} s" for each in costs)
    speed = costs[-1].words / costs[-1].whole
    return picture(
        "Cost of the clinical facts by size of the case",
        f"All facts, full list of drugs, one core: {told}.",
        _WIDTH,
        _HEIGHT,
        _words("Seconds to read a case and answer every fact", 20, 28, 15),
        _words(f"One core; {round(speed, -3):,.0f} words a second at the end.", 20, 48),
        *_axes(pages, top, step),
        line(_LEFT, _BOTTOM, *last, stroke=PALE, stroke_dasharray="5 4"),
        *(_point(*at(each), each) for each in costs),
    )


def _axes(pages: int, top: float, step: float) -> Iterator[Svg]:
    for at in range(int(top / step) + 1):
        y = _BOTTOM - at * step / top * (_BOTTOM - _TOP)
        yield line(_LEFT, y, _RIGHT, y)
        yield _words(f"{at * step:g} s", _LEFT - 8, y + 4, anchor="end")
    for number in range(0, pages + 1, 500):
        x = _LEFT + number / pages * (_RIGHT - _LEFT)
        yield _words(f"{number:,}", x, _BOTTOM + 20, anchor="middle")
    yield _words("pages of the case", _RIGHT, _BOTTOM + 42, anchor="end")


def _point(x: float, y: float, each: Cost) -> Svg:
    told = element("title", f"{each.pages:,} pages: {each.whole:.2f} s")
    return element("circle", told, cx=x, cy=y, r=5, fill=BLUE)


def _words(
    words: str, x: float, y: float, size: float = 12, anchor: str = "start"
) -> Svg:
    return element(
        "text", words, x=x, y=y, font_size=size, text_anchor=anchor, fill=INK
    )


def main() -> int:
    """Print what packets of every size cost; draw the growth where a file is named."""
    cost(SIZES[0])
    costs = [cost(size, 2 if size <= USUAL else 1) for size in SIZES]
    for each in costs:
        print(
            f"{each.pages:6,} pages {each.words:9,} words"
            f"  read {each.reading:7.2f} s  ask {each.asking:7.2f} s"
            f"  {each.words / each.whole:9,.0f} words/s"
        )
    for name in sys.argv[1:2]:
        Path(name).write_text(plot(costs), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
