"""Reviewers who rely on what the claims administrator cited, without naming it."""

import re

from openimr.domain import Span

from .sheet import Sheet

_SAME = re.compile(
    r"guideline(?<!\wguideline)s?\s+(?:used|cited|relied\s+(?:up)?on|referenced)\s+by\s+the\s+claims\s+"
    r"administrator\s+(?:(?:is|are|was|were|to\s+be)\s+)?"
    r"(?!not\b|in)(?:relevant|appropriate|applicable)"
)
"""Begins with letters and no edge, so that only places that have them are tried."""


def relies_on_same(sheet: Sheet, place: Span | None) -> bool:
    """Tell whether a stretch adopts the claims administrator's guidelines."""
    if place is None:
        return False
    return _SAME.search(sheet.plain[place.start : place.end].lower()) is not None
