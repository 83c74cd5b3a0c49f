"""Tesseract, asked for words with their places.

One engine a process; it holds a state and must not be used from two threads.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import PIL
import tesserocr
from PIL import Image
from tesserocr import PSM, RIL, PyResultIterator, PyTessBaseAPI

from .availability import LANGUAGE_FILE

REVISION = 2
"""Counts the changes of this room after which pages may read differently."""

_LANGUAGE = LANGUAGE_FILE.partition(".")[0]

_LONG_WORD = 3
"""Letters from which the shape of a word tells which way it runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A word as the engine saw it, in pixels of the picture it was given."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    """0 to 1."""

    line: int
    """Number of the engine's line; words of a line follow each other."""

    lying: int = 0
    """Degrees clockwise, 90 or 270, that would bring its line upright; mostly 0."""

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left


def identity(folder: Path) -> str:
    """Return a name for everything that shapes an answer besides the page.

    Raises:
        OSError: the language data in ``folder`` cannot be read.
    """
    with (folder / LANGUAGE_FILE).open("rb") as stream:
        data = hashlib.file_digest(stream, "sha256").hexdigest()
    engine = tesserocr.tesseract_version().split("\n")[0]
    return f"{REVISION} {engine} {data} pillow {PIL.__version__}"


class Engine:
    """A started engine with its language data.

    Raises:
        RuntimeError: the data in ``folder`` cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._api = PyTessBaseAPI(path=f"{folder}/", lang=_LANGUAGE)
        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._api.End()

    def words(self, page: Image.Image, dpi: int, *, whole: bool = False) -> list[Seen]:
        """Return the words of a page of eight bit grey, line by line.

        The layout is analysed first, unless the page is to be taken as a ``whole``:
        one block of lines, in which nothing is passed over.
        """
        self._api.SetPageSegMode(PSM.SINGLE_BLOCK if whole else PSM.AUTO)
        self._api.SetImageBytes(page.tobytes(), page.width, page.height, 1, page.width)
        self._api.SetSourceResolution(dpi)
        try:
            if not self._api.Recognize():
                return []
            found = self._api.GetIterator()
            lines = _lines(found) if found is not None else iter(())
            return [word for line in lines for word in _laid(line)]
        finally:
            self._api.Clear()


def _lines(found: PyResultIterator) -> Iterator[list[Seen]]:
    line: list[Seen] = []
    number = 0
    while True:
        if line and found.IsAtBeginningOf(RIL.TEXTLINE):
            yield line
            line, number = [], number + 1
        word = _word(found, number)
        if word is not None:
            line.append(word)
        if not found.Next(RIL.WORD):
            break
    if line:
        yield line


def _word(found: PyResultIterator, line: int) -> Seen | None:
    box = found.BoundingBox(RIL.WORD)
    try:
        text = found.GetUTF8Text(RIL.WORD).strip()
    except RuntimeError:  # a picture or a rule: no text there
        return None
    if not text or box is None:
        return None
    left, top, right, bottom = box
    return Seen(
        text=text,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        confidence=round(min(100.0, max(0.0, found.Confidence(RIL.WORD))) / 100, 3),
        line=line,
    )


def _laid(line: list[Seen]) -> list[Seen]:
    """Return the line with what it takes to bring it upright.

    The engine also reads lines that run up or down the page, and does not say so; but
    a long word that is much taller than wide can stand in no upright line.
    """
    tall = sum(len(word.text) for word in line if word.height > 1.2 * word.width)
    if tall * 2 <= sum(len(word.text) for word in line) or tall < _LONG_WORD:
        return line
    down = line[-1].bottom - line[0].top > line[0].bottom - line[-1].top
    return [replace(word, lying=270 if down else 90) for word in line]
