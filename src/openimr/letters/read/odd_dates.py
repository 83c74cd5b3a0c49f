"""Dates that cannot be read, or that name no real day.

They are kept as written and reported; which day was meant is never guessed.  Pain
scores, doses and grip strengths have slashes too, so only what is built like a date
counts.
"""

import re
from calendar import isleap
from collections.abc import Iterator

from openimr.domain import LetterWarning, Span
from openimr.text import parse_date

_ORDINARY = r"""
    (?:(?<=0[1-9]{0})|(?<=1[0-2]{0})|(?<=[1-9]{0})(?<!\d\d{0}))(?<!\d\d\d{0})  # a month
    (?:0?[1-9]|1[0-9]|2[0-8]                                    # and its days
      |(?:(?<!2{0})|(?<=12{0}))(?:29|30)
      |(?:(?<=[13578]{0})(?<!11{0})|(?<=1[02]{0}))31)
    {0}(?:\d{{4}}|\d\d)(?![\d{0}])
"""
_SLASHED = re.compile(
    rf"""/(?:{_ORDINARY.format("/")}
    |(?<!//)(?<!\d{{4}}/)(?:\d{{1,3}}|(?:19|20)\d\d)(?![\d/])        # 7/10, 05/2013
    |(?P<unusual>\d{{1,2}}/(?:\d{{4}}|\d\d)(?![\d/])|\d[\d/]*))
    """,
    re.VERBOSE,
)
_DASHED = re.compile(
    rf"""-(?:{_ORDINARY.format("-")}
    |(?P<unusual>\d{{1,2}}-(?:\d{{4}}|\d\d)(?![\d-])))
    """,
    re.VERBOSE,
)
"""Most slashes and dashes are in whole dates or in scores, and are no matter."""

