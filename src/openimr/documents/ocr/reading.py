"""One page read: upright, level, clean, in order.

The page is turned the way its lines run.  Whether it then stands on its head only
reading tells: the words of a page upside down come out with less than half of the
confidence.  The picture is turned before it is cleaned, so that a page handed in at
any of the four turns is read from the very same pixels.
"""

import time
from collections import Counter
from dataclasses import dataclass, replace

from PIL import Image

from .checkboxes import boxes_of, with_boxes, without_boxes
from .cleaning import cleaned, ink_share
from .composing import compose
from .correcting import corrected
from .engine import Engine, Seen
from .geometry import Placing
from .limits import DPI, MOST_DRAWN, MOST_SIDE
from .raster import Raster
from .rules import with_dark_print, without_rules
from .sifting import second_look, sifted
from .straightening import level, lies_sideways, skew_of
from .values import OcrPage

_BLANK = 0.0002
"""Share of ink below which a page is blank: twenty full stops."""

_READS_WELL = 0.6
"""Confidence at which no other turn is tried; pages at a wrong turn stay below 0.5."""

_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Degrees clockwise and what Pillow, which counts the other way, calls them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """The page read at one of its turns."""

    words: list[Seen]
    confidence: float
    rotation: int
    skew: float
    page: Image.Image
    """As it was read: clean, level, without rules and boxes."""

    dpi: int
    boxes: list[Seen]

    @property
    def weight(self) -> float:
        """How much was read with confidence; the best attempt has the most."""
        return sum(
            len(word.text) * max(0.0, word.confidence - 0.5)
            for word in self.words
            if not word.lying
        )

    @property
    def hint(self) -> int | None:
        """The turn at which most of its words would stand upright, if not this."""
        letters: Counter[int] = Counter()
        for word in self.words:
            letters[word.lying] += len(word.text)
        lying = max(letters, key=lambda turn: (letters[turn], -turn), default=0)
        return (self.rotation + lying) % 360 if lying else None


def read_page(raster: Raster, engine: Engine) -> OcrPage:
    """Read a page.

    Raises:
        MemoryError: the page needs more memory than the process may have.
    """
    began = time.perf_counter()
    first = cleaned(raster.picture, raster.dpi)
    if ink_share(first) < _BLANK:
        return OcrPage(
            text="", confidence=0.0, blank=True, seconds=time.perf_counter() - began
        )
    best = _best_attempt(raster, first, engine)
    return _page(raster, _completed(best, engine), began)


def _turns(first: Image.Image) -> list[int]:
    """Return all turns clockwise, likeliest first."""
    return [90, 270, 0, 180] if lies_sideways(first) else [0, 180, 90, 270]


def _best_attempt(raster: Raster, first: Image.Image, engine: Engine) -> _Attempt:
    """Read the page at one turn after the other until it reads well."""
    turns = _turns(first)
    attempts: list[_Attempt] = []
    while turns:
        rotation = turns.pop(0)
        page = first if rotation == 0 else _turned(raster, rotation)
        attempts.append(_attempt(page, raster.dpi, engine, rotation))
        if attempts[-1].confidence >= _READS_WELL:
            break
        hint = attempts[-1].hint
        if hint in turns:
            turns.remove(hint)
            turns.insert(0, hint)
    return max(attempts, key=lambda attempt: attempt.weight)


def _turned(raster: Raster, rotation: int) -> Image.Image:
    return cleaned(raster.picture.transpose(_TURNS[rotation]), raster.dpi)


def _attempt(page: Image.Image, dpi: float, engine: Engine, rotation: int) -> _Attempt:
    skew = skew_of(page)
    enlarged = _enlarged(page, dpi)
    dpi *= enlarged.width / page.width
    page = level(enlarged, skew)
    page = with_dark_print(page, dpi)
    boxes = boxes_of(page, dpi)
    page = without_rules(without_boxes(page, boxes), dpi)
    words = sifted(engine.words(page, round(dpi)))
    return _Attempt(
        words=words,
        confidence=_mean(words),
        rotation=rotation,
        skew=skew,
        page=page,
        dpi=round(dpi),
        boxes=boxes,
    )


def _completed(best: _Attempt, engine: Engine) -> _Attempt:
    """Return the attempt with what was passed over, and with its boxes."""
    words = best.words + second_look(best.page, best.words, engine, best.dpi)
    # A box is found, not read: it says nothing of how well the page reads.
    confidence = _mean(words)
    words = with_boxes(corrected(words), best.boxes)
    return replace(best, words=words, confidence=confidence)


def _enlarged(page: Image.Image, dpi: float) -> Image.Image:
    """Return the page at the resolution that reads best, within the bounds."""
    factor = min(
        DPI / dpi,
        MOST_SIDE / max(page.size),
        (MOST_DRAWN / (page.width * page.height)) ** 0.5,
    )
    if 0.95 < factor < 1.05:
        return page
    size = max(1, round(page.width * factor)), max(1, round(page.height * factor))
    return page.resize(size, Image.Resampling.LANCZOS)


def _mean(words: list[Seen]) -> float:
    letters = sum(len(word.text) for word in words)
    if not letters:
        return 0.0
    total = sum(len(word.text) * word.confidence for word in words if not word.lying)
    return round(total / letters, 3)


def _page(raster: Raster, best: _Attempt, began: float) -> OcrPage:
    placing = Placing(
        rotation=best.rotation,
        skew=best.skew,
        size=best.page.size,
        points=raster.points,
    )
    text, words = compose(best.words, placing.box)
    return OcrPage(
        text=text,
        confidence=best.confidence,
        words=words,
        rotation=best.rotation,
        skew=best.skew,
        seconds=time.perf_counter() - began,
    )
