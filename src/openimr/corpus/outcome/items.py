"""Published items as the model meets them: what was known before the decision.

The columns are named one by one.  Rationale, conclusion, citations, other evidence and
everything that a replay compares with the published decision are not among them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import frexp
from sys import intern
from typing import Any

from openimr.corpus.store import Corpus

from .blotting import words_of

PROGRAMME = "california_workers_comp"
_STRUCTURED = (
    *("treatment", "drug", "drug_class", "kind", "category", "body_part"),
    *("priority", "retrospective"),
)
_COUNTS = ("quantity", "visits")
_QUERY = f"""
SELECT i.item, i.letter, i.decision_date, i.decision, i.year, i.age, i.sex,
       l.source, i.number, i.requested, {", ".join(f"i.{c}" for c in _STRUCTURED)},
       {", ".join(f"i.{c}" for c in _COUNTS)},
       l.summary_text, r.proposed, r.decided_by, c.statuses
FROM items i JOIN letters l USING (letter)
LEFT JOIN (SELECT item, proposed, decided_by FROM replays) r USING (item)
LEFT JOIN (
    SELECT item, list_sort(list(DISTINCT fact || ' ' || status)) AS statuses
    FROM criteria GROUP BY item
) c USING (item)
WHERE i.programme = $programme AND i.decision_date IS NOT NULL
  AND i.decision IN ('upheld', 'overturned') AND i.letter < $below
  AND i.decision_date >= $since
ORDER BY i.decision_date, i.item
"""  # noqa: S608 - our own words
_COUNT = """
SELECT count(*) FILTER (decision_date IS NOT NULL AND decision IS NOT NULL), count(*)
FROM items WHERE programme = $programme
"""
_EVERY = "g"
"""Stands behind every name of a letter: those are of hexadecimal digits."""

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One decided item."""

    item: str
    letter: str
    source: str
    number: int
    requested: str
    day: dt.date
    overturned: bool
    tokens: tuple[str, ...]
    """Structured fields, and how criteria came out, as ``field=value``."""

    words: tuple[str, ...]
    """Of the summary, in order, as ``words_of`` leaves them."""

    age: str
    """Band of years, for the audit alone."""

    sex: str
    """For the audit alone."""

    treatment: str


def items_of(
    corpus: Corpus, most: int | None = None, since: dt.date = dt.date.min
) -> Iterator[Item]:
    """Yield the decided items of a corpus by day, then by name.

    Args:
        corpus: what was built, and replayed if criteria are to count.
        most: about so many, of letters drawn by their names, which are hashes; the
            same ones every time.
        since: items decided before this day are left out.

    Raises:
        InputError: duckdb, an optional part of this package, is not installed.
    """
    below = _below(count_of(corpus).decided, most)
    values = {"programme": PROGRAMME, "below": below, "since": since}
    database = corpus.connect()
    try:
        found = database.execute(_QUERY, values)
        names = [column[0] for column in found.description]
        while rows := found.fetchmany(_AT_ONCE):
            for row in rows:
                yield _item(dict(zip(names, row, strict=True)))
    finally:
        database.close()


def _below(many: int, most: int | None) -> str:
    """Return the name below which the names of so large a share of letters lie."""
    if most is None or many <= most:
        return _EVERY
    return f"{most * 16**8 // many:08x}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many items there are, and how many have a decision and a day."""

    decided: int
    items: int


def count_of(corpus: Corpus) -> Count:
    """Return how many items of a corpus could be learnt from."""
    database = corpus.connect()
    try:
        rows = database.execute(_COUNT, {"programme": PROGRAMME}).fetchall()
    finally:
        database.close()
    return Count(*map(int, rows[0]))


def _item(row: dict[str, Any]) -> Item:
    return Item(
        item=row["item"],
        letter=row["letter"],
        source=row["source"] or "",
        number=row["number"],
        requested=row["requested"] or "",
        day=row["decision_date"],
        overturned=row["decision"] == "overturned",
        tokens=tuple(_tokens(row)),
        words=_words(row["summary_text"]),
        age=age_band(row["age"]),
        sex=row["sex"] or "not known",
        treatment=row["treatment"] or "not recognised",
    )


def _tokens(row: dict[str, Any]) -> Iterator[str]:
    for column in _STRUCTURED:
        if row[column] is not None:
            yield f"{column}={row[column]}"
    for column in _COUNTS:
        if row[column]:
            yield f"{column}={magnitude(row[column])}"
    if row["proposed"] is not None:
        yield f"criteria={row['decided_by']}"
    for status in row["statuses"] or ():
        yield f"criterion={status}"


def magnitude(count: int) -> str:
    """Return the range between powers of two that a count lies in.

    >>> magnitude(1), magnitude(12), magnitude(16)
    ('1-1', '8-15', '16-31')
    """
    _, power = frexp(count)
    return f"{2 ** (power - 1)}-{2**power - 1}"


def age_band(age: int | None) -> str:
    """Return the ten years of life that an age lies in, the ends left open.

    >>> age_band(47), age_band(19), age_band(71), age_band(None)
    ('40-49', 'under 30', '60 and over', 'not known')
    """
    if age is None:
        return "not known"
    if age < 30:
        return "under 30"
    return "60 and over" if age >= 60 else f"{age // 10 * 10}-{age // 10 * 10 + 9}"


@lru_cache(maxsize=_AT_ONCE)
def _words(summary: str | None) -> tuple[str, ...]:
    """Return a summary's words; a letter's items share them, and letters each word."""
    return tuple(map(intern, words_of(summary)))
