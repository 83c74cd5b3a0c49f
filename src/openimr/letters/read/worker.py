"""The worker's age and sex, in all the wordings that summaries use."""

import re
from collections.abc import Iterator
from itertools import chain

from openimr.text import number_in_words

_AGED = re.compile(
    r"(?P<before>(?:\b[\w-]+[\s-]+)?\b[\w]+)[\s\u2010-\u2013-]*"
    r"(?P<unit>years?|yrs?\.?)[\s\u2010-\u2013-]*(?:old\b|of\s+age\b)"
    r"|\b(?P<short>\d{2})[\s-]*(?:y/?o|y\.o\.?)(?![a-z])"
    r"|\b(?:aged?|age\s+of|(?:wo)?man\s+of|(?:fe)?male\s+of|s?he\s+is(?:\s+now)?)\s+"
    r"(?P<aged>\d{2})\b(?![\s-]*(?:%|/|\d|weeks|months|days|pounds|feet|inches))",
    re.IGNORECASE,
)
_USUAL = re.compile(r"(?<!\S)(?:[Aa]n?|[Tt]he) (?P<age>[0-9]{2})[ -]years?[ -]old\b")
"""What most summaries open with, told by few signs before the year."""

_FEMALE = r"female|woman|lady|girl|housewife|waitress|seamstress"
_MALE = r"male|man|gentleman|boy"
_SEX = re.compile(rf"\b(?:(?P<female>(?i:{_FEMALE})|F)|(?P<male>(?i:{_MALE})|M))\b")
_PRONOUN = re.compile(
    r"(?<!/)\b(?:(?P<female>[Ss]he|[Hh]er|[Hh]ers|[Hh]erself|Mrs|Ms)"
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


def find_age(summary: str) -> tuple[int, str, int] | None:
    """Return age, its words, and where they end; the first plausible one counts.

    >>> find_age("A fifty-two-year-old woman fell.")[0]
    52
    """
    first = summary.find("year")
    usual = _USUAL.search(summary, max(0, first - 7), first + 12)
    if usual is not None and int(usual["age"]) >= _YOUNGEST:
        return int(usual["age"]), usual[0], usual.end()
    places = [first] if first >= 0 else []
    for at in chain(places, _cued(summary)):
        match = _AGED.search(summary, max(0, at - 30), at + 24)
        while match and match.end() <= at:
            match = _AGED.search(summary, match.end(), at + 24)
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


def _every(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
