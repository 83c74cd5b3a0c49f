"""The page number a page gives itself: ``Page 2 of 5``, ``P.01/03``, ``-2-``."""

import re
from dataclasses import dataclass

_OF = re.compile(
    r"(?:^|[\s\[(])(?:p(?:age|g)?\.?\s*)(?P<n>\d{1,3})\s*(?:of|/)\s*(?P<of>\d{1,3})(?!\d|/)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[\s*(?P<n>\d{1,3})\s*/\s*(?P<of>\d{1,3})\s*\]")
_ENDS_OF = re.compile(r"(?:^|\s)(?P<n>\d{1,3}) of (?P<of>\d{1,3})\W*$", re.IGNORECASE)
_ENDS_SLASH = re.compile(r"(?:^|\s)(?P<n>\d{1,3})/(?P<of>\d{1,3})$")
_PAGE = re.compile(
    r"(?:^|[\s,;|/(-])(?:page|pg\.?|p\.)\s*(?P<n>\d{1,3})(?![\d/.:%-]|\s*(?:to|and)\b)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?:^|\s)-\s?(?P<n>\d{1,3})\s?-$")
_AFTER_YEAR = re.compile(r"\b(?:19|20)\d\d\s+(?P<n>\d{1,2})$")
_LONE = re.compile(r"^(?P<n>\d{1,3})$")
_DATE_OR_ID = re.compile(r"\d[/-]\d\d?[/-]\d|\d{4}|\s{2,}")
_SCORE = re.compile(
    r"\b(?:pain|vas|nrs|score|scale|strength|motor)\W+(?:\w+\W+)?$", re.IGNORECASE
)
_VISIT = re.compile(
    r"\b(?:visits?|sessions?|treatments?|tx|rx|appointments?|appts?|class(?:es)?|days?"
    r"|weeks?|goals?|attended|completed|seen|copy|copies|volume|vol|exhibit|box|part"
    r"|grade|level)\W+(?:(?:no|number|num)\W+)?$",
    re.IGNORECASE,
)
"""``Visit 10 of 10`` counts no pages."""

_PROSE = re.compile(r"\b(?:see|on|at|from|guidelines?|chapter|mtus|acoem|odg)\b", re.I)
_MAYBE = re.compile(
    r"\d\s?(?:of|/)\s?\d|\b(?:page|pg|p)\b\.?\s*\d|-\s?\d+\s?-$|\d{4}\s+\d+$|^\d+$",
    re.IGNORECASE,
)
"""Cheap, and passed by every line that one of the others matches."""

_LONGEST = 130


@dataclass(frozen=True, slots=True)
class PageNumber:
    """``n`` of ``of``; None where the total is not given."""

    n: int
    of: int | None = None


def number_in(line: str, *, edge: bool = True) -> PageNumber | None:
    """Return the page number that a head or foot line gives.

    ``edge`` says that the line is the very first or last, where a bare figure counts.

    >>> number_in("VALDEZ, R.   DOS 08/05/2014   Page 2 of 3")
    PageNumber(n=2, of=3)
    >>> number_in("Orr, P.  August 14, 2014  2"), number_in("pages 6-13 of 22")
    (PageNumber(n=2, of=None), None)
    >>> number_in("Twin Mills PT  08/28/2014  Visit 10 of 10"), number_in("Tx 4/12")
    (None, None)
    """
    if len(line) > _LONGEST or not _MAYBE.search(line):
        return None
    for pattern in (_OF, _BRACKETED, _ENDS_OF):
        match = pattern.search(line)
        if match and not _counts_visits(match):
            return _with_total(match)
    match = _ENDS_SLASH.search(line) if edge else None
    # "Pain 7/10" ends so too; a running head has a date or an identifier before it.
    if match and _DATE_OR_ID.search(line, 0, match.start()) and not _is_other(match):
        return _with_total(match)
    if _PROSE.search(line):
        return None
    match = _PAGE.search(line)
    if match is None and edge:
        match = _DASHED.search(line) or _AFTER_YEAR.search(line) or _LONE.match(line)
    return PageNumber(int(match["n"])) if match and int(match["n"]) else None


def _counts_visits(match: re.Match[str]) -> bool:
    return _VISIT.search(match.string[: match.start("n")]) is not None


def _is_other(match: re.Match[str]) -> bool:
    return _is_score(match) or _counts_visits(match)


def _is_score(match: re.Match[str]) -> bool:
    """Tell ``Pain 7/10`` and ``strength 4/5`` from the page of a fax."""
    before = match.string[: match.start("n")]
    return match["of"] in ("5", "10") and _SCORE.search(before) is not None


def _with_total(match: re.Match[str]) -> PageNumber | None:
    number, total = int(match["n"]), int(match["of"])
    return PageNumber(number, total) if 0 < number <= total else None
