"""Which printed words stand beside a place on the page, and which line above it."""

from collections.abc import Sequence

from openimr.domain import Box

from .display import around
from .layer import Word

_LABEL_ENDS = tuple(":?#_.)]=")
_NEXT_TO = 60.0
"""Points between a label without such an end and what was typed beside it."""

_ROW = 4.0
"""Points by which an answer may stand above or below its label."""


def label_of(words: Sequence[Word], box: Box) -> Word | None:
    """Return the word to the left, on the row of the box or nearly so."""
    beginning = [
        (off_row(word.box, box), max(0.0, box[0] - word.box[2]), -word.start, word)
        for word in words
        if word.box[0] < box[0] + 2
        and off_row(word.box, box) <= _ROW
        and word.box[2] < box[2] + (200 if set(word.text) <= {"_"} else 2)
    ]
    if not beginning:
        return None
    nearest = min(beginning, key=lambda one: (one[1] + 8 * one[0], one[2]))
    return nearest[3]


def off_row(word: Box, box: Box) -> float:
    """Return how far the middle of a word is above or below a box."""
    middle = (word[1] + word[3]) / 2
    return max(0.0, box[1] - middle, middle - box[3])


def calls(label: Word, box: Box) -> bool:
    """Tell whether a label asks for what stands beside it."""
    near = box[0] - label.box[2] <= _NEXT_TO
    return label.text.endswith(_LABEL_ENDS) or (near and label.text[-1:].isalnum())


def line_ends(text: str, words: Sequence[Word]) -> list[tuple[Box, int]]:
    """Return the box of each line of the layer, and the offset at which it ends."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    ends = []
    for own in lines.values():
        end = text.find("\n", own[-1].end)
        ends.append((around(w.box for w in own), len(text) if end < 0 else end))
    return ends


def above(ends: Sequence[tuple[Box, int]], box: Box) -> int:
    """Return the end of the line above a box, 0 at the head of the page."""
    middle = (box[1] + box[3]) / 2
    over = [(line, end) for line, end in ends if (line[1] + line[3]) / 2 <= middle]
    if not over:
        return 0
    beside = [one for one in over if one[0][0] < box[2] and box[0] < one[0][2]]
    line, end = max(beside or over, key=lambda one: (one[0][3], one[1]))
    lowest = max(over, key=lambda one: (one[0][3], one[1]))
    # A line far above in the same column counts less than one just above.
    return end if line[3] >= lowest[0][3] - 40 else lowest[1]
