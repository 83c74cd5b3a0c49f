"""The dates that a case summary tells: of injury, and of the UR decision.

Every date is looked at once, with the clause before it and the words behind it; what
stands there says what the date is of.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from .days import day_of

_NUMERIC = (
    re.compile(r"/\d{1,2}/\d{2,4}(?![\d/])"),
    re.compile(r"-\d{1,2}-\d{2,4}(?!\d)"),
)
_FIGURES_BEFORE = re.compile(r"(?<![\w/.-])\d{1,2}\Z")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_CENTURIES = (" 19", " 20")
_MONTH_BEFORE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"(?:st|nd|rd|th)?,?\Z"
)
_YEAR_LENGTH = len(" 2014")
_BEFORE, _BEHIND = 150, 100
_NEAR_START = 700

_ON = r"\b(?:on|of|in|dated|from|since|occurring)\s+(?:or\s+about\s+)?\Z"
_INJURY = (
    r"\b(?:injury|injuries|injured(?!\s+worker)|accident|incident|trauma|hurt\w*)\b"
)
_DOI_BEFORE = re.compile(
    r"\b(?:date\s+of\s+(?:injury|loss|accident)|injury\s+date|doi|d/i)\b[^\d]{0,40}\Z"
)
_DOI_BEHIND = re.compile(
    r"\s*,?\s*(?:date\s+of\s+(?:injury|loss)|(?:industrial|work)\b|injury\b|doi\b)"
)
_INJURED_ON = re.compile(
    rf"{_INJURY}.*{_ON}|"
    r"\b(?:injured(?!\s+worker)|hurt)(?:\s+[a-z]+){0,3}\s+\Z"
)
_REPORTED = re.compile(
    r"\b(?:report|note|dated|seen|exam\w*|visit|mri|surgery|underwent|evaluat\w+"
    r"|request\w*|denied|had)\b"
)
_HAPPENED = re.compile(
    r"\b(?:who|when|while|whose|and|fell|slipped|tripped|struck|hit|twisted|strained"
    r"|sprained|lift(?:ed|ing)|pull(?:ed|ing)|push(?:ed|ing)|crushed|caught|cut"
    r"|collided|assaulted)\b(?P<then>.*)\b(?:on|of)\s+\Z"
)

_UR = r"(?:utilization\s+review|\bur\b)"
_REFUSED = (
    r"\b(?:denied|denial|non-?\s?certif\w+|not\s+certified|modified|refused|declined"
    r"|modification)\b"
)
_REVIEW_CUES = ("utiliz", "ur ", "ur(", "den", "certif", "modif", "refus", "declin")
_UR_BEFORE = re.compile(rf"{_UR}.{{0,90}}?(?:\b(?:dated?:?|of|on|issued)\s+|\()\Z")
_UR_BEHIND = re.compile(rf"[^.;]{{0,25}}?{_UR}")
_REFUSED_BEFORE = re.compile(rf"{_REFUSED}.{{0,70}}?\b(?:on|dated|of)\s+\Z")
_ON_BEFORE = re.compile(r"\b(?:on|dated|of)\s+\Z")
_REFUSED_BEHIND = re.compile(rf"[^.;]{{0,90}}?{_REFUSED}")


class TextDate:
    """A date of a summary; its surroundings are cut out when first asked for."""

    __slots__ = ("_before", "_behind", "end", "start", "summary")

    def __init__(self, summary: str, start: int, end: int) -> None:
        self.summary = summary
        self.start = start
        self.end = end
        self._before: str | None = None
        self._behind: str | None = None

    @property
    def words(self) -> str:
        """Return the date as written."""
        return self.summary[self.start : self.end]

    @property
    def before(self) -> str:
        """Return the clause up to the date, lower case."""
        if self._before is None:
            before = self.summary[max(0, self.start - _BEFORE) : self.start]
            self._before = before[_last_stop(before) + 1 :].lower()
        return self._before

    @property
    def behind(self) -> str:
        """Return the words behind the date, lower case."""
        if self._behind is None:
            self._behind = self.summary[self.end : self.end + _BEHIND].lower()
        return self._behind


def _last_stop(words: str) -> int:
    """Return where the last clause ends; a full stop before a figure ends none."""
    stop = max(words.rfind(";"), words.rfind("!"), words.rfind("?"))
    at = words.rfind(".")
    while at > stop and words[at + 1 : at + 2].isdecimal():
        at = words.rfind(".", 0, at)
    return max(stop, at)


Test = Callable[[TextDate], bool]


def dates_of(summary: str) -> Sequence[TextDate]:
    """Return every date of a summary in order."""
    places = sorted(_places(summary))
    return [TextDate(summary, start, end) for start, end in places]


def _places(summary: str) -> Iterator[tuple[int, int]]:
    """Yield dates by their rare marks: slashes, dashes and years."""
    for pattern in _NUMERIC:
        for match in pattern.finditer(summary):
            at = match.start()
            month = _FIGURES_BEFORE.search(summary, max(0, at - 3), at)
            if month is not None:
                yield month.start(), match.end()
    for at in _years(summary):
        named = _MONTH_BEFORE.search(summary, max(0, at - 18), at)
        if named is not None:
            yield named.start(), at + _YEAR_LENGTH


def _years(summary: str) -> Iterator[int]:
    """Yield the blanks before years; a pattern would stop at every blank."""
    for century in _CENTURIES:
        at = summary.find(century)
        while at >= 0:
            if _YEAR.match(summary, at + 1):
                yield at
            at = summary.find(century, at + 1)


def injury_date(dates: Sequence[TextDate]) -> tuple[date, str] | None:
    """Return the date of injury and its words."""
    early = [day for day in dates if day.start < _NEAR_START]
    return (
        _first(early, _is_called_injury)
        or _first(early, lambda day: _INJURED_ON.search(day.before) is not None)
        or _first(early, _happened)
        or _first(dates, _is_called_injury)
    )


def ur_date(dates: Sequence[TextDate]) -> tuple[date, str] | None:
    """Return the date of the utilization review decision and its words."""
    dates = _near_reviews(dates)
    return (
        _first(dates, lambda day: _UR_BEFORE.search(day.before) is not None)
        or _first(dates, lambda day: _UR_BEHIND.match(day.behind) is not None)
        or _first(dates, lambda day: _REFUSED_BEFORE.search(day.before) is not None)
        or _first(dates, _refused_then)
    )


def _near_reviews(dates: Sequence[TextDate]) -> Sequence[TextDate]:
    """Return the dates that have words of a review near them."""
    if not dates:
        return dates
    lower = dates[0].summary.lower()
    places: list[int] = []
    for cue in _REVIEW_CUES:
        at = lower.find(cue)
        while at >= 0:
            places.append(at)
            at = lower.find(cue, at + 1)
    places.sort()
    return [
        day
        for day in dates
        if (near := bisect_left(places, day.start - _BEFORE)) < len(places)
        and places[near] <= day.end + _BEHIND
    ]


def _first(dates: Sequence[TextDate], test: Test) -> tuple[date, str] | None:
    for found in dates:
        if test(found):
            day = day_of(found.words)
            if day is not None:
                return day, found.words
    return None


def _is_called_injury(day: TextDate) -> bool:
    return bool(_DOI_BEFORE.search(day.before) or _DOI_BEHIND.match(day.behind))


def _happened(day: TextDate) -> bool:
    """Tell whether an event is told on this day, and not a visit or a report."""
    match = _HAPPENED.search(day.before)
    return match is not None and not _REPORTED.search(match["then"])


def _refused_then(day: TextDate) -> bool:
    if not _ON_BEFORE.search(day.before):
        return False
    return _REFUSED_BEHIND.match(day.behind) is not None
