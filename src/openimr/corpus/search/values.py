"""Words and values of a query, each by the kind of its field."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from rapidfuzz import process

from openimr.errors import QueryError

from .fields import NOT_GIVEN, Field, Kind, folded
from .tokens import Sort, Token
from .tree import Between, Leaf, Match, Words

EPOCH = date(1980, 1, 1)
LAST_DAY = 65_535
"""Days are kept in 16 bits, from 1980 to 2159."""

MOST_NUMBER = 65_535
_LEAST_PREFIX = 2
_RANGE = re.compile(r"(?P<low>.*?)\.\.(?P<high>.*)")
_COMPARED = re.compile(r"(?P<sign>>=|<=|>|<)(?P<number>.+)")
_NUMBER = re.compile(r"[0-9]{1,5}")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_PAGES = re.compile(r"([0-9]{1,5})(?:(?:-|\.\.)([0-9]{1,5}))?")
_PAGE_OF = re.compile(r"\S.*[\s:][0-9]{1,5}")
_LONG = 40


def words_of(token: Token, place: str | None) -> Words:
    """Return words of the letter.

    Raises:
        QueryError: there is no letter or number in it, or too few before a star.
    """
    phrase = token.sort is Sort.PHRASE
    prefix = not phrase and token.written.endswith("*")
    text = token.written.rstrip("*") if prefix else token.written
    signs = sum(map(str.isalnum, text))
    if signs == 0:
        cure = "Ask for a word or a number."
        raise QueryError(token.start, "no letter or number in it", cure)
    if prefix and signs < _LEAST_PREFIX:
        cure = "Give two letters at least before the star."
        raise QueryError(token.start, "one letter and a star", cure)
    return Words(
        text=text,
        start=token.start,
        end=token.end,
        phrase=phrase,
        prefix=prefix,
        place=place,
    )


def value_of(field: Field, token: Token) -> Leaf:
    """Return a value of a field, or a range of them.

    Raises:
        QueryError: the field cannot have it.
    """
    if not token.written.strip().strip("*"):
        problem = f"an empty value of {field.name}"
        raise QueryError(token.start, problem, "Write what it is to be.")
    if folded(token.written) == NOT_GIVEN or field.kind in {Kind.NAME, Kind.CODE}:
        return _match(field, token)
    if field.kind is Kind.CHOICE:
        return _choice(field, token)
    if field.kind is Kind.PAGE:
        return _page(field, token)
    low, high = _ends(field, token)
    return Between(field=field, low=low, high=high, start=token.start, end=token.end)


def _match(field: Field, token: Token) -> Match:
    prefix = token.sort is Sort.WORD and token.written.endswith("*")
    value = token.written.rstrip("*") if prefix else token.written
    return Match(
        field=field, value=value, start=token.start, end=token.end, prefix=prefix
    )


def _choice(field: Field, token: Token) -> Match:
    value = folded(token.written)
    if value in field.choices:
        return Match(field=field, value=value, start=token.start, end=token.end)
    near = process.extractOne(value, field.choices, score_cutoff=70)
    cure = (
        f"Did you mean {near[0]}?"
        if near
        else f"Use one of {', '.join(field.choices)}."
    )
    problem = f"{field.name} is never {token.written[:_LONG]}"
    raise QueryError(token.start, problem, cure)


def _page(field: Field, token: Token) -> Leaf:
    """Return a page; ``GUIDELINE:63`` and ``"GUIDELINE 63"`` stay as they are."""
    lone = re.fullmatch(
        r"([0-9]{1,5})(?:(?:-|\.\.)([0-9]{1,5}))?", token.written.strip()
    )
    if lone is None:
        if not re.fullmatch(r"\s*\S.*[\s:][0-9]{1,5}\s*", token.written):
            cure = "Write page:63, page:63..66 or page:mtus_cp_2009:63."
            raise QueryError(token.start, "that is no page", cure)
        return Match(
            field=field, value=token.written.strip(), start=token.start, end=token.end
        )
    low, high = int(lone[1]), int(lone[2] or lone[1])
    _check(low, high, token)
    if high - low >= 200:
        problem = "more than 200 pages"
        raise QueryError(token.start, problem, "Ask for a shorter range.")
    return Between(field=field, low=low, high=high, start=token.start, end=token.end)


def _ends(field: Field, token: Token) -> tuple[int, int]:
    text = token.written.strip()
    one = _day if field.kind is Kind.DAY else _number
    most = LAST_DAY if field.kind is Kind.DAY else MOST_NUMBER
    if compared := _COMPARED.fullmatch(text):
        low, high = one(field, compared["number"], token)
        sign = compared["sign"]
        ends = {">": (high + 1, most), ">=": (low, most)}
        low, high = ends.get(sign) or (1, low - 1 if sign == "<" else high)
    elif ranged := _RANGE.fullmatch(text) or _years(field, text):
        low = one(field, ranged["low"], token)[0] if ranged["low"] else 1
        high = one(field, ranged["high"], token)[1] if ranged["high"] else most
    else:
        low, high = one(field, text, token)
    _check(low, high, token)
    return max(low, 1), min(high, most)


def _years(field: Field, text: str) -> re.Match[str] | None:
    """Match ``2014-2016``; of days only two years, for 2014-05 is a month."""
    pattern = r"(?P<low>[0-9]{1,5})-(?P<high>[0-9]{1,5})"
    return re.fullmatch(pattern, text) if field.kind is Kind.NUMBER else None


def _check(low: int, high: int, token: Token) -> None:
    if low > high:
        problem = "a range whose end comes before its start"
        raise QueryError(token.start, problem, "Change the two.")


def _number(field: Field, text: str, token: Token) -> tuple[int, int]:
    if not _NUMBER.fullmatch(text):
        problem = f"{field.name} is a number"
        cure = f"Write {field.name}:45, {field.name}:40..60 or {field.name}:>60."
        raise QueryError(token.start, problem, cure)
    return int(text), int(text)


def _day(field: Field, text: str, token: Token) -> tuple[int, int]:
    """Return the first and last day of a year, a month or a day."""
    match = _DAY.fullmatch(text)
    parts = [int(each) if each else None for each in match.groups()] if match else [0]
    first = _first_day(*parts)
    if first is None:
        problem = f"{field.name} is a day, a month or a year"
        cure = f"Write {field.name}:2014-05-23, {field.name}:2014-05 or two with .. ."
        raise QueryError(token.start, problem, cure)
    return day_number(first), day_number(_last(first, *parts[1:]))


def _first_day(
    year: int | None, month: int | None = None, day: int | None = None
) -> date | None:
    try:
        return date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None


def _last(first: date, month: int | None, day: int | None) -> date:
    if day is not None:
        return first
    month = 12 if month is None else month
    return first.replace(month=month, day=monthrange(first.year, month)[1])


@lru_cache(maxsize=4096)
def day_number(day: date) -> int:
    """Return a day as a number from 1; days before 1980 are 1.

    >>> day_number(date(1980, 1, 2))
    2
    """
    return min(max((day - EPOCH).days + 1, 1), LAST_DAY)
