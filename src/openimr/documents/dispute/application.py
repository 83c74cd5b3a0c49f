"""The application for independent medical review: priority and what is disputed."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from openimr.documents.phrases import words_of
from openimr.documents.signs import has_box, is_prose

from .knowledge import forms
from .letter_knowledge import letters
from .lists import ListItem, item_of, read_list, split_inline
from .several import parts_of
from .text import FormLine, Place
from .ticks import BOX

_LEADERS = " :._\u2026\t"
_FIELD = re.compile(r"[^:]{2,40}(?=:)")
_FIRST_MARK = re.compile(
    r"[a-z]{3}(?<!ion)(?<!art)(?<!tem)(?<!ine)(?<!tep)\W*\s(?P<mark>\(?1[.)]\s+(?=[A-Z\d]))"
)
_HEADING_LINES = 4
_FIRST_WORDS = 3
_FIELDS_ABOVE = 12
_LONGEST_LIST = 60
_LABEL_WORDS = 5
_SIGNED = re.compile(
    r"^(?:[A-Z][\w.'\u2019-]*\s+){2,4}(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}"
    r"|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4})$"
)
"""A name and a day below the list: its signature."""


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
    boxes = list(BOX.finditer(line.text))
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
        following = lines[number + 1] if number + 1 < len(lines) else None
        ends = _heading_ends(line, following)
        if ends is None:
            continue
        rest = line.text[ends:].strip(" :")
        if rest and not rest.startswith("("):
            return _named(_from_heading(lines, number))
        body = lines[_instruction_ends(lines, number) :]
        items = read_list(list(_until_end(body))) or _below_fields(body)
        if items:
            return _named(items)
    return _named(_below_label(lines))


def _below_label(lines: Sequence[FormLine]) -> list[ListItem]:
    """Return the marked list below a label of few words: ``Items:``, ``Appealed:``."""
    for label, line in pairwise(lines):
        bare = label.text.endswith(":") and len(label.words) <= _LABEL_WORDS
        if bare and item_of(line) and item_of(label) is None and not has_box(line.text):
            after = lines[lines.index(line) :]
            return read_list(list(_until_end(after)))
    return []


def _from_heading(lines: Sequence[FormLine], number: int) -> list[ListItem]:
    """Read a list that opens in the line of its heading; each line may have one."""
    items: list[ListItem] = []
    while number < len(lines):
        line = lines[number]
        ends = _heading_ends(line, None)
        if ends is None:
            break
        behind = list(_behind(lines[number + 1 :]))
        gap = len(line.text[ends:]) - len(line.text[ends:].lstrip(_LEADERS))
        first = _rest_of(line, _first_item(line, ends) or ends + gap)
        if any(map(item_of, behind)):
            items += read_list([first, *behind])
        else:
            for whole in _wrapped([first, *behind]):
                items += split_inline(whole)
        number += 1 + len(behind)
    return [item for item in items if item.text.strip(_LEADERS)]


def _first_item(line: FormLine, ends: int) -> int | None:
    """Return where item 1 begins behind an instruction: ``list each item  1. Ice``."""
    mark = _FIRST_MARK.search(line.text, ends)
    return mark.start("mark") if mark else None


def _rest_of(line: FormLine, begins: int) -> FormLine:
    text = line.text[begins:]
    return FormLine(line.page, line.start + begins, text, words_of(text))


def _behind(lines: Sequence[FormLine]) -> Iterator[FormLine]:
    """Yield the lines by which the list goes on, up to the next field or heading."""
    for line in _until_end(lines):
        if _heading_ends(line, None) is not None or _is_field(line):
            break
        yield line


def _is_field(line: FormLine) -> bool:
    """Tell whether a line opens with a label of the form: ``Date: ...``."""
    labelled = _FIELD.match(line.text)
    label = " ".join(words_of(labelled[0])) if labelled else ""
    return any(label == known for known in forms().label_starts)


def _wrapped(lines: Sequence[FormLine]) -> Iterator[Place]:
    """Yield each run of lines that wrap into one another."""
    start = lines[0]
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        goes_on = following is not None and following.page is line.page
        if goes_on and following and (line.wraps or following.text[0].islower()):
            continue
        yield Place(start.page, start.start, line.written_end)
        if following is not None:
            start = following


def _named(items: Sequence[ListItem]) -> list[ListItem]:
    """Return items without ``see attached``, each treatment of a line apart."""
    return [
        part for item in items if not _is_elsewhere(item.text) for part in _apart(item)
    ]


def _is_elsewhere(text: str) -> bool:
    words = words_of(text)
    sends = any(words[: len(run)] == run for run in letters().elsewhere)
    return sends or words in letters().nothing


def _apart(item: ListItem) -> Iterator[ListItem]:
    """Yield each treatment of an item that names several on one page."""
    place = item.places[0]
    raw = place.page.text[place.start : place.end]
    parts = parts_of(raw) if len(item.places) == 1 else []
    if len(parts) < 2:
        yield item
        return
    for start, end in parts:
        where = Place(place.page, place.start + start, place.start + end)
        yield ListItem(item.mark, where.words.strip(" ,;."), (where,))


def _heading_ends(line: FormLine, following: FormLine | None) -> int | None:
    """Return where the heading of the list ends in its line, or None."""
    alone = forms().dispute_alone.match(line.text)
    if alone:
        return alone.end()
    hits = [hit for hit in forms().dispute_begins.find(line.words) if hit.start <= 2]
    if not hits and not _instructs(line, following):
        return None
    colon = line.text.find(":")
    if colon >= 0:
        return colon + 1
    return _first_item(line, 0) or len(line.text)


def _instructs(line: FormLine, following: FormLine | None) -> bool:
    """Tell whether a line, or it and the next, asks for the list in any words."""
    words = set(line.words)
    if following and ":" not in line.text and item_of(following) is None:
        words |= set(following.words)
    first = " ".join(line.words[:_FIRST_WORDS])
    asked = all(words & wanted for wanted in forms().dispute_instruction)
    opens = any(word in forms().dispute_instruction[0] for word in first.split())
    return asked and opens and not has_box(line.text) and "?" not in line.text


def _instruction_ends(lines: Sequence[FormLine], number: int) -> int:
    """Return the line after a heading or instruction that may run over lines."""
    following = number + 1
    while following < len(lines) and following - number < _HEADING_LINES:
        line, before = lines[following], lines[following - 1]
        closed = before.text.rstrip().endswith((":", ".", ")"))
        goes_on = before.wraps or line.text[0].islower() or line.text[0] == "("
        if item_of(line) or not goes_on or (closed and line.text[0] != "("):
            break
        following += 1
    return following


def _below_fields(lines: Sequence[FormLine]) -> list[ListItem]:
    """Return a marked list that other fields of the section stand above.

    It counts only before the next section: signature, consent or an end of the form.
    """
    for number, line in enumerate(lines[:_FIELDS_ABOVE]):
        if item_of(line) is not None and not has_box(line.text):
            return read_list(_until_end(lines[number:]))
        ends = [hit for hit in forms().dispute_ends.find(line.words) if hit.start == 0]
        if ends and ":" not in line.text and not has_box(line.text):
            break
    return []


def _until_end(lines: Sequence[FormLine]) -> list[FormLine]:
    """Return the lines of the list: to the next heading, field or running text."""
    taken: list[FormLine] = []
    for line in lines[:_LONGEST_LIST]:
        goes_on = bool(taken) and taken[-1].wraps
        ends = any(hit.start == 0 for hit in forms().dispute_ends.find(line.words))
        apart = not goes_on and item_of(line) is None
        signed = bool(taken) and _SIGNED.match(line.text) is not None
        other = apart and (is_prose(line.text) or _is_heading(line, taken))
        if ends or signed or other:
            break
        taken.append(line)
    return taken


def _is_heading(line: FormLine, taken: Sequence[FormLine]) -> bool:
    """Tell whether a line in capitals stands below a list that is not in capitals."""
    shouts = line.text.isupper() and len(line.words) > 1
    figures = any(c.isdigit() for c in line.text)
    return shouts and not figures and any(not one.text.isupper() for one in taken)
