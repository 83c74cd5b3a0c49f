"""Several treatments in one run of words, and where each of them stands.

A comma or an *and* parts two treatments only where both have an amount of their own,
for names of treatments hold commas too: ``Acupuncture, neck and right shoulder``.
"""

import re

from .knowledge import forms
from .letter_knowledge import letters

_BOUNDARY = re.compile(
    r"\s*;\s+(?:and\s+)?|\s*,\s+(?:and\s+|as well as\s+)?"
    r"|\s+(?:and|as well as|plus)\s+",
    re.IGNORECASE,
)
_DOSED = re.compile(
    r"^(?:\W*(?:an?|one|\d{1,2})\s+prescriptions?\s+(?:of|for)\s+)?"
    r"[A-Za-z][\w/'-]{2,}.*?(?:\d\s*(?:mg|mcg|ml|gm?)\b|\d/\d{2,3}|#\s?\d)",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED = re.compile(
    r"^(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s"
    r"(?:additional\s)?(?:sessions?|visits?|prescriptions?|units?|boxe?s?|tubes?"
    r"|treatments?)\s(?:of|for)\s",
    re.IGNORECASE,
)


def parts_of(text: str) -> list[tuple[int, int]]:
    """Return the places of the treatments in a text, one where it is one.

    >>> text = "Norco 10/325 mg #120, one every six hours, and Soma 350 mg #90"
    >>> [text[start:end] for start, end in parts_of(text)]
    ['Norco 10/325 mg #120, one every six hours', 'Soma 350 mg #90']
    >>> parts_of("Gabapentin 10%, ketamine 5% cream, 60 gm")
    [(0, 40)]
    """
    whole = [(0, len(text))]
    words = set(re.findall(r"[a-z]+", text.lower()))
    if "%" in text and words & letters().mixtures:
        return whole
    places: list[tuple[int, int]] = []
    start = 0
    for cut in _BOUNDARY.finditer(text):
        if _parts(text[start : cut.start()], text[cut.end() :]):
            places.append((start, cut.start()))
            start = cut.end()
    return [*places, (start, len(text))] if places else whole


def _parts(before: str, after: str) -> bool:
    """Tell whether another treatment begins after a comma, semicolon or *and*."""
    end = _BOUNDARY.search(after)
    following = after[: end.start()] if end else after
    first = following.split(None, 1)[0].lower() if following.split() else ""
    if _COUNTED.match(following):
        return True
    if first in letters().amount_words or first in forms().formula_words:
        return False
    return _DOSED.match(following) is not None and _DOSED.match(before) is not None
