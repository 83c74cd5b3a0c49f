"""Patterns for the forms in which dates are written, and where one may stand.

A text is scanned cheaply for two signs of a date, a figure with a separator and the
first letters of a month; the careful patterns are tried only there.
"""

import re
from collections.abc import Iterator

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th)?"
_FULL_YEAR = r"(?:19|20)[0-9]{2}"
_YEAR = rf"(?:{_FULL_YEAR}|['\u2019][0-9]{{2}})(?![0-9])"

_MEASURES = r"mg|mcg|ug|ml|mm|cm|kg|lbs?|pounds?|iu|meq|degrees?|deg|psi|mmhg"
MEASURE = re.compile(rf"\s*(?:(?:{_MEASURES})(?![a-z])|%)", re.IGNORECASE)
"""What follows a figure that measures something: a grip of 22/20/18 kg."""

COUNTED = re.compile(
    rf"\s*(?:(?:{_MEASURES}|g|units?|percent|times?|hours?|minutes?|days?|weeks?|months?"
    r"|years?|visits?|sessions?|doses?|tab(?:let)?s?|cap(?:sule)?s?|pills?)(?![a-z])|%)",
    re.IGNORECASE,
)
"""What follows a figure that measures or counts something: "May 2 tablets"."""

_NO_MORE = r"(?![0-9/_a-z]|\.[0-9]|-(?![0-9]{1,2}/)\w)"
"""A capital may follow: extraction glues "10/16/2014Received" together."""

US = re.compile(
    rf"([0-9]{{1,2}})([-/])([0-9]{{1,2}})\2({_FULL_YEAR}|[0-9]{{2}}){_NO_MORE}"
)
"""Month, separator, day and year, as in the United States; by far the most common."""

NUMERIC = re.compile(
    rf"""
    (?:
        (?P<iy>{_FULL_YEAR})(?P<sep>[-/])(?P<im>[0-9]{{1,2}})(?P=sep)(?P<id>[0-9]{{1,2}})
      | (?P<dm>[0-9]{{1,2}})\.(?P<dd>[0-9]{{1,2}})\.(?P<dy>{_FULL_YEAR}|[0-9]{{2}})
      | (?P<mm>[0-9]{{1,2}})/(?P<my>{_FULL_YEAR})
    )
    {_NO_MORE}
    """,
    re.VERBOSE,
)
"""Dates in figures in other forms; month first unless the year leads."""

BROKEN = re.compile(
    r"""
    (?:
        [0-9]{1,2}/[0-9]{1,2}/[0-9]{3,6}                  # 10/16/204
      | (?:[0-9]{2}/[0-9]{1,2}|[0-9]/[0-9]{2})/[0-9]      # 10/16/2
      | [0-9]{1,2}/[0-9]{3,6}/[0-9]{2,4}                  # 10/162/2014
      | (?:0?[1-9]|1[0-2])/(?:0[1-9]|[12][0-9]|3[01])[0-9]{2}   # 09/2514
      | (?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])/(?:[0-9]{4}|[0-9]{2})  # 0925/14
    )
    (?![0-9/\w]|[.-][0-9])
    """,
    re.VERBOSE,
)
"""Figures that were meant as a date and lost or gained a figure or a stroke."""

NAMED = re.compile(
    rf"""
    (?:{_NAME})\b\.?
    (?:
        \s+(?P<day>[0-9]{{1,2}}){_ORDINAL}(?:\s*,\s*|\s+)(?:of\s+)?(?P<year>{_YEAR})
      | -(?P<dashed_day>[0-9]{{1,2}})-(?P<dashed_year>{_FULL_YEAR}|[0-9]{{2}})
        (?![0-9/\w]|[.-][0-9])
      | (?P<broken>\s+[0-9]{{1,2}}{_ORDINAL}\s*,\s*(?:(?:19|20)[0-9]{{3}}|20[0-9])
                   (?![0-9]))
      | (?:\s*,?\s+(?:of\s+)?|-)(?P<month_year>{_YEAR})
      | \s+(?P<yearless>[0-9]{{1,2}}){_ORDINAL}(?![0-9/:%\w]|\.[0-9]|-[0-9])
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A date that begins with the name of its month."""

DAY_BEFORE = re.compile(
    r"""
    (?<![\w/.-])(?P<day>[0-9]{1,2})(?P<ordinal>st|nd|rd|th)?
    (?:\s+(?:day\s+)?(?:of\s+)?|-)\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
YEAR_BEHIND = re.compile(
    rf"(?:{_NAME})\b\.?(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})"
    rf"|-(?P<short>{_FULL_YEAR}|[0-9]{{2}})(?![0-9]))?",
    re.IGNORECASE,
)
"""Month and year of a date whose day stands before them."""

_WHOLE_ISO = re.compile(rf"{_FULL_YEAR}-[0-9]{{1,2}}-[0-9]{{1,2}}(?![0-9-])")
_FIGURES = re.compile("[0-9][-/.][0-9]")
_CAPITAL = re.compile(
    "[JFMASOND](?:[aA][nNrRyY]|[eE][bBpPcC]|[pP][rR]|[uU][nNlLgG]|[cC][tT]|[oO][vV])"
)
_FOUR = re.compile("[12][09][0-9]{2}")
_SMALL = re.compile(rf"(?<![a-z])(?:{_NAME})\b[ .,0-9a-z-]{{0,12}}\Z")
_LONGEST = 22
"""Characters from a month's name to its year: "september 22nd, of "."""

_DIGITS = frozenset("0123456789")


def numeric_places(text: str) -> Iterator[int]:
    """Yield where a number begins that a separator and another number follow."""
    last = -1
    for match in _FIGURES.finditer(text):
        start = match.start()
        while start > 0 and text[start - 1] in _DIGITS:
            start -= 1
        if start > last and _may_begin(text, start):
            yield start
            last = match.end()


def _may_begin(text: str, start: int) -> bool:
    """Tell whether a date may begin here, not the rest of a code or of a number."""
    before = text[start - 1] if start else " "
    if before == "-":  # the end of a range, "5/14/14-10/23/14"
        if start > 1 and text[start - 2] in _DIGITS:
            return True
        return _WHOLE_ISO.match(text, start) is not None  # a file: "report-2014-06-06"
    return not (before.isalnum() or before in "/._")


def month_places(text: str) -> list[int]:
    """Return where a word begins like the name of a month.

    A name in small letters counts only before a year: "may" is mostly a verb.
    """
    found = [match.start() for match in _CAPITAL.finditer(text)]
    for year in _FOUR.finditer(text):
        at = year.start()
        if at and (text[at - 1].isspace() or text[at - 1] == "-"):
            small = _SMALL.search(text, max(0, at - _LONGEST), at)
            if small is not None:
                found.append(small.start())
    return found
