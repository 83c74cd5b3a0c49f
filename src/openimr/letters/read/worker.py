"""What the case summary says of the worker, in all the wordings that letters use."""

import re
from collections.abc import Iterator
from datetime import date

from openimr.text import number_in_words

from .days import day_of

_AGED = re.compile(
    r"(?P<before>(?:\b[\w-]+[\s-]+)?\b[\w]+)[\s\u2010-\u2013-]*"
    r"(?P<unit>years?|yrs?\.?)[\s\u2010-\u2013-]*(?:old\b|of\s+age\b)"
    r"|\b(?P<short>\d{2})[\s-]*(?:y/?o|y\.o\.?)(?![a-z])"
    r"|\b(?:aged?|age\s+of|(?:wo)?man\s+of|(?:fe)?male\s+of|s?he\s+is(?:\s+now)?)\s+"
    r"(?P<aged>\d{2})\b(?![\s-]*(?:%|/|\d|weeks|months|days|pounds|feet|inches))",
    re.IGNORECASE,
)
_FEMALE = r"female|woman|lady|girl|housewife|waitress|seamstress"
_MALE = r"male|man|gentleman|boy"
_SEX = re.compile(rf"\b(?:(?P<female>(?i:{_FEMALE})|F)|(?P<male>(?i:{_MALE})|M))\b")
_PRONOUN = re.compile(
    r"\b(?:(?P<female>[Ss]he|[Hh]er|[Hh]ers|[Hh]erself|Mrs|Ms)"
    r"|(?P<male>[Hh]e|[Hh]is|[Hh]im|[Hh]imself|Mr))\b(?!\s*/)"
)
_AGE_CUES = (
    "year",
    "yr",
    "y/o",
    "yo ",
    "y.o",
    "aged ",
    "age of",
    "an of ",
    "e of ",
    "he is ",
)
_YOUNGEST, _OLDEST = 14, 99

DATE = (
    r"(\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?!\d)"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}"
    r"(?:st|nd|rd|th)?,?\s+\d{4})"
)
_INJURED = (
    re.compile(
        r"\b(?:date\s+of\s+(?:injury|loss|accident)|injury\s+date|DOI|D/I)\b"
        rf"[^.;\d]{{0,40}}?{DATE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{DATE}\s*,?\s*(?:date\s+of\s+(?:injury|loss)|(?:industrial|work)\b"
        r"|injury\b|DOI\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:injury|injuries|injured(?!\s+worker)|accident|incident|trauma|hurt\w*)\b"
        rf"(?:[^.;]|\.(?=\d)){{0,120}}?\b(?:on|of|in|dated|from|since|occurring)\s+"
        rf"(?:or\s+about\s+)?{DATE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:injured(?!\s+worker)|hurt)(?:\s+[a-z]+){{0,3}}\s+{DATE}", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:who|when|while|whose|and|fell|slipped|tripped|struck|hit|twisted|strained"
        r"|sprained|lift(?:ed|ing)|pull(?:ed|ing)|push(?:ed|ing)|crushed|caught|cut"
        r"|collided|assaulted)\b(?:(?!\b(?:report|note|dated|seen|exam\w*|visit|MRI"
        r"|surgery|underwent|evaluat\w+|request\w*|denied|had)\b)[^.;]){0,140}?\b(?:on|of)\s+"
        rf"{DATE}",
        re.IGNORECASE,
    ),
)
_INJURY_CUES = ("njur", "DOI", "D/I", "ccident", "ncident", "rauma", "hurt", "of loss")
_NEAR_START = 700

