"""Rows as CSV that a spreadsheet opens without running anything."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from openimr.corpus.search import Found
from openimr.corpus.search.export import write_csv

from .desks import lent
from .edition import Edition
from .letters import public_source
from .questions import Asked

MOST_ROWS = 10_000
_AT_ONCE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(rows: Iterable[Iterable[object]]) -> str:
    r"""Return rows as CSV; words that would run as a formula get an apostrophe.

    >>> csv_of([["=1+1", -3.5, None, ("a", "b")]])
    "'=1+1,-3.5,,a; b\r\n"
    """
    into = StringIO()
    writer = csv.writer(into)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return into.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return "" if value is None else value
    if isinstance(value, tuple | list):
        value = "; ".join(map(str, value))
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def attached(text: str, name: str, kind: str = "text/csv") -> HttpResponse:
    """Return an answer that a browser saves under a name."""
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def hits_as_csv(edition: Edition, asked: Asked) -> HttpResponseBase:
    """Return the hits of a search as CSV, ``MOST_ROWS`` at most, sent as they come.

    Raises:
        QueryError: the search cannot be understood; nothing was sent yet.
    """
    first = _found(edition, asked, "")
    answer = StreamingHttpResponse(
        _parts(edition, asked, first), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="determinations.csv"'
    return answer


def _parts(edition: Edition, asked: Asked, found: Found) -> Iterator[str]:
    yield _lines(found)
    sent = len(found.hits)
    while found.after and sent < MOST_ROWS:
        found = _found(edition, asked, found.after)
        sent += len(found.hits)
        yield _lines(found).partition("\n")[2]  # without a second head


def _found(edition: Edition, asked: Asked, after: str) -> Found:
    with lent(edition) as desk:
        return desk.search.find(
            asked.query, asked.order, after or None, _AT_ONCE, facets=()
        )


def _lines(found: Found) -> str:
    bare = (replace(each, source=public_source(each.source)) for each in found.hits)
    into = StringIO()
    write_csv(replace(found, hits=tuple(bare)), into)
    return into.getvalue()
