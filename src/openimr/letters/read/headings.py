"""Where the heading of a disputed item begins.

A heading has no mark of its own: it is the line, or the few lines, between the end of
what stands before it and its decision.  Page breaks and line breaks fall inside it.
"""

import re

from openimr.domain import Decision

from .sheet import Sheet, is_double_spaced

_ENDS = re.compile(r"[.!?][\"')\u201d\u2019\]]*\Z|necessary\Z|below\s*:\Z", re.I)
_MAY_END = frozenset(".!?\"')\u201d\u2019]yY:")
"""Last signs of what ``_ENDS`` can match, which is slow to try."""

_LONGEST_ABBREVIATION = len("approx.")
_ABBREVIATION = re.compile(r"(?:\b(?:dr|no|mg|approx|vs|st)|\b[a-z]\.[a-z])\.\Z", re.I)
_GOES_ON = re.compile(
    r"(?:[,;/&(+-]|\b(?:for|of|and|with|to|the|every|at|in|or|a|per|x|\d+))\s*\Z", re.I
)
_NUMBER = re.compile(r"\s*(?:#\s*)?\(?\d{1,2}\s*[.)]\s+(?=\S)")
_MOST_LINES = 8
_LAST_SENTENCE = re.compile(
    r"[na.!?](?:(?:(?<=n)ecessary|(?<=a)ppropriate)\s*\.\s+"
    r"|(?<=[.!?])[\"\u201d]?\s+(?=[A-Z]))"
)
"""Begins with one set of signs, by which places are found soon."""

_LONG = 300
_FARTHEST = 1500


def heading_start(sheet: Sheet, low: int, high: int) -> int:
    """Return where the heading that ends at ``high`` begins, not before ``low``."""
    text = sheet.plain
    low = max(min(low, high), high - _FARTHEST)
    start = _line_start(text, low, high)
    for _ in range(_MOST_LINES):
        above = text[low:start].rstrip()
        if not above:
            break
        gap = text.count("\n", low + len(above), start) - 1
        line = above[above.rfind("\n") + 1 :]
        if _ends(line) and not (_is_shortened(line) and _is_close(text, gap)):
            break
        if not _is_close(text, gap) and not _goes_on(line, text[start:high].lstrip()):
            break
        start = low + len(above) - len(line)
    if high - start > _LONG or "\n" not in text[low:high].strip():
        start = _after_last_sentence(text, start, high)
    number = _NUMBER.match(text, start, high)
    return number.end() if number else start


def _ends(line: str) -> bool:
    """Tell whether a sentence, or the words before the items, end with a line."""
    last = line[-1:]
    if last in _MAY_END:
        return last in {".", "!", "?"} or _ENDS.search(line) is not None
    return False


def _is_shortened(line: str) -> bool:
    """Tell whether a line's last stop only shortens a word."""
    if not line.endswith("."):
        return False
    return _ABBREVIATION.search(line, len(line) - _LONGEST_ABBREVIATION) is not None


def _line_start(text: str, low: int, high: int) -> int:
    end = low + len(text[low:high].rstrip())
    return max(low, text.rfind("\n", low, end) + 1)


def _is_close(text: str, gap: int) -> bool:
    """Tell whether so many blank lines are no more than any two lines have."""
    return gap <= 0 or (gap == 1 and is_double_spaced(text))


def _goes_on(line: str, heading: str) -> bool:
    """Tell whether words run on from a line to the next across a wide gap."""
    return heading[:1].islower() or _GOES_ON.search(line) is not None


def _after_last_sentence(text: str, start: int, high: int) -> int:
    """Return where the last sentence's text begins, for letters without line ends."""
    last = start
    for match in _LAST_SENTENCE.finditer(text, start, high):
        last = match.end()
    return last


def decision_of(word: str) -> Decision | None:
    """Return the decision that a word states; a partial one is neither.

    >>> decision_of("Upheld"), decision_of("partially overturned")
    (<Decision.UPHELD: 'upheld'>, None)
    """
    word = word.lower()
    if "part" in word or word == "modified":
        return None
    return Decision.UPHELD if word.startswith("up") else Decision.OVERTURNED
