"""Tick boxes: what is ticked, what is not, and questions of yes and no."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openimr.documents.phrases import words_of

from .letter_knowledge import letters
from .text import FormLine, Place

_MARK = (
    r"\[\s*[xX\u2713\u2714]\s*\]|\(\s*[xX]\s*\)"
    r"|[\u2611\u2612\u2713\u2714]|(?<!\w)X(?!\w)"
)
_EMPTY = r"\[\s*\]|\(\s*\)|\u2610|\u25a1|(?<!\w)_+(?!\w)"
BOX = re.compile(rf"(?P<on>{_MARK})|(?P<off>{_EMPTY})")
_YES_OR_NO = re.compile(r"(?:[?:]\s*|^)(?P<answer>yes|no)\W*$", re.IGNORECASE)
_ANSWER_LINES = 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A box with the words beside it."""

    words: tuple[str, ...]
    on: bool
    place: Place


def find_ticks(line: FormLine) -> Iterator[Tick]:
    """Yield the boxes of a line; words stand right of each, or left of each."""
    boxes = list(BOX.finditer(line.text))
    if not boxes:
        return
    after = bool(line.text[boxes[-1].end() :].strip())
    edges = [box.start() for box in boxes[1:]] + [len(line.text.rstrip())]
    begins = [0, *(box.end() for box in boxes[:-1])]
    for box, begin, edge in zip(boxes, begins, edges, strict=True):
        left, right = line.text[begin : box.start()], line.text[box.end() : edge]
        start, end = (box.start(), edge) if after else (begin, box.end())
        place = Place(line.page, line.start + start, line.start + end)
        yield Tick(words_of(right if after else left), box["on"] is not None, place)


def ticked(lines: Sequence[FormLine], name: str) -> tuple[str, Place] | None:
    """Return which option of a group is ticked, and where; None where none is."""
    options = letters().boxes[name]
    for line in lines:
        for tick in find_ticks(line):
            option = _option(tick.words, options)
            if option is not None and tick.on:
                return option, tick.place
    return None


def stated(lines: Sequence[FormLine], name: str) -> tuple[bool, Place] | None:
    """Return whether a single box is ticked; None where the form has no such box."""
    options = letters().boxes[name]
    for line in lines:
        for tick in find_ticks(line):
            if _option(tick.words, options) is not None:
                return tick.on, tick.place
    return None


def answered(lines: Sequence[FormLine], name: str) -> tuple[bool, Place] | None:
    """Return the answer to a question of yes and no, ticked or written."""
    wanted = letters().questions[name]
    for number, line in enumerate(lines):
        if all(wanted_words & set(line.words) for wanted_words in wanted):
            for below in lines[number : number + _ANSWER_LINES]:
                found = _answer(below)
                if found:
                    return found
    return None


def _answer(line: FormLine) -> tuple[bool, Place] | None:
    options = letters().boxes["answer"]
    ticks = list(find_ticks(line))
    for tick in ticks:
        option = _option(tick.words[-1:], options) or _option(tick.words, options)
        if option is not None and tick.on:
            return option == "yes", tick.place
    written = _YES_OR_NO.search(line.text.rstrip())
    if written is None or ticks:
        return None
    start, end = written.span("answer")
    place = Place(line.page, line.start + start, line.start + end)
    return written["answer"].lower() == "yes", place


def _option(
    words: tuple[str, ...],
    options: Mapping[str, frozenset[tuple[str, ...]]],
) -> str | None:
    """Return the option with the longest wording that the words begin with."""
    found = [
        (len(run), name)
        for name, runs in options.items()
        for run in runs
        if words[: len(run)] == run
    ]
    return max(found)[1] if found else None
