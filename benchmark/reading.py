"""What reading a published letter costs, beside taking its text out of the PDF.

The letters are our own invented ones, typeset to PDF here.  Extraction is the yardstick
because nobody reads a letter without it: a reader that costs a small share of it costs
nothing that matters.  A letter is read as one that was read before, and at first
sight, with nothing remembered.  Between the two is a real archive, in which the form's
passages repeat and the rest does not: letters varied for the purpose, read once each.

    python -m benchmark.reading [FOLDER]    one line a letter, then the figures
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import typst

from openimr.casework.engine import knowledge
from openimr.letters.read import forget, read

from .figures import Figure, best_of
from .varied import varied

NAME = "reading"
LETTERS = Path(__file__).parent.parent / "tests" / "letters" / "read" / "letters"
"""Invented letters, one layout or more of each format."""

ROUNDS = 20
ARCHIVE = 400
"""Letters of a varied archive that are timed; a quarter as many go before them."""

_PASSES = 5
"""Each letter counts with its best; what else the machine does would be timed too."""

_SEED = 20140701
_PAGE = """#set page(paper: "us-letter", margin: 1in)
#set text(size: 12pt)
#for line in "{words}".split("\\n") {{ line; linebreak() }}
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A letter as a PDF, and the text that extraction takes out of it."""

    name: str
    pdf: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds that one letter costs."""

    sample: Sample
    extracted: float
    read: float
    at_first_sight: float


def samples(folder: Path = LETTERS) -> Sequence[Sample]:
    """Return every letter of a folder, typeset."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as stream:
            pdf = _typeset(stream.read())
        found.append(Sample(path.stem, pdf, _extract(pdf)))
    return found


def costs(letters: Sequence[Sample], rounds: int = ROUNDS) -> Sequence[Cost]:
    """Return what each letter costs, everything measured in turn."""
    return [_cost(sample, rounds) for sample in letters]


def figures(folder: Path = LETTERS, rounds: int = ROUNDS) -> Iterator[Figure]:
    """Yield the cost of reading, all letters of a folder together."""
    yield from _figures(costs(samples(folder), rounds))


def _figures(found: Sequence[Cost]) -> Iterator[Figure]:
    extracted = sum(cost.extracted for cost in found)
    size = sum(len(cost.sample.text) for cost in found)
    texts = [cost.sample.text for cost in found]
    for name, seconds in (
        ("reading letters", sum(cost.read for cost in found)),
        ("reading letters at first sight", sum(cost.at_first_sight for cost in found)),
        ("reading a varied archive", size * _archive_cost(texts, places=True)),
        ("the same without spans", size * _archive_cost(texts, places=False)),
    ):
        yield Figure(
            benchmark=NAME,
            name=name,
            value=seconds / extracted,
            unit="x",
            yardstick="taking their text out of the PDF",
        )
        yield Figure(
            benchmark=NAME,
            name=f"{name}, 6 KB",
            value=6e6 * seconds / size,
            unit="ms",
        )


def _cost(sample: Sample, rounds: int) -> Cost:
    requests = knowledge().requests

    def reading() -> None:
        read(sample.text, sample.name, requests.read)

    def reading_anew() -> None:
        forget()
        requests.forget()
        read(sample.text, sample.name, requests.read)

    return Cost(
        sample,
        extracted=best_of(rounds, lambda: _extract(sample.pdf)),
        read=best_of(rounds, reading),
        at_first_sight=best_of(rounds, reading_anew),
    )


def _archive_cost(texts: Sequence[str], *, places: bool) -> float:
    """Return the seconds that a character of a varied archive costs, each read once."""
    requests = knowledge().requests
    known = ARCHIVE // 4
    archive = list(
        varied(
            texts, lambda text: read(text, "", requests.read), known + ARCHIVE, _SEED
        )
    )
    best = [float("inf")] * ARCHIVE
    for _ in range(_PASSES):
        forget()
        requests.forget()
        for text in archive[:known]:
            read(text, "", requests.read, places=places)
        for number, text in enumerate(archive[known:]):
            began = time.perf_counter()
            read(text, "", requests.read, places=places)
            best[number] = min(best[number], time.perf_counter() - began)
    return sum(best) / sum(map(len, archive[known:]))


def _typeset(text: str) -> bytes:
    words = text.replace("\r\n", "\n").replace("\\", "\\\\").replace('"', '\\"')
    return bytes(typst.compile(_PAGE.format(words=words.replace("\n", "\\n")).encode()))


def _extract(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(str(text.get_text_range()))
        text.close()
        page.close()
    document.close()
    return "\n\f\n".join(pages)


def main() -> int:
    """Print what each letter of a folder costs."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else LETTERS
    found = costs(samples(folder))
    for cost in found:
        print(
            f"{cost.sample.name:24} {len(cost.sample.text):6} characters"
            f"  extract {cost.extracted * 1e3:6.3f} ms  read {cost.read * 1e3:6.3f} ms"
            f" ({cost.read / cost.extracted:.3f})"
            f"  at first sight {cost.at_first_sight * 1e3:6.3f} ms"
        )
    for figure in _figures(found):
        print(f"{figure.name:34} {figure.value:7.3f} {figure.unit} {figure.yardstick}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
