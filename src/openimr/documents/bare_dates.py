"""Lines that are nothing but a date, as under a letterhead."""

import re

from openimr.text import find_dates

_WEEKDAY = re.compile(
    r"^(?:date\s*:?\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:date\W*)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
    r"(?:\d{1,4}[/.-]|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]|[a-z]{3,9}\.?\s+\d)",
    re.IGNORECASE,
)
"""Cheap, and passed by every line that begins with a date."""

_CLOCK = re.compile(r",?\s+(?:at )?\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?$", re.I)
_HINT = re.compile(r"(?:19|20)\d\d|\d[/.-]\d\d?[/.-]\d\d")


def may_hold_date(line: str) -> bool:
    """Tell quickly whether a line can hold a date with its year.

    >>> may_hold_date("seen 3/6/19"), may_hold_date("pain 7/10, L4-5")
    (True, False)
    """
    return _HINT.search(line) is not None


def is_date_line(line: str) -> bool:
    """Tell whether a line is a date and nothing else but a weekday or time.

    >>> is_date_line("Friday, December 12, 2014"), is_date_line("DOS: 12/12/2014")
    (True, False)
    """
    if len(line) > 40 or not _BEGINS.match(line) or not may_hold_date(line):
        return False
    rest = _WEEKDAY.sub("", line, count=1)
    rest = _CLOCK.sub("", rest)
    return any(
        date.start == 0 and date.end >= len(rest.rstrip(" .,"))
        for date in find_dates(rest)
    )
