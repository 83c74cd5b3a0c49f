"""Where things are drawn over the picture of a page: words to select, and marks."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from openimr.domain import Box, PageFace, WordBox

_DESCENT = 0.18
"""Share of a word's height that hangs below its base line, about."""

_REACH = 1.5
"""Heights of a line up to which the gap to the next word is a blank, not a column."""

_MOST_BESIDE = 400
"""Words of a line that are compared with each other; more are no line of print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the layer that is laid over the picture."""

    start: int
    text: str
    x: float
    y: float
    """Left end of the base line."""

    length: float
    size: float
    """Of the type, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page's text."""

    start: int
    end: int
    text: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a page's text that is marked, and as what."""

    start: int
    end: int
    kind: str
    """``asked``, ``hit`` or ``quote``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """A mark on the picture."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a line, marked or not."""

    text: str
    kind: str = ""


def lines_of(text: str, face: PageFace) -> tuple[Line, ...]:
    """Return the lines of a page's text, each with its words over the picture."""
    starts, at = [], 0
    rows = text.split("\n")
    for row in rows:
        starts.append(at)
        at += len(row) + 1
    placed: dict[int, list[WordBox]] = {}
    for word in face.words:
        placed.setdefault(bisect_right(starts, word.start) - 1, []).append(word)
    return tuple(
        Line(
            start=start,
            end=start + len(row),
            text=row,
            words=tuple(_words(text, placed.get(number, ()))),
        )
        for number, (start, row) in enumerate(zip(starts, rows, strict=True))
    )


def _words(text: str, placed: Sequence[WordBox]) -> Iterator[Word]:
    """Yield the words of a line; those beside each other share height and base line.

    Boxes are as tall as the ink: without this every word would have a type of its own.
    A word reaches to the next one, with a blank at its end, so that what is selected
    has no holes; blanks of their own are hit by browsers where they do not stand.
    """
    reach = _reaches([word.box for word in placed])
    for word, after in zip_longest(placed, placed[1:]):
        left, _, right, _ = word.box
        top, bottom = reach[word.box[1::2]]
        height = max(bottom - top, 1.0)
        shown = text[word.start : word.end].replace("\n", " ")
        if after is not None and _beside(after.box, word.box):
            gap = after.box[0] - right
            if 0 < gap < _REACH * height:
                shown, right = f"{shown} ", after.box[0]
        yield Word(
            start=word.start,
            text=shown,
            x=round(left, 1),
            y=round(bottom - _DESCENT * height, 1),
            length=round(max(right - left, 0.5), 1),
            size=round(height, 1),
        )


def _reaches(
    row: Sequence[Box],
) -> dict[tuple[float, ...], tuple[float, float]]:
    """Return how far up and down words reach with those beside them, by their own.

    Words of a line have few heights, so few pairs are compared.
    """
    heights = {box[1::2]: box for box in row}
    others = list(heights.values()) if len(row) <= _MOST_BESIDE else []
    reach: dict[tuple[float, ...], tuple[float, float]] = {}
    for own, box in heights.items():
        beside = [box, *(other for other in others if _beside(other, box))]
        reach[own] = min(b[1] for b in beside), max(b[3] for b in beside)
    return reach


def _beside(one: Box, other: Box) -> bool:
    """Tell whether two boxes stand in one row, as letters with and without tails do."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    heights = one[3] - one[1], other[3] - other[1]
    return 2 * shared > min(heights) and max(heights) < 2.5 * min(heights)


def rectangles(
    text: str, face: PageFace, stretches: Iterable[Stretch]
) -> Iterator[Rectangle]:
    """Yield a rectangle for each line of each stretch."""
    for stretch in stretches:
        for box in _boxes(text, face.words, stretch.start, stretch.end):
            left, top, right, bottom = box
            yield Rectangle(
                x=round(left - 1, 1),
                y=round(top - 1.5, 1),
                width=round(right - left + 2, 1),
                height=round(bottom - top + 3, 1),
                kind=stretch.kind,
            )


def _boxes(text: str, words: Sequence[WordBox], start: int, end: int) -> Iterator[Box]:
    row: list[Box] = []
    before = start
    for word in words:
        if word.end <= start or word.start >= end:
            continue
        if row and "\n" in text[before : word.start]:
            yield _around(row)
            row = []
        row.append(_part(word, start, end))
        before = word.end
    if row:
        yield _around(row)


def _part(word: WordBox, start: int, end: int) -> Box:
    """Return the part of a word's box that a stretch takes, by its characters."""
    left, top, right, bottom = word.box
    step = (right - left) / (word.end - word.start)
    first = left + max(0, start - word.start) * step
    last = right - max(0, word.end - end) * step
    return first, top, last, bottom


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def pieces_of(line: Line, stretches: Sequence[Stretch]) -> tuple[Piece, ...]:
    """Return a line cut at the ends of marks; where marks overlap the first counts.

    >>> line = Line(start=10, end=16, text="no spa")
    >>> [p.text for p in pieces_of(line, [Stretch(start=13, end=99, kind="hit")])]
    ['no ', 'spa']
    """
    own = [s for s in stretches if s.start < line.end and s.end > line.start]
    cuts = {line.start, line.end}
    for stretch in own:
        cuts |= {max(stretch.start, line.start), min(stretch.end, line.end)}
    edges = sorted(cuts)
    return tuple(
        Piece(
            text=line.text[first - line.start : last - line.start],
            kind=next((s.kind for s in own if s.start <= first and last <= s.end), ""),
        )
        for first, last in pairwise(edges)
    )
