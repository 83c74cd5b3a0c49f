"""The application for independent medical review: priority and what is disputed."""

import re
from collections.abc import Sequence

from .knowledge import forms
from .lists import ListItem, read_list, split_inline
from .text import FormLine, Place

_MARK = (
    r"\[\s*[xX\u2713\u2714]\s*\]|\(\s*[xX]\s*\)"
    r"|[\u2611\u2612\u2713\u2714]|(?<!\w)X(?!\w)"
)
_EMPTY = r"\[\s*\]|\(\s*\)|\u2610|\u25a1|(?<!\w)_+(?!\w)"
_BOX = re.compile(rf"(?P<on>{_MARK})|(?P<off>{_EMPTY})")
_HEADING_LINES = 3
_LONGEST_LIST = 60


def read_priority(lines: Sequence[FormLine]) -> tuple[str, Place] | None:
    """Return ``regular`` or ``expedited`` and where it is ticked or written."""
    for line in lines:
        lower = line.text.lower()
        options = [
            (lower.index(word), len(word), name)
            for name, words in forms().priorities.items()
            for word in words
            if word in lower
        ]
        chosen = _ticked(line, sorted(options)) if options else None
        if chosen:
            return chosen, Place(line.page, line.start, line.written_end)
    return None


def _ticked(line: FormLine, options: list[tuple[int, int, str]]) -> str | None:
    """Return the option that is ticked, or the only one that is written as a value."""
    boxes = list(_BOX.finditer(line.text))
    if not boxes:
        labelled = ":" in line.text or "type" in line.words
        return options[0][2] if len(options) == 1 and labelled else None
    before = boxes[0].start() < options[0][0]
    for at, size, name in options:
        if before:
            near = [box for box in boxes if box.end() <= at]
            box = near[-1] if near else None
        else:
            box = next((box for box in boxes if box.start() >= at + size), None)
        if box is not None and box["on"]:
            return name
    return None


def read_disputed(lines: Sequence[FormLine]) -> list[ListItem]:
    """Return the treatments that the application lists, in order."""
    for number, line in enumerate(lines):
        ends = _heading_ends(line)
        if ends is None:
            continue
        rest = line.text[ends:].strip(" :")
        if rest and not rest.startswith("("):
            items = split_inline(Place(line.page, line.start + ends, line.written_end))
            return [item for item in items if item.text.strip(": ")]
        items = read_list(list(_until_end(lines[number + 1 :])))
        if items:
            return items
    return []


def _heading_ends(line: FormLine) -> int | None:
    """Return where the heading of the list ends in its line, or None."""
    hits = [hit for hit in forms().dispute_begins.find(line.words) if hit.start <= 2]
    if not hits:
        return None
    colon = line.text.find(":")
    return colon + 1 if colon >= 0 else len(line.text)


def _until_end(lines: Sequence[FormLine]) -> list[FormLine]:
    """Return the lines of the list: to the next heading or field."""
    taken: list[FormLine] = []
    for line in lines[:_LONGEST_LIST]:
        ends = any(hit.start == 0 for hit in forms().dispute_ends.find(line.words))
        if ends:
            break
        taken.append(line)
    return taken
