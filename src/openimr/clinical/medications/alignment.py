"""Give the words of a table's row to its columns, in every way that is possible."""

import re
from collections.abc import Iterator, Sequence

from .columns import COUNTED, Column

_WORD = re.compile(
    r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:\s*[-/]\s*\d+(?:\.\d+)?)*\s*-?\s*"
    r"(?:mg|mcg|ug|%|meq|iu|units?)(?![a-z])(?:/\s*(?:\d+\s*)?[a-z]+)*"
    r"|[^\s|,;()]+"
)
_BARE = re.compile(r"\d{1,4}(?:\.\d+)?")
_FORMS = (
    r"(?:tab(?:let)?s?|cap(?:sule)?s?|ea|each|gm?s?|grams?|ml|ct|un|units?|patch(?:es)?"
    r"|pills?)"
)
_VALUES = {
    Column.QUANTITY: re.compile(rf"#?(?P<n>\d{{1,4}})(?:\.0*)?{_FORMS}?"),
    Column.DAYS: re.compile(r"(?P<n>\d{1,3})(?:d|days?)?"),
    Column.REFILLS: re.compile(
        r"x?(?P<n>\d{1,2})(?:rf|/\d{1,2})?|(?P<none>none|no|nr|zero)"
    ),
}
_FOLLOWS = {
    Column.QUANTITY: re.compile(rf"{_FORMS}\.?"),
    Column.DAYS: re.compile(r"d|days?"),
    Column.REFILLS: re.compile(r"refills?|rf"),
}
_RANGES = {Column.QUANTITY: (1, 9999), Column.DAYS: (1, 365), Column.REFILLS: (0, 24)}
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"(?=[a-z\d-]*\d)[a-z\d-]{4,}")
_MONEY = re.compile(r"\$?\d[\d,]*\.\d{2}|\$\d+")

Values = tuple[tuple[Column, int], ...]
"""Numbers with the columns they stand under."""


def tokens(text: str) -> list[str]:
    """Return the words of a row; a strength with its unit is one.

    >>> tokens("Tizanidine 4 mg tab 60 / 30")
    ['tizanidine', '4 mg', 'tab', '60', '30']
    """
    return [word for word in _WORD.findall(text.lower()) if word != "/"]


def split(words: Sequence[str]) -> list[str]:
    """Take ``90/30`` apart, which two columns share; the first may be a strength."""
    apart: list[str] = []
    for at, token in enumerate(words):
        two = re.fullmatch(r"\d{1,4}/\d{1,3}", token)
        apart += token.split("/") if two and at else [token]
    return apart


def settled(read: set[Values]) -> Values | None:
    """Return the numbers that every way agrees on; None where they differ."""
    return next(iter(read)) if len(read) == 1 else None


def aligned(columns: Sequence[Column], words: Sequence[str]) -> set[Values]:
    """Return every way to give all tokens to the columns, by its numbers."""
    ways: dict[int, set[Values]] = {0: {()}}
    for place, column in enumerate(columns):
        reached: dict[int, set[Values]] = {}
        leads = place == 0 and column is Column.DRUG
        for at, values in ways.items():
            for end, value in _taken(column, words, at, leads=leads):
                more = () if value is None else ((column, value),)
                reached.setdefault(end, set()).update(v + more for v in values)
        ways = reached
    return ways.get(len(words), set())


def _taken(
    column: Column, words: Sequence[str], at: int, *, leads: bool
) -> Iterator[tuple[int, int | None]]:
    """Yield where a column's cell may end, and its number."""
    if column in COUNTED:
        yield from _number(column, words, at)
    elif column in {Column.DATE, Column.CODE, Column.MONEY}:
        form = {Column.DATE: _DATE, Column.CODE: _CODE, Column.MONEY: _MONEY}[column]
        if at < len(words) and form.fullmatch(words[at]):
            yield at + 1, None
    else:
        yield from ((end, None) for end in _words_end(column, words, at, leads=leads))


def _number(column: Column, words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    found = _VALUES[column].fullmatch(words[at]) if at < len(words) else None
    if found is None:
        return
    value = int(found["n"]) if found["n"] else 0
    fewest, most = _RANGES[column]
    if not fewest <= value <= most:
        return
    yield at + 1, value
    if at + 1 < len(words) and _FOLLOWS[column].fullmatch(words[at + 1]):
        yield at + 2, value


def _words_end(
    column: Column, words: Sequence[str], at: int, *, leads: bool
) -> Iterator[int]:
    """Yield where a cell of words may end.

    A bare number belongs to it where it comes first and may be a strength without its
    unit, or where a word stands behind it ("1 po tid"); never in a column of names.
    """
    strength = leads or column is Column.STRENGTH
    end = at
    yield end
    while end < len(words):
        bare = _BARE.fullmatch(words[end]) is not None
        if bare and not (strength and end == at):
            behind = words[end + 1 : end + 2]
            if column is Column.TEXT or not behind or not behind[0][:1].isalpha():
                return
            end += 1
        end += 1
        yield end
