"""The records that utilization review says it looked at."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from openimr.documents.signs import is_prose
from openimr.domain import Document, ReviewedRecord
from openimr.text import Precision, find_dates, find_sentences

from .decision_blocks import ends_decision
from .knowledge import forms
from .letter_knowledge import letters
from .text import Block, FormLine, Place, blocks

_LEAD = re.compile(r"^[^:.]{3,60}[:.]\s*")
_CUT = re.compile(r";\s+(?:and\s+)?")
_MARK = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|[-*\u2022])\s+")
_HEADING_WORDS = 2
_MOST_BLOCKS = 60
_OPENING_WORDS = 6
_TELLS = frozenset("is was has had are were".split())
"""Verbs near the beginning of a block: it tells a story, and lists nothing."""


def read_records(
    lines: Sequence[FormLine], document: Document
) -> tuple[ReviewedRecord, ...]:
    """Return each record of the list, or of the sentences, with the days it names."""
    parts = list(blocks(lines))
    for number, block in enumerate(parts):
        begins = _begins(block)
        if begins is None:
            continue
        found = list(
            _entries(Place(block.place.page, begins, block.place.end), document)
        )
        for below in parts[number + 1 : number + _MOST_BLOCKS]:
            if _ends(below):
                break
            found += _entries(below.place, document)
        if found:
            return tuple(found)
    return ()


def _begins(block: Block) -> int | None:
    """Return where the records begin, if a block is the heading or label of them."""
    words = block.words
    hits = [hit for hit in letters().record_heads.find(words) if hit.start <= 1]
    if not hits:
        return None
    longest = max(hit.start + hit.words for hit in hits)
    if len(words) <= longest + _HEADING_WORDS and not _names(block):
        return block.place.end
    lead = _LEAD.match(block.raw)
    if lead is None or ":" not in lead[0]:
        return None
    return block.place.start + lead.end()


def _names(block: Block) -> bool:
    """Tell whether a block says more than a heading: a day."""
    return any(True for _ in find_dates(block.raw))


def _ends(block: Block) -> bool:
    """Tell whether a block is the next heading, or text that lists nothing."""
    dated = _names(block)
    if any(
        hit.start == 0 and hit.words >= len(block.words) - 1
        for book in (
            forms().reason_sections,
            forms().guideline_sections,
            forms().decision_ends,
        )
        for hit in book.find(block.words)
    ):
        return True
    if ends_decision(block) and _begins(block) is None:
        return True
    named = bool(letters().record_names & set(block.words))
    heading = block.raw.isupper() and not dated
    tells = bool(_TELLS & set(block.words[:_OPENING_WORDS]))
    return (
        heading or not (dated or named) or (is_prose(block.raw) and not dated) or tells
    )


def _entries(place: Place, document: Document) -> Iterator[ReviewedRecord]:
    raw = place.page.text[place.start : place.end].replace("\n", " ")
    for sentence in find_sentences(raw):
        cuts = [match.span() for match in _CUT.finditer(sentence.text)]
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(sentence.text)]
        for start, end in zip(starts, ends, strict=True):
            begin = place.start + sentence.start
            entry = Place(place.page, begin + start, begin + end)
            words = _MARK.sub("", entry.words.strip(" .,;"))
            if any(c.isalpha() for c in words):
                quotes = (entry.evidence(document),)
                yield ReviewedRecord(
                    text=words, dates=tuple(_days(words)), evidence=quotes
                )


def _days(words: str) -> Iterator[dt.date]:
    for date in find_dates(words):
        if date.value and date.precision is Precision.DAY:
            yield date.value
