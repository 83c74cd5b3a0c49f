"""The dates that a case summary tells: of injury, and of the UR decision.

Every date is looked at once, with the clause before it and the words behind it; what
stands there says what the date is of.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from .days import day_of

_DATE = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?![\d/])"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}"
    r"(?:st|nd|rd|th)?,?\s+\d{4}"
)
_JOINED = frozenset("0123456789/abcdefghijklmnopqrstuvwxyz")
_CLAUSE_END = re.compile(r"[;!?]|\.(?!\d)")
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

    __slots__ = ("_before", "_behind", "_match")

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match
        self._before: str | None = None
        self._behind: str | None = None

    @property
    def start(self) -> int:
        """Return where the date begins."""
        return self._match.start()

    @property
    def words(self) -> str:
        """Return the date as written."""
        return self._match[0]

    @property
    def before(self) -> str:
        """Return the clause up to the date, lower case."""
        if self._before is None:
            start = self._match.start()
            clause = self._match.string[max(0, start - _BEFORE) : start]
            for stop in _CLAUSE_END.finditer(clause):
                self._before = clause[stop.end() :].lower()
            if self._before is None:
                self._before = clause.lower()
        return self._before

    @property
    def behind(self) -> str:
        """Return the words behind the date, lower case."""
        if self._behind is None:
            end = self._match.end()
            self._behind = self._match.string[end : end + _BEHIND].lower()
        return self._behind


Test = Callable[[TextDate], bool]


def dates_of(summary: str) -> Sequence[TextDate]:
    """Return every date of a summary in order."""
    return [
        TextDate(match)
        for match in _DATE.finditer(summary)
        if not (match.start() and summary[match.start() - 1] in _JOINED)
    ]


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
    dates = [day for day in dates if _mentions_review(day)]
    return (
        _first(dates, lambda day: _UR_BEFORE.search(day.before) is not None)
        or _first(dates, lambda day: _UR_BEHIND.match(day.behind) is not None)
        or _first(dates, lambda day: _REFUSED_BEFORE.search(day.before) is not None)
        or _first(dates, _refused_then)
    )


def _mentions_review(day: TextDate) -> bool:
    """Tell cheaply whether the words around a date can be of a review."""
    around = day.before + day.behind
    return any(cue in around for cue in _REVIEW_CUES)


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
