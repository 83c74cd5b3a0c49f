"""One date, read quickly in the form that letters write most."""

import re
from datetime import date
from functools import lru_cache

from openimr.text import parse_date

_FULL = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d\d)\Z")
_REMEMBERED = 8192
"""Letters of an archive name the same few thousand days."""

_LONGEST_REMEMBERED = 40


def day_of(words: str) -> date | None:
    r"""Return the day that words name; None where they name no real one.

    >>> day_of("07/30/2011"), day_of("July 30,\n2011"), day_of("11/31/2014")
    (datetime.date(2011, 7, 30), datetime.date(2011, 7, 30), None)
    """
    read = _day if len(words) <= _LONGEST_REMEMBERED else _day.__wrapped__
    return read(words)


@lru_cache(maxsize=_REMEMBERED)
def _day(words: str) -> date | None:
    match = _FULL.match(words)
    if match is None:
        return parse_date(" ".join(words.split()))
    try:
        return date(int(match[3]), int(match[1]), int(match[2]))
    except ValueError:
        return None
