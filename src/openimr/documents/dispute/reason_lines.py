"""Which lines of a letter can hold reasons, and where a sentence of them stands."""

import re
from collections.abc import Sequence

from openimr.documents.numbering import number_in
from openimr.documents.signs import is_continued

from .text import Block, FormLine, Place

_IDENTIFIER = re.compile(r"\b[A-Z0-9]+-(?:[A-Z0-9]+-)*\d{3,}\b")
_FEW_WORDS = 8
_FEWEST_WORDS = 4
_HEAD_LINES = 2


def place_of(sentence: str, own: Sequence[Block]) -> Place | None:
    """Return where a sentence of the reasons stands; it may end on the next page."""
    words = sentence.split()
    for size in (len(words), _FEW_WORDS, _FEWEST_WORDS):
        either = re.compile(r"\s+".join(re.escape(word) for word in words[:size]))
        for block in own:
            place = block.place
            match = either.search(place.page.text, place.start, place.end)
            if match:
                return Place(place.page, *match.span())
    return None


def without_running_heads(lines: Sequence[FormLine]) -> list[FormLine]:
    """Return the lines without page numbers and subjects that pages repeat."""
    kept: list[FormLine] = []
    depth, page = 0, None
    for line in lines:
        depth = depth + 1 if line.page is page else 0
        page = line.page
        text = line.text.rstrip()
        later = depth < _HEAD_LINES and page is not lines[0].page
        running = later and (is_continued(text) or _is_subject(line))
        if number_in(text, edge=depth == 0) is None and not running:
            kept.append(line)
    return kept


def _is_subject(line: FormLine) -> bool:
    """Tell whether a page's first line is a subject: few words and a claim's number."""
    few = len(line.words) <= _FEW_WORDS and not line.wraps
    return few and _IDENTIFIER.search(line.text) is not None
