"""Days that running text tells: ``was injured on``, ``we received your request``."""

import datetime as dt
from collections.abc import Sequence

from openimr.documents.phrases import words_of
from openimr.text import Precision, find_dates

from .letter_knowledge import Told, letters
from .text import FormLine, Place, blocks

_NEAR = 60
"""Characters before and after a date that are looked at."""

_AFTER_WORDS = 6


def tell_day(lines: Sequence[FormLine], name: str) -> tuple[dt.date, Place] | None:
    """Return the first day that the text gives for a field, and where it stands."""
    told = letters().narrative[name]
    for block in blocks(lines):
        raw = block.raw.replace("\n", " ")
        for date in find_dates(raw):
            if date.value is None or date.precision is not Precision.DAY:
                continue
            before = words_of(raw[max(0, date.start - _NEAR) : date.start])
            after = words_of(_sentence(raw[date.end : date.end + _NEAR]))
            if _tells(told, before, after):
                start = block.place.start
                place = Place(block.place.page, start + date.start, start + date.end)
                return date.value, place
    return None


def _sentence(text: str) -> str:
    return text.split(". ", 1)[0]


def _tells(told: Told, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    ends = any(before[-len(run) :] == run for run in told.before)
    return ends or any(
        after[at : at + len(run)] == run
        for run in told.after
        for at in range(min(len(after), _AFTER_WORDS) if len(run) > 2 else 1)
    )
