"""States that license physicians, by name and by the letters of the post office."""

import re
from collections.abc import Iterator
from functools import cache

from .letter_knowledge import letters

_LICENSED = re.compile(r"licen[sc]|\blic\b|\b[ACG]\s?\d{5,6}\b", re.IGNORECASE)
_NEAR = 90


def find_states(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the states near words of a licence, each once by its full name.

    >>> [state for state, _ in find_states("Licensed in CA and Nevada.")]
    ['California', 'Nevada']
    >>> list(find_states("Virginia Orr is on leave."))
    []
    """
    licensed = [match.start() for match in _LICENSED.finditer(text)]
    told: set[str] = set()
    for match in _pattern().finditer(text):
        name = letters().states[match[0] if len(match[0]) == 2 else match[0].lower()]
        near = any(abs(match.start() - at) <= _NEAR for at in licensed)
        if near and name not in told:
            told.add(name)
            yield name, match.span()


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern for names in any case, and for codes in capitals."""
    longest_first = sorted(letters().states, key=lambda text: (-len(text), text))
    codes = "|".join(text for text in longest_first if len(text) == 2)
    names = "|".join(text for text in longest_first if len(text) > 2)
    return re.compile(rf"\b(?:(?:{codes})|(?i:{names}))\b")
