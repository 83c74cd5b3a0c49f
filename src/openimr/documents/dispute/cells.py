"""Cells of a decision table that extraction wrote in lines of their own."""

import re
from collections.abc import Sequence

from .knowledge import forms
from .text import Block

_CELL_OF_NUMBERS = re.compile(
    r"^(?:#?\s?\d{1,4}|none|-{1,3})(?:\s(?:#?\d{1,4}|none|-{1,3}))*$", re.IGNORECASE
)
_FEWEST_COLUMNS = 3


def table_cells(parts: Sequence[Block]) -> list[Block]:
    """Join the column titles of a table, and numbers with the cell before them."""
    joined: list[Block] = []
    at = 0
    while at < len(parts):
        titles = _column_titles(parts, at)
        if titles > at + 1:
            joined.append(Block(tuple(x for b in parts[at:titles] for x in b.lines)))
            at = titles
            continue
        last = joined[-1] if joined else None
        if last and _CELL_OF_NUMBERS.match(parts[at].place.words):
            joined[-1] = Block((*last.lines, *parts[at].lines))
        else:
            joined.append(parts[at])
        at += 1
    return joined


def _column_titles(parts: Sequence[Block], at: int) -> int:
    """Return where a run of column titles ends, each in a line of its own."""
    known = forms().item_words | forms().outcome_words | forms().unit_words
    end = at
    while end < len(parts) and _is_title_of_column(parts[end], known):
        end += 1
    words = {word for block in parts[at:end] for word in block.words}
    opens = at < len(parts) and forms().item_words & set(parts[at].words)
    sound = end - at >= _FEWEST_COLUMNS and words & forms().outcome_words
    return end if opens and sound else at


def _is_title_of_column(block: Block, known: frozenset[str]) -> bool:
    words = block.words
    return 1 <= len(words) <= 3 and known.issuperset(words) and ":" not in block.raw
