"""How often: directions of drugs and schedules of visits, in their own words."""

import re
from collections.abc import Collection

_DOSE = r"(?:\d(?:\.\d)?(?:-\d)?|one|two|1/2|half)\s*(?:-\s*\d\s*)?"
_UNIT = r"(?:tablets?|tabs?|caps(?:ules?)?|patch(?:es)?|pills?|puffs?|drops?|films?)"
_ROUTE = r"(?:p\.?o\.?|by\s+mouth|orally|sl|sublingual(?:ly)?|topically|im|per\s+day)"
_LATIN = (
    r"(?:[btq]\.?i\.?d\b\.?|q\.?\s?(?:d|hs|h\.s|am|pm|od)\b\.?|q\.?\s?\d{1,2}(?:-\d{1,2})?"
    r"\s*(?:h(?:rs?|ours?)?|days?|wks?|weeks?|d)?\b|hs\b|qhs\b)"
)
_PLAIN = (
    r"(?:(?:once|twice|thrice|(?:\d|one|two|three|four)(?:\s*-\s*\d)?\s*(?:x|times))"
    r"\s*(?:a|per|each|/)?\s*(?:day|daily|week|weekly|wk|month|monthly|night|nightly)\b"
    r"|every\s+(?:other\s+day|day|night|morning|week|month|evening|bedtime"
    r"|\d{1,2}(?:\s*(?:-|to)\s*\d{1,2})?\s*(?:hours?|hrs?|days?|weeks?|wks?|months?)"
    r"|(?:two|three|four|six|eight|twelve)\s+(?:hours|days|weeks|months))"
    r"|(?:for\s+)?(?:up\s+to\s+)?(?:12|twelve)\s*(?:h|hrs?|hours?)?\s*on[\s,;/&]*"
    r"(?:and\s+|then\s+)?(?:(?:12|twelve)\s*(?:h|hrs?|hours?)?\s*)?off"
    r"|on\s+(?:for\s+)?(?:12|twelve)\s*(?:h|hrs?|hours?)?[\s,;/&]*(?:and\s+|then\s+)?"
    r"off\s+(?:for\s+)?(?:12|twelve)"
    r"|(?:12|twelve)\s*(?:h|hrs?|hours?)\s+(?:in|out\s+of|of|per)\s+(?:24|a\s+day|day)"
    r"|daily|nightly|weekly|monthly|quarterly|at\s+(?:bedtime|night)|with\s+meals"
    r"|\d{1,2}\s+(?:per|a)\s+(?:day|week|month|year))"
)
_NEEDED = r"(?:as\s+needed|p\.?r\.?n\b\.?)"
_FREQUENCY = re.compile(
    rf"(?:\b{_DOSE}{_UNIT}?\s*)?(?:\b{_ROUTE}\s*)?\b(?:{_LATIN}|{_PLAIN})"
    rf"(?:\s*{_NEEDED})?|\b{_NEEDED}"
)


_FREQUENCY_WORDS = frozenset(
    (
        "q qd qid qod qhs qam qpm bid tid hs prn b i daily day every once twice thrice "
        "off on am pm morning noon time week weekly wk month monthly night nightly "
        "needed bedtime quarterly meal"
    ).split()
)


def names_frequency(words: Collection[str]) -> bool:
    """Tell whether spelt words can say how often at all."""
    return not _FREQUENCY_WORDS.isdisjoint(words)


def find_frequency(text: str) -> tuple[int, int] | None:
    """Return where lower-case words say how often, as start and end.

    >>> text = "norco 10/325 1 tab po q6h prn #120"
    >>> start, end = find_frequency(text)
    >>> text[start:end]
    '1 tab po q6h prn'
    """
    match = _FREQUENCY.search(text)
    return match.span() if match else None