_LATE_IN_MONTH = re.compile(r", (?<=(?:29|3\d), )(?:19|20)\d\d")
_MONTH_DAY = re.compile(r"\b(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>29|30|31|3[2-9])\Z")
_FULL = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d\d)\Z")
_BROKEN = (
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d\d)(?P<year>\d\d)\Z"),
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?P<year>(?:19|20)\d\d)\Z"),
    re.compile(r"(?P<month>\d\d)(?P<day>\d\d)/(?P<year>\d\d|(?:19|20)\d\d)\Z"),
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{3}|\d{5,6})\Z"),
    re.compile(r"(?P<month>\d{1,2})//(?P<day>\d{1,2})/(?P<year>\d{2,4})\Z"),
)
_MONTH_AND_YEAR = re.compile(r"\d{1,2}/(?:19|20)\d\d\Z")
_UNIT = re.compile(
    r"\s*(?:kgs?|lbs?|pounds?|kilograms?|mm|cm|mg|mcg|mph|degrees?|%)(?![a-z])",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\b(?:grip|jamar|pinch|dynamometer)", re.IGNORECASE)
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_DAYS = 31
_LONG_MONTHS = {
    **dict.fromkeys(("April", "June", "September", "November"), 30),
    **dict.fromkeys(("January", "March", "May", "July"), 31),
    **dict.fromkeys(("August", "October", "December"), 31),
}
"""Names in full and days; what they name is real, and costs no closer look."""


def odd_dates(text: str, start: int = 0) -> list[LetterWarning]:
    """Return a warning for every date that is broken or impossible, in order.

    What stands before ``start`` has none.

    >>> [(w.code, w.verbatim) for w in odd_dates("seen 09/2514, again 11/31/2014")]
    [('broken-date', '09/2514'), ('impossible-date', '11/31/2014')]
    >>> odd_dates("pain 7/10, Norco 10/325, grip 22/20/22 kg, in 05/2013")
    []
    """
    found = [
        *_with_slashes(text, start),
        *_with_dashes(text, start),
        *_with_names(text, start),
    ]
    return sorted(found, key=lambda warning: warning.span or Span(0, 0))


def _unusual(pattern: re.Pattern[str], text: str, start: int) -> list[re.Match[str]]:
    if not any(pattern.findall(text, start)):
        return []
    return [match for match in pattern.finditer(text, start) if match["unusual"]]


def _with_slashes(text: str, low: int) -> Iterator[LetterWarning]:
    for match in _unusual(_SLASHED, text, low):
        start = _figures_before(text, match.start())
        if start == match.start() or _is_joined(text, start):
            continue
        token = text[start : match.end()].rstrip("/")
        code = _judge(token, text, start, start + len(token))
        if code:
            yield _warning(code, text, start, start + len(token))


def _with_dashes(text: str, low: int) -> Iterator[LetterWarning]:
    if not _has_near_dashes(text, low):
        return
    for match in _unusual(_DASHED, text, low):
        start = _figures_before(text, match.start())
        figures = match.start() - start
        if not 1 <= figures <= 2 or _is_joined(text, start):
            continue
        full = _FULL.match(text[start : match.end()])
        if full and _no_such_day(full, text, start, match.end()):
            yield _warning("impossible-date", text, start, match.end())


def _has_near_dashes(text: str, low: int) -> bool:
    """Tell whether two dashes have no more than a day's figures between them."""
    at = text.find("-", low)
    while at >= 0:
        following = text.find("-", at + 1)
        if 0 < following - at <= 3:
            return True
        at = following
    return False


def _with_names(text: str, low: int) -> Iterator[LetterWarning]:
    for match in _LATE_IN_MONTH.finditer(text, low):
        day = _MONTH_DAY.search(text, max(0, match.start() - 16), match.start())
        if day is None:
            continue
        if int(day["day"]) <= _LONG_MONTHS.get(day["month"], 0) and "." not in day[0]:
            continue
        start, end = day.start(), match.end()
        first = f"{day['month']} 1{text[match.start() : end]}"
        if parse_date(first) and not parse_date(" ".join(text[start:end].split())):
            yield _warning("impossible-date", text, start, end)


def _figures_before(text: str, at: int) -> int:
    """Return where the figures (and a doubled slash) before a place begin."""
    start = at
    if start and text[start - 1] == "/":
        start -= 1
    while start and "0" <= text[start - 1] <= "9" and at - start < 8:
        start -= 1
    return start


def _is_joined(text: str, start: int) -> bool:
    """Tell whether the figures go on to the left, as in ``L4/5`` or ``9792.20/1``."""
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] in "./-")


def _judge(token: str, text: str, start: int, end: int) -> str | None:
    full = _FULL.match(token)
    if full is not None:
        return "impossible-date" if _no_such_day(full, text, start, end) else None
    if _MONTH_AND_YEAR.match(token):
        return None
    for pattern in _BROKEN:
        match = pattern.match(token)
        if match and 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31:
            return None if _UNIT.match(text, end) else "broken-date"
    return None


def _no_such_day(full: re.Match[str], text: str, start: int, end: int) -> bool:
    month, day, year = int(full[1]), int(full[2]), int(full[3])
    if len(full[3]) == 2:
        year += 2000
    if 1 <= month <= 12 and 1 <= day <= _last_day(month, year):
        return False
    if len(full[3]) == 4:
        return True
    in_no_order = (month > 12 and day > 12) or max(month, day) > _MOST_DAYS
    if in_no_order or _UNIT.match(text, end):
        return False
    return _MEASURED.search(text, max(0, start - 60), start) is None


def _last_day(month: int, year: int) -> int:
    return 29 if month == 2 and isleap(year) else _DAYS[month]


def _warning(code: str, text: str, start: int, end: int) -> LetterWarning:
    what = "names no real day" if code == "impossible-date" else "cannot be read"
    return LetterWarning(
        code=code,
        message=f"A date {what}; it is kept as written.",
        span=Span(start, end),
        verbatim=" ".join(text[start:end].split()),
    )