_UR = r"(?:utilization\s+review|\bUR\b)"
_REFUSED = (
    r"(?:denied|denial|non-?\s?certif\w+|not\s+certified|modified|refused|declined)"
)
_UR_CUES = (
    "tilization review",
    "tilization Review",
    " UR ",
    "denied",
    "denial",
    "certif",
    "modified",
    "refused",
    "declined",
)
_UR_DATED = (
    re.compile(
        rf"{_UR}(?:[^.;]|\.(?=\d)){{0,90}}?(?:\b(?:dated?:?|of|on|issued)\s+|\(){DATE}",
        re.IGNORECASE,
    ),
    re.compile(rf"{DATE}[^.;]{{0,25}}?{_UR}", re.IGNORECASE),
    re.compile(
        rf"\b{_REFUSED}\b[^.;]{{0,70}}?\b(?:on|dated|of)\s+{DATE}", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:on|dated|of|letter\s+of)\s+{DATE}[^.;]{{0,90}}?\b{_REFUSED}\b",
        re.IGNORECASE,
    ),
)
_BEFORE_CUE, _BEHIND_CUE = 130, 150


def find_age(summary: str) -> tuple[int, str, int] | None:
    """Return age, its words, and where they end; the first plausible one counts.

    >>> find_age("A fifty-two-year-old woman fell.")[0]
    52
    """
    first = summary.find("year")
    places = [first] if first >= 0 else []
    for at in (*places, *_cued(summary)):
        match = _AGED.search(summary, max(0, at - 30), at + 24)
        age = _age(match) if match else None
        if match and age is not None and _YOUNGEST <= age <= _OLDEST:
            return age, match[0], match.end()
    return None


def _cued(summary: str) -> Iterator[int]:
    """Yield every place where an age may stand, in order."""
    yield from sorted(at for cue in _AGE_CUES for at in _every(summary, cue))


def _age(match: re.Match[str]) -> int | None:
    figures = match["short"] or match["aged"]
    if figures:
        return int(figures)
    words = re.split(r"[\s-]+", match["before"].lower())
    last = words[-1]
    if last.isascii() and last.isdigit():
        return int(last) if len(last) <= 3 else None
    both = number_in_words("-".join(words[-2:]))
    return both if both is not None else number_in_words(last)


def find_sex(summary: str, behind_age: int | None) -> tuple[str, str] | None:
    """Return ``female`` or ``male`` and the word that says so.

    The noun beside the age counts first, then the first pronoun.

    >>> find_sex("A 58-year-old former roofer. He fell.", 13)
    ('male', 'He')
    """
    start = behind_age or 0
    stop = summary.find(". ", start)
    near = min(start + 80 if behind_age else 300, stop if stop >= 0 else len(summary))
    noun = _SEX.search(summary, start, max(start, near))
    match = (
        noun
        or _PRONOUN.search(summary, start)
        or _SEX.search(summary, 0, start)
        or _PRONOUN.search(summary)
    )
    if match is None:
        return None
    return ("female" if match["female"] else "male"), match[0]


def find_injury_date(summary: str) -> tuple[date, str] | None:
    """Return the date of injury and its words."""
    start = summary[:_NEAR_START]
    near = _near(start, _INJURY_CUES)
    return (
        next((day for words in near if (day := _first(_INJURED[:2], words))), None)
        or next((day for words in near if (day := _first(_INJURED[2:4], words))), None)
        or _first(_INJURED[4:], start)
        or _first(_INJURED[:2], summary[_NEAR_START:])
    )


def find_ur_date(summary: str) -> tuple[date, str] | None:
    """Return the date of the utilization review decision and its words."""
    near = _near(summary, _UR_CUES)
    for pattern in _UR_DATED:
        for words in near:
            found = _first((pattern,), words)
            if found is not None:
                return found
    return None


def _near(summary: str, cues: tuple[str, ...]) -> list[str]:
    """Return what stands around some words, in order; overlapping stretches join."""
    places = sorted(at for cue in cues for at in _every(summary, cue))
    stretches: list[tuple[int, int]] = []
    for at in places:
        start, end = max(0, at - _BEFORE_CUE), at + _BEHIND_CUE
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return [summary[start:end] for start, end in stretches]


def _every(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _first(
    patterns: tuple[re.Pattern[str], ...], words: str
) -> tuple[date, str] | None:
    return next(_dated(patterns, words), None)


def _dated(
    patterns: tuple[re.Pattern[str], ...], words: str
) -> Iterator[tuple[date, str]]:
    for pattern in patterns:
        for match in pattern.finditer(words):
            day = day_of(match[1])
            if day is not None:
                yield day, match[1]
