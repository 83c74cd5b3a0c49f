"""Tables of two columns that compare: without the drug and with it, then and now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from openimr.clinical.dating import MONTHS
from openimr.clinical.pages import ReadPage, lower

_WORST = (
    r"(?:without|w/o|off|before|pre|prior(?: to)?|baseline|initial(?:ly)?|intake|start"
    r"|then|first visit|last visit|previous(?:ly)?|no)"
)
_LATER = (
    r"(?:with|w/|on|after|post|since|now|today|current(?:ly)?|at present|discharge"
    r"|this visit|d/c)"
)
_DAY = r"(?:(?:19|20)\d\d|\d{1,2}/\d{1,4}(?:/\d{2,4})?)?"
_LABEL = (
    rf"(?:[ \t]*\(?[a-z'/ \t]{{0,24}}{_DAY}\)?"
    rf"[a-z'/ \t]{{0,24}}\(?[a-z ]{{0,12}}{_DAY}\)?)"
)
_ASIDE = r"(?:[a-z][a-z /]{0,20}[\s|:]+)?"
_FORWARD = re.compile(
    rf"^\W*{_ASIDE}(?P<early>{_WORST})\b{_LABEL}[ \t|/]+(?P<late>{_LATER})\b"
    r"[^\n.;:]{0,36}$",
    re.MULTILINE,
)
_BACKWARD = re.compile(
    rf"^\W*{_ASIDE}(?P<late>{_LATER})\b{_LABEL}[ \t|/]+(?P<early>{_WORST})\b"
    r"[^\n.;:]{0,36}$",
    re.MULTILINE,
)
_MONTH = rf"(?:{'|'.join(MONTHS)}|{'|'.join(each[:3] for each in MONTHS)})"
_WHEN = (
    rf"(?:{_MONTH}\.?(?: (?:19|20)?\d\d)?|\d{{1,2}}/\d{{1,2}}(?:/(?:\d{{2}}){{1,2}})?)"
)
_MONTHLY = re.compile(
    rf"^\W*{_ASIDE}(?P<early>{_WHEN})[ \t|]+(?P<late>{_WHEN})\W*$", re.MULTILINE
)
"""Two days or months side by side; the earlier comes first, as they are written."""

_UNIT = (
    r"(?:\s*(?:%|/\s*\d{2,3}\b|lbs?\b|pounds?\b|min(?:ute)?s?\b|h(?:ou)?rs?\b|h\b|sec\b"
    r"|blocks?\b|miles?\b|mi\b|ft\b|feet\b|steps?\b|deg\w*|m\b))?"
)
_CELL = rf"\d{{1,3}}(?:\.\d)?{_UNIT}"
_ROW = re.compile(
    rf"\W{{0,4}}(?P<name>[a-z][a-z ,/()&+'-]{{2,44}}?)[\s|:]+(?P<first>{_CELL})[\s|]+"
    rf"(?P<last>{_CELL})[\s|]*"
)
_MOST_ROWS = 14
"""Lines under a head that its table may have."""

_FOREIGN = 3
"""Lines in a row that are no pair of numbers, after which a table has ended."""

_LONGEST = 300
"""Characters of a head with a row that one quote can hold."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A row with two numbers, and the head that says which is which."""

    page: ReadPage
    head: int
    start: int
    end: int
    name: str
    then: float
    now: float

    @property
    def begin(self) -> int:
        """Return where a quote begins: at the head, where it is not too far above."""
        return self.head if self.end - self.head <= _LONGEST else self.start


def compared_rows(page: ReadPage) -> Iterator[Compared]:
    r"""Yield the rows of tables whose head sets two times or two states side by side.

    >>> from openimr.clinical.finders.compared import read_rows
    >>> [(r[2], r[3], r[4]) for r in read_rows("off meds  on meds\npain 8 5\n")]
    [('pain', 8.0, 5.0)]
    """
    raw = lower(page.clean.raw).replace("\r", " ")
    for head, (start, end), name, then, now in read_rows(raw):
        # Cleaning joins short lines, so that tables are read from the raw text.
        first, begin, last = map(page.clean.clean_offset, (head, start, end - 1))
        yield Compared(page, first, begin, last + 1, name, then, now)


_Row = tuple[int, tuple[int, int], str, float, float]


@lru_cache(maxsize=4096)
def read_rows(low: str) -> tuple[_Row, ...]:
    """Return head, stretch, name, and the numbers then and now of each row.

    Several finders ask for the same page, and every item of a case anew.
    """
    found: list[_Row] = []
    for pattern, forward in ((_FORWARD, True), (_BACKWARD, False), (_MONTHLY, True)):
        for head in pattern.finditer(low):
            begin = head.start("early" if forward else "late")
            found += _under(low, begin, head.end(), forward=forward)
    return tuple(sorted(found))


def _under(low: str, head: int, at: int, *, forward: bool) -> Iterator[_Row]:
    foreign = 0
    for _ in range(_MOST_ROWS):
        start = at + 1
        at = low.find("\n", start)
        at = len(low) if at < 0 else at
        row = _ROW.fullmatch(low, start, at) if start < at else None
        if row is not None:
            first, last = (_number(row[cell]) for cell in ("first", "last"))
            then, now = (first, last) if forward else (last, first)
            yield head, (row.start("name"), row.end()), row["name"], then, now
        foreign = 0 if row is not None else foreign + 1
        if at == len(low) or foreign == _FOREIGN:
            return


_FIGURES = re.compile(r"\d+(?:\.\d)?")


def _number(cell: str) -> float:
    figures = _FIGURES.match(cell)
    return float(figures[0]) if figures else 0.0
