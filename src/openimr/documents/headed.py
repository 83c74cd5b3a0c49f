"""Header lines that hold a title beside a date or a name.

``Follow-up visit, May 3, 2016. Patient: Ines Pellworth.``
"""

import re

from .bare_dates import may_hold_date
from .kind_knowledge import Meaning
from .phrases import Hit, places_of_words
from .signs import is_letterhead, is_list_item, names_patient
from .views import PageView

_DEEPEST = 3
_WORTH = 0.9
_LEAST_SHARE = 0.6
_FEWEST_BEFORE = 5
_APART = re.compile(r"[.|;\u2022]\s|\s[-\u2013|]\s?|\s{2,}|\t|[([]|:\s")
_DATE_OR_LABEL = re.compile(
    r"\d{1,2}[/.-]\d|(?:19|20)\d\d\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct"
    r"|nov|dec)[a-z]*\.?\s+\d|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)|(?:exam(?: date)?|date|visit(?: date)?|dos|seen|patient|pt|re|for|name"
    r"|claim(?:ant)?|dob|doi|page|of \d|chart|mrn|printed)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[,:]?\s+")
_HEADING = re.compile(r"(?:review|summary|list|history|records|diagnostic)\b", re.I)
_GOES_ON = frozenset(
    "with of to by the a an for and or in on at from is was are were be her his".split()
)


def header_share(line: str, hit: Hit[Meaning], depth: int) -> float:
    """Return what a title fills of its own part of a header line, 0 where it does not.

    Only the first lines of a page are header lines, and a date or a patient's name
    must stand in them: ``PR-2 Exam date 05/03/2016 Patient PELLWORTH``.
    """
    if depth >= _DEEPEST or not line[:1].isalnum():
        return 0.0
    places = places_of_words(line)
    words = tuple(word for _, _, word in places)
    if not (may_hold_date(line) or names_patient(line, words)):
        return 0.0
    last = hit.start + hit.words - 1
    if last >= len(places):
        return 0.0
    first = hit.start
    while first and not _parted(line, places[first - 1][1], places[first][0]):
        first -= 1
    while last + 1 < len(places) and not _parted(
        line, places[last][1], places[last + 1][0]
    ):
        last += 1
    share = hit.words / (last + 1 - first)
    return _WORTH if share >= _LEAST_SHARE else 0.0


def _parted(line: str, end: int, start: int) -> bool:
    """Tell whether a header's part ends between two words."""
    return (
        _APART.search(line[end:start]) is not None
        or _DATE_OR_LABEL.match(line, start) is not None
    )


def is_dated_head(page: PageView, line: int, depth: int | None) -> bool:
    """Tell whether a dated line opens a note, and is no row of a list of notes."""
    if not depth or depth >= _DEEPEST or not _DATED.match(page.lines[line]):
        return False
    first = page.lines[page.head[0]]
    near = (at for at in page.head[: depth + 2] if at != line)
    return _is_practice(first) and not any(is_list_item(page.lines[n]) for n in near)


def _is_practice(line: str) -> bool:
    return is_letterhead(line) and not _HEADING.match(line)


def goes_on_from(words: tuple[str, ...]) -> bool:
    """Tell whether a line breaks off within a sentence, so that the next goes on.

    >>> goes_on_from("your request of 2/12 is with".split())
    True
    """
    return len(words) >= _FEWEST_BEFORE and words[-1] in _GOES_ON
