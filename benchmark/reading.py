"""What reading a published letter costs, beside taking its text out of the PDF.

The letters are our own invented ones, typeset to PDF here.  Extraction is the yardstick
because nobody reads a letter without it: a reader that costs a small share of it costs
nothing that matters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import typst

from openimr.casework.engine import knowledge
from openimr.letters.read import read
from openimr.review.request import RequestReader

from .figures import Figure, best_of

NAME = "reading"
LETTERS = (
    Path(__file__).parent.parent / "tests" / "letters" / "read" / "letters"
)
"""Invented letters, one layout or more of each format."""

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


def samples(folder: Path = LETTERS) -> Sequence[Sample]:
    """Return every letter of a folder, typeset."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as stream:
            pdf = _typeset(stream.read())
        found.append(Sample(path.stem, pdf, _extract(pdf)))
    return found


def figures(letters: Sequence[Sample], rounds: int) -> Iterator[Figure]:
    """Yield the cost of reading, all letters together and per letter of 6 KB."""
    seconds = sum(best_of(rounds, lambda s=s: _read(s)) for s in letters)  # type: ignore[misc]
    extraction = sum(best_of(rounds, lambda s=s: _extract(s.pdf)) for s in letters)  # type: ignore[misc]
    size = sum(len(sample.text) for sample in letters)
    yield Figure(
        benchmark=NAME,
        name="reading a letter",
        value=seconds / extraction,
        unit="x",
        yardstick="taking its text out of the PDF",
    )
    yield Figure(
        benchmark=NAME, name="a letter of 6 KB", value=6e6 * seconds / size, unit="ms"
    )
    yield Figure(
        benchmark=NAME, name="letters of 6 KB", value=size / 6e3 / seconds, unit="/s"
    )


def _read(sample: Sample) -> None:
    # A reader of requests remembers what it has read; a new one starts from nothing,
    # as letters of an archive mostly do.
    known = knowledge().requests
    read(sample.text, sample.name, known.read)


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
