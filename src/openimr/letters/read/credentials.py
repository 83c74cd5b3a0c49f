"""The reviewer's credentials: a sentence in most formats, a list in D2."""

import re

from openimr.domain import Credentials, Span
from openimr.text import number_in_words

from .sheet import Sheet

_BOARDS = re.compile(
    r"\b[Bb]oard[\s-]+[Cc]ertified\s+in\s+(?P<list>.{2,200}?)"
    r"(?=,?\s+(?:and\s+)?(?:has|holds|with)\s+(?:a\s+|an\s+)?(?:sub|certificate|added)"
    r"|,?\s+(?:and\s+)?(?:who\s+)?(?:is\s+)?licensed\b|\.\s|\.?\Z)",
    re.DOTALL,
)
_SUBSPECIALTIES = re.compile(
    r"\b(?:subspecialt(?:y|ies)(?:\s+certificates?)?|added\s+qualifications?)\s+in\s+"
    r"(?P<list>.{2,160}?)(?=,?\s+(?:and\s+)?(?:is\s+)?licensed\b|,?\s+and\s+is\b|\.\s|\.?\Z)",
    re.DOTALL,
)
_STATES = re.compile(
    r"\blicensed\s+to\s+practice(?:\s+[a-z]+)?\s+in\s+(?:the\s+[Ss]tates?\s+of\s+)?"
    r"(?P<list>[A-Z][^.;:]{2,200}?)(?=\s+and\s+(?:is|has)\b|\.|;|\Z)"
)
_LISTED_STATES = re.compile(
    r"State\W{0,3}s?\W{0,3}of\s+Licensure\s*:\s*(?P<list>.{0,300}?)"
    r"(?=\s*Certification|\s*Specialt|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_LISTED_BOARDS = re.compile(
    r"(?:Certification\W{0,3}s?\W{0,3}(?:/\s*Specialt(?:y|ies))?|Specialt(?:y|ies))\s*:\s*"
    r"(?P<list>.{0,300})",
    re.DOTALL | re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:more\s+than|over|at\s+least)\s+(?P<n>\d{1,2}|[a-z]+)\s+years", re.IGNORECASE
)
_HOURS = re.compile(
    r"(?:at\s+least|minimum\s+of|more\s+than)\s+(?P<n>\d{1,2}|[a-z-]+)\s+hours\s+"
    r"(?:a|per|each)\s+week",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:and\s+)?")
_AND = re.compile(r"\s+and\s+")
_JOINED = re.compile(
    r"(?i)(?:physical\s+medicine|obstetrics|psychiatry|allergy|occupational|hospice"
    r"|plastic|hand|foot|preventive\s+medicine|public\s+health|ear,?\s+nose|oral"
    r"|orthop(?:a)?edics?|endocrinology|pulmonary|neurology|headache|pain)\s+and\s+"
    r"(?:rehabilitation|gynecology|neurology|immunology|environmental|palliative"
    r"|reconstructive|upper|ankle|public|throat|maxillofacial|sports|metabolism|critical"
    r"|psychiatry|facial)"
)
"""Specialties that have an "and" of their own."""


def read_credentials(sheet: Sheet, region: Span) -> Credentials | None:
    """Return what a stretch says of the reviewer; None where it says nothing.

    Nothing here names the reviewer (Labor Code 4610.6(f)).
    """
    text = sheet.plain[region.start : region.end]
    listed_states = _LISTED_STATES.search(text)
    if listed_states is not None:
        boards = _LISTED_BOARDS.search(text, listed_states.end())
        subspecialties = None
    else:
        boards = _BOARDS.search(text)
        subspecialties = _SUBSPECIALTIES.search(text)
    states = listed_states or _STATES.search(text)
    found = Credentials(
        licensed_in=_states(sheet, states),
        board_certifications=_specialties(sheet, boards),
        subspecialties=_specialties(sheet, subspecialties),
        years_in_practice_over=_number(_YEARS.search(text)),
        hours_a_week_at_least=_number(_HOURS.search(text)),
    )
    return None if found == Credentials() else found


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    return int(match["n"]) if match["n"].isdigit() else number_in_words(match["n"])


def _states(sheet: Sheet, match: re.Match[str] | None) -> tuple[str, ...]:
    names = (
        name
        for entry in _entries(sheet, match)
        for name in _AND.split(entry.removeprefix("and "))
    )
    return tuple(name for name in names if name)


def _specialties(sheet: Sheet, match: re.Match[str] | None) -> tuple[str, ...]:
    return tuple(
        name
        for entry in _entries(sheet, match)
        for name in ([entry] if _JOINED.search(entry) else _AND.split(entry))
        if name
    )


def _entries(sheet: Sheet, match: re.Match[str] | None) -> list[str]:
    if match is None:
        return []
    words = " ".join(match["list"].split()).strip(" .,;")
    return [entry.strip(" .") for entry in _SEPARATOR.split(words)]
