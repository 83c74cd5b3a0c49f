"""The reviewer's credentials: a sentence in most formats, a list in D2."""

import re
from functools import lru_cache

from openimr.domain import Credentials, Span
from openimr.text import number_in_words

from .sheet import Sheet, words_of

_BOARDS = re.compile(
    r"oard[ -]+[Cc]ertified in (?P<list>.{2,200}?)"
    r"(?:,? (?:and )?(?:has|holds|with) (?:a |an )?(?:sub|certificate|added)"
    r"|,? (?:and )?(?:who )?(?:is )?licensed\b|\. |\.?\Z)"
)
_SUBSPECIALTIES = re.compile(
    r"(?:ubspecialt(?:y|ies)(?: certificates?)?|dded qualifications?) in "
    r"(?P<list>.{2,160}?)(?:,? (?:and )?(?:is )?licensed\b|,? and is\b|\. |\.?\Z)"
)
_STATES = re.compile(
    r"icensed to practice(?: [a-z]+)? in (?:the [Ss]tates? of )?"
    r"(?P<list>[A-Z][A-Za-z]+(?:(?:,|,? and| of)? [A-Z][A-Za-z]+){0,60})"
)
_LISTED_STATES = re.compile(
    r"State\W{0,3}s?\W{0,3}of Licensure ?: ?(?P<list>.{0,300}?)"
    r"(?= ?Certification| ?Specialt|\Z)",
    re.IGNORECASE,
)
_LISTED_BOARDS = re.compile(
    r"(?:Certification\W{0,3}s?\W{0,3}(?:/ ?Specialt(?:y|ies))?|Specialt(?:y|ies)) ?: ?"
    r"(?P<list>.{0,300}?)(?= ?Subspecialt(?:y|ies) ?:|\Z)",
    re.IGNORECASE,
)
_LISTED_SUBSPECIALTIES = re.compile(r"Subspecialt(?:y|ies) ?: ?(?P<list>.{0,300})")
_YEARS = re.compile(
    r"(?:ore than|ver|t least) (?P<n>\d{1,2}|[A-Za-z]+) years", re.IGNORECASE
)
_HOURS = re.compile(
    r"(?:t least|inimum of|ore than) (?P<n>\d{1,2}|[A-Za-z-]+) hours"
    r" (?:a|per|each) week",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:and\s+)?")
_AND = re.compile(r"\s+and\s+")
_JOINED = re.compile(
    r"(?i)(?:physical medicine|obstetrics|psychiatry|allergy|occupational|hospice"
    r"|plastic|hand|foot|preventive medicine|public health|ear,? nose|oral"
    r"|orthop(?:a)?edics?|endocrinology|pulmonary|neurology|headache|pain) and "
    r"(?:rehabilitation|gynecology|neurology|immunology|environmental|palliative"
    r"|reconstructive|upper|ankle|public|throat|maxillofacial|sports|metabolism|critical"
    r"|psychiatry|facial)"
)
"""Specialties that have an "and" of their own."""

_PLACEHOLDER = "["
"""Drafts say in brackets what is still to be entered."""

_TIE = "\0and\0"
_REMEMBERED = 2048
"""An archive has a few hundred reviewers' profiles, each thousands of times."""

_LONGEST_REMEMBERED = 4000
"""Characters of a profile with the form's words around it."""

_LONGEST_LIST = 420
_NOTHING = Credentials()


def read_credentials(sheet: Sheet, region: Span) -> Credentials | None:
    """Return what a stretch says of the reviewer; None where it says nothing.

    Nothing here names the reviewer (Labor Code 4610.6(f)).
    """
    piece = sheet.plain[region.start : region.end]
    read = _profile if len(piece) <= _LONGEST_REMEMBERED else _profile.__wrapped__
    return read(piece, sheet.breaks)


@lru_cache(maxsize=_REMEMBERED)
def _profile(piece: str, breaks: tuple[str, ...]) -> Credentials | None:
    return credentials_of(words_of(piece, breaks))


def forget_credentials() -> None:
    """Drop what is remembered of earlier letters' reviewers."""
    _profile.cache_clear()


def credentials_of(text: str) -> Credentials | None:
    """Return what folded words say of the reviewer."""
    states = _from(text, ("of Licensure", "OF LICENSURE"), _LISTED_STATES, 16)
    if states is not None:
        boards = _LISTED_BOARDS.search(text, states.end())
        subspecialties = _LISTED_SUBSPECIALTIES.search(text, states.end())
    else:
        states = _from(text, ("icensed to practice",), _STATES)
        boards = _from(text, ("oard Certified", "oard certified", "oard-c"), _BOARDS)
        subspecialties = _from(text, ("ubspecialt", "dded qual"), _SUBSPECIALTIES)
    found = Credentials(
        licensed_in=_states(states),
        board_certifications=_specialties(boards),
        subspecialties=_specialties(subspecialties),
        years_in_practice_over=_number(_from(text, (" years",), _YEARS, 30)),
        hours_a_week_at_least=_number(_from(text, (" hours",), _HOURS, 30)),
    )
    return None if found == _NOTHING else found


def _from(
    text: str, keys: tuple[str, ...], pattern: re.Pattern[str], back: int = 0
) -> re.Match[str] | None:
    """Search where one of some rare words stands; scanning the rest would be slow."""
    for key in keys:
        at = text.find(key)
        if at >= 0:
            start = max(0, at - back)
            return pattern.search(text, start, at + _LONGEST_LIST)
    return None


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    return int(match["n"]) if match["n"].isdigit() else number_in_words(match["n"])


def _states(match: re.Match[str] | None) -> tuple[str, ...]:
    return tuple(
        name
        for entry in _entries(match)
        for name in _AND.split(entry.removeprefix("and "))
        if name
    )


def _specialties(match: re.Match[str] | None) -> tuple[str, ...]:
    return tuple(
        name.replace(_TIE, " and ")
        for entry in _entries(match)
        for name in _AND.split(_JOINED.sub(_tied, entry))
        if name
    )


def _tied(match: re.Match[str]) -> str:
    """Return a specialty whose own "and" no longer looks like the list's."""
    return match[0].replace(" and ", _TIE)


def _entries(match: re.Match[str] | None) -> list[str]:
    if match is None:
        return []
    words = match["list"].strip(" .,;")
    return [
        entry.strip(" .")
        for entry in _SEPARATOR.split(words)
        if not entry.startswith(_PLACEHOLDER)
    ]
