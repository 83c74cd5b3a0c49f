"""Lists of treatments: numbered or not, wrapped, over a page end, in one line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .text import FormLine, Place

_ITEM = re.compile(
    r"^(?P<mark>\(?\d{1,2}[.)]|\([a-z]\)|[a-zA-Z][.)]|#\s?\d{1,2}[.:)]?|[-*\u2022\u25cf]"
    r"|\d{1,2}(?=\s+[A-Z]))\s*(?P<rest>.*)$"
)
_INLINE = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s+|;\s+")
_BLANK = re.compile(r"^[\s_.\u2026-]*$")


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list with its number or letter, and where its words stand."""

    mark: str | None
    """Figure or letter in lower case, without punctuation."""

    text: str
    places: tuple[Place, ...]
    """One stretch a page."""

    diagnosis: str | None = None
    icd: tuple[str, ...] = ()
    billing: tuple[str, ...] = ()


def item_of(line: FormLine) -> tuple[str | None, int] | None:
    """Return an item's mark and where its words begin, or None for another line."""
    match = _ITEM.match(line.text)
    if match is None:
        return None
    mark = match["mark"].strip("().:# -*\u2022\u25cf").lower() or None
    return mark, line.start + match.start("rest")


def read_list(lines: Sequence[FormLine]) -> list[ListItem]:
    """Return the items of a list; lines before the first item are its heading's.

    Where no line has a mark, every line that does not go on from one before is an
    item.
    """
    marked = [item_of(line) for line in lines]
    if any(marked):
        first = next(n for n, mark in enumerate(marked) if mark)
        return list(_marked(lines[first:], marked[first:]))
    return list(_unmarked(lines))


def _marked(
    lines: Sequence[FormLine], marked: Sequence[tuple[str | None, int] | None]
) -> Iterator[ListItem]:
    starts = [n for n, mark in enumerate(marked) if mark]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        mark, begins = marked[start] or (None, lines[start].start)
        item = _item(mark, begins, lines[start:end])
        if item:
            yield item


def _unmarked(lines: Sequence[FormLine]) -> Iterator[ListItem]:
    group: list[FormLine] = []
    for line in lines:
        if group and not (group[-1].wraps or line.text[0].islower()):
            yield from _whole(group)
            group = []
        group.append(line)
    yield from _whole(group)


def _whole(group: list[FormLine]) -> Iterator[ListItem]:
    item = _item(None, group[0].start, group) if group else None
    if item:
        yield item


def _item(mark: str | None, begins: int, lines: Sequence[FormLine]) -> ListItem | None:
    """Join an item's lines; those of another page make a stretch of their own."""
    places: list[Place] = []
    for line in lines:
        start = begins if line is lines[0] else line.start
        if places and places[-1].page is line.page:
            places[-1] = Place(line.page, places[-1].start, line.written_end)
        else:
            places.append(Place(line.page, start, line.written_end))
    text = " ".join(place.words for place in places).strip()
    if _BLANK.match(text):
        return None
    return ListItem(mark, text, tuple(places))


def split_inline(place: Place) -> list[ListItem]:
    """Cut a list that stands in one line: ``1) ... 2) ...`` or with semicolons."""
    raw = place.page.text[place.start : place.end]
    cuts = [(m.start(), m.end()) for m in _INLINE.finditer(raw)]
    begins = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(raw)]
    items: list[ListItem] = []
    for begin, end in zip(begins, ends, strict=True):
        where = Place(place.page, place.start + begin, place.start + end)
        if where.words.strip(" .;"):
            items.append(ListItem(None, where.words.strip(" ;"), (where,)))
    return items
