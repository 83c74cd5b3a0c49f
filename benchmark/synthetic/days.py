"""Days as letters write them, in tables: the same day is written thousands of times."""

from datetime import date
from functools import cache

_MONTHS = (
    "January February March April May June July August September October November "
    "December"
).split()

HEADER, SLASHES, SHORT, WORDS, DASHES = range(5)
STYLES = (SLASHES, SHORT, WORDS, DASHES)


@cache
def day(ordinal: int) -> date:
    """Return the day of a number."""
    return date.fromordinal(ordinal)


@cache
def written(ordinal: int, style: int) -> str:
    """Return a day in words or figures."""
    when = day(ordinal)
    if style == SLASHES:
        return f"{when.month}/{when.day}/{when.year}"
    if style == SHORT:
        return f"{when.month:02}/{when.day:02}/{when.year % 100:02}"
    if style == WORDS:
        return f"{_MONTHS[when.month - 1]} {when.day}, {when.year}"
    if style == DASHES:
        return f"{when.month}-{when.day}-{when.year}"
    return f"{when.month:02}/{when.day:02}/{when.year}"


@cache
def month(ordinal: int) -> str:
    """Return the month of a day in words."""
    when = day(ordinal)
    return f"{_MONTHS[when.month - 1]} {when.year}"
