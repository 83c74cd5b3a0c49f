"""What the decision letter says of itself: who reviewed, how, and when it was sent."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from openimr.documents.signs import is_letterhead
from openimr.text import Precision, find_dates

from .frame import FramePart
from .letter_knowledge import letters
from .text import Block, FormLine, Place, blocks

_HEAD_LINES = 4
_TYPE_LINES = 40
_ENDS = re.compile(r"[.,;]\s|[.,;]$|\s{2,}|\s(?:our|we|has|have|is|was|under|with)\s")
_LONGEST_NAME = 80
_LABEL = re.compile(r"^(?:review type|type of review|kind of review)\b", re.IGNORECASE)


def read_organisation(part: FramePart) -> Place | None:
    """Return where the letterhead names the utilization review organisation."""
    author = part.document.author
    for line in part.lines[:_HEAD_LINES]:
        text = line.text.rstrip()
        if author and text.lower().startswith(author.lower()):
            return Place(line.page, line.start, line.start + len(author))
    for line in part.lines[:_HEAD_LINES]:
        column = re.search(r"\s{2,}", line.text.rstrip())
        text = line.text[: column.start()] if column else line.text.rstrip()
        if is_letterhead(text) and not any(c.isdigit() for c in text):
            return Place(line.page, line.start, line.start + len(text))
    return None


def read_administrator(lines: Sequence[FormLine]) -> Place | None:
    """Return whom the organisation reviews for: ``on behalf of Grange Mutual``."""
    for line in lines[:_TYPE_LINES]:
        for hit in letters().administrator_leads.find(line.words):
            place = _after_words(line, hit.start + hit.words)
            if place and place.words[:1].isupper():
                return place
    return None


def _after_words(line: FormLine, count: int) -> Place | None:
    """Return what stands after a number of words, to the end of the name."""
    found = list(re.finditer(r"[A-Za-z0-9][\w/.&'-]*", line.text))
    if count > len(found) or count == 0:
        return None
    start = found[count - 1].end()
    start += len(line.text[start:]) - len(line.text[start:].lstrip(" :"))
    ends = _ENDS.search(line.text, start)
    stop = ends.start() if ends else len(line.text.rstrip())
    sound = 3 < stop - start <= _LONGEST_NAME
    return Place(line.page, line.start + start, line.start + stop) if sound else None


def read_review_type(lines: Sequence[FormLine]) -> tuple[str, Place] | None:
    """Return whether care was reviewed before, while or after it was given.

    A letter on items of several types has none.
    """
    head = lines[:_TYPE_LINES]
    labelled = [line for line in head if _LABEL.search(line.text)]
    labelled += [line for line in head if "review" in line.words or ":" in line.text]
    for line in (*labelled, *head):
        kinds = {hit.meaning for hit in letters().review_types.find(line.words)}
        if len(kinds) == 1:
            return kinds.pop(), Place(line.page, line.start, line.written_end)
        if kinds:
            return None
    return None


def read_service(lines: Sequence[FormLine]) -> tuple[dt.date, Place] | None:
    """Return the day the letter was served or mailed, out of its own words."""
    for block in _served(lines):
        for date in find_dates(block.raw.replace("\n", " ")):
            if date.value and date.precision is Precision.DAY:
                start = block.place.start
                where = Place(block.place.page, start + date.start, start + date.end)
                return date.value, where
    return None


def read_methods(lines: Sequence[FormLine]) -> tuple[str, Place] | None:
    """Return by what the letter was sent, as far as the words of service say."""
    for block in _served(lines):
        words = set(block.words)
        methods = [n for n, w in letters().service_methods.items() if w & words]
        if methods:
            return ", ".join(sorted(methods)), block.place
    return None


def _served(lines: Sequence[FormLine]) -> Iterator[Block]:
    """Yield blocks that tell of service, nearest to the end of the letter first."""
    for block in reversed(list(blocks(lines))):
        hits = letters().service_verbs.find(block.words)
        if any(hit.start <= 1 for hit in hits) and any(
            True for _ in find_dates(block.raw)
        ):
            yield block
